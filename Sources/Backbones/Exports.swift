// One import is all that a user needs: what the public interface of the other rooms mentions comes with it.
@_exported public import Architectures
@_exported public import Engine
@_exported public import Graphs
@_exported public import Images
@_exported public import Tensors
@_exported public import Weights
