import Backbones
import Foundation
import BackbonesTestSupport
import Testing

/// Checkpoints in models for images of another size, other channels, or with other classes.
@Suite struct AdaptationTests {
  /// Calls `body` with a checkpoint of a model as its configuration has it.
  private func withCheckpoint<Result>(
    of name: String, options: ModelOptions = ModelOptions(), _ body: (WeightSource) throws -> Result
  ) throws -> Result {
    try withTemporaryDirectory { directory in
      let path = directory.appending(path: "\(name).safetensors").path
      let source = SyntheticParameters(seed: seed)
      let tensors = try makeModel(name, options).parameters.map {
        (name: $0.name, tensor: try source.tensor(for: $0))
      }
      try SafetensorsFile.write(tensors, to: path)
      return try body(.file(path))
    }
  }

  @Test("Weights adapted to other channels or sizes give timm's outputs", arguments: ChangedModel.all("adapted"))
  func adapted(_ fact: ChangedModel) throws {
    let size = try #require(fact.size)
    let channels = try #require(fact.channels)
    try withCheckpoint(of: fact.name) { source in
      let model = try Model(
        fact.name, weights: source,
        options: ModelOptions(inputChannels: channels, inputSize: ImageSize(size[0], size[1])))
      try expectParity(try model(makeImages([1, channels, size[0], size[1]])), fact.output)
    }
  }

  /// A checkpoint that is no safetensors file, and has its weights strided, is one like any other.
  @Test("Weights of any archive, wrapped and strided, give the same bits")
  func ofAnotherFormat() throws {
    let model = try makeModel("test_resnet")
    let source = SyntheticParameters(seed: seed)
    let tensors = try model.parameters.map { ("module.\($0.name)", try source.tensor(for: $0)) }
    let archive = MemoryArchive(Dictionary(uniqueKeysWithValues: tensors))
    let images = makeImages([1, 3, 64, 64])
    let loaded = try Model("test_resnet", weights: .source(StateDictionary(archive)))
    #expect(try loaded(images).isBitIdentical(to: model(images)))
  }

  @Test("A model without classes loads a checkpoint that has a classifier")
  func withoutClassifier() throws {
    try withCheckpoint(of: "test_resnet") { source in
      let images = makeImages([1, 3, 64, 64])
      let model = try Model("test_resnet", weights: source, options: ModelOptions(classes: 0))
      #expect(try model(images).isBitIdentical(to: makeModel("test_resnet", ModelOptions(classes: 0))(images)))
    }
  }

  @Test("A checkpoint of other classes is an error; resetting the classifier takes it")
  func anotherClassifier() throws {
    try withCheckpoint(of: "test_resnet") { source in
      expectError(.weights, naming: "fc.weight", "1000", "10") {
        _ = try Model("test_resnet", weights: source, options: ModelOptions(classes: 10))
      }
      let images = makeImages([1, 3, 64, 64])
      let model = try Model("test_resnet", weights: source).resettingClassifier(
        classes: 10, classifier: .synthetic(seed: seed))
      #expect(try model(images).isBitIdentical(to: makeModel("test_resnet", ModelOptions(classes: 10))(images)))
    }
  }

  @Test("A checkpoint of one input channel loads into a model of three")
  func channelsOfAnotherCheckpoint() throws {
    try withCheckpoint(of: "test_resnet", options: ModelOptions(inputChannels: 1)) { source in
      let grey = makeImages([1, 1, 64, 64])
      let expected = try makeModel("test_resnet", ModelOptions(inputChannels: 1))(grey)
      // Three equal channels, each with a third of the weight.
      let colour = Tensor([1, 3, 64, 64], Array((0..<3).map { _ in grey.elements }.joined()))
      let found = try Model("test_resnet", weights: source)(colour)
      let worst = zip(found.elements, expected.elements).map { abs($0 - $1) }.max()!
      #expect(worst < 1e-4)
    }
  }

  @Test("A position table of a grid that is not square is an error")
  func positionsOfNoSquareGrid() throws {
    try withCheckpoint(of: "test_vit", options: ModelOptions(inputSize: ImageSize(64, 96))) { source in
      expectError(.weights, naming: "pos_embed") { _ = try Model("test_vit", weights: source) }
    }
  }
}
