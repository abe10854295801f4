internal import BackbonesGraphs
internal import BackbonesTensors

/// A head that normalises what pooling gives, puts a layer before the classifier where it is asked for, and classifies
/// each pixel where there is no pooling (timm's `NormMlpClassifierHead` and its kin).
struct NormHead: Sendable, Hashable {
  var norm: Normalization
  /// Channels of `pre_logits.fc`, where there is one, its activation, and the norm behind it.
  var width: Int?
  var activation = Activation.gelu
  var innerNorm: Normalization?
  /// Whether a model that is created without pooling has 1x1 convolutions in its state dict.
  var convolvesUnpooled = true
  /// The poolings that timm allows.
  var poolings: Set<Pooling> = [.average, .maximum, .averageMaximum, .unpooled]

  /// The head as module `g`; marks `prelogits` and `logits`.
  func callAsFunction(_ x: Value, _ head: Head, in g: Scope) {
    func product(_ x: Value, _ channels: Int, in g: Scope) -> Value {
      convolvesUnpooled && head.created == .unpooled
        ? g.convolution(x, channels, bias: true) : g.linear(x, channels)
    }
    var y = pooled(x, head, in: g)
    if let width {
      let mlp = g / "pre_logits"
      y = (mlp / "act").act(product(y, width, in: mlp / "fc"), activation)
      if let innerNorm { y = (mlp / "norm").normalize(y, innerNorm) }
      mlp.output(y)
    }
    g.prelogits(y)
    g.logits(head.classes == 0 ? y : product(y, head.classes, in: g / "fc"))
  }

  /// What pooling gives, or the map, normalised.
  func pooled(_ x: Value, _ head: Head, in g: Scope) -> Value {
    guard g.takes(head.pooling, of: poolings) else { return x }
    return (g / "norm").normalize(head.pooling == .unpooled ? x : g.poolMap(x, head), norm)
  }
}
