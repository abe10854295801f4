internal import BackbonesGraphs

extension GlobalResponseNorm: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (weight, bias) = (parameters[0].elements, parameters[1].elements)
    let x = inputs[0]
    var y = x
    for n in 0..<x.images {
      let norms = (0..<x.channels).map { c in
        (0..<x.positions).reduce(0) { $0 + x[n, $1, c] * x[n, $1, c] }.squareRoot()
      }
      let mean = norms.reduce(0, +) / Double(x.channels)
      for p in 0..<x.positions {
        for c in 0..<x.channels {
          y[n, p, c] += weight[c] * x[n, p, c] * norms[c] / (mean + Double(epsilon)) + bias[c]
        }
      }
    }
    return y
  }
}
