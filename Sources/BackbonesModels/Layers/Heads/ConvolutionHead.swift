internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// Pools a map, widens it by a 1x1 convolution `conv_head` with an activation, and classifies the result with a linear
  /// layer `classifier` (MobileNetV3, Howard et al. 2019, arXiv:1905.02244); this scope is the model's. Without pooling
  /// each pixel is widened. `hidden` is the map.
  ///
  /// - Parameter norm: a norm `norm_head` behind the convolution, which the activation belongs to.
  func convolutionHead(
    _ x: Value, _ head: Head, width: Int, bias: Bool = true, norm: Normalization? = nil, activation: Activation,
    activationName: String = "act2"
  ) {
    if (head.pooling == .concatenated) != (head.created == .concatenated) {
      fail(
        .invalidOption,
        "pooling 'catavgmax' has twice the channels that other poolings give conv_head; it cannot be changed afterwards"
      )
    }
    hidden(x)
    let pooled = poolMap(x, head, flattens: false)
    var y = (self / "conv_head").convolution(pooled, width, bias: bias)
    if let norm {
      y = (self / activationName).output((self / "norm_head").normalize(y, norm, activation: activation))
    } else {
      y = (self / activationName).act(y, activation)
    }
    if head.pooling != .unpooled { y = (self / "flatten").output(flatten(y)) }
    prelogits(y)
    logits(head.classes == 0 ? y : (self / "classifier").linear(y, head.classes))
  }
}
