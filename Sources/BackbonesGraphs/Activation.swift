/// An element-by-element function.
public enum Activation: String, Sendable, CaseIterable {
  case identity, relu, relu6, leakyReLU, sigmoid, hardSigmoid, silu, hardSwish, gelu, geluTanh, quickGELU, tanh,
    squaredReLU, mish
  /// Leaky ReLU of slope 1e-3; `leakyReLU` has 1e-2.
  case leakyReLU1e3
}
