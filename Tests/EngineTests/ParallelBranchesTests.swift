import BackbonesEngine
import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import BackbonesWeights
import Testing

/// Parallel branches are computed as one convolution where their sum is one. That its values are theirs is for `OperatorTests`.
@Suite struct ParallelBranchesTests {
  private func algorithms(
    of graph: Graph, _ outputs: [OutputName] = [.logits], fuses: Bool = true
  ) throws -> [String] {
    var options = EngineOptions(threads: 1)
    options.fuses = fuses
    let weights = PreparedWeights(from: SyntheticParameters(seed: 0), sizesOnly: true)
    return try Program(Selection(outputs, of: graph), weights: weights, options: options).steps.map(\.algorithm)
  }

  /// A block of RepVGG: a 3x3 convolution, another one and the map itself, each with a norm.
  private func block(
    ofGroups groups: Int = 1, other: @escaping @Sendable (_ x: Value, _ g: Scope) -> Value
  ) throws -> Graph {
    try Graph.build(image: [1, 24, 24, 32], outputStride: ImageSize(1 << 20)) { x, g in
      func normalized(_ name: String, _ x: Value) -> Value { (g / name).normalize(x, .batch()) }
      let large = normalized("large.bn", (g / "large").convolution(x, 32, kernel: 3, groups: groups))
      let sum = g.add(normalized("other.bn", other(x, g / "other")), large)
      let y = g.activate(g.add(sum, normalized("identity", x)), .relu)
      g.hidden(y)
      g.prelogits(y)
      g.logits(y)
    }
  }

  @Test("The branches of a block of RepVGG are one convolution", arguments: [1, 4, 32])
  func joinsBranches(groups: Int) throws {
    let graph = try block(ofGroups: groups) { x, g in g.convolution(x, 32, groups: groups, bias: true) }
    #expect(try algorithms(of: graph).count == 1)
    #expect(try algorithms(of: graph, fuses: false).count == 8)
  }

  @Test("A branch that is asked for, or read elsewhere, is computed, and so is the sum of the others")
  func keepsWhatIsRead() throws {
    let graph = try block { x, g in g.convolution(x, 32) }
    #expect(try algorithms(of: graph, [.logits, .node("other.bn")]).count == 4)
    #expect(try algorithms(of: graph, [.logits, .node("identity")]).count == 2)
  }

  @Test("A convolution that has no room in the others' kernels is computed by itself")
  func keepsWhatDoesNotFit() throws {
    let apart = [
      try block(ofGroups: 4) { x, g in g.convolution(x, 32) },
      try block { x, g in g.convolution(x, 32, kernel: 3, dilation: 2) },
      try block { x, g in g.convolution(x, 32, kernel: ImageSize(1, 5)) },
      try block { x, g in (g / "second").convolution((g / "first").convolution(x, 16), 32) },
    ]
    for graph in apart { #expect(try algorithms(of: graph).count > 2) }
  }

  @Test(
    "Networks that are trained with branches are computed without them", arguments: ["mobileone_s0", "repvgg_a0"])
  func joinsBranchesOfNetworks(name: String) throws {
    let graph = try Registry.entry(named: name).graph(options: ModelOptions(inputSize: 64))
    let steps = try algorithms(of: graph)
    #expect(!steps.contains { $0.contains("affine") || $0.contains("add") }, "\(steps)")
  }
}
