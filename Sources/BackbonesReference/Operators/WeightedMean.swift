internal import BackbonesGraphs
internal import BackbonesTensors

extension WeightedMean: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (x, weights) = (inputs[0], inputs[1])
    let (count, columns) = (x.shape[1], x.shape[2])
    var y = ReferenceTensor([x.shape[0], weights.shape[1], columns])
    for b in 0..<x.shape[0] {
      for m in 0..<weights.shape[1] {
        let own = (0..<count).map { weights[b, m, $0] }
        let sum = own.reduce(0, +)
        for c in 0..<columns { y[b, m, c] = (0..<count).reduce(0) { $0 + own[$1] * x[b, $1, c] } / sum }
      }
    }
    return y
  }
}
