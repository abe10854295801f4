internal import BackbonesGraphs
internal import BackbonesTensors
internal import BackbonesCLibrary

extension CrossCovarianceAttention: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    let width = q.channels / heads
    var y = ReferenceTensor(v.shape)
    for n in 0..<y.images {
      for c in 0..<y.channels {
        let weights = weights(of: c, q, k, factors: hasHeadScales ? inputs[3] : nil, image: n)
        for token in 0..<y.positions {
          y[n, token, c] = weights.indices.reduce(0) { $0 + weights[$1] * v[n, token, c / width * width + $1] }
        }
      }
    }
    return y
  }

  /// How much channel `c` weighs each channel of its head.
  fileprivate func weights(
    of c: Int, _ q: ReferenceTensor, _ k: ReferenceTensor, factors: ReferenceTensor?, image n: Int
  ) -> [Double] {
    /// The sum of products of two channels over the tokens.
    func product(_ a: ReferenceTensor, _ i: Int, _ b: ReferenceTensor, _ j: Int) -> Double {
      (0..<q.positions).reduce(0) { $0 + a[n, $1, i] * b[n, $1, j] }
    }
    func length(_ x: ReferenceTensor, _ c: Int) -> Double { isCosine ? max(sqrt(product(x, c, x, c)), 1e-12) : 1 }
    let width = q.channels / heads, head = c / width
    let factor = Double(scale) * (factors?.elements[head] ?? 1) / length(q, c)
    return softmax((head * width..<(head + 1) * width).map { factor * product(q, c, k, $0) / length(k, $0) })
  }
}

extension CrossCovarianceWeights: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (q, k, heads) = (inputs[0], inputs[1], attention.heads)
    let factors = attention.hasHeadScales ? inputs[2] : nil
    let width = q.channels / heads
    var y = ReferenceTensor([q.images, width, width, heads])
    for n in 0..<y.images {
      for c in 0..<q.channels {
        for (key, weight) in attention.weights(of: c, q, k, factors: factors, image: n).enumerated() {
          y[n, c % width, key, c / width] = weight
        }
      }
    }
    return y
  }
}
