// One import is all that a user needs: what the public interface of the other rooms mentions comes with it.
@_exported public import BackbonesModels
@_exported public import BackbonesEngine
@_exported public import BackbonesGraphs
@_exported public import BackbonesImages
@_exported public import BackbonesTensors
@_exported public import BackbonesWeights
