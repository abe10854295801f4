internal import BackbonesGraphs
internal import BackbonesTensors
internal import BackbonesCLibrary

extension CrossCovarianceAttention: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    let width = q.channels / heads
    var y = ReferenceTensor(v.shape)
    for n in 0..<y.images {
      /// The sum of products of two channels over the tokens.
      func product(_ a: ReferenceTensor, _ i: Int, _ b: ReferenceTensor, _ j: Int) -> Double {
        (0..<y.positions).reduce(0) { $0 + a[n, $1, i] * b[n, $1, j] }
      }
      func length(_ x: ReferenceTensor, _ c: Int) -> Double { isCosine ? max(sqrt(product(x, c, x, c)), 1e-12) : 1 }
      for c in 0..<y.channels {
        let head = c / width
        let factor = Double(scale) * (hasHeadScales ? inputs[3].elements[head] : 1) / length(q, c)
        let keys = head * width..<(head + 1) * width
        let weights = softmax(keys.map { factor * product(q, c, k, $0) / length(k, $0) })
        for token in 0..<y.positions { y[n, token, c] = zip(weights, keys).reduce(0) { $0 + $1.0 * v[n, token, $1.1] } }
      }
    }
    return y
  }
}
