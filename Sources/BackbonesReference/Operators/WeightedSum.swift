internal import BackbonesGraphs
internal import BackbonesTensors

extension WeightedSum: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (maps, weights) = (inputs.dropLast(), inputs[inputs.count - 1])
    var y = ReferenceTensor([maps[0].images, weights.shape[1], weights.shape[2], maps[0].channels])
    for n in 0..<y.images {
      for p in 0..<y.positions {
        for c in 0..<y.channels {
          for (index, map) in maps.enumerated() {
            y[n, p, c] += map[n, map.positions == 1 ? 0 : p, c] * weights[n, p, index]
          }
        }
      }
    }
    return y
  }
}
