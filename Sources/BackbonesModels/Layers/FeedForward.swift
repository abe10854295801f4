internal import BackbonesGraphs
internal import BackbonesTensors

/// The MLP of a transformer block.
struct FeedForward: Sendable, Hashable {
  var kind = Kind.plain
  /// Channels that the first product makes, both halves of `gated` together; nil is four times the input's.
  var hidden: Int?
  /// Channels of the result; nil is the input's.
  var channels: Int?
  var activation = Activation.gelu
  /// Whether the activation is StarReLU, whose factor and term are learned.
  var isStar = false
  var bias = true
  /// A norm before the last product, where there is one, and its module.
  var innerNorm: Normalization?
  var innerNormName = "norm"
  /// Whether the products are 1x1 convolutions in the state dict.
  var convolves = false

  enum Kind: Sendable, Hashable {
    case plain
    /// Gate and value packed in one product (GluMlp; Shazeer 2020, arXiv:2002.05202).
    case gated
    /// The same, the value before the gate.
    case gatedLast
    /// Gate and value from two products (SwiGLU).
    case gatedApart
    /// A norm, then gate and value from two products (ViTamin, Chen et al. 2024, arXiv:2404.02132).
    case normGatedApart
  }

  /// The layers as a module `g`.
  func callAsFunction(_ x: Value, in g: Scope) -> Value {
    let hidden = hidden ?? 4 * x.channels
    var y: Value
    switch kind {
    case .plain:
      y = product(x, hidden, in: g / "fc1")
      y = isStar ? (g / "act").starReLU(y) : (g / "act").act(y, activation)
    case .gated, .gatedLast:
      let both = product(x, hidden, in: g / "fc1")
      let halves = (g.slice(both, 0..<hidden / 2), g.slice(both, hidden / 2..<hidden))
      let (gate, value) = kind == .gated ? halves : (halves.1, halves.0)
      y = g.multiply((g / "act").act(gate, activation), value)
    case .gatedApart:
      let gate = (g / "act").act(product(x, hidden, in: g / "fc1_g"), activation)
      y = g.multiply(gate, product(x, hidden, in: g / "fc1_x"))
    case .normGatedApart:
      let x = (g / "norm").normalize(x, .layer())
      let gate = (g / "act").act(product(x, hidden, in: g / "w0"), activation)
      y = g.multiply(gate, product(x, hidden, in: g / "w1"))
    }
    if let innerNorm { y = (g / innerNormName).normalize(y, innerNorm) }
    return g.output(product(y, channels ?? x.channels, in: g / (kind == .normGatedApart ? "w2" : "fc2")))
  }

  private func product(_ x: Value, _ channels: Int, in g: Scope) -> Value {
    convolves ? g.convolution(x, channels, bias: bias) : g.linear(x, channels, bias: bias)
  }
}
