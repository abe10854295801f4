import CBackbonesKernels
import Testing

extension OnEveryCPU {
  @Suite struct Elementwise {
    @Test(arguments: KernelSet.all) func sumsAndProductsAgree(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 12)
      for count in [1, 15, 16, 2047, 5003] {
        let (a, b, y) = (Floats(count, from: &numbers), Floats(count, from: &numbers), Floats(count))
        for activation in [BB_IDENTITY, BB_RELU, BB_GELU] {
          set.kernels.add(a.pointer, b.pointer, y.pointer, count, activation)
          let sums = (0..<count).map { reference(activation, Double(a[$0] + b[$0])) }
          expectClose(y.values, sums, tolerance: Tolerance.activation, "sum")
          set.kernels.multiply(a.pointer, b.pointer, y.pointer, count, activation)
          let products = (0..<count).map { reference(activation, Double(a[$0] * b[$0])) }
          expectClose(y.values, products, tolerance: Tolerance.activation, "product")
        }
      }
    }

    @Test(arguments: KernelSet.all) func gatesAndAffineMapsAgree(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 13)
      for columns in [1, 5, 16, 40, 67] {
        let rows = 6
        let x = Floats(rows * columns, from: &numbers)
        let residual = numbers.coin() ? Floats(rows * columns, from: &numbers) : nil
        let scale = numbers.coin() ? Floats(columns, from: &numbers) : nil
        let shift = numbers.coin() ? Floats(columns, from: &numbers) : nil
        let gate = Floats(columns, from: &numbers)
        let y = Floats(rows * columns)
        // Rows of the result lie apart, and every other one of the map and of the residual is read.
        let apart = Floats(rows * (columns + 3), value: 777)
        set.kernels.gate(
          x.pointer, 2 * columns, gate.pointer, residual?.pointer, 2 * columns, apart.pointer, columns + 3,
          Int64(rows / 2), Int32(columns), BB_SILU)
        let gated = (0..<apart.count).map { i in
          let (row, column) = (i / (columns + 3), i % (columns + 3))
          guard row < rows / 2, column < columns else { return 777.0 }
          let from = 2 * row * columns + column
          return reference(BB_SILU, Double(x[from]) * Double(gate[column]) + Double(residual?[from] ?? 0))
        }
        expectClose(apart.values, gated, tolerance: Tolerance.activation, "gate")
        set.kernels.affine(
          x.pointer, columns, y.pointer, columns, Int64(rows), Int32(columns), scale?.pointer, shift?.pointer,
          BB_HARD_SWISH)
        let mapped = (0..<y.count).map { i in
          let (scale, shift) = (Double(scale?[i % columns] ?? 1), Double(shift?[i % columns] ?? 0))
          return reference(BB_HARD_SWISH, Double(x[i]) * scale + shift)
        }
        expectClose(y.values, mapped, tolerance: Tolerance.activation, "affine")
      }
    }

    @Test(arguments: KernelSet.all) func channelConvolutionsAgree(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 14)
      for (columns, kernel) in [(1, 3), (4, 5), (64, 3), (67, 7)] {
        let (x, weight, y) = (Floats(columns, from: &numbers), Floats(kernel, from: &numbers), Floats(columns))
        set.kernels.convolve_channels(x.pointer, y.pointer, Int32(columns), weight.pointer, Int32(kernel), BB_SIGMOID)
        let expected = (0..<columns).map { column in
          let sum = (0..<kernel).reduce(0.0) { sum, k in
            let from = column + k - kernel / 2
            return (0..<columns).contains(from) ? sum + Double(weight[k]) * Double(x[from]) : sum
          }
          return reference(BB_SIGMOID, sum)
        }
        expectClose(y.values, expected, tolerance: Tolerance.activation, "\(columns) channels by \(kernel)")
      }
    }
  }
}

@Suite struct Moves {
  @Test func transposesAreExact() {
    var numbers = Numbers(seed: 15)
    for (rows, columns) in [(1, 1), (3, 50), (50, 3), (4, 4), (33, 65), (64, 31), (7, 9)] {
      let (x, y) = (Floats(rows * columns, from: &numbers), Floats(rows * columns))
      bb_transpose(x.pointer, y.pointer, Int64(rows), Int64(columns))
      let expected = (0..<columns).flatMap { column in (0..<rows).map { x[$0 * columns + column] } }
      #expect(y.values == expected, "\(rows) x \(columns)")
    }
  }

  @Test func copiesLeaveWhatIsBetweenRows() {
    var numbers = Numbers(seed: 16)
    let (x, y) = (Floats(5 * 9, from: &numbers), Floats(5 * 11, value: 777))
    bb_copy_rows(x.pointer, 9, y.pointer, 11, 5, 7)
    let expected = (0..<5).flatMap { row in (0..<11).map { $0 < 7 ? x[row * 9 + $0] : 777 } }
    #expect(y.values == expected)
  }
}
