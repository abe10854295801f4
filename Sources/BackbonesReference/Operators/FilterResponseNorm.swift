internal import BackbonesGraphs

extension FilterResponseNorm: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (weight, bias, tau) = (parameters[0].elements, parameters[1].elements, parameters[2].elements)
    let x = inputs[0]
    var y = x
    for n in 0..<x.images {
      for c in 0..<x.channels {
        let squares = (0..<x.positions).reduce(0) { $0 + x[n, $1, c] * x[n, $1, c] }
        let root = (squares / Double(x.positions) + Double(epsilon)).squareRoot()
        for p in 0..<x.positions { y[n, p, c] = max(x[n, p, c] / root * weight[c] + bias[c], tau[c]) }
      }
    }
    return y
  }
}
