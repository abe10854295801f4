/// An element-by-element function.
public enum Activation: String, Sendable, CaseIterable {
  case identity, relu, relu6, leakyReLU, sigmoid, hardSigmoid, silu, hardSwish, gelu, geluTanh, quickGELU, tanh,
    squaredReLU
}
