import BackbonesEngine
import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import BackbonesTestSupport
import BackbonesWeights
import Testing

/// Every `node:` of a model against what timm's module of that name gives: a model for each kind of attention.
@Suite struct TapTests {
  @Test("A node is what timm's module of its name gives", arguments: Taps.all)
  func nodes(_ taps: Taps) throws {
    let size = ImageSize(taps.input[2], taps.input[3])
    let graph = try Registry.entry(named: taps.name).graph(
      batch: taps.input[0], options: ModelOptions(inputSize: size))
    let names = graph.nodeNames.filter { taps.nodes[$0] != nil }
    let program = try Program(
      try Selection(names.map { .node($0) }, of: graph),
      weights: PreparedWeights(from: SyntheticParameters(seed: taps.seed, gain: taps.gain)))
    let tensors = try program.run(SyntheticParameters.input(TensorShape(taps.input), seed: taps.seed))
    for (name, tensor) in zip(names, tensors) {
      let digest = try #require(taps.nodes[name])
      let mismatch = digest.mismatch(laidOut(tensor, like: digest.shape), tolerance: Tolerance.parity)
      #expect(mismatch == nil, "\(name)")
    }
  }

  /// A node as timm's module lays it out: heads before tokens where it has both, maps channels last or as tokens, vectors
  /// without axes of 1.
  private func laidOut(_ tensor: Tensor, like shape: [Int]) -> Tensor {
    guard tensor.shape.count == TensorShape(shape).count else { return tensor }
    let map = tensor.shape
    if map.rank == 4, map.dimensions != shape,
      [[map[0], map[2], map[3], map[1]], [map[0], map[2] * map[3], map[1]]].contains(shape)
    {
      let (pixels, channels) = (map[2] * map[3], map[1])
      let elements = tensor.elements
      return Tensor(
        TensorShape(shape),
        elements.indices.map { index in
          let (channel, pixel) = (index % channels, index / channels % pixels)
          return elements[(index / channels / pixels * channels + channel) * pixels + pixel]
        })
    }
    guard shape.count == 4, tensor.shape.rank == 3, shape[1] != tensor.shape[1], shape[2] == tensor.shape[1] else {
      return tensor.reshaped(TensorShape(shape))
    }
    let (heads, tokens, width) = (shape[1], shape[2], shape[3])
    let elements = tensor.elements
    return Tensor(
      TensorShape(shape),
      elements.indices.map { index in
        let (channel, token) = (index % width, index / width % tokens)
        let (head, image) = (index / width / tokens % heads, index / width / tokens / heads)
        return elements[((image * tokens + token) * heads + head) * width + channel]
      })
  }

  @Test("Every layer with parameters is a node", arguments: Taps.all)
  func layers(_ taps: Taps) throws {
    let graph = try Registry.entry(named: taps.name).graph()
    let layers = graph.parameters.compactMap { $0.name.hasSuffix(".weight") ? String($0.name.dropLast(7)) : nil }
    #expect(Set(layers).intersection(taps.nodes.keys).subtracting(graph.nodeNames) == [])
    #expect(!layers.isEmpty)
  }
}
