import Backbones
import CBackbonesKernels
import Foundation

/// Measures the break-even sizes of Winograd's and Strassen's methods on one thread of this machine: the values of `MethodLimits`.
///
/// Equal layers are computed with a method and without it, in turns. Each has weights of its own: they are as cold as in a network.
struct Calibration {
  /// A method beside what is chosen without it.
  private struct Comparison {
    let title: String
    /// Input and output channels of each layer, and sides of its output.
    let channels: [Int], sides: [Int]
    let kernel: Int, stride: Int
    /// The limits with which the method is always taken, and with which it never is.
    let with: MethodLimits, without: MethodLimits

    init(
      _ title: String, channels: [Int], sides: [Int], kernel: Int, stride: Int = 1,
      _ limit: (_ limits: inout MethodLimits, _ least: Int) -> Void
    ) {
      (self.title, self.channels, self.sides, self.kernel, self.stride) = (title, channels, sides, kernel, stride)
      var (with, without) = (MethodLimits(), MethodLimits())
      limit(&with, 1)
      limit(&without, .max)
      (self.with, self.without) = (with, without)
    }
  }

  private static let comparisons = [
    Comparison(
      "Strassen's method beside the product: strassenWorth is half of the channels, strassenRows the square of the side",
      channels: [64, 96, 128, 160, 192, 256, 384, 512, 1024], sides: [5, 6, 7, 8, 9, 10, 14, 20, 28, 56], kernel: 1
    ) { limits, least in
      // No product is worth more than the largest number of channels.
      (limits.strassenWorth, limits.strassenRows) = (min(least, 1 << 20), least)
    },
    Comparison(
      "Winograd's tiles of 4x4 beside 2x2: winograd4Side and winograd4Channels",
      channels: [16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512], sides: [4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 28],
      kernel: 3
    ) { limits, least in
      (limits.winograd4Side, limits.winograd4Channels) = (least, 0...Int.max)
    },
    Comparison(
      "Winograd's tiles of 2x2 with stride 2 beside the product: winogradStride2Side",
      channels: [64, 128, 256, 512], sides: [4, 7, 10, 12, 14, 28], kernel: 3, stride: 2
    ) { limits, least in limits.winogradStride2Side = least },
    Comparison(
      "Winograd's method beside the product: winogradChannels",
      channels: [8, 10, 12, 16, 24, 32], sides: [14, 28, 56], kernel: 3
    ) { limits, least in limits.winogradChannels = least },
    Comparison(
      "Winograd's method with stride 2 beside the product: winogradStride2Channels",
      channels: [12, 16, 20, 24, 32, 48], sides: [14, 28, 56], kernel: 3, stride: 2
    ) { limits, least in limits.winogradStride2Channels = least },
  ]

  /// Prints a table for each method: the ratio of its time to that without it.
  static func run(rounds: Int) throws {
    let set = String(cString: bb_set_name(bb_set_in_use().set))
    print("Kernels: \(set); \(Processor.current.generation ?? "an unknown processor")")
    for comparison in comparisons {
      print("\n\(comparison.title)")
      print("side " + comparison.channels.map { padded("\($0)") }.joined())
      for side in comparison.sides {
        let ratios = try comparison.channels.map { try ratio(comparison, channels: $0, side: side, rounds: rounds) }
        print(
          String(format: "%4d ", side)
            + ratios.map { padded($0.map { fixed($0, 2) } ?? "-") }.joined())
      }
    }
  }

  /// The median ratio of the times with the method and without; nil where it does not fit.
  private static func ratio(_ comparison: Comparison, channels: Int, side: Int, rounds: Int) throws -> Double? {
    let image = [1, side * comparison.stride, side * comparison.stride, channels]
    let bytes = channels * channels * comparison.kernel * comparison.kernel * MemoryLayout<Float>.stride
    let count = min(12, max(3, weightBytes / bytes))
    let graph = try Graph.build(image: TensorShape(image), outputStride: ImageSize(1 << 20)) { x, g in
      func layer(_ index: Int, _ x: Value) -> Value {
        let y = (g / "\(index)").convolution(
          x, channels, kernel: ImageSize(comparison.kernel), stride: comparison.stride)
        return g.activate(y, .relu)
      }
      // Layers that step read one map.
      let y =
        comparison.stride == 1
        ? (0..<count).reduce(x) { layer($1, $0) } : g.concatenate((0..<count).map { layer($0, x) })
      g.hidden(y)
      g.prelogits(y)
      g.logits(y)
    }
    let images = SyntheticParameters.input([1, channels, image[1], image[2]], seed: 1)
    let programs = try [comparison.with, comparison.without].map { limits in
      var options = EngineOptions(threads: 1)
      (options.limits, options.chains) = (limits, false)
      let weights = PreparedWeights(from: SyntheticParameters(seed: 0))
      return try Program(Selection([.hidden()], of: graph), weights: weights, options: options)
    }
    guard programs[0].steps.map(\.algorithm) != programs[1].steps.map(\.algorithm) else { return nil }
    let clock = ContinuousClock()
    func time(_ program: Program) throws -> Double { try clock.measure { _ = try program.run(images) } / .seconds(1) }
    for program in programs { _ = try time(program) }
    let ratios = try (0..<rounds).map { round in
      // Who is second finds the caches of the first.
      let first = round % 2
      let one = try time(programs[first])
      let other = try time(programs[1 - first])
      return first == 0 ? one / other : other / one
    }
    return ratios.sorted()[rounds / 2]
  }

  /// Weights that no cache of a core holds.
  private static let weightBytes = 16 << 20

  private static func padded(_ text: String) -> String { String(repeating: " ", count: max(0, 7 - text.count)) + text }
}
