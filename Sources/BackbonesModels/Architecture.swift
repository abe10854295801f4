public import BackbonesGraphs
public import BackbonesTensors

/// A network's shape as data: a family's knobs set to one variant's values.
public protocol Architecture: Sendable {
  /// Applies the network to an image `[N, H, W, C]` and marks what can be taken: features, hidden, prelogits, logits.
  ///
  /// What it cannot have (a size, a head) it reports by `Scope.fail`; the verbs of `Scope` report their own.
  func build(_ image: Value, head: Head, in g: Scope)

  /// The pooling that timm gives the family where the caller names none.
  var pooling: Pooling { get }

  /// Whether `outputStride` means something: false where no map shrinks by steps, as in a plain ViT.
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

/// What stands after the features.
public struct Head: Sendable, Hashable {
  /// Classes; 0 for no classifier.
  public var classes: Int
  /// The pooling.
  public var pooling: Pooling
  /// The pooling that the model was created with: it says which layers there are, and so which parameters, where the
  /// pooling was changed afterwards.
  public var created: Pooling
  /// A head of the given classes and pooling.
  public init(classes: Int, pooling: Pooling, created: Pooling? = nil) {
    self.classes = classes
    self.pooling = pooling
    self.created = created ?? pooling
  }
}
