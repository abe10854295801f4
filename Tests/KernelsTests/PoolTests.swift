import CBackbonesKernels
import Testing

extension OnEveryCPU {
  @Suite struct Pools {
    @Test(arguments: KernelSet.all) func agreeWithTheirDefinition(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 6)
      for _ in 0..<150 {
        let g = Geometry.random(depth: 1...40, columns: nil, from: &numbers)
        let input = Floats(g.inputCount, from: &numbers)
        for kind in [BB_POOL_MAX, BB_POOL_AVERAGE, BB_POOL_AVERAGE_COUNTING_PADDING] {
          let expected = pooled(g, kind, input)
          // Padding alone makes a mean of nothing, which no model asks for.
          guard expected.allSatisfy(\.isFinite) else { continue }
          var c = g.c
          let output = Floats(g.outputCount, value: 777)
          for lines in pieces(g.lines, upTo: 5, from: &numbers) {
            set.kernels.pool(
              &c, kind, Int32(g.padBottom), Int32(g.padRight), input.pointer, output.pointer,
              Int64(lines.lowerBound), Int64(lines.upperBound))
          }
          expectClose(output.values, expected, tolerance: Tolerance.sum(of: g.taps), "\(kind.rawValue) \(g)")
        }
      }
    }

    private func pooled(_ g: Geometry, _ kind: bb_pool_kind, _ input: Floats) -> [Double] {
      var expected = [Double](repeating: 777, count: g.outputCount)
      for row in 0..<g.rows {
        for channel in 0..<Int(g.c.depth) {
          var values: [Double] = []
          var counted = 0
          for tap in 0..<g.taps {
            if let value = g.read(input, row: row, tap: tap, channel: channel) { values.append(Double(value)) }
            let (_, y, x, inside) = g.position(row: row, tap: tap)
            let padded = y < Int(g.c.in_h) + g.padBottom && x < Int(g.c.in_w) + g.padRight
            if inside || (kind == BB_POOL_AVERAGE_COUNTING_PADDING && padded) { counted += 1 }
          }
          expected[row * g.c.out_stride + channel] =
            kind == BB_POOL_MAX ? values.max() ?? -.infinity : values.reduce(0, +) / Double(counted)
        }
      }
      return expected
    }

    @Test(arguments: KernelSet.all) func blursAgreeWithTheirDefinition(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 16)
      let weights = [0.25, 0.5, 0.25]
      func reflected(_ i: Int, _ size: Int) -> Int { i < 0 ? -i : i < size ? i : 2 * (size - 1) - i }
      for _ in 0..<60 {
        var g = Geometry.random(depth: 1...40, columns: nil, from: &numbers)
        (g.c.in_h, g.c.in_w) = (Int32(numbers.integer(2...9)), Int32(numbers.integer(2...9)))
        (g.c.kernel_h, g.c.kernel_w, g.c.dilation_h, g.c.dilation_w, g.c.pad_top, g.c.pad_left) = (3, 3, 1, 1, 1, 1)
        (g.c.out_h, g.c.out_w) = ((g.c.in_h - 1) / g.c.stride_h + 1, (g.c.in_w - 1) / g.c.stride_w + 1)
        let input = Floats(g.inputCount, from: &numbers)
        let output = Floats(g.outputCount, value: 777)
        var c = g.c
        for lines in pieces(g.lines, upTo: 5, from: &numbers) {
          set.kernels.blur_pool(&c, input.pointer, output.pointer, Int64(lines.lowerBound), Int64(lines.upperBound))
        }
        var expected = [Double](repeating: 777, count: g.outputCount)
        let (height, width) = (Int(c.in_h), Int(c.in_w))
        for row in 0..<g.rows {
          for channel in 0..<Int(c.depth) {
            expected[row * c.out_stride + channel] = (0..<9).reduce(0) { sum, tap in
              let (image, y, x, _) = g.position(row: row, tap: tap)
              let pixel = (image * height + reflected(y, height)) * width + reflected(x, width)
              return sum + weights[tap / 3] * weights[tap % 3] * Double(input[pixel * c.in_stride + channel])
            }
          }
        }
        expectClose(output.values, expected, tolerance: Tolerance.sum(of: 9), "blur \(g)")
      }
    }

    @Test(arguments: KernelSet.all) func ofWholeMapsAgree(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 7)
      let (rows, channels, stride) = (50, 101, 105)
      let x = Floats(rows * stride, from: &numbers)
      let size = bb_pool_part_count(Int32(channels))
      for kind in [BB_POOL_MAX, BB_POOL_AVERAGE] {
        let y = Floats(stride, value: 777)
        let some = pieces(rows, upTo: 20, from: &numbers)
        var parts = [Double](repeating: .nan, count: some.count * size)
        parts.withUnsafeMutableBufferPointer { parts in
          for (index, piece) in some.enumerated() {
            set.kernels.pool_rows(
              kind, x.pointer + piece.lowerBound * stride, stride, Int64(piece.count),
              parts.baseAddress! + index * size, Int32(channels))
          }
        }
        set.kernels.pool_parts(kind, parts, Int64(some.count), Int64(rows), y.pointer, Int32(channels))
        var expected = [Double](repeating: 777, count: stride)
        for channel in 0..<channels {
          let values = (0..<rows).map { Double(x[$0 * stride + channel]) }
          expected[channel] = kind == BB_POOL_MAX ? values.max()! : values.reduce(0, +) / Double(rows)
        }
        expectClose(y.values, expected, tolerance: Tolerance.norm, "pool \(kind.rawValue)")
      }
    }
  }
}
