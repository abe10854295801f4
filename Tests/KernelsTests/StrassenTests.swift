import CBackbonesKernels
import Testing

extension OnEveryCPU {
  @Suite struct Strassen {
    @Test(arguments: KernelSet.all)
    func agreesWithTheDefinitionHoweverItIsSplit(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 21)
      for _ in 0..<40 { check(set, geometry(depth: 1...12, side: 9, &numbers), &numbers) }
      // More than one slice of k, and more than one block of rows.
      for _ in 0..<4 { check(set, geometry(depth: 97...220, side: 14, &numbers), &numbers) }
    }

    @Test func fitsProductsOfSinglePixels() {
      var numbers = Numbers(seed: 22)
      func fits(_ change: (inout bb_convolution) -> Void) -> Bool {
        var c = geometry(depth: 3...3, side: 5, &numbers).c
        change(&c)
        return bb_strassen_fits(&c) != 0
      }
      #expect(fits { _ in })
      #expect(!fits { $0.kernel_w = 2 })
      #expect(!fits { $0.pad_left = 1 })
      #expect(!fits { $0.depth = 28 })
      #expect(!fits { $0.columns = 16 })
    }

    /// A 1x1 convolution of a map of sides up to `side` with eight times `depth` channels.
    private func geometry(depth: ClosedRange<Int>, side: Int, _ numbers: inout Numbers) -> Geometry {
      var g = Geometry()
      func number(_ range: ClosedRange<Int>) -> Int32 { Int32(numbers.integer(range)) }
      g.images = numbers.integer(1...3)
      g.c.depth = 8 * number(depth)
      g.c.columns = number(17...150)
      (g.c.in_h, g.c.in_w) = (number(1...side), number(1...side))
      (g.c.kernel_h, g.c.kernel_w, g.c.dilation_h, g.c.dilation_w) = (1, 1, 1, 1)
      (g.c.stride_h, g.c.stride_w) = numbers.coin() ? (1, 1) : (number(1...2), number(1...3))
      (g.c.out_h, g.c.out_w) = ((g.c.in_h - 1) / g.c.stride_h + 1, (g.c.in_w - 1) / g.c.stride_w + 1)
      g.c.in_stride = Int(g.c.depth) + (numbers.coin() ? 0 : numbers.integer(1...4))
      g.c.out_stride = Int(g.c.columns) + (numbers.coin() ? 0 : numbers.integer(1...4))
      return g
    }

    private func check(_ set: KernelSet, _ g: Geometry, _ numbers: inout Numbers) {
      let (depth, columns) = (Int(g.c.depth), Int(g.c.columns))
      let input = Floats(g.inputCount, from: &numbers)
      let weight = Floats(columns * depth, from: &numbers)
      let scale = numbers.coin() ? Floats(columns, from: &numbers) : nil
      let epilogue = Epilogue.random(g, from: &numbers)
      var (c, end) = (g.c, epilogue.kernel)
      let packed = Floats(bb_strassen_packed_count(c.columns, c.depth))
      let room = Floats(2 * depth * Int(BB_PANEL), value: .nan)
      withExtendedLifetime(room) {
        bb_pack_strassen(packed.pointer, weight.pointer, scale?.pointer, c.columns, c.depth, room.pointer)
      }
      let scratch = Floats(bb_strassen_scratch(&c), value: .nan)
      let blocks = Int(bb_strassen_blocks(&c)) * g.images
      let panels = Int(bb_strassen_panels(c.columns))
      let untouched: Float = 777
      let (whole, parts) = (Floats(g.outputCount, value: untouched), Floats(g.outputCount, value: untouched))
      func convolve(_ output: Floats, _ blocks: Range<Int>, _ panels: Range<Int>) {
        set.kernels.convolve_strassen(
          &c, input.pointer, packed.pointer, output.pointer, &end, Int64(blocks.lowerBound), Int64(blocks.upperBound),
          Int32(panels.lowerBound), Int32(panels.upperBound), scratch.pointer)
      }
      convolve(whole, 0..<blocks, 0..<panels)
      for some in pieces(blocks, upTo: 2, from: &numbers) {
        for columns in pieces(panels, upTo: 3, from: &numbers) { convolve(parts, some, columns) }
      }
      #expect(whole.values == parts.values, "\(g)")

      var expected = [Double](repeating: Double(untouched), count: g.outputCount)
      for row in 0..<g.rows {
        for column in 0..<columns {
          var sum = 0.0
          for d in 0..<depth {
            sum += Double(g.read(input, row: row, tap: 0, channel: d)!) * Double(weight[column * depth + d])
          }
          expected[row * c.out_stride + column] =
            epilogue.apply(sum * Double(scale?[column] ?? 1), row: row, column: column)
        }
      }
      // Sums of quarters are larger than what is made of them.
      expectClose(whole.values, expected, tolerance: 2 * Tolerance.sum(of: depth), "\(g)")
    }
  }
}
