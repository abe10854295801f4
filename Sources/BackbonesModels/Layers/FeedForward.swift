internal import BackbonesGraphs
internal import BackbonesTensors

/// The two products of a transformer block, with what is between them.
struct FeedForward: Sendable, Hashable {
  var kind = Kind.plain
  /// Channels that the first product makes, both halves of `gated` together; nil is four times the input's.
  var hidden: Int?
  var activation = Activation.gelu
  var bias = true
  /// A norm before the last product, where there is one.
  var innerNorm: Normalization?

  enum Kind: Sendable, Hashable {
    case plain
    /// One product makes gate and value (Shazeer 2020, arXiv:2002.05202).
    case gated
    /// The same of two products.
    case gatedApart
  }

  /// The layers as a module `g`.
  func callAsFunction(_ x: Value, in g: Scope) -> Value {
    let hidden = hidden ?? 4 * x.channels
    var y: Value
    switch kind {
    case .plain:
      y = (g / "act").act((g / "fc1").linear(x, hidden, bias: bias), activation)
    case .gated:
      let both = (g / "fc1").linear(x, hidden, bias: bias)
      let gate = (g / "act").act(g.slice(both, 0..<hidden / 2), activation)
      y = g.multiply(gate, g.slice(both, hidden / 2..<hidden))
    case .gatedApart:
      let gate = (g / "act").act((g / "fc1_g").linear(x, hidden, bias: bias), activation)
      y = g.multiply(gate, (g / "fc1_x").linear(x, hidden, bias: bias))
    }
    if let innerNorm { y = (g / "norm").normalize(y, innerNorm) }
    return g.output((g / "fc2").linear(y, x.channels, bias: bias))
  }
}
