public import BackbonesGraphs
public import BackbonesTensors

/// The hyperparameters of a network, and how to build it.
public protocol Architecture: Sendable {
  /// Applies the network to an image `[N, H, W, C]` and marks what can be taken: features, hidden, prelogits, logits.
  ///
  /// A size or a head that it does not support it reports by `Scope.fail`; the verbs of `Scope` report their own errors.
  func build(_ image: Value, head: Head, in g: Scope)

  /// The pooling that timm gives the family where the caller names none.
  var pooling: Pooling { get }

  /// Whether the model takes `outputStride`: false for a plain ViT, whose maps all have one size.
  var takesOutputStride: Bool { get }
}

extension Architecture {
  /// The mean, as most families have it.
  public var pooling: Pooling { .average }
  /// True, as for most families.
  public var takesOutputStride: Bool { true }
}

/// How a map, or tokens, become one vector (timm's `global_pool`).
public enum Pooling: String, Sendable, CaseIterable, Hashable {
  /// None: the map, or the tokens, as they are. timm writes an empty string.
  case unpooled = ""
  /// The mean.
  case average = "avg"
  /// The maximum.
  case maximum = "max"
  /// Half the sum of mean and maximum.
  case averageMaximum = "avgmax"
  /// Mean and maximum, one after the other: twice the channels.
  case concatenated = "catavgmax"
  /// The class token.
  case token = "token"
  /// Attention pooling with a learned query.
  case map = "map"

  /// Reads timm's name of a pooling.
  public init(parsing name: String) throws(BackboneError) {
    guard let pooling = Pooling(rawValue: name == "none" ? "" : name) else {
      throw BackboneError(
        .invalidOption, "unknown pooling '\(name)'; expected avg, max, avgmax, catavgmax, token, map or none")
    }
    self = pooling
  }
}

/// The head: pooling and classifier.
public struct Head: Sendable, Hashable {
  /// Classes; 0 for no classifier.
  public var classes: Int
  /// The pooling.
  public var pooling: Pooling
  /// The pooling at creation. It decides which layers and parameters exist, also after the pooling has been changed.
  public var created: Pooling
  /// Whether the classifier has been put in place of the one at creation (timm's `reset_classifier`).
  public var wasReset: Bool
  /// A head of the given classes and pooling.
  public init(classes: Int, pooling: Pooling, created: Pooling? = nil, wasReset: Bool = false) {
    self.classes = classes
    self.pooling = pooling
    self.created = created ?? pooling
    self.wasReset = wasReset
  }
}
