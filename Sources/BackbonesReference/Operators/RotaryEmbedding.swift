internal import BackbonesCLibrary
internal import BackbonesGraphs
internal import BackbonesTensors

extension RotaryTable: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (f, count) = (inputs[0], inputs[0].channels)
    return ReferenceTensor([1, lines.count * columns.count, 2 * count]) { position in
      let (line, column) = (lines[position[1] / columns.count], columns[position[1] % columns.count])
      let (first, second) = columnsFirst ? (column, line) : (line, column)
      let angle = Double(first) * f[0, 0, position[2] % count] + Double(second) * f[0, 1, position[2] % count]
      return position[2] < count ? sin(angle) : cos(angle)
    }
  }
}

extension RotaryEmbedding: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (x, table) = (inputs[0], inputs[1])
    let (prefix, angles, half) = (x.positions - table.positions, table.channels / 2, span / 2)
    var y = x
    for n in 0..<x.images {
      for patch in 0..<table.positions {
        for pair in 0..<heads * headWidth / 2 {
          let (sine, cosine) = (table[0, patch, pair % angles], table[0, patch, pair % angles + angles])
          let real = pair / half * span + pair % half
          let (a, b) = (x[n, prefix + patch, real], x[n, prefix + patch, real + half])
          y[n, prefix + patch, real] = a * cosine - b * sine
          y[n, prefix + patch, real + half] = a * sine + b * cosine
        }
      }
    }
    return y
  }
}
