import CKernels
import Testing

extension OnEveryCPU {
  @Suite struct Winograd {
    /// What tiles of a side add to the rounding of a plain sum, at most: interpolation points beyond 1 cost digits.
    private func tolerance(_ tile: Int32, terms: Int) -> Double { Tolerance.sum(of: terms) * (tile == 4 ? 12 : 1) }

    @Test(arguments: KernelSet.all, [2, 4] as [Int32])
    func agreesWithTheDefinitionHoweverItIsSplit(_ set: KernelSet, tile: Int32) throws {
      var numbers = Numbers(seed: 6)
      for _ in 0..<60 {
        var g = Geometry.random(depth: 1...40, columns: 1...70, from: &numbers)
        let groups = numbers.integer(1...4)
        (g.c.kernel_h, g.c.kernel_w, g.c.stride_h, g.c.stride_w, g.c.dilation_h, g.c.dilation_w) = (3, 3, 1, 1, 1, 1)
        (g.c.pad_top, g.c.pad_left) = (Int32(numbers.integer(0...1)), Int32(numbers.integer(0...1)))
        (g.padBottom, g.padRight) = (1, 1)
        g.c.out_h = g.c.in_h + g.c.pad_top - 1
        g.c.out_w = g.c.in_w + g.c.pad_left - 1
        guard g.c.out_h > 0, g.c.out_w > 0 else { continue }
        g.c.in_stride += (groups - 1) * Int(g.c.depth)
        g.c.out_stride += (groups - 1) * Int(g.c.columns)
        check(set, g, groups: groups, tile: tile, &numbers)
      }
    }

    private func check(_ set: KernelSet, _ g: Geometry, groups: Int, tile: Int32, _ numbers: inout Numbers) {
      let (depth, columns) = (Int(g.c.depth), Int(g.c.columns))
      let input = Floats(g.images * Int(g.c.in_h * g.c.in_w) * g.c.in_stride, from: &numbers)
      let weight = Floats(groups * columns * depth * 9, from: &numbers)
      let scale = numbers.coin() ? Floats(groups * columns, from: &numbers) : nil
      var wide = g
      wide.c.columns *= Int32(groups)
      let epilogue = Epilogue.random(wide, from: &numbers)
      var (c, end) = (g.c, epilogue.kernel)
      let groupSize = bb_winograd_packed_count(tile, c.columns, c.depth)
      let packed = Floats(groups * groupSize)
      for group in 0..<groups {
        bb_pack_winograd(
          packed.pointer + group * groupSize, weight.pointer + group * columns * depth * 9,
          scale.map { $0.pointer + group * columns }, c.columns, c.depth, tile)
      }
      let scratch = Floats(bb_winograd_scratch(c.depth, tile))
      let tiles = Int(bb_winograd_tiles(&c, tile)) * g.images
      let panels = (columns + 15) / 16
      let untouched: Float = 777
      let (whole, parts) = (Floats(g.outputCount, value: untouched), Floats(g.outputCount, value: untouched))
      func convolve(_ output: Floats, _ tiles: Range<Int>, _ groups: Range<Int>, _ panels: Range<Int>) {
        set.kernels.convolve_winograd(
          &c, tile, input.pointer, packed.pointer, output.pointer, &end, Int64(tiles.lowerBound),
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
      expectClose(whole.values, expected, tolerance: tolerance(tile, terms: 9 * depth), "\(g), \(groups) groups")
    }
  }
}
