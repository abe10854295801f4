import CBackbonesKernels
import Foundation
import Testing

extension OnEveryCPU {
  @Suite struct Norms {
    private let eps = 1e-5

    @Test(arguments: KernelSet.all) func ofRowsAgreeWithTheirDefinition(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 8)
      for columns in [2, 3, 7, 16, 17, 31, 64, 100, 197] {
        let (rows, stride) = (5, columns + numbers.integer(0...3))
        let x = Floats(rows * stride, from: &numbers)
        let weight = numbers.coin() ? Floats(columns, from: &numbers) : nil
        let bias = numbers.coin() ? Floats(columns, from: &numbers) : nil
        for kind in ["layer", "rms", "simple"] {
          let y = Floats(rows * stride, value: 777)
          switch kind {
          case "layer":
            set.kernels.layer_norm(
              x.pointer, stride, y.pointer, stride, Int64(rows), Int32(columns), weight?.pointer, bias?.pointer,
              Float(eps), BB_SILU)
          default:
            set.kernels.rms_norm(
              x.pointer, stride, y.pointer, stride, Int64(rows), Int32(columns), weight?.pointer, bias?.pointer,
              Float(eps), kind == "simple" ? 1 : 0)
          }
          var expected = [Double](repeating: 777, count: rows * stride)
          for row in 0..<rows {
            let values = (0..<columns).map { Double(x[row * stride + $0]) }
            let mean = values.reduce(0, +) / Double(columns)
            let spread = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
            let squares = values.map { $0 * $0 }.reduce(0, +)
            for (j, value) in values.enumerated() {
              let (w, b) = (Double(weight?[j] ?? 1), Double(bias?[j] ?? 0))
              switch kind {
              case "layer":
                let y = (value - mean) / (spread / Double(columns) + eps).squareRoot() * w + b
                expected[row * stride + j] = reference(BB_SILU, y)
              case "rms": expected[row * stride + j] = value / (squares / Double(columns) + eps).squareRoot() * w + b
              default: expected[row * stride + j] = value / (spread / Double(columns - 1) + eps).squareRoot() * w + b
              }
            }
          }
          expectClose(y.values, expected, tolerance: Tolerance.norm, "\(kind) norm of \(columns)")
        }
      }
    }

    @Test(arguments: KernelSet.all) func ofGroupsAgreeWithTheirDefinition(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 9)
      for (channels, groups) in [(1, 1), (6, 3), (64, 32), (33, 1), (40, 2), (51, 17), (96, 4), (35, 7)] {
        let (rows, size) = (29, channels / groups)
        let x = Floats(rows * channels, from: &numbers)
        // A mean far from zero would spoil a careless variance.
        for i in 0..<x.count { x[i] += 50 }
        let weight = numbers.coin() ? Floats(channels, from: &numbers) : nil
        let bias = numbers.coin() ? Floats(channels, from: &numbers) : nil
        let y = Floats(rows * channels)
        set.kernels.group_norm(
          x.pointer, y.pointer, Int64(rows), Int32(channels), Int32(groups), weight?.pointer, bias?.pointer,
          Float(eps), BB_RELU)
        var expected = [Double](repeating: 0, count: rows * channels)
        for group in 0..<groups {
          let places = (0..<rows).flatMap { row in (0..<size).map { row * channels + group * size + $0 } }
          let values = places.map { Double(x[$0]) }
          let mean = values.reduce(0, +) / Double(values.count)
          let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count)
          for (place, value) in zip(places, values) {
            let channel = place % channels
            let normal = (value - mean) / (variance + eps).squareRoot()
            expected[place] = max(0, normal * Double(weight?[channel] ?? 1) + Double(bias?[channel] ?? 0))
          }
        }
        expectClose(y.values, expected, tolerance: Tolerance.norm, "\(groups) groups of \(size)")
      }
    }

    @Test(arguments: KernelSet.all) func evolvedOnesAgreeWithTheirDefinition(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 17)
      for (channels, groups) in [(1, 1), (6, 3), (64, 32), (33, 1), (51, 17), (96, 4)] {
        let (rows, size) = (29, channels / groups)
        let x = Floats(rows * channels, from: &numbers)
        let (weight, bias) = (Floats(channels, from: &numbers), Floats(channels, from: &numbers))
        let gate = Floats(channels, from: &numbers)
        for i in 0..<channels { gate[i] *= 3 }
        let y = Floats(rows * channels)
        set.kernels.evolved_norm(
          x.pointer, y.pointer, Int64(rows), Int32(channels), Int32(groups), weight.pointer, bias.pointer,
          gate.pointer, Float(eps))
        var expected = [Double](repeating: 0, count: rows * channels)
        for group in 0..<groups {
          let places = (0..<rows).flatMap { row in (0..<size).map { row * channels + group * size + $0 } }
          let values = places.map { Double(x[$0]) }
          let mean = values.reduce(0, +) / Double(values.count)
          let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count)
          for (place, value) in zip(places, values) {
            let channel = place % channels
            let gated = value / (1 + exp(-value * Double(gate[channel])))
            expected[place] = gated / (variance + eps).squareRoot() * Double(weight[channel]) + Double(bias[channel])
          }
        }
        expectClose(y.values, expected, tolerance: Tolerance.norm, "\(groups) groups of \(size)")
      }
    }

    @Test(arguments: KernelSet.all) func softmaxSumsToOneAndTakesAnyNumbers(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 10)
      for columns in [1, 2, 5, 16, 33, 49, 257] {
        let (rows, stride) = (4, columns + 2)
        let x = Floats(rows * stride, from: &numbers)
        for i in 0..<x.count { x[i] = i % 11 == 3 && columns > 11 ? -.infinity : x[i] * 100 }
        let expected = (0..<rows).flatMap { row -> [Double] in
          let values = (0..<columns).map { Double(x[row * stride + $0]) }
          let powers = values.map { exp($0 - values.max()!) }
          return powers.map { $0 / powers.reduce(0, +) }
        }
        set.kernels.softmax(x.pointer, stride, x.pointer, stride, Int64(rows), Int32(columns))
        let found = (0..<rows).flatMap { row in (0..<columns).map { x[row * stride + $0] } }
        expectClose(found, expected, tolerance: Tolerance.activation, "softmax of \(columns)")
      }
    }
  }
}
