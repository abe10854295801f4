internal import BackbonesGraphs
internal import BackbonesTensors
internal import BackbonesCLibrary

/// A gate per channel, computed from the map's means.
enum ChannelAttention: Sendable, Hashable {
  /// Squeeze-and-excitation (Hu et al. 2018, arXiv:1709.01507): two 1x1 convolutions over the means.
  case squeezeExcite(ratio: Double = 1.0 / 16, divisor: Int = 8)
  /// Efficient channel attention (Wang et al. 2020, arXiv:1910.03151): a 1-D convolution along the channels.
  case efficient
  /// The one-layer excitation of VoVNet (Lee & Park 2020, arXiv:1911.06667), with a hard sigmoid.
  case effectiveSqueezeExcite

  /// The gated map; `g` is the attention's module.
  ///
  /// - Parameters:
  ///   - unpruned: the channels that the attention was laid out for, where `x` has lost some.
  ///   - activation: the function between the two layers of squeeze-and-excitation.
  func callAsFunction(_ x: Value, unpruned: Int? = nil, activation: Activation = .relu, in g: Scope) -> Value {
    g.output(g.gate(x, by: gate(of: x, unpruned: unpruned, activation: activation, in: g)))
  }

  /// What gates the map, a factor a channel.
  func gate(of x: Value, unpruned: Int? = nil, activation: Activation = .relu, in g: Scope) -> Value {
    switch self {
    case .squeezeExcite(let ratio, let divisor):
      return g.squeezeExciteGate(
        of: x, reduced: makeDivisible(Double(x.channels) * ratio, by: divisor, roundLimit: 0), activation: activation)
    case .efficient:
      let t = Int(abs(log2(Double(unpruned ?? x.channels)) + 1) / 2)
      let kernel = max(t % 2 == 1 ? t : t + 1, 3)
      let scores = (g / "conv").channelConvolution(g.globalPool(x, .average), kernel: kernel)
      return (g / "gate").act(scores, .sigmoid)
    case .effectiveSqueezeExcite:
      return g.effectiveSqueezeExciteGate(of: x)
    }
  }
}

extension Scope {
  /// Squeeze-and-excitation with the given number of channels between its layers; this scope is its module.
  ///
  /// - Parameters:
  ///   - bias: whether the layers have biases.
  ///   - norm: the norm `bn` after the first layer; nil for none.
  ///   - gate: the last activation.
  ///   - names: those of the first layer, the activation and the second layer.
  func squeezeExcite(
    _ x: Value, reduced: Int, bias: Bool = true, norm: Normalization? = nil, activation: Activation = .relu,
    gate: Activation = .sigmoid,
    names: (String, String, String) = ("fc1", "act", "fc2"), gateName: String = "gate"
  ) -> Value {
    let factors = squeezeExciteGate(
      of: x, reduced: reduced, bias: bias, norm: norm, activation: activation, gate: gate, names: names,
      gateName: gateName)
    return output(self.gate(x, by: factors))
  }

  /// What gates the map in squeeze-and-excitation, a factor a channel; see `squeezeExcite`.
  func squeezeExciteGate(
    of x: Value, reduced: Int, bias: Bool = true, norm: Normalization? = nil, activation: Activation = .relu,
    gate: Activation = .sigmoid, names: (String, String, String) = ("fc1", "act", "fc2"), gateName: String = "gate"
  ) -> Value {
    var y = (self / names.0).convolution(globalPool(x, .average), reduced, bias: bias)
    if let norm { y = (self / "bn").normalize(y, norm) }
    y = (self / names.1).act(y, activation)
    y = (self / names.2).convolution(y, x.channels, bias: bias)
    return (self / gateName).act(y, gate)
  }

  /// The one-layer excitation of VoVNet (Lee & Park 2020, arXiv:1911.06667); this scope is its module.
  ///
  /// - Parameters:
  ///   - gate: the activation.
  ///   - names: those of the layer and the activation.
  func effectiveSqueezeExcite(_ x: Value, gate: Activation, names: (String, String)) -> Value {
    output(self.gate(x, by: effectiveSqueezeExciteGate(of: x, gate: gate, names: names)))
  }

  /// What gates the map in `effectiveSqueezeExcite`, a factor a channel.
  fileprivate func effectiveSqueezeExciteGate(
    of x: Value, gate: Activation = .hardSigmoid, names: (String, String) = ("fc", "gate")
  ) -> Value {
    let scores = (self / names.0).convolution(globalPool(x, .average), x.channels, bias: true)
    return (self / names.1).act(scores, gate)
  }

  /// Global context (Cao et al. 2019, arXiv:1904.11492): a gate from attention-weighted average pooling; this scope is
  /// its module.
  ///
  /// - Parameter adds: whether the context is added, instead of gating the map.
  func globalContext(_ x: Value, reduced: Int, activation: Activation = .relu, adds: Bool = false) -> Value {
    let scores = (self / "conv_attn").convolution(x, 1, bias: true)
    let mlp = self / (adds ? "mlp_add" : "mlp_scale")
    var y = (mlp / "fc1").convolution(contextPool(x, scores), reduced, bias: true)
    y = (mlp / "act").act((mlp / "norm").normalize(y, .layer()), activation)
    y = mlp.output((mlp / "fc2").convolution(y, x.channels, bias: true))
    return output(adds ? add(x, resize(y, like: x)) : gate(x, by: (self / "gate").act(y, .sigmoid)))
  }
}
