import BackbonesEngine
import BackbonesGraphs
import BackbonesHub
import BackbonesModels
import BackbonesTensors
import BackbonesTestSupport
import BackbonesWeights
import Foundation
import Testing

/// Models by name, from the hub to their scores.
@Suite struct HubModelTests {
  /// Puts synthetic weights of an architecture into a repository.
  private func serve(_ bench: Bench, _ name: String, of repository: String, classes: Int? = nil) throws {
    let source = SyntheticParameters(seed: 5)
    let parameters = try Registry.entry(named: name).graph(options: ModelOptions(classes: classes)).parameters
    try FileManager.default.createDirectory(at: bench.directory, withIntermediateDirectories: true)
    let path = bench.directory.appending(path: "weights.safetensors").path
    try SafetensorsFile.write(parameters.map { ($0.name, try source.tensor(for: $0)) }, to: path)
    try bench.serve("model.safetensors", Data(contentsOf: URL(filePath: path)), of: repository)
  }

  @Test("A name is enough: its weights come once, and then from the cache")
  func byName() async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "backbones-\(UUID().uuidString)")
    let bench = Bench(directory: directory)
    defer { try? FileManager.default.removeItem(at: directory) }
    try serve(bench, "test_resnet", of: "timm/test_resnet.r160_in1k")
    try serve(bench, "test_vit", of: "me/tuned", classes: 3)
    try bench.serve(
      "config.json",
      Data(
        #"{"architecture": "test_vit", "num_classes": 3, "label_names": ["a", "b", "c"], "pretrained_cfg": {}}"#.utf8),
      of: "me/tuned")
    let stub = try HubStub(bench.repositories)
    let hub = Hub(try bench.settings(stub))
    #expect(try !hub.isCached("test_resnet"))
    for name in ["test_resnet", "test_resnet.r160_in1k", "timm/test_resnet.r160_in1k"] {
      let model = try await Model(name, hub: hub)
      let expected = try Model("test_resnet", weights: .synthetic(seed: 5))
      let images = SyntheticParameters.input([1, 3, 160, 160], seed: 0)
      #expect(try model(images).isBitIdentical(to: expected(images)))
    }
    #expect(try stub.requests.map(\.method) == ["HEAD", "GET"])
    #expect(try hub.isCached("test_resnet"))

    let tuned = try await Model("hf-hub:me/tuned", hub: hub)
    #expect(tuned.name == "test_vit" && tuned.configuration.classes == 3)
    #expect(tuned.configuration.labels == ["a", "b", "c"])
    // The folder of the cache is a model's folder like any other, and so is the file in it.
    guard case .directory(let folder) = try await hub.weights(of: "hf-hub:me/tuned") else {
      Issue.record("no folder")
      return
    }
    for name in [folder, "local-dir:\(folder)", "\(folder)/model.safetensors"] {
      let model = try await Model(name, hub: hub)
      #expect(model.name == "test_vit" && model.parameters == tuned.parameters)
    }
    let other = try await Model("test_vit", from: "hf-hub:me/tuned", hub: hub)
    #expect(other.parameters == tuned.parameters)
    // The configuration goes with the weights that are named.
    let tagged = try await Model("test_resnet", from: "test_resnet.r160_in1k", hub: hub)
    #expect(tagged.configuration.tag == "r160_in1k")
    let synthetic = try await Model("hf-hub:me/tuned", from: "synthetic:1", hub: hub)
    #expect(synthetic.parameters == tuned.parameters)
    stub.stop()
    _ = try await Model("hf-hub:me/tuned", hub: hub)
  }

  @Test("Names that timm deprecates are those in their place, which is said")
  func deprecatedNames() throws {
    try Bench.with { bench in
      let stub = try HubStub(bench.repositories)
      var notices: [String] = []
      let session = try bench.session(stub) { if case .notice(let text) = $0 { notices.append(text) } }
      let reference = try session.reference(to: "convnext_tiny_in22ft1k")
      #expect(reference == .registered("convnext_tiny.fb_in22k_ft_in1k"))
      #expect(notices == ["'convnext_tiny_in22ft1k' is called 'convnext_tiny.fb_in22k_ft_in1k' now"])
    }
  }
}
