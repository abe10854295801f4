import BackbonesModels
import BackbonesGraphs
import BackbonesTensors
import BackbonesTestSupport
import Testing

/// Every name against timm: state dict, feature metadata, configuration.
@Suite struct StructureTests {
  @Test("State dict and feature metadata are timm's", arguments: Registry.names)
  func structure(_ name: String) throws {
    let entry = try Registry.entry(named: name)
    let fact = try #require(StructureFact.all(of: entry.module)[name])
    let graph = try entry.graph()

    func entries(_ kinds: Parameter.Kind...) -> Set<StructureFact.Entry> {
      Set(graph.parameters.filter { kinds.contains($0.kind) }.map { .init(name: $0.name, shape: $0.shape.dimensions) })
    }
    #expect(differences(entries(.parameter), Set(fact.params)) == "")
    #expect(differences(entries(.runningStatistic, .alias), Set(fact.buffers)) == "")
    #expect(graph.parameterCount == fact.num_params)

    #expect(
      graph.features.map {
        StructureFact.Feature(module: $0.module, channels: $0.channels, reduction: $0.reduction)
      }
        == fact.feature_info)
    #expect(graph.features.allSatisfy { $0.stride == ImageSize($0.reduction) })
    #expect(graph.defaultFeatures == fact.features_only.out_indices)

    let (ours, timms) = (entry.configuration, fact.cfg)
    #expect([ours.inputChannels, ours.inputSize.height, ours.inputSize.width] == timms.input_size)
    #expect(ours.testInputSize.map { [$0.height, $0.width] } == timms.test_input_size.map { Array($0.dropFirst()) })
    #expect(ours.fixedInputSize == timms.fixed_input_size)
    #expect(ours.classes == timms.num_classes)
    #expect(ours.cropFraction == timms.crop_pct)
    #expect(ours.testCropFraction == timms.test_crop_pct)
    #expect(ours.cropMode == timms.crop_mode ?? "center")
    #expect(ours.interpolation == timms.interpolation)
    #expect(ours.mean == timms.mean)
    #expect(ours.standardDeviation == timms.std)
    #expect(ours.tag == timms.tag ?? "")
    #expect(ours.hub == timms.hf_hub_id)
    #expect(ours.license == timms.license)
  }

  /// A listed name is one value, and taps by that name give it.
  @Test("Node names are timm's module paths", arguments: Registry.names)
  func nodeNames(_ name: String) throws {
    let graph = try Registry.entry(named: name).graph()
    // No attention's weights take the name of another value.
    let names = graph.nodeNames + graph.attentionWeights.map(\.name)
    #expect(Set(names).count == names.count)
    let tapped = try Selection(graph.nodes.map { .node($0.name) }, of: graph).outputs.map(\.node)
    #expect(zip(graph.nodes.indices, tapped).filter { $0 != $1 }.map { graph.nodes[$0.0].name } == [])
  }

  @Test("Every name of the timm module is registered", arguments: ModelFixtures.modules)
  func everyNameOfTheModuleIsThere(_ module: String) throws {
    let ours = try Registry.names.filter { try Registry.entry(named: $0).module == module }
    #expect(Set(ours) == Set(StructureFact.all(of: module).keys))
  }

  /// The first few entries that one side has and the other lacks, as text; empty where there are none.
  private func differences(_ ours: Set<StructureFact.Entry>, _ timms: Set<StructureFact.Entry>) -> String {
    func list(_ entries: Set<StructureFact.Entry>) -> String {
      entries.map { "\($0.name) \($0.shape)" }.sorted().prefix(6).joined(separator: ", ")
    }
    let (extra, missing) = (ours.subtracting(timms), timms.subtracting(ours))
    if extra.isEmpty && missing.isEmpty { return "" }
    return "only ours (\(extra.count)): \(list(extra)); only timm's (\(missing.count)): \(list(missing))"
  }
}
