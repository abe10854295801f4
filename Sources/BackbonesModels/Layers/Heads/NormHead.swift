internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// Pools a map, normalises the result and classifies it with a linear layer `fc`; this scope is the head's module
  /// (timm's `NormMlpClassifierHead`). Without pooling each pixel is normalised and classified.
  ///
  /// - Parameter width: channels of a layer `pre_logits.fc` before the classifier, where there is one.
  func normHead(_ x: Value, _ head: Head, norm: Normalization, width: Int? = nil, activation: Activation = .gelu) {
    if head.pooling == .concatenated {
      fail(
        .invalidOption,
        "pooling 'catavgmax' has twice the channels of this head's norm; it takes avg, max, avgmax or none")
    }
    /// A model that is created without pooling has 1x1 convolutions.
    func product(_ x: Value, _ channels: Int, in g: Scope) -> Value {
      head.created == .unpooled ? g.convolution(x, channels, bias: true) : g.linear(x, channels)
    }
    let pooled = head.pooling == .unpooled ? x : poolMap(x, head)
    var y = (self / "norm").normalize(pooled, norm)
    if let width {
      let mlp = self / "pre_logits"
      y = mlp.output((mlp / "act").act(product(y, width, in: mlp / "fc"), activation))
    }
    prelogits(y)
    logits(head.classes == 0 ? y : product(y, head.classes, in: self / "fc"))
  }
}
