import CBackbonesKernels
import Testing

extension OnEveryCPU {
  @Suite struct Winograd {
    /// What a form adds to the rounding of a plain sum, at most: interpolation points beyond 1 cost digits.
    private func tolerance(_ form: bb_winograd, terms: Int) -> Double {
      Tolerance.sum(of: terms) * (form == BB_WINOGRAD_4 ? 12 : 1)
    }

    @Test(arguments: KernelSet.all, [BB_WINOGRAD_2, BB_WINOGRAD_2_STRIDE_2, BB_WINOGRAD_4])
    func agreesWithTheDefinitionHoweverItIsSplit(_ set: KernelSet, form: bb_winograd) throws {
      var numbers = Numbers(seed: 6)
      for _ in 0..<60 {
        var g = Geometry.random(depth: 1...40, columns: 1...70, from: &numbers)
        let groups = numbers.integer(1...4)
        let stride: Int32 = form == BB_WINOGRAD_2_STRIDE_2 ? 2 : 1
        (g.c.kernel_h, g.c.kernel_w, g.c.stride_h, g.c.stride_w) = (3, 3, stride, stride)
        (g.c.dilation_h, g.c.dilation_w) = (1, 1)
        (g.c.pad_top, g.c.pad_left) = (Int32(numbers.integer(0...1)), Int32(numbers.integer(0...1)))
        (g.padBottom, g.padRight) = (1, 1)
        guard g.c.in_h + g.c.pad_top >= 2, g.c.in_w + g.c.pad_left >= 2 else { continue }
        g.c.out_h = (g.c.in_h + g.c.pad_top - 2) / stride + 1
        g.c.out_w = (g.c.in_w + g.c.pad_left - 2) / stride + 1
        g.c.in_stride += (groups - 1) * Int(g.c.depth)
        g.c.out_stride += (groups - 1) * Int(g.c.columns)
        check(set, g, groups: groups, form: form, &numbers)
      }
    }

    private func check(_ set: KernelSet, _ g: Geometry, groups: Int, form: bb_winograd, _ numbers: inout Numbers) {
      let (depth, columns) = (Int(g.c.depth), Int(g.c.columns))
      let input = Floats(g.images * Int(g.c.in_h * g.c.in_w) * g.c.in_stride, from: &numbers)
      let weight = Floats(groups * columns * depth * 9, from: &numbers)
      let scale = numbers.coin() ? Floats(groups * columns, from: &numbers) : nil
      var wide = g
      wide.c.columns *= Int32(groups)
      let epilogue = Epilogue.random(wide, from: &numbers)
      var (c, end) = (g.c, epilogue.kernel)
      let groupSize = bb_winograd_packed_count(form, c.columns, c.depth)
      let packed = Floats(groups * groupSize)
      for group in 0..<groups {
        bb_pack_winograd(
          packed.pointer + group * groupSize, weight.pointer + group * columns * depth * 9,
          scale.map { $0.pointer + group * columns }, c.columns, c.depth, form)
      }
      let scratch = Floats(bb_winograd_scratch(c.depth, form))
      let tiles = Int(bb_winograd_tiles(&c, form)) * g.images
      let panels = (columns + 15) / 16
      let untouched: Float = 777
      let (whole, parts) = (Floats(g.outputCount, value: untouched), Floats(g.outputCount, value: untouched))
      func convolve(_ output: Floats, _ tiles: Range<Int>, _ groups: Range<Int>, _ panels: Range<Int>) {
        set.kernels.convolve_winograd(
          &c, form, input.pointer, packed.pointer, output.pointer, &end, Int64(tiles.lowerBound),
          Int64(tiles.upperBound), Int32(groups.lowerBound), Int32(groups.upperBound), Int32(panels.lowerBound),
          Int32(panels.upperBound), scratch.pointer)
      }
      convolve(whole, 0..<tiles, 0..<groups, 0..<panels)
      for some in pieces(tiles, upTo: 30, from: &numbers) {
        for range in pieces(groups, upTo: 2, from: &numbers) {
          for columns in pieces(panels, upTo: 3, from: &numbers) { convolve(parts, some, range, columns) }
        }
      }
      #expect(whole.values == parts.values, "\(g)")

      var expected = [Double](repeating: Double(untouched), count: g.outputCount)
      for row in 0..<g.rows {
        for column in 0..<groups * columns {
          let group = column / columns
          var sum = 0.0
          for tap in 0..<9 {
            for d in 0..<depth {
              let value = g.read(input, row: row, tap: tap, channel: group * depth + d) ?? 0
              sum += Double(value) * Double(weight[(column * depth + d) * 9 + tap])
            }
          }
          expected[row * c.out_stride + column] =
            epilogue.apply(sum * Double(scale?[column] ?? 1), row: row, column: column)
        }
      }
      expectClose(whole.values, expected, tolerance: tolerance(form, terms: 9 * depth), "\(g), \(groups) groups")
    }
  }
}
