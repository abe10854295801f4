package import BackbonesTensors

/// A maximum or a mean over sliding windows of a map.
package struct Pool: Operator {
  /// The name in listings.
  package static let name = "pool"
  package typealias Kind = Scope.PoolKind
  /// What is taken of a window.
  package var kind: Kind
  /// The geometry.
  package var window: Window

  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let x = inputs[0]
    try require(x.rank == 4, "pooling takes a map, not \(x)")
    let out = try window.output(over: x.extent)
    return [x[0], out.height, out.width, x.channels]
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { [inputs[0][0], 1, 1, inputs[0].channels] }
  /// The attributes, as listings show them.
  package var summary: String { "\(kind.isMaximum ? "max" : "average") \(window.summary)" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    [Reads(window.reads(region))]
  }
}

extension Scope.PoolKind {
  /// Whether a maximum is taken, and no mean.
  package var isMaximum: Bool { self == .max || self == .maxCountingPadding }
}

/// A mean or maximum over all pixels of a map (`[N, H, W, C]` → `[N, 1, 1, C]`) or over tokens
/// (`[N, L, C]` → `[N, C]`).
package struct GlobalPool: Operator {
  /// The name in listings.
  package static let name = "global-pool"
  /// What is taken: `.max` or `.average`.
  package var kind: Pool.Kind
  /// Tokens at the front that do not count.
  package var skipping: Int
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let x = inputs[0]
    if x.rank == 4 { return [x[0], 1, 1, x.channels] }
    try require(x.rank == 3 && x[1] > skipping, "cannot pool \(x) without its first \(skipping) tokens")
    return [x[0], x.channels]
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { [inputs[0][0], inputs[0].channels] }
  /// The attributes, as listings show them.
  package var summary: String { kind.rawValue }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    let channels = region.axes[region.axes.count - 1]
    if inputs[0].rank == 4 {
      return [Reads(Region(allOf: inputs[0]).with(0, region.axes[0]).with(3, channels), joining: [1, 2])]
    }
    return [Reads(Region([region.axes[0], RangeSet(skipping..<inputs[0][1]), channels]), joining: [1])]
  }
}

/// The means over the pixels of a map `[N, H, W, C]`, each weighted by the softmax of one channel of scores `[N, H, W, S]`:
/// `[N, 1, S, C]` (global context, Cao et al. 2019, arXiv:1904.11492).
package struct ContextPool: Operator {
  /// The name in listings.
  package static let name = "context-pool"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (x, scores) = (inputs[0], inputs[1])
    try require(
      x.rank == 4 && scores == [x[0], x[1], x[2], scores.channels], "cannot pool \(x) by scores \(scores)")
    return [x[0], 1, scores.channels, x.channels]
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape {
    [inputs[0][0], 1, inputs[1].channels, inputs[0].channels]
  }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { inputs[0].count * inputs[1].channels }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    let (x, scores) = (Region(allOf: inputs[0]), Region(allOf: inputs[1]))
    return [
      Reads(x.with(0, region.axes[0]).with(3, region.axes[3]), joining: [1, 2]),
      Reads(scores.with(0, region.axes[0]).with(3, region.axes[2]), joining: [1, 2]),
    ]
  }
}
