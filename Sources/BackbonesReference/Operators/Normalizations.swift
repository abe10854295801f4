internal import BackbonesGraphs

/// Mean and biased variance.
func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
  let mean = values.reduce(0, +) / Double(values.count)
  return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count))
}

extension ReferenceTensor {
  /// The channels at each position of each image, replaced by `function` of them.
  fileprivate func mapRows(_ function: ([Double]) -> [Double]) -> ReferenceTensor {
    var y = self
    for start in stride(from: 0, to: elements.count, by: channels) {
      let row = start..<start + channels
      y.elements.replaceSubrange(row, with: function(Array(elements[row])))
    }
    return y
  }

  /// Each element from itself, its channel, and the moments of its image's group of channels, over all positions.
  fileprivate func mapGroups(
    _ groups: Int, _ function: (_ x: Double, _ channel: Int, _ mean: Double, _ variance: Double) -> Double
  ) -> ReferenceTensor {
    var y = self
    let size = channels / groups
    for n in 0..<images {
      for group in 0..<groups {
        let members = group * size..<(group + 1) * size
        let (mean, variance) = moments((0..<positions).flatMap { p in members.map { self[n, p, $0] } })
        for p in 0..<positions { for c in members { y[n, p, c] = function(self[n, p, c], c, mean, variance) } }
      }
    }
    return y
  }
}

extension BatchNorm: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (weight, bias) = (parameters[0].elements, parameters[1].elements)
    let (mean, variance) = (parameters[2].elements, parameters[3].elements)
    return inputs[0].mapChannels { x, c in
      (x - mean[c]) / (variance[c] + Double(epsilon)).squareRoot() * weight[c] + bias[c]
    }
  }
}

extension LayerNorm: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let weight = parameters[0].elements
    let bias = parameters.count > 1 ? parameters[1].elements : Array(repeating: 0, count: weight.count)
    return inputs[0].mapRows { row in
      let (mean, variance) = moments(row)
      return row.indices.map { c in
        (row[c] - mean) / (variance + Double(epsilon)).squareRoot() * weight[c] + bias[c]
      }
    }
  }
}

extension RMSNorm: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let weight = parameters[0].elements
    return inputs[0].mapRows { row in
      let count = Double(row.count)
      let square =
        centred ? moments(row).variance * count / (count - 1) : row.reduce(0) { $0 + $1 * $1 } / count
      return row.indices.map { c in row[c] / (square + Double(epsilon)).squareRoot() * weight[c] }
    }
  }
}

extension L2Norm: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    inputs[0].mapRows { row in
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return row.map { $0 / max(length, Double(epsilon)) }
    }
  }
}

extension GroupNorm: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let weight = parameters[0].elements
    let bias = parameters.count > 1 ? parameters[1].elements : Array(repeating: 0, count: weight.count)
    return inputs[0].mapGroups(groups) { x, c, mean, variance in
      (x - mean) / (variance + Double(epsilon)).squareRoot() * weight[c] + bias[c]
    }
  }
}

extension EvoNormS0: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (weight, bias) = (parameters[0].elements, parameters[1].elements)
    let v = gates ? parameters[2].elements : []
    return inputs[0].mapGroups(groups) { x, c, _, variance in
      x * (gates ? logistic(v[c] * x) : 1) / (variance + Double(epsilon)).squareRoot() * weight[c] + bias[c]
    }
  }
}
