package import BackbonesTensors

/// A sum of maps that each pixel weighs for itself: operands `[N, H, W, C]`, or `[N, 1, 1, C]` for what is the same at
/// every pixel, then the weights `[N, H, W, K]`, a channel for each of the K maps before (focal modulation, Yang et al.
/// 2022, arXiv:2203.11926). Weights of batch 1 are those of every image.
package struct WeightedSum: Operator {
  /// The name in listings.
  package static let name = "weighted-sum"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (maps, weights) = (inputs.dropLast(), inputs[inputs.count - 1])
    let (images, channels) = (inputs[0][0], inputs[0].channels)
    try require(
      weights.rank == 4 && weights.channels == maps.count && [1, images].contains(weights[0]),
      "weights \(weights) of \(maps.count) maps; expected a channel for each")
    let shape: TensorShape = [images, weights[1], weights[2], channels]
    for map in maps {
      try require(map == shape || map == [images, 1, 1, channels], "cannot add \(map) to \(shape)")
    }
    return shape
  }
  /// A stand-in; see `Operator`.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { inputs[0] }
  /// The cost; see `Operator`.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { (inputs.count - 1) * output.count }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    let (maps, weights) = (inputs.dropLast(), inputs[inputs.count - 1])
    return pointwise(region, Array(maps), output)
      + [Reads(region.broadcast(to: weights, from: output).with(allOf: [-1], in: weights))]
  }
}
