import BackbonesGraphs
import BackbonesTensors

extension Subject {
  /// Kernels that can be joined line by line, over maps that are large enough for it to pay.
  private enum Line: String, CaseIterable {
    case pointwise, narrow, depthwise, strided, dilated, pool, average, blur, norm, layerNorm, activation, residual

    func apply(_ g: Scope, _ x: Value) -> Value {
      switch self {
      case .pointwise: g.activate((g / "conv").convolution(x, x.channels, bias: true), .relu)
      case .narrow: (g / "conv").convolution(x, x.channels / 2, kernel: 3, padding: .same)
      case .depthwise:
        (g / "norm").normalize(
          (g / "conv").convolution(x, x.channels, kernel: 3, groups: x.channels), .batch(), activation: .silu)
      case .strided: (g / "conv").convolution(x, x.channels, kernel: 5, stride: 2, groups: x.channels, padding: .same)
      case .dilated: (g / "conv").convolution(x, x.channels, kernel: 3, dilation: 2, groups: x.channels)
      case .pool: g.pool(x, .max, kernel: 3, stride: 2, padding: .explicit(1), ceilMode: true)
      case .average: g.pool(x, .averageCountingPadding, kernel: 2, stride: 1, padding: .explicit(1))
      case .blur: g.blurPool(x, stride: 2, border: .zeros)
      case .norm: (g / "norm").normalize(x, .batch())
      case .layerNorm: (g / "norm").normalize(x, .layer())
      case .activation: g.activate(x, .hardSwish)
      case .residual: g.add((g / "conv").convolution(x, x.channels), x)
      }
    }
  }

  /// Each kernel after each, and longer runs of them.
  static var chains: [Subject] {
    let pairs = Line.allCases.flatMap { a in Line.allCases.map { [a, $0] } }
    var random = Random(seed: 7)
    let longer = (0..<24).map { _ in (0..<random.int(3...6)).map { _ in random.pick(Line.allCases) } }
    return (pairs + longer).enumerated().map { index, lines in
      // Two images, and a height that no number of lines divides.
      let input: TensorShape = index % 3 == 0 ? [2, 61, 36, 32] : [1, 83, 51, 32]
      return Subject(
        name: "chain of " + lines.map(\.rawValue).joined(separator: ", "), seed: UInt64(index), input: input
      ) { x, g in
        lines.enumerated().reduce((g / "stem").channelScale(x)) { $1.element.apply(g / "line\($1.offset)", $0) }
      }
    }
  }

  /// Two branches whose steps take turns: neighbours of one shape that do not follow from one another.
  static var branches: [Subject] {
    let kernels: [Line] = [.depthwise, .dilated, .pointwise, .layerNorm]
    return kernels.enumerated().map { index, line in
      Subject(name: "branches of \(line)", seed: UInt64(index), input: [1, 83, 51, 32]) { x, g in
        let stem = (g / "stem").channelScale(x)
        let first = line.apply(g / "first", stem)
        let other = line.apply(g / "other", stem)
        let second = line.apply(g / "second", first)
        return g.multiply(second, other)
      }
    }
  }
}
