internal import BackbonesGraphs
internal import BackbonesTensors

extension Pool: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    let (lines, columns) = window.extent(over: x.shape)
    var y = ReferenceTensor([x.images, lines, columns, x.channels])
    /// The divisor of a mean along one side where padding counts: the taps within the map and its padding.
    func counted(_ at: Int, _ size: Int, _ kernel: Int, _ stride: Int, _ dilation: Int, _ before: Int, _ after: Int)
      -> Int
    { (0..<kernel).filter { at * stride + $0 * dilation < before + size + after }.count }
    for line in 0..<lines {
      for column in 0..<columns {
        let taps = window.taps(atLine: line, column: column, of: x.shape)
        let all =
          counted(
            line, x.shape[1], window.kernel.height, window.stride.height, window.dilation.height, window.padding.top,
            window.padding.bottom)
          * counted(
            column, x.shape[2], window.kernel.width, window.stride.width, window.dilation.width, window.padding.left,
            window.padding.right)
        for n in 0..<x.images {
          for c in 0..<x.channels {
            let values = taps.map { x[n, $0.line, $0.column, c] }
            switch kind {
            case .max: y[n, line, column, c] = values.max() ?? -.infinity
            case .maxCountingPadding:
              let isWhole = values.count == window.kernel.area
              y[n, line, column, c] = (values + (isWhole ? [] : [0])).max()!
            case .average: y[n, line, column, c] = values.reduce(0, +) / Double(values.count)
            case .averageCountingPadding: y[n, line, column, c] = values.reduce(0, +) / Double(all)
            }
          }
        }
      }
    }
    return y
  }
}

extension BlurPool: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    let (lines, columns) = window.extent(over: x.shape)
    var y = ReferenceTensor([x.images, lines, columns, x.channels])
    /// The pixel that is read in place of the one at `at`; nil for a zero.
    func inside(_ at: Int, _ size: Int) -> Int? {
      if (0..<size).contains(at) { return at }
      if border == .zeros { return nil }
      return at < 0 ? -at : 2 * (size - 1) - at
    }
    let taps = [0.25, 0.5, 0.25]
    for n in 0..<x.images {
      for line in 0..<lines {
        for column in 0..<columns {
          for c in 0..<x.channels {
            var sum = 0.0
            for ky in 0..<3 {
              for kx in 0..<3 {
                if let line = inside(line * window.stride.height - window.padding.top + ky, x.shape[1]),
                  let column = inside(column * window.stride.width - window.padding.left + kx, x.shape[2])
                {
                  sum += taps[ky] * taps[kx] * x[n, line, column, c]
                }
              }
            }
            y[n, line, column, c] = sum
          }
        }
      }
    }
    return y
  }
}

extension GlobalPool: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    let shape: TensorShape = x.shape.rank == 4 ? [x.images, 1, 1, x.channels] : [x.images, x.channels]
    var y = ReferenceTensor(shape)
    for n in 0..<x.images {
      for c in 0..<x.channels {
        let values = (skipping..<x.positions).map { x[n, $0, c] }
        y[n, 0, c] = kind == .max ? values.max()! : values.reduce(0, +) / Double(values.count)
      }
    }
    return y
  }
}

extension ContextPool: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (x, scores) = (inputs[0], inputs[1])
    var y = ReferenceTensor([x.images, 1, scores.channels, x.channels])
    for n in 0..<x.images {
      for s in 0..<scores.channels {
        let weights = softmax((0..<x.positions).map { scores[n, $0, s] })
        for c in 0..<x.channels {
          y[n, s, c] = (0..<x.positions).reduce(0) { $0 + weights[$1] * x[n, $1, c] }
        }
      }
    }
    return y
  }
}
