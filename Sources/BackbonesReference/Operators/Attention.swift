internal import BackbonesGraphs
internal import BackbonesTensors

/// How much a query attends to each key: `softmax(scale * q · k)` over the given channels of both.
private func attention(
  _ q: ReferenceTensor, _ k: ReferenceTensor, image n: Int, query: Int, channels: Range<Int>, scale: Double
) -> [Double] {
  softmax(
    (0..<k.positions).map { key in scale * channels.reduce(0) { $0 + q[n, query, $1] * k[n, key, $1] } })
}

extension Attention: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    var y = ReferenceTensor([k.images, q.positions, v.channels])
    let (size, width) = (q.channels / heads, v.channels / heads)
    for n in 0..<y.images {
      for head in 0..<heads {
        for query in 0..<q.positions {
          let weights = attention(
            q, k, image: n, query: query, channels: head * size..<(head + 1) * size, scale: Double(scale))
          for c in head * width..<(head + 1) * width {
            y[n, query, c] = weights.indices.reduce(0) { $0 + weights[$1] * v[n, $1, c] }
          }
        }
      }
    }
    return y
  }
}

extension DifferentialAttention: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    func power(_ a: Int, _ b: Int) -> Double {
      exponential(zip(parameters[a].elements, parameters[b].elements).reduce(0) { $0 + $1.0 * $1.1 })
    }
    let lambda = power(0, 1) - power(2, 3) + Double(initialWeight)
    var y = ReferenceTensor(v.shape)
    let (size, width) = (q.channels / heads / 2, v.channels / heads)
    for n in 0..<y.images {
      for head in 0..<heads {
        for query in 0..<q.positions {
          let halves = (0..<2).map { half in
            let first = (2 * head + half) * size
            return attention(q, k, image: n, query: query, channels: first..<first + size, scale: Double(scale))
          }
          for c in head * width..<(head + 1) * width {
            y[n, query, c] = (0..<v.positions).reduce(0) { sum, key in
              sum + (halves[0][key] - lambda * halves[1][key]) * v[n, key, c]
            }
          }
        }
      }
    }
    return y
  }
}

extension RadixSoftmax: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    if radix == 1 { return x.map(logistic) }
    var y = x
    let width = x.channels / (groups * radix)
    for n in 0..<x.images {
      for group in 0..<groups {
        for c in 0..<width {
          // [group][slice][channel] becomes [slice][group][channel].
          let weights = softmax((0..<radix).map { x[n, 0, (group * radix + $0) * width + c] })
          for slice in 0..<radix { y[n, 0, (slice * groups + group) * width + c] = weights[slice] }
        }
      }
    }
    return y
  }
}
