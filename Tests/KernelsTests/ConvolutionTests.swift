import CBackbonesKernels
import Testing

extension OnEveryCPU {
  @Suite struct Convolutions {
    /// Checks one geometry: against a sum in double precision, and whole against split.
    private func check(_ set: KernelSet, _ g: Geometry, _ numbers: inout Numbers) {
      let (depth, columns, taps) = (Int(g.c.depth), Int(g.c.columns), g.taps)
      let input = Floats(g.inputCount, from: &numbers)
      let weight = Floats(columns * depth * taps, from: &numbers)
      let scale = numbers.coin() ? Floats(columns, from: &numbers) : nil
      let epilogue = Epilogue.random(g, from: &numbers)
      var (c, end) = (g.c, epilogue.kernel)
      let packed = Floats(bb_packed_count(c.columns, Int64(taps * depth)))
      bb_pack(packed.pointer, weight.pointer, scale?.pointer, c.columns, c.depth, Int32(taps))
      let scratch = Floats(bb_convolve_scratch(&c))
      let panels = (columns + 15) / 16
      let untouched: Float = 777
      let (whole, parts) = (Floats(g.outputCount, value: untouched), Floats(g.outputCount, value: untouched))

      set.kernels.convolve(
        &c, input.pointer, packed.pointer, whole.pointer, &end, 0, Int64(g.rows), 0, Int32(panels), scratch.pointer)
      for rows in pieces(g.rows, upTo: 40, from: &numbers) {
        for range in pieces(panels, upTo: 3, from: &numbers) {
          set.kernels.convolve(
            &c, input.pointer, packed.pointer, parts.pointer, &end, Int64(rows.lowerBound), Int64(rows.upperBound),
            Int32(range.lowerBound), Int32(range.upperBound), scratch.pointer)
        }
      }
      #expect(whole.values == parts.values, "\(g)")

      let gathered = Floats(g.rows * taps * depth, value: .nan)
      set.kernels.im2col(&c, input.pointer, gathered.pointer, 0, Int64(g.rows))
      var expected = [Double](repeating: Double(untouched), count: g.outputCount)
      for row in 0..<g.rows {
        var values = [Float](repeating: 0, count: taps * depth)
        for tap in 0..<taps {
          for d in 0..<depth { values[tap * depth + d] = g.read(input, row: row, tap: tap, channel: d) ?? 0 }
        }
        for k in 0..<values.count where gathered[row * values.count + k] != values[k] {
          Issue.record("im2col: row \(row), k \(k) of \(g)")
          return
        }
        for column in 0..<columns {
          var sum = 0.0
          for tap in 0..<taps {
            for d in 0..<depth {
              sum += Double(values[tap * depth + d]) * Double(weight[(column * depth + d) * taps + tap])
            }
          }
          expected[row * c.out_stride + column] =
            epilogue.apply(sum * Double(scale?[column] ?? 1), row: row, column: column)
        }
      }
      expectClose(whole.values, expected, tolerance: Tolerance.sum(of: taps * depth), "\(g)")
    }

    @Test(arguments: KernelSet.all) func agreeWithTheirDefinitionHoweverTheyAreSplit(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 2)
      for _ in 0..<120 { check(set, .random(depth: 1...20, columns: 1...70, from: &numbers), &numbers) }
    }

    /// More than one slice of k, and slices that begin within a tap.
    @Test(arguments: KernelSet.all) func agreeWhereDepthIsGreat(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 3)
      for _ in 0..<6 { check(set, .random(depth: 250...600, columns: 1...40, from: &numbers), &numbers) }
    }

    /// Rows a power of two apart are copied before they are multiplied.
    @Test(arguments: KernelSet.all) func agreeWhereRowsFallOnTheSameCacheSets(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 4)
      var g = Geometry()
      g.c = bb_convolution(
        in_h: 1, in_w: 13, out_h: 1, out_w: 13, kernel_h: 1, kernel_w: 1, stride_h: 1, stride_w: 1, pad_top: 0,
        pad_left: 0, dilation_h: 1, dilation_w: 1, depth: 1024, columns: 130, in_stride: 1024, out_stride: 130)
      check(set, g, &numbers)
    }

    @Test(arguments: KernelSet.all) func depthwiseAgreeWithTheirDefinitionHoweverTheyAreSplit(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 5)
      for _ in 0..<250 {
        let g = Geometry.random(depth: 1...70, columns: nil, from: &numbers)
        let (channels, taps) = (Int(g.c.depth), g.taps)
        let input = Floats(g.inputCount, from: &numbers)
        let weight = Floats(channels * taps, from: &numbers)
        let scale = numbers.coin() ? Floats(channels, from: &numbers) : nil
        let epilogue = Epilogue.random(g, from: &numbers)
        var (c, end) = (g.c, epilogue.kernel)
        let packed = Floats(taps * channels)
        bb_pack_depthwise(packed.pointer, weight.pointer, scale?.pointer, c.depth, Int32(taps))
        let untouched: Float = 777
        let (whole, parts) = (Floats(g.outputCount, value: untouched), Floats(g.outputCount, value: untouched))
        set.kernels.convolve_depthwise(
          &c, input.pointer, packed.pointer, whole.pointer, &end, 0, Int64(g.lines), 0, c.depth)
        for lines in pieces(g.lines, upTo: 4, from: &numbers) {
          for range in pieces(channels, upTo: 40, from: &numbers) {
            set.kernels.convolve_depthwise(
              &c, input.pointer, packed.pointer, parts.pointer, &end, Int64(lines.lowerBound),
              Int64(lines.upperBound), Int32(range.lowerBound), Int32(range.upperBound))
          }
        }
        #expect(whole.values == parts.values, "\(g)")
        var expected = [Double](repeating: Double(untouched), count: g.outputCount)
        for row in 0..<g.rows {
          for channel in 0..<channels {
            var sum = 0.0
            for tap in 0..<taps {
              let value = g.read(input, row: row, tap: tap, channel: channel) ?? 0
              sum += Double(value) * Double(weight[channel * taps + tap])
            }
            expected[row * c.out_stride + channel] =
              epilogue.apply(sum * Double(scale?[channel] ?? 1), row: row, column: channel)
          }
        }
        expectClose(whole.values, expected, tolerance: Tolerance.sum(of: taps), "\(g)")
      }
    }
  }
}
