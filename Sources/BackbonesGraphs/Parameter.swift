public import BackbonesTensors

/// An entry of the state dict, or a constant that layers read as they read those.
public struct Parameter: Sendable, Hashable {
  /// timm's name for it: `layer1.0.conv1.weight`.
  public let name: String
  /// The shape in the state dict.
  public let shape: TensorShape
  /// Whether it is learned, a statistic that training gathers, or a constant.
  public let kind: Kind
  /// All elements of a buffer that a new model has; nil for what is learned or random.
  package var initial: Float?
  /// How a value of another shape, from a checkpoint for other images, is made to fit.
  public let fit: ResizeRule
  /// The elements of a constant; nil for what comes from a source of parameters.
  private let elements: [Float]?

  package init(name: String, shape: TensorShape, kind: Kind, fit: ResizeRule = .exact) {
    self.name = name
    self.shape = shape
    self.kind = kind
    self.fit = fit
    elements = nil
  }

  /// A constant of a model.
  package init(name: String, shape: TensorShape, constant: [Float]) {
    (self.name, self.shape, kind, fit) = (name, shape, .constant, .exact)
    elements = constant
  }

  /// The value of a constant; nil for what comes from a source of parameters.
  package var constant: Tensor? { elements.map { Tensor(shape, $0) } }

  /// How a parameter follows the size and channels of the images.
  public enum ResizeRule: Sendable, Hashable {
    /// It does not: only a value of the same shape fits.
    case exact
    /// The weight of a convolution over the image, which has the image's channels.
    case inputConvolution
    /// The weight of a convolution that takes an image apart into patches: it has the image's channels, and the patches' size.
    case patches
    /// Positions of prefix tokens, then of a grid of patches row by row; or of the grid alone, as a map.
    case positions(rows: Int, columns: Int, prefixTokens: Int)
    /// Biases by where one token of a window lies from another, `[T, heads]`, three more of a class token, or
    /// `[heads, lines, columns]`.
    case relativePositions(window: ImageSize, hasClassToken: Bool)
    /// A row for each distance along one side of a map, `[T, C]`.
    case distances
    /// Biases by how many lines and columns of a map tokens lie apart, `[heads, lines * columns]`.
    case offsets(map: ImageSize)
  }

  /// What an entry of the state dict is.
  public enum Kind: String, Sendable {
    case parameter, runningStatistic
    /// Another name of a parameter whose module several share: a state dict may have it under each name.
    case alias
    /// A value that the model itself computes: no state dict has it.
    case constant
  }
}
