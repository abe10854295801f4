internal import BackbonesGraphs
internal import BackbonesTensors

extension NearestResize: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    func source(_ index: Int, _ size: Int, _ resized: Int) -> Int {
      min(Int((Float(index) * (Float(size) / Float(resized))).rounded(.down)), size - 1)
    }
    var y = ReferenceTensor([x.images, size.height, size.width, x.channels])
    for n in 0..<x.images {
      for line in 0..<size.height {
        for column in 0..<size.width {
          for c in 0..<x.channels {
            y[n, line, column, c] =
              x[n, source(line, x.shape[1], size.height), source(column, x.shape[2], size.width), c]
          }
        }
      }
    }
    return y
  }
}
