internal import BackbonesGraphs
internal import BackbonesTensors

extension LinearAttention: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    let heads = v.shape[-2]
    var y = ReferenceTensor(standInShape(inputs.map(\.shape)))
    for n in 0..<y.images {
      for position in 0..<y.positions {
        for head in 0..<heads {
          let weights = (0..<y.positions).map { key in
            (0..<q.channels).reduce(0) { $0 + q[n, position * heads + head, $1] * k[n, key * heads + head, $1] }
          }
          let total = weights.reduce(0, +) + Double(epsilon)
          for c in 0..<v.channels {
            y[n, position, head * v.channels + c] =
              weights.indices.reduce(0) { $0 + weights[$1] * v[n, $1 * heads + head, c] } / total
          }
        }
      }
    }
    return y
  }
}
