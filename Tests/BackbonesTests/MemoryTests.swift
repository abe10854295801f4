import Allocations
import Backbones
import TestSupport
import Testing

/// What a run and a program keep in memory.
@Suite struct MemoryTests {
  private func image(of model: Model) -> Tensor {
    makeImages([1, model.inputChannels, model.inputSize.height, model.inputSize.width])
  }

  /// The plan wastes at most three parts in ten over the least that any plan needs, for whole models and pyramids.
  @Test(arguments: guideModels + ["tf_efficientnet_lite0"])
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
    .enabled(if: allocations_of_this_thread() >= 0, "needs glibc"),
    arguments: ["test_resnet", "test_vit", "test_efficientnet", "densenet121", "regnety_032", "resnest26d"],
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
}
