// One import is enough: extraction comes with the models that features are extracted by.
@_exported public import Backbones
