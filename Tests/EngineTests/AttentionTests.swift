import BackbonesEngine
import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import BackbonesTestSupport
import BackbonesWeights
import Testing

/// The weights of attentions, which are nodes only where they are asked for.
@Suite struct AttentionTests {
  private static func graph(of taps: Taps) throws -> Graph {
    let size = ImageSize(taps.input[2], taps.input[3])
    return try Registry.entry(named: taps.name).graph(batch: taps.input[0], options: ModelOptions(inputSize: size))
  }

  @Test("Weights are what timm's modules have, of each head, and each row of them is one", arguments: Taps.attention)
  func weights(_ taps: Taps) throws {
    let graph = try Self.graph(of: taps)
    let points = graph.attentionWeights.filter { taps.nodes[$0.name] != nil }
    #expect(points.count == taps.nodes.count)
    let program = try Program(
      try Selection(points.map { .node($0.name) }, of: graph),
      weights: PreparedWeights(from: SyntheticParameters(seed: taps.seed, gain: taps.gain)))
    let tensors = try program.run(SyntheticParameters.input(TensorShape(taps.input), seed: taps.seed))
    for (point, tensor) in zip(points, tensors) {
      let digest = try #require(taps.nodes[point.name])
      let mismatch = digest.mismatch(laidOut(tensor, like: digest.shape), tolerance: Tolerance.parity)
      #expect(mismatch == nil, "\(point.name)")
      // Where heads talk to each other after the softmax, they are no shares.
      if (point.operation as? AttentionWeights)?.attention.terms.contains(.weightProjection) == true { continue }
      let keys = tensor.shape[-1]
      let furthest = tensor.withElements { elements in
        stride(from: 0, to: elements.count, by: keys).map { row in
          abs(elements[row..<row + keys].reduce(0, +) - 1)
        }.max()
      }
      #expect(try #require(furthest) < 1e-5, "\(point.name)")
    }
  }

  /// Weights `[N * parts, heads, L, M]` as timm's module lays them out: without an axis of images, or with one of parts behind
  /// that of heads.
  private func laidOut(_ weights: Tensor, like shape: [Int]) -> Tensor {
    guard shape.count == 5, weights.shape.count == TensorShape(shape).count else {
      return weights.shape.count == TensorShape(shape).count ? weights.reshaped(TensorShape(shape)) : weights
    }
    let (heads, parts, area) = (shape[1], shape[2], shape[3] * shape[4])
    let elements = weights.elements
    return Tensor(
      TensorShape(shape),
      elements.indices.map { index in
        let (part, head, image) = (index / area % parts, index / area / parts % heads, index / area / parts / heads)
        return elements[((image * parts + part) * heads + head) * area + index % area]
      })
  }

  @Test("A graph that is not asked for weights has none; one that is computes those alone beside")
  func asked() throws {
    let taps = try #require(Taps.attention.first { $0.name == "test_vit" })
    let graph = try Self.graph(of: taps)
    let names = graph.nodeNames
    #expect(!names.contains { $0.hasSuffix(".weights") })
    let weights = OutputName.node("blocks.1.attn.weights")
    let (plain, asking) = (try Selection([.logits], of: graph), try Selection([weights, .logits], of: graph))
    #expect(asking.nodes.count == plain.nodes.count + 1)
    #expect(Set(asking.graph.nodeNames).subtracting(names) == ["blocks.1.attn.weights"])

    let parameters = PreparedWeights(from: SyntheticParameters(seed: taps.seed, gain: taps.gain))
    let images = SyntheticParameters.input(TensorShape(taps.input), seed: taps.seed)
    let alone = try Program(plain, weights: parameters).run(images)
    let beside = try Program(asking, weights: parameters).run(images)
    #expect(beside[1] == alone[0])
    let shorter = try Selection([weights], of: graph)
    // A block's weights need no block behind it, and of its own attention neither values' sums nor the last product.
    #expect(shorter.macs < (try Selection([.node("blocks.1.attn")], of: graph)).macs)
    #expect(try Program(shorter, weights: parameters).run(images)[0] == beside[0])
  }

  @Test("A pattern means weights where its last name does")
  func patterns() throws {
    let taps = try #require(Taps.attention.first { $0.name == "test_vit" })
    let graph = try Self.graph(of: taps)
    let all = try OutputName.node("blocks.1.attn.*").expanded(in: graph)
    #expect(!all.contains(.node("blocks.1.attn.weights")))
    let weights = try OutputName.node("*.weights").expanded(in: graph)
    #expect(weights == graph.attentionWeights.map { .node($0.name) } && weights.count == 6)
    let error = #expect(throws: BackboneError.self) { try Selection([.node("blocks.1.attn.weight")], of: graph) }
    #expect(error?.message.contains("blocks.1.attn.weights") == true)
  }
}
