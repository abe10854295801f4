internal import BackbonesGraphs
internal import BackbonesTensors

extension Unfold: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    let (lines, columns) = window.extent(over: x.shape)
    var y = ReferenceTensor([x.images, lines, columns, window.kernel.area * x.channels])
    for n in 0..<y.images {
      for line in 0..<lines {
        for column in 0..<columns {
          for tap in window.taps(atLine: line, column: column, of: x.shape) {
            let first = (tap.ky * window.kernel.width + tap.kx) * x.channels
            for c in 0..<x.channels { y[n, line, column, first + c] = x[n, tap.line, tap.column, c] }
          }
        }
      }
    }
    return y
  }
}

/// Adds what each window `[N, H', W', taps, C]` holds to the pixels of a map that lie under it.
private func fold(_ windows: ReferenceTensor, _ window: Window, into y: inout ReferenceTensor) {
  for n in 0..<y.images {
    for line in 0..<windows.shape[1] {
      for column in 0..<windows.shape[2] {
        for tap in window.taps(atLine: line, column: column, of: y.shape) {
          let first = (tap.ky * window.kernel.width + tap.kx) * y.channels
          for c in 0..<y.channels { y[n, tap.line, tap.column, c] += windows[n, line, column, first + c] }
        }
      }
    }
  }
}

extension Fold: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    var y = ReferenceTensor([x.images, size.height, size.width, x.channels / window.kernel.area])
    fold(x, window, into: &y)
    return y
  }
}

extension TransposedConvolution: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (x, weight) = (inputs[0], parameters[0].elements)
    let (taps, depth, width) = (window.kernel.area, x.channels / groups, channels / groups)
    let edges = window.padding
    var y = ReferenceTensor([
      x.images, (x.shape[1] - 1) * window.stride.height + window.kernel.height - edges.top - edges.bottom,
      (x.shape[2] - 1) * window.stride.width + window.kernel.width - edges.left - edges.right, channels,
    ])
    var windows = ReferenceTensor([x.images, x.shape[1], x.shape[2], taps * channels])
    for n in 0..<x.images {
      for p in 0..<x.positions {
        for o in 0..<channels {
          let inputs = o / width * depth..<(o / width + 1) * depth
          for tap in 0..<taps {
            windows[n, p, tap * channels + o] = inputs.reduce(0) {
              $0 + x[n, p, $1] * weight[($1 * width + o % width) * taps + tap]
            }
          }
        }
      }
    }
    fold(windows, window, into: &y)
    return parameters.count > 1 ? y.mapChannels { $0 + parameters[1].elements[$1] } : y
  }
}
