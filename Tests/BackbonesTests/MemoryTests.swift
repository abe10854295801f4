import CBackbonesAllocations
import Backbones
import BackbonesTestSupport
import Testing

/// What a run and a program keep in memory.
@Suite struct MemoryTests {
  private func image(of model: Model) -> Tensor {
    makeImages([1, model.inputChannels, model.inputSize.height, model.inputSize.width])
  }

  /// The plan wastes at most three parts in ten over the least that any plan needs, for whole models and pyramids.
  @Test("The arena is near the least that its buffers need", arguments: guideModels + ["tf_efficientnet_lite0"])
  func arenaIsNearItsBound(_ name: String) throws {
    let model = try makeModel(name)
    let shape = image(of: model).shape
    for outputs in [[OutputName.logits], try model.featureInfo().outIndices.map { .feature($0) }] {
      let program = try model.program(outputs, for: shape)
      #expect(program.arenaBound > 0)
      #expect(program.arenaBytes >= program.arenaBound)
      #expect(Double(program.arenaBytes) <= 1.3 * Double(program.arenaBound), "\(outputs)")
    }
  }

  /// Once warm, a run allocates its outputs and nothing else: as often for 200 steps as for 20, and not more in later
  /// runs.
  @Test(
    "A warm run allocates its outputs and nothing else",
    .enabled(if: allocations_of_this_thread() >= 0, "needs glibc"),
    arguments: [
      "test_resnet", "test_vit", "test_efficientnet", "densenet121", "regnety_032", "resnest26d",
      "tf_efficientnet_lite0",
    ],
    EngineOptions.Products.allCases)
  func aWarmRunAllocatesOnlyItsOutputs(_ name: String, products: EngineOptions.Products) throws {
    let model = try makeModel(name, engine: EngineOptions(threads: 1, products: products))
    let images = makeImages([1, 3, model.inputSize.height, model.inputSize.width])
    let outputs: [OutputName] = [.logits, .hidden()]
    let program = try model.program(outputs, for: images.shape)
    for _ in 0..<2 { _ = try program.run(images) }
    for _ in 0..<3 {
      let before = allocations_of_this_thread()
      let result = try program.run(images)
      let count = allocations_of_this_thread() - before
      #expect(result.count == outputs.count)
      // Elements, and the few small objects round them, for each output.
      #expect(count >= outputs.count)
      #expect(count <= 8 * outputs.count, "\(program.steps.count) steps")
    }
  }

  /// Strassen's pre-summed weights stay within 60 % of the parameters, so that a ViT computes only some layers with it.
  @Test("Strassen's pre-summed weights stay within their share of memory")
  func preSummedWeightsAreLimited() throws {
    let model = try makeModel("vit_medium_patch16_reg1_gap_256")
    let program = try model.program([.logits], for: image(of: model).shape)
    // Of the twelve blocks' equal layers.
    let expansions = program.steps.filter { $0.shape.channels == 2048 }
    #expect(expansions.count == 12)
    #expect(Set(expansions.map(\.algorithm)) == ["strassen", "product"])
    let bytes = model.parameterCount * MemoryLayout<Float>.stride
    #expect(model.preparedBytes > bytes)
    #expect(Double(model.preparedBytes) < 1.62 * Double(bytes))
  }

  /// Split attention gates the radices of a map where they lie.
  @Test("Gates read parts of maps in place")
  func gatesReadPartsOfMaps() throws {
    let model = try makeModel("resnest26d")
    let program = try model.program([.logits], for: image(of: model).shape)
    let copied = program.steps.filter { $0.algorithm == "copy" && $0.shape.count > $0.shape.channels }
    #expect(program.steps.contains { $0.algorithm == "gate" })
    #expect(copied.isEmpty)
  }
}
