internal import BackbonesGraphs
internal import BackbonesTensors

extension RelativeRows: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let table = inputs[0], channels = table.shape.channels
    // The side with fewer places has them further apart; the first query is the furthest below the last key.
    let (queryStep, keyStep) = (max(1, Double(keys) / Double(queries)), max(1, Double(queries) / Double(keys)))
    let lowest = -Double(keys - 1) * keyStep
    return ReferenceTensor([queries, channels, keys]) { position in
      let distance = Double(position[0]) * queryStep - Double(position[2]) * keyStep
      return table.elements[Int(distance - lowest) * channels + position[1]]
    }
  }
}
