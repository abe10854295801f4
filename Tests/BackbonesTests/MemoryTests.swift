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

  @Test("A pyramid's maps leave the arena as soon as they are complete")
  func outputsMakeRoom() throws {
    let model = try makeModel("resnet50")
    let shape = image(of: model).shape
    func arena(_ outputs: [OutputName]) throws -> Int { try model.program(outputs, for: shape).arenaBytes }
    #expect(try arena((0..<5).map { .feature($0) }) == arena([.feature(4)]))
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

  @Test("Strassen's method takes the weights that products have, and no more memory")
  func strassenTakesNoMemory() throws {
    let model = try makeModel("vit_medium_patch16_reg1_gap_256")
    let program = try model.program([.logits], for: image(of: model).shape)
    // Of the twelve blocks' equal layers.
    let expansions = program.steps.filter { $0.shape.channels == 2048 }
    #expect(expansions.count == 12)
    #expect(expansions.allSatisfy { $0.algorithm == (Processor.current.sumsPay ? "strassen" : "product") })
    let bytes = model.parameterCount * MemoryLayout<Float>.stride
    #expect(Double(model.preparedBytes) < 1.01 * Double(bytes))
  }

  /// Forty sizes and twenty nodes take one block for their runs, the size of the largest; a steady mix of shapes makes no program
  /// twice.
  @Test("Runs of all programs share their memory")
  func runsShareMemory() throws {
    let model = try makeModel("test_resnet", engine: EngineOptions(threads: 1))
    let largest = makeImages([1, 3, 160, 160])
    _ = try model(largest)
    let workspaces = model.memory.workspaces
    for side in 0..<40 { _ = try model(makeImages([1, 3, 64 + side, 100])) }
    let nodes = try ModelReport(model.name).nodes ?? []
    for node in nodes.prefix(20) { _ = try model.outputs([.node(node.name)], of: largest) }
    #expect(model.memory.workspaces == workspaces)
    let graphs = model.builtGraphCount
    for _ in 0..<3 {
      for side in 0..<40 { _ = try model(makeImages([1, 3, 64 + side, 100])) }
    }
    #expect(model.builtGraphCount == graphs)
  }

  /// What is beyond the bound goes, the oldest first; the results stay the same bits.
  @Test("What a model keeps is bounded")
  func whatAModelKeepsIsBounded() throws {
    let bound = 4 << 20
    let model = try makeModel("test_resnet", engine: EngineOptions(threads: 1, keptBytes: bound))
    let images = makeImages([1, 3, 96, 96])
    let first = try model(images)
    _ = try model(makeImages([1, 3, 512, 512]))
    #expect(model.memory.workspaces > bound)
    for side in 0..<100 { _ = try model(makeImages([1, 3, 32 + side, 64])) }
    for _ in 0..<40 { _ = try model(makeImages([1, 3, 64, 64])) }
    #expect(model.memory.workspaces + model.memory.programs <= bound)
    #expect(model.memory.programs > 0)
    #expect(try model(images).isBitIdentical(to: first))
    model.trim()
    #expect(model.memory.workspaces == 0 && model.memory.programs == 0)
    #expect(try model(images).isBitIdentical(to: first))
  }

  /// A convolution that is tapped before its norm is packed without it.
  @Test("Forms of weights that few programs read are bounded")
  func formsAreBounded() throws {
    // Programs may take a 32nd of it: all fit. Further forms may take an eighth: not all fit.
    let kept = 128 << 20
    let model = try makeModel("resnet18", engine: EngineOptions(threads: 1, keptBytes: kept))
    let images = makeImages([1, 3, 64, 64])
    _ = try model(images)
    let first = model.memory.packed
    let nodes = try (ModelReport(model.name).nodes ?? []).filter { $0.operation.hasPrefix("conv") }.map(\.name)
    #expect(nodes.count == 20)
    let values = try nodes.map { try model.outputs([.node($0)], of: images)[0] }
    #expect(model.memory.packed - first > kept / 8)
    for side in 1...17 { _ = try model(makeImages([1, 3, 64, 64 + side])) }
    #expect(model.memory.programs < kept / 32)
    #expect(model.memory.packed - first <= kept / 8)
    model.trim()
    #expect(model.memory.packed == first)
    for (node, value) in zip(nodes, values) {
      #expect(try model.outputs([.node(node)], of: images)[0].isBitIdentical(to: value), "\(node)")
    }
  }

  /// Tables for an image size are there as long as a program for it is.
  @Test("Constants go with their programs")
  func constantsGoWithTheirPrograms() throws {
    let model = try makeModel("swinv2_tiny_window8_256", engine: EngineOptions(threads: 1))
    let images = image(of: model)
    let first = try model(images)
    let packed = model.memory.packed
    let programs = model.memory.programs
    model.trim()
    #expect(programs > 0 && model.memory.programs == 0)
    #expect(try model(images).isBitIdentical(to: first))
    #expect(model.memory.packed == packed)
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
