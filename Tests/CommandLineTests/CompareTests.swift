import Foundation
import BackbonesModels
import BackbonesReference
import BackbonesGraphs
import BackbonesTensors
import BackbonesTestSupport
import Testing
import BackbonesWeights

@Suite struct CompareTests {
  private struct Report: Decodable {
    let reference: String
    let agrees: Bool
    let first: Finding?
    let nodes: [Node]
    let unmatched: [String]

    struct Finding: Decodable {
      let name: String
      let reason: String
    }
    struct Node: Decodable {
      let name: String
      let distance: Double?
      let fusedDistance: Double?
      let fusedInto: String?
    }
  }

  /// The values of test_resnet's modules, as a hook on its modules would record them.
  private static func recording() throws -> [String: Tensor] {
    let graph = try Registry.entry(named: "test_resnet").graph(
      options: ModelOptions(inputSize: ImageSize(64, 96)))
    let source = SyntheticParameters(seed: 0, gain: 1)
    let images = SyntheticParameters.input([1, 3, 64, 96], seed: 7)
    let evaluator = try ReferenceEvaluator(graph) { (parameter) throws(BackboneError) in
      try source.tensor(for: parameter)
    }
    let values = try evaluator.values(given: [0: ReferenceTensor(fromUser: images)])
    return graph.modules.mapValues { values[$0]!.forUser }
  }

  private func write(_ tensors: [String: Tensor], _ body: (String) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let path = directory.appending(path: "values.safetensors").path
      try SafetensorsFile.write(tensors.map { (name: $0.key, tensor: $0.value) }, to: path)
      try body(path)
    }
  }

  @Test(
    "a model agrees with its operators' definitions",
    arguments: [["test_resnet", "--size", "64x96", "--batch", "2"], ["test_vit", "--reset"], ["test_efficientnet"]])
  func definitions(_ arguments: [String]) throws {
    let command = try Command(["compare"] + arguments + ["--json"])
    #expect(command.status == 0, "\(command.complaint)")
    let report = try command.json(Report.self)
    #expect(report.agrees)
    #expect(report.reference == "definitions")
    #expect(report.nodes.allSatisfy { $0.distance != nil })
    #expect(report.nodes.contains { $0.fusedInto != nil })
    #expect(report.nodes.contains { $0.fusedDistance != nil })
  }

  @Test("a model agrees with recorded values, whose images are in the file")
  func recorded() throws {
    var tensors = try Self.recording()
    tensors["layer1.0.drop_path"] = Tensor([1], [0])
    try write(tensors) { path in
      let command = try Command("compare", "test_resnet", "--against", path, "--json")
      #expect(command.status == 0, "\(command.output)\(command.complaint)")
      let report = try command.json(Report.self)
      #expect(report.agrees)
      #expect(report.unmatched == ["layer1.0.drop_path"])
      let text = try Command("compare", "test_resnet", "--against", path)
      #expect(text.output.contains("all within 1.0e-04"))
      #expect(text.output.contains("Not nodes of this graph: layer1.0.drop_path"))
    }
  }

  @Test("the first node that differs is named, with status 1", arguments: [false, true])
  func differs(resets: Bool) throws {
    var tensors = try Self.recording()
    let value = try #require(tensors["layer2.0.bn1"])
    tensors["layer2.0.bn1"] = Tensor(value.shape, value.elements.map { 1.25 * $0 })
    try write(tensors) { path in
      let arguments = ["compare", "test_resnet", "--against", path] + (resets ? ["--reset"] : [])
      let command = try Command(arguments + ["--json"])
      #expect(command.status == 1)
      let report = try command.json(Report.self)
      let first = try #require(report.first)
      #expect(first.name.hasPrefix("layer2.0.bn1"))
      #expect(first.reason.contains("a factor"))
      // What follows reads the engine's own value, or the reference's.
      let far = report.nodes.filter { $0.distance ?? 0 > 1e-4 }.map(\.name)
      #expect(resets ? far.count > 1 : far.count == 1, "\(far)")
      let text = try Command(arguments)
      #expect(text.status == 1)
      #expect(text.output.contains("First beyond 1.0e-04: \(first.name)"))
    }
  }

  @Test("what cannot be compared is an error that says why")
  func refusals() throws {
    var tensors = try Self.recording()
    func expect(_ words: String, _ arguments: String...) throws {
      let command = try Command(["compare"] + arguments)
      #expect(!command.crashed)
      #expect(command.status != 0)
      #expect(command.complaint.contains(words), "\(command.complaint)")
    }
    tensors["input"] = nil
    try write(tensors) { path in
      try expect("no tensor 'input'", "test_resnet", "--against", path)
      try expect("no value of any node", "test_vit", "--against", path, "--input", "synthetic:1")
      try expect("test_resnet", "test_resne", "--against", path, "--input", "synthetic:1")
      try expect("values.safetensorsx", "test_resnet", "--against", path + "x")
    }
    tensors["input"] = Tensor([3, 64, 96], repeating: 0)
    try write(tensors) { path in
      try expect("expected [N, C, H, W]", "test_resnet", "--against", path)
    }
    try expect("expected a number", "test_resnet", "--tolerance", "x")
    try expect("a PNG image", "test_resnet", "--against", Command.photo)
  }
}
