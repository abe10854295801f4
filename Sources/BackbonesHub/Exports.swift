// One import is enough: models come with the hub that they are downloaded from.
@_exported public import Backbones
