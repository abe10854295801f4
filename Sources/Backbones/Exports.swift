// One import is enough: the public types of the other modules come with it.
@_exported public import BackbonesModels
@_exported public import BackbonesEngine
@_exported public import BackbonesGraphs
@_exported public import BackbonesImages
@_exported public import BackbonesTensors
@_exported public import BackbonesWeights
