package import BackbonesGraphs

extension Activation {
  /// The function, as PyTorch defines it.
  package func reference(_ x: Double) -> Double {
    switch self {
    case .identity: x
    case .relu: max(x, 0)
    case .relu6: min(max(x, 0), 6)
    case .leakyReLU: x < 0 ? 0.01 * x : x
    case .leakyReLU1e3: x < 0 ? 0.001 * x : x
    case .sigmoid: logistic(x)
    case .hardSigmoid: min(max(x + 3, 0), 6) / 6
    case .silu: x * logistic(x)
    case .hardSwish: x * min(max(x + 3, 0), 6) / 6
    case .gelu: x / 2 * (1 + errorFunction(x / 2.0.squareRoot()))
    case .geluTanh: x / 2 * (1 + hyperbolicTangent((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    case .quickGELU: x * logistic(1.702 * x)
    case .tanh: hyperbolicTangent(x)
    case .mish: x * hyperbolicTangent(logarithm(1 + exponential(x)))
    case .squaredReLU: max(x, 0) * max(x, 0)
    }
  }
}

extension Activate: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    inputs[0].map(function.reference)
  }
}

extension Add: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (a, b) = (inputs[0], inputs[1])
    return ReferenceTensor(a.shape, a.elements.indices.map { a.elements[$0] + b.elements[$0 % b.elements.count] })
  }
}

extension Multiply: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    ReferenceTensor(inputs[0].shape, zip(inputs[0].elements, inputs[1].elements).map { $0 * $1 })
  }
}

extension Gate: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let gate = inputs[1]
    var y = inputs[0]
    for n in 0..<y.images {
      for p in 0..<y.positions { for c in 0..<y.channels { y[n, p, c] *= gate[n, 0, c] } }
    }
    return y
  }
}

extension ChannelScale: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let factors = parameters[0].elements
    return inputs[0].mapChannels { $0 * (factors.count == 1 ? factors[0] : factors[$1]) }
  }
}

extension ChannelShift: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    inputs[0].mapChannels { $0 + parameters[0].elements[$1] }
  }
}

extension Clamp: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    inputs[0].map { min(max($0, parameters[0].elements[0]), parameters[1].elements[0]) }
  }
}

extension Scale: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    inputs[0].map { $0 * Double(factor) }
  }
}
