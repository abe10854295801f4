internal import BackbonesCLibrary
internal import BackbonesGraphs
internal import BackbonesTensors

extension LogOffsets: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    ReferenceTensor([1, entries, 2]) { position in
      let columns = 2 * window.width - 1
      let isLine = position[2] == 0
      let offset = isLine ? position[1] / columns - (window.height - 1) : position[1] % columns - (window.width - 1)
      guard let unit else { return Double(offset.signum()) * log1p(Double(abs(offset))) }
      let share = 8 * Double(offset) / Double(max((isLine ? unit.height : unit.width) - 1, 1))
      return (share < 0 ? -1 : 1) * log2(abs(share) + 1) / log2(8)
    }
  }
}

extension LogitScale: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    inputs[0].map { min(exp($0), 100) }
  }
}
