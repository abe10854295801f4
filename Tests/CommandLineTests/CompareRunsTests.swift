import BackbonesGraphs
import BackbonesModels
import BackbonesReference
import BackbonesTensors
import BackbonesTestSupport
import BackbonesWeights
import Foundation
import Testing

/// `compare --with`: two runs of one model beside each other.
@Suite struct CompareRunsTests {
  private struct Report: Decodable {
    let agrees: Bool
    let comparison: Comparison

    struct Comparison: Decodable {
      let nodes: [Node]
      let first: Finding?
      let firstBits: String?
      let largestStep: Step?
      let unmatched: [String]
    }
    struct Node: Decodable {
      let name: String
      let shape: [Int]
      let otherShape: [Int]?
      let distance: Double?
      let hasSameBits: Bool
    }
    struct Finding: Decodable {
      let name, how: String
      let distance: Double
    }
    struct Step: Decodable {
      let name: String
      let before, after: Double
    }
  }

  private static let model = ["test_resnet", "--size", "64x96", "--input", "synthetic:7"]

  /// The nodes' values by their definitions.
  private static func values(
    _ parameter: (Parameter) throws(BackboneError) -> Tensor
  ) throws -> (graph: Graph, values: [Int: ReferenceTensor]) {
    let graph = try Registry.entry(named: "test_resnet").graph(options: ModelOptions(inputSize: ImageSize(64, 96)))
    let images = SyntheticParameters.input([1, 3, 64, 96], seed: 7)
    let evaluator = try ReferenceEvaluator(graph, parameter: parameter)
    return (graph, try evaluator.values(given: [0: ReferenceTensor(fromUser: images)]))
  }

  @Test("Two sets of weights part at the layer whose weights are other, as far as its definition says")
  func weights() throws {
    try withTemporaryDirectory { folder in
      let file = folder.appending(path: "other.safetensors").path, layer = "layer3.0.conv1"
      let source = SyntheticParameters(seed: 0, gain: 1)
      let graph = try Registry.entry(named: "test_resnet").graph()
      func other(_ parameter: Parameter) throws(BackboneError) -> Tensor {
        let tensor = try source.tensor(for: parameter)
        guard parameter.name == layer + ".weight" else { return tensor }
        // Two of its output channels are doubled.
        let size = tensor.count / tensor.shape[0]
        return Tensor(tensor.shape, tensor.elements.enumerated().map { $1 * ((2..<4).contains($0 / size) ? 2 : 1) })
      }
      try SafetensorsFile.write(
        graph.stateDictionary.map { (name: $0.name, tensor: try other($0)) }, to: file)
      let command = try Command(["compare"] + Self.model + ["--with", "weights=\(file)", "--json"])
      #expect(command.status == 1 && !command.crashed, "\(command.complaint)")
      let report = try command.json(Report.self)
      let first = try #require(report.comparison.first)
      #expect(!report.agrees && first.name == layer && report.comparison.firstBits == layer)
      #expect(first.how.contains("parameter '\(layer).weight'"), "\(first.how)")
      #expect(first.how.contains("its operands have the same bits"), "\(first.how)")
      #expect(first.how.contains("by channel"), "\(first.how)")

      let (one, two) = (try Self.values(source.tensor(for:)), try Self.values(other))
      let node = try #require(one.graph.modules[layer])
      let (value, otherValue) = (one.values[node]!.elements, two.values[node]!.elements)
      let mean = value.reduce(0, +) / Double(value.count)
      let variance = value.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(value.count)
      let largest = try #require(zip(value, otherValue).map { abs($0 - $1) }.max())
      let expected = largest / variance.squareRoot()
      #expect(abs(first.distance / expected - 1) < 1e-3)
      let before = report.comparison.nodes.prefix { $0.name != layer }
      #expect(!before.isEmpty && before.allSatisfy { $0.hasSameBits && $0.distance == 0 })
    }
  }

  @Test("Other methods part by rounding, other threads in no bit")
  func settings() throws {
    let strict = try Command(["compare"] + Self.model + ["--with", "strict", "--json"])
    #expect(strict.status == 0, "\(strict.complaint)")
    let report = try strict.json(Report.self)
    #expect(report.agrees && report.comparison.first == nil && report.comparison.firstBits != nil)
    #expect(report.comparison.unmatched.isEmpty)
    // Beyond a tolerance of nothing, it says which methods differ.
    let exact = try Command(["compare"] + Self.model + ["--with", "strict", "--tolerance", "0", "--json"])
    #expect(exact.status == 1)
    let first = try #require(try exact.json(Report.self).comparison.first)
    #expect(first.name == report.comparison.firstBits)
    #expect(first.how.contains("method: ") && first.how.contains("its operands have the same bits"), "\(first.how)")

    let threads = try Command(["compare"] + Self.model + ["--with", "threads=1", "--with", "size=64x96"])
    #expect(threads.status == 0)
    #expect(threads.output.contains("nodes have the same bits"), "\(threads.output.suffix(300))")
  }

  @Test("Two sizes are compared by the means of channels")
  func sizes() throws {
    let command = try Command(["compare"] + Self.model + ["--with", "size=96x128", "--json"])
    #expect(command.status == 1 && !command.crashed, "\(command.complaint)")
    let report = try command.json(Report.self)
    let first = try #require(report.comparison.first)
    #expect(first.how.contains("shape: 1x") && first.how.contains("the means of channels"), "\(first.how)")
    let logits = try #require(report.comparison.nodes.last)
    #expect(logits.shape == [1, 1000] && logits.otherShape == nil && logits.distance != nil)
    let map = try #require(report.comparison.nodes.first)
    #expect(map.otherShape?.suffix(2) == [48, 64] || map.otherShape?.suffix(2) == [96, 128])
    let step = try #require(report.comparison.largestStep)
    #expect(step.after > step.before)
  }

  @Test("What run has recorded of all nodes is a reference, for other kernels too")
  func recorded() throws {
    try withTemporaryDirectory { folder in
      let file = folder.appending(path: "values.safetensors").path
      let run = try Command(
        ["run", "--model", "test_resnet", "--weights", "synthetic:0:1", "--outputs", "node:*", "-o", file]
          + Self.model.dropFirst())
      #expect(run.status == 0, "\(run.complaint)")
      let command = try Command(
        ["compare"] + Self.model + ["--against", file], environment: ["BACKBONES_CPU": "baseline"])
      #expect(command.status == 0, "\(command.complaint)")
      #expect(command.output.contains("53 of 53 nodes compared"), "\(command.output.suffix(200))")
    }
  }

  @Test("What cannot be compared is refused")
  func refusals() throws {
    for (arguments, message) in [
      (["--with", "fast"], "expected weights=FILE, size=HxW"), (["--with", "size=0"], "expected weights=FILE"),
      (["--with", "threads=0"], "expected weights=FILE"),
      (["--with", "strict", "--reset"], "--with compares two runs"),
      (["--with", "weights=/nowhere.safetensors"], "/nowhere.safetensors"),
      (["--with", "size=96", "--against", "x.npz"], "--with compares two runs"),
    ] {
      let command = try Command(["compare", "test_resnet"] + arguments)
      #expect(command.status != 0 && !command.crashed)
      #expect(command.complaint.contains(message), "\(command.complaint)")
    }
  }
}
