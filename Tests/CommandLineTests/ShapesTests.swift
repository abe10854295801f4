import BackbonesModels
import BackbonesTestSupport
import Testing

struct Report: Decodable {
  struct Feature: Decodable {
    let index: Int
    let name: String
    let module: String
    let channels: Int
    let reduction: Int
    let shape: [Int]
    let `default`: Bool
  }
  struct Entry: Decodable, Hashable {
    let name: String
    let shape: [Int]
  }
  struct Totals: Decodable {
    let parameters: Int
    let macs: Int
    let peakActivationBytes: Int
  }

  let model: String
  let input: [Int]
  let features: [Feature]
  let outputs: [Entry]
  let parameters: [Entry]
  let totals: Totals
  let nodes: [Entry]?
}

@Suite struct ShapesTests {
  static let names = ["resnet50", "densenet121", "regnety_032", "tf_efficientnet_lite0", "vit_small_patch16_224"]

  @Test("shapes reports timm's shapes and metadata", arguments: names)
  func agreesWithTimm(_ name: String) throws {
    let report = try Command("shapes", name, "--json").json(Report.self)
    let fact = try #require(StructureFact.all(of: Registry.entry(named: name).module)[name])
    #expect(report.model == name)
    #expect(report.input == [1] + fact.cfg.input_size)
    #expect(report.features.map(\.index) == Array(fact.feature_info.indices))
    #expect(report.features.map(\.name) == fact.feature_info.indices.map { "feature:\($0)" })
    #expect(report.features.map(\.module) == fact.feature_info.map(\.module))
    #expect(report.features.map(\.channels) == fact.feature_info.map(\.num_chs))
    #expect(report.features.map(\.reduction) == fact.feature_info.map(\.reduction))
    #expect(report.features.filter(\.default).map(\.index) == fact.features_only.out_indices)
    for feature in report.features {
      #expect(feature.shape == [1, feature.channels] + report.input.suffix(2).map { $0 / feature.reduction })
    }
    #expect(report.outputs == [Report.Entry(name: "logits", shape: [1, fact.cfg.num_classes])])
    let timm = (fact.params + fact.buffers).map { Report.Entry(name: $0.name, shape: $0.shape) }
    #expect(Set(report.parameters) == Set(timm))
    #expect(report.totals.parameters == fact.num_params)
    #expect(report.nodes == nil)
  }

  /// Published costs of ResNet-50: 4.09 GMACs.
  @Test("shapes counts parameters and MACs")
  func costs() throws {
    let totals = try Command("shapes", "resnet50", "--json").json(Report.self).totals
    #expect(totals.macs == 4_089_184_256)
    // Most is alive in the first block: its branch's result, and the shortcut's before and after normalization.
    #expect(totals.peakActivationBytes == 3 * 256 * 56 * 56 * 4)
    let batch = try Command("shapes", "resnet50", "--json", "--batch", "3").json(Report.self).totals
    #expect(batch.macs == 3 * totals.macs)
    #expect(batch.parameters == totals.parameters)
  }

  @Test("The keys of JSON have a fixed order")
  func keysStandInOrder() throws {
    let text = try Command("shapes", "test_resnet", "--json").output
    var keys: [Substring] = []
    for key in text.matches(of: /"(\w+)":/).map(\.1) where !keys.contains(key) { keys.append(key) }
    #expect(
      keys == [
        "model", "input", "features", "index", "name", "module", "channels", "reduction", "shape", "default", "outputs",
        "parameters", "totals", "macs", "peakActivationBytes",
      ])
  }

  @Test("Sets of weights are named as on the hub too")
  func takesNamesOfTheHub() throws {
    let expected = try Command("shapes", "resnet50.a1_in1k", "--json")
    #expect(expected.status == 0)
    #expect(try Command("shapes", "timm/resnet50.a1_in1k", "--json").output == expected.output)
  }

  @Test("Options change the shapes")
  func optionsChangeShapes() throws {
    let report = try Command(
      "shapes", "resnet50", "--json", "--batch", "2", "--size", "256x320", "--output-stride", "8"
    ).json(Report.self)
    #expect(report.input == [2, 3, 256, 320])
    #expect(report.features.map(\.shape).last == [2, 2048, 32, 40])
    #expect(report.features.map(\.reduction) == [2, 4, 8, 8, 8])
    let grey = try Command("shapes", "resnet50", "--json", "--in-chans", "1").json(Report.self)
    #expect(grey.parameters.first == Report.Entry(name: "conv1.weight", shape: [64, 1, 7, 7]))
    let bare = try Command("shapes", "resnet50", "--json", "--num-classes", "0").json(Report.self)
    #expect(bare.outputs == [Report.Entry(name: "logits", shape: [1, 2048])])
    #expect(bare.totals.parameters == 25_557_032 - 2048 * 1000 - 1000)
    #expect(!bare.parameters.contains { $0.name.hasPrefix("fc.") })
    let map = try Command("shapes", "resnet50", "--json", "--num-classes", "0", "--global-pool", "none")
      .json(Report.self)
    #expect(map.outputs.map(\.shape) == [[1, 2048, 7, 7]])
  }

  @Test(
    "Outputs may be chosen by index or by name",
    arguments: [["--out-indices", "-2"], ["--out-indices=-2"], ["--outputs", "feature:-2"]])
  func chosenOutputs(_ choice: [String]) throws {
    let report = try Command(["shapes", "resnet18", "--json"] + choice).json(Report.self)
    #expect(report.outputs == [Report.Entry(name: "feature:-2", shape: [1, 256, 14, 14])])
    #expect(report.features.count == 5)
    #expect(report.totals.parameters == 2_782_784)
    #expect(report.parameters.contains { $0.name == "fc.weight" })
  }

  @Test("Nodes are listed, and chosen by pattern")
  func nodesAndPatterns() throws {
    let report = try Command("shapes", "resnet18", "--json", "--nodes", "--outputs", "node:layer*.0.act1,logits")
      .json(Report.self)
    #expect(report.outputs.map(\.name) == (1...4).map { "node:layer\($0).0.act1" } + ["logits"])
    let nodes = try #require(report.nodes)
    #expect(nodes.first?.shape == [1, 3, 224, 224])
    #expect(nodes.contains(Report.Entry(name: "layer4.1.conv2", shape: [1, 512, 7, 7])))
    let text = try Command("shapes", "resnet18", "--nodes", "--parameters").output
    #expect(text.contains("layer4.1.conv2.weight"))
    #expect(text.contains("layer4.1.bn2.running_var"))
    #expect(text.contains("11,689,512"))
  }
}
