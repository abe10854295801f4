internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// A convolution `conv` (or of another name), then a normalisation `bn` and an activation, as one module.
  func convNormAct(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, dilation: Int = 1, groups: Int = 1,
    bias: Bool = false, padding: Padding = .symmetric, norm: Normalization = .batch(), activation: Activation = .relu,
    dilates: Bool = true, named name: String = "conv"
  ) -> Value {
    let y = (self / name).convolution(
      x, channels, kernel: kernel, stride: stride, dilation: dilation, groups: groups, bias: bias,
      padding: padding, dilates: dilates)
    return output((self / "bn").normalize(y, norm, activation: activation))
  }

  /// A convolution, a normalisation and an activation, as the layers `0`, `1` and `2` of a sequence; without an activation
  /// it has two.
  func convNormActSequence(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, bias: Bool = false,
    norm: Normalization = .batch(), activation: Activation = .relu
  ) -> Value {
    let y = (self / 0).convolution(x, channels, kernel: kernel, stride: stride, bias: bias)
    let normalized = (self / 1).normalize(y, norm)
    return output(activation == .identity ? normalized : (self / 2).act(normalized, activation))
  }

  /// The activation as a module of its own: its value is this scope's.
  func act(_ x: Value, _ function: Activation = .relu) -> Value {
    output(activate(x, function))
  }
}
