import CBackbonesKernels

/// A convolution's or a pool's geometry, with the parts of it that kernels are not told.
struct Geometry {
  var c = bb_convolution()
  var images = 1
  var padBottom = 0
  var padRight = 0

  var taps: Int { Int(c.kernel_h * c.kernel_w) }
  var rows: Int { images * Int(c.out_h * c.out_w) }
  var lines: Int { images * Int(c.out_h) }
  var inputCount: Int { images * Int(c.in_h * c.in_w) * c.in_stride - (c.in_stride - Int(c.depth)) }
  var outputCount: Int { rows * c.out_stride }

  /// Any geometry whose window fits its padded map.
  static func random(depth: ClosedRange<Int>, columns: ClosedRange<Int>?, from numbers: inout Numbers) -> Geometry {
    while true {
      var g = Geometry()
      func number(_ range: ClosedRange<Int>) -> Int32 { Int32(numbers.integer(range)) }
      g.images = numbers.integer(1...2)
      g.c.in_h = number(1...14)
      g.c.in_w = number(1...30)
      let pointwise = numbers.integer(0...3) == 0
      g.c.kernel_h = pointwise ? 1 : number(1...7)
      g.c.kernel_w = pointwise ? 1 : numbers.coin() ? g.c.kernel_h : number(1...7)
      g.c.stride_h = pointwise && numbers.coin() ? 1 : number(1...2)
      g.c.stride_w = numbers.coin() ? g.c.stride_h : number(1...3)
      g.c.dilation_h = number(1...2)
      g.c.dilation_w = numbers.coin() ? 1 : number(1...2)
      if !pointwise || numbers.coin() {
        g.c.pad_top = number(0...3)
        g.c.pad_left = number(0...3)
        g.padBottom = numbers.integer(0...3)
        g.padRight = numbers.integer(0...3)
      }
      let spareHeight = Int(g.c.in_h + g.c.pad_top) + g.padBottom - Int((g.c.kernel_h - 1) * g.c.dilation_h + 1)
      let spareWidth = Int(g.c.in_w + g.c.pad_left) + g.padRight - Int((g.c.kernel_w - 1) * g.c.dilation_w + 1)
      guard spareHeight >= 0, spareWidth >= 0 else { continue }
      g.c.out_h = Int32(spareHeight) / g.c.stride_h + 1
      g.c.out_w = Int32(spareWidth) / g.c.stride_w + 1
      g.c.depth = number(depth)
      g.c.columns = columns.map(number) ?? g.c.depth
      g.c.in_stride = Int(g.c.depth) + (numbers.coin() ? 0 : numbers.integer(1...4))
      g.c.out_stride = Int(g.c.columns) + (numbers.coin() ? 0 : numbers.integer(1...4))
      return g
    }
  }

  /// The position in the map that tap `tap` of row `row` reads, and whether the map has it.
  func position(row: Int, tap: Int) -> (image: Int, y: Int, x: Int, inside: Bool) {
    let (width, height) = (Int(c.out_w), Int(c.out_h))
    let y = row / width % height * Int(c.stride_h) - Int(c.pad_top) + tap / Int(c.kernel_w) * Int(c.dilation_h)
    let x = row % width * Int(c.stride_w) - Int(c.pad_left) + tap % Int(c.kernel_w) * Int(c.dilation_w)
    return (row / (width * height), y, x, (0..<Int(c.in_h)).contains(y) && (0..<Int(c.in_w)).contains(x))
  }

  /// What tap `tap` of row `row` reads of `channel`; nil outside the map.
  func read(_ input: Floats, row: Int, tap: Int, channel: Int) -> Float? {
    let (image, y, x, inside) = position(row: row, tap: tap)
    return inside ? input[((image * Int(c.in_h) + y) * Int(c.in_w) + x) * c.in_stride + channel] : nil
  }
}

/// An epilogue whose parts live as long as it does.
struct Epilogue {
  let bias: Floats?
  let residual: Floats?
  let residualStride: Int
  let activation: bb_activation
  let residualLast: Bool

  static func random(_ g: Geometry, from numbers: inout Numbers) -> Epilogue {
    let choices = [BB_IDENTITY, BB_RELU, BB_RELU6, BB_SILU, BB_HARD_SIGMOID]
    return Epilogue(
      bias: numbers.coin() ? Floats(Int(g.c.columns), from: &numbers) : nil,
      residual: numbers.coin() ? Floats(g.outputCount, from: &numbers) : nil,
      residualStride: g.c.out_stride, activation: choices[numbers.integer(0...choices.count - 1)],
      residualLast: numbers.coin())
  }

  var kernel: bb_epilogue {
    bb_epilogue(
      bias: bias.map { UnsafePointer($0.pointer) }, residual: residual.map { UnsafePointer($0.pointer) },
      residual_stride: residualStride, activation: activation, residual_last: residualLast ? 1 : 0)
  }

  func apply(_ sum: Double, row: Int, column: Int) -> Double {
    let rest = Double(residual?[row * residualStride + column] ?? 0)
    let x = sum + Double(bias?[column] ?? 0)
    return residualLast ? reference(activation, x) + rest : reference(activation, x + rest)
  }
}
