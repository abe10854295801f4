internal import BackbonesGraphs
internal import BackbonesTensors

/// A head that widens a map by a 1x1 convolution `in_conv`, pools it, widens the result by a product with a norm, and
/// classifies that (EfficientViT, Cai et al. 2022, arXiv:2205.14756).
struct WideningHead: Sendable, Hashable {
  /// Channels behind the convolution and behind the product.
  var widths: [Int]
  /// The norm of the convolution and that of the product.
  var norm = Normalization.batch(), innerNorm = Normalization.layer(epsilon: 1e-5)
  var activation = Activation.hardSwish
  /// The poolings that timm allows.
  var poolings: Set<Pooling>
  /// The module that flattens the pooled map; nil where the pooling does.
  var flattening: String?

  /// The head as a module `g`; marks `hidden`, `prelogits` and `logits`, and gives the last.
  ///
  /// - Parameters:
  ///   - product: the module of the product, and the names of the product, its norm and its activation in it.
  ///   - classifier: the module of the classifier.
  @discardableResult
  func callAsFunction(
    _ x: Value, _ head: Head, product: Scope, _ names: (linear: String, norm: String, act: String), classifier: Scope,
    in g: Scope
  ) -> Value {
    guard g.takes(head.pooling, of: poolings) else { return x }
    g.hidden(x)
    var y = (g / "in_conv").convolutionLayer(x, widths[0], norm: norm, activation: activation)
    if head.pooling != .unpooled {
      y = g.poolMap(y, head, flattens: flattening == nil)
      if let flattening { y = (g / flattening).output(g.flatten(y)) }
    }
    y = (product / names.norm).normalize((product / names.linear).linear(y, widths[1], bias: false), innerNorm)
    y = product.output((product / names.act).act(y, activation))
    g.prelogits(y)
    let scores = head.classes == 0 ? y : classifier.linear(y, head.classes)
    g.logits(scores)
    return scores
  }
}
