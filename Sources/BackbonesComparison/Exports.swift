// One import is enough: a comparison comes with the models that it compares.
@_exported public import Backbones
