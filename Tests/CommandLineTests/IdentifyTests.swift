import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import BackbonesTestSupport
import BackbonesWeights
import Foundation
import Testing

@Suite struct IdentifyTests {
  private struct Report: Decodable {
    struct Model: Decodable {
      let name: String
      let classes: Int
      let inputSize: [Int]
      let missing: [String]
      let unexpected: [String]
      let command: String
    }
    let fits: Bool
    let types: [String: Int]
    let models: [Model]
  }

  @Test("weights identify names the model and the command that runs it, or the nearest ones")
  func identifies() throws {
    try withTemporaryDirectory { (directory) throws in
      let path = directory.appending(path: "it's.safetensors").path
      let source = SyntheticParameters(seed: 0)
      let parameters = try Registry.entry(named: "test_resnet").graph().parameters
      var tensors = try parameters.map { ($0.name, try source.tensor(for: $0)) }
      try SafetensorsFile.write(tensors, to: path)
      let report = try Command("weights", "identify", path, "--json").json(Report.self)
      #expect(report.fits)
      #expect(report.types == ["F32": tensors.count])
      #expect(report.models.map(\.name) == ["test_resnet"])
      #expect(report.models[0].classes == 1000)
      #expect(report.models[0].inputSize == [160, 160])
      let text = try Command("weights", "identify", path)
      #expect(text.status == 0)
      #expect(text.output.contains("\n\(report.models[0].command)\n"))
      #expect(report.models[0].command.contains("'\(directory.path)/it'\\''s.safetensors'"))

      tensors[0].0 = "\u{1B}[31mforged"
      try SafetensorsFile.write(tensors, to: path)
      let near = try Command("weights", "identify", path, "--json")
      #expect(near.status == 1)
      #expect(try near.json(Report.self).models[0].unexpected == ["\u{1B}[31mforged"])
      #expect(try Command("weights", "identify", "--help").output.contains("--json"))
      let table = try Command("weights", "identify", path)
      #expect(table.status == 1)
      #expect(table.output.contains("nearest") && !table.output.contains("\u{1B}"))
    }
  }

  @Test("weights identify reads the folder of a model")
  func identifiesFolders() throws {
    let photo = URL(filePath: Command.photo)
    let folder = photo.deletingLastPathComponent().appending(path: "tf_efficientnet_lite0").path
    let report = try Command("weights", "identify", folder, "--json").json(Report.self)
    #expect(report.models.map(\.name).contains("tf_efficientnet_lite0"))
  }
}
