internal import BackbonesGraphs
internal import BackbonesTensors

extension Window {
  /// The taps inside the map for the window of an output pixel, with their input pixels.
  func taps(atLine y: Int, column x: Int, of map: TensorShape) -> [(ky: Int, kx: Int, line: Int, column: Int)] {
    var taps: [(ky: Int, kx: Int, line: Int, column: Int)] = []
    for ky in 0..<kernel.height {
      for kx in 0..<kernel.width {
        let line = y * stride.height - padding.top + ky * dilation.height
        let column = x * stride.width - padding.left + kx * dilation.width
        if (0..<map[1]).contains(line), (0..<map[2]).contains(column) { taps.append((ky, kx, line, column)) }
      }
    }
    return taps
  }

  /// Lines and columns of the output over a map: as many windows as fit with its borders. In ceil mode one more, where
  /// its window starts within the map or the border before it.
  func extent(over map: TensorShape) -> (lines: Int, columns: Int) {
    func count(_ size: Int, _ kernel: Int, _ stride: Int, _ dilation: Int, _ before: Int, _ after: Int) -> Int {
      let reach = dilation * (kernel - 1) + 1
      var starts = 0
      while starts * stride + reach <= before + size + after { starts += 1 }
      let next = starts * stride
      // The window before it ends inside the border after the map, or it would cover nothing new.
      if ceilMode, next < before + size, (starts - 1) * stride + reach < before + size + after { starts += 1 }
      return starts
    }
    return (
      count(map[1], kernel.height, stride.height, dilation.height, padding.top, padding.bottom),
      count(map[2], kernel.width, stride.width, dilation.width, padding.left, padding.right)
    )
  }
}

/// A convolution of one image of `x`, into the same image of `y`, with a kernel `[O, I / groups, kh, kw]`.
private func convolve(
  _ x: ReferenceTensor, into y: inout ReferenceTensor, image n: Int, kernel: [Double], bias: [Double]?, window: Window,
  groups: Int
) {
  let (depth, width, channels) = (x.channels / groups, y.channels / groups, y.channels)
  let area = window.kernel.area
  let byTap = (0..<area).map { tap in
    transposed((0..<channels * depth).map { kernel[$0 * area + tap] }, rows: channels)
  }
  for line in 0..<y.shape[1] {
    for column in 0..<y.shape[2] {
      let taps = window.taps(atLine: line, column: column, of: x.shape)
      let pixel = ((n * y.shape[1] + line) * y.shape[2] + column) * channels
      if let bias { y.elements.replaceSubrange(pixel..<pixel + channels, with: bias) }
      for tap in taps {
        let source = ((n * x.shape[1] + tap.line) * x.shape[2] + tap.column) * x.channels
        for group in 0..<groups {
          accumulate(
            x.elements, source + group * depth, depth, times: byTap[tap.ky * window.kernel.width + tap.kx],
            group * width, channels, into: &y.elements, pixel + group * width, width)
        }
      }
    }
  }
}

/// A matrix `[rows, columns]` as `[columns, rows]`.
private func transposed(_ matrix: [Double], rows: Int) -> [Double] {
  let columns = matrix.count / rows
  return (0..<matrix.count).map { matrix[$0 % rows * columns + $0 / rows] }
}

/// Adds `x · w` to `y`: `depth` elements of x by a matrix of as many rows, each `stride` elements after the one before.
/// Offsets count elements. The matrix is read row by row, which keeps large products bearable.
private func accumulate(
  _ x: [Double], _ xOffset: Int, _ depth: Int, times w: [Double], _ wOffset: Int, _ stride: Int,
  into y: inout [Double], _ yOffset: Int, _ width: Int
) {
  y.withUnsafeMutableBufferPointer { y in
    w.withUnsafeBufferPointer { w in
      for i in 0..<depth {
        let (factor, row) = (x[xOffset + i], wOffset + i * stride)
        for o in 0..<width { y[yOffset + o] += factor * w[row + o] }
      }
    }
  }
}

extension WeightStandardization {
  /// The weights `[O, ...]` as a convolution uses them.
  fileprivate func reference(_ weight: ReferenceTensor, gain: ReferenceTensor?) -> [Double] {
    let count = weight.elements.count / weight.shape[0]
    return (0..<weight.shape[0]).flatMap { channel in
      let own = Array(weight.elements[channel * count..<(channel + 1) * count])
      let (mean, variance) = moments(own)
      let factor = factor(count: count) * (gain?.elements[channel] ?? 1)
      return own.map { ($0 - mean) / (variance + Double(epsilon)).squareRoot() * factor }
    }
  }
}

extension Convolution: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (lines, columns) = window.extent(over: inputs[0].shape)
    var y = ReferenceTensor([inputs[0].images, lines, columns, channels])
    let weight = ReferenceTensor(
      TensorShape([channels] + parameters[0].shape.dimensions.dropFirst()),
      Array(repeatElement(parameters[0].elements, count: repeats).joined()))
    let kernel =
      standardization?.reference(weight, gain: parameters.count > 2 ? parameters[2] : nil) ?? weight.elements
    for n in 0..<y.images {
      convolve(
        inputs[0], into: &y, image: n, kernel: kernel,
        bias: parameters.count > 1 ? parameters[1].elements : nil, window: window, groups: groups)
    }
    return y
  }
}

extension ConditionalConvolution: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (x, routing, experts) = (inputs[0], inputs[1], parameters[0])
    let (lines, columns) = window.extent(over: x.shape)
    var y = ReferenceTensor([x.images, lines, columns, channels])
    for n in 0..<y.images {
      let kernel = (0..<experts.shape[1]).map { element in
        (0..<experts.shape[0]).reduce(0) { sum, expert in
          sum + routing.elements[n * experts.shape[0] + expert] * experts.elements[expert * experts.shape[1] + element]
        }
      }
      convolve(x, into: &y, image: n, kernel: kernel, bias: nil, window: window, groups: groups)
    }
    return y
  }
}

extension Linear: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (x, weight) = (inputs[0], parameters[0].elements)
    var shape = x.shape
    shape[-1] = channels
    var y = ReferenceTensor(shape)
    let columns = transposed(weight, rows: channels)
    for row in 0..<x.elements.count / x.channels {
      for (start, part) in zip(biasStarts, parameters.dropFirst()) {
        let first = row * channels + start
        y.elements.replaceSubrange(first..<first + part.elements.count, with: part.elements)
      }
      accumulate(
        x.elements, row * x.channels, x.channels, times: columns, 0, channels, into: &y.elements, row * channels,
        channels)
    }
    return y
  }
}

extension MatrixProduct: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (a, b) = (inputs[0], inputs[1])
    var y = ReferenceTensor([a.images, a.shape[1], b.channels])
    for n in 0..<a.images {
      for m in 0..<a.shape[1] {
        for c in 0..<b.channels {
          let depth = a.channels / heads, first = c / (b.channels / heads) * depth
          y[n, m, c] = (0..<depth).reduce(0) { $0 + a[n, m, first + $1] * b[n, $1, c] }
        }
      }
    }
    return y
  }
}

/// Along the channels, beyond whose ends there are zeros.
extension ChannelConvolution: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let (x, weight) = (inputs[0], parameters[0].elements)
    var y = x
    for n in 0..<x.images {
      for c in 0..<x.channels {
        y[n, 0, c] = (0..<kernel).reduce(0) { sum, tap in
          let source = c + tap - kernel / 2
          return (0..<x.channels).contains(source) ? sum + weight[tap] * x[n, 0, source] : sum
        }
      }
    }
    return y
  }
}
