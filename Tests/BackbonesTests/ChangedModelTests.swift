import Backbones
import BackbonesTestSupport
import Testing

/// Other heads, shorter models and forms of intermediates against timm's for the same synthetic parameters.
@Suite struct ChangedModelTests {
  static let size = ImageSize(64, 96)

  private var images: Tensor { makeImages([2, 3, Self.size.height, Self.size.width]) }

  @Test("A model created with other classes and pooling gives timm's output", arguments: ChangedModel.all("created"))
  func created(_ fact: ChangedModel) throws {
    let pooling = try Pooling(parsing: try #require(fact.pooling))
    let model = try makeModel(
      fact.name, ModelOptions(classes: fact.classes, pooling: pooling, inputSize: Self.size))
    #expect(model.parameterCount == fact.parameters)
    try expectParity(try model(images), fact.output)
  }

  @Test("A model with a reset classifier gives timm's output", arguments: ChangedModel.all("reset"))
  func reset(_ fact: ChangedModel) throws {
    let model = try makeModel(fact.name, ModelOptions(inputSize: Self.size)).resettingClassifier(
      classes: try #require(fact.classes), pooling: try fact.pooling.map { try Pooling(parsing: $0) },
      classifier: .synthetic(seed: seed))
    #expect(model.parameterCount == fact.parameters)
    try expectParity(try model(images), fact.output)
  }

  @Test("A classifier may be reset repeatedly; the same classes keep its weights")
  func resetAgain() throws {
    let model = try makeModel("test_resnet", ModelOptions(inputSize: Self.size))
    let without = try model.resettingClassifier(classes: 0)
    let small = try without.resettingClassifier(classes: 10, pooling: .maximum)
    #expect(try small(images).shape == [2, 10])
    // As many classes over as many features: the model's own classifier.
    #expect(try model.resettingClassifier(classes: 1000)(images).isBitIdentical(to: model(images)))
  }

  @Test("A pruned model gives timm's output", arguments: ChangedModel.all("pruned"))
  func pruned(_ fact: ChangedModel) throws {
    let whole = try makeModel(fact.name, ModelOptions(inputSize: Self.size))
    let (model, indices) = try whole.prunedIntermediateLayers(
      indices: fact.asked, pruneNorm: fact.norm == true, pruneHead: fact.head == true)
    #expect(indices == fact.taken)
    #expect(model.parameterCount == fact.parameters)
    #expect(model.parameters.filter { $0.kind == .parameter }.map(\.name).sorted() == fact.names?.sorted())
    let result = try model.forwardIntermediates(images, indices: .list(indices))
    try expectParity(try #require(result.final), fact.final, "final")
    #expect(result.maps.count == fact.maps?.count)
    for (map, digest) in zip(result.maps, fact.maps ?? []) { try expectParity(map, digest) }
  }

  /// A norm that changes the number of channels cannot go without the head.
  @Test("Pruning the norm and keeping the head is an error")
  func headWithoutItsNorm() throws {
    expectError(.shape, naming: "prune the head") {
      _ = try makeModel("test_efficientnet").prunedIntermediateLayers(indices: 1, pruneNorm: true, pruneHead: false)
    }
  }

  @Test("A pruned model has the names of what is left, and no others")
  func namesOfAPrunedModel() throws {
    let (model, _) = try makeModel("test_resnet").prunedIntermediateLayers(indices: [2])
    #expect(try model.outputs([.node("layer2")], of: images)[0].isBitIdentical(to: model(images)))
    expectError(.unknownName, naming: "layer3") { _ = try model.outputs([.node("layer3")], of: images) }
    let (again, indices) = try model.prunedIntermediateLayers(indices: [-2])
    #expect(indices == [1])
    #expect(try again.intermediateCount() == 2)
  }

  @Test("A pruned model prepares fewer weights", arguments: ["test_resnet", "test_vit"])
  func prunedModelsAreSmaller(_ name: String) throws {
    let whole = try makeModel(name, ModelOptions(inputSize: Self.size))
    let (model, _) = try whole.prunedIntermediateLayers(indices: [-3], pruneNorm: true)
    _ = try whole.forwardFeatures(images)
    _ = try model.forwardFeatures(images)
    #expect(model.preparedBytes > 0)
    #expect(model.preparedBytes < whole.preparedBytes)
    #expect(try model.intermediateCount() < whole.intermediateCount())
  }

  @Test(
    "A pruned model's pyramid is the whole model's, to the bit", arguments: ["test_resnet", "test_vit", "xception41"])
  func prunedPyramids(_ name: String) throws {
    let whole = try makeModel(name, ModelOptions(inputSize: Self.size))
    let (model, indices) = try whole.prunedIntermediateLayers(indices: [-2])
    let info = try model.featureInfo(outIndices: [-1])
    #expect(info.outIndices == indices)
    #expect(
      try model.features(images, outIndices: [-1])[0].isBitIdentical(to: whole.features(images, outIndices: [-2])[0]))
    #expect(try model.features(images).count == model.featureInfo().channels.count)
    expectError(.invalidOption, naming: "out of range") { _ = try model.features(images, outIndices: [indices[0] + 1]) }
  }

  @Test("Intermediates are timm's", arguments: ChangedModel.all("intermediates"))
  func intermediates(_ fact: ChangedModel) throws {
    let model = try makeModel(fact.name, ModelOptions(inputSize: Self.size))
    let result = try model.forwardIntermediates(
      images, indices: fact.asked, norm: fact.norm == true, stopEarly: fact.stop == true,
      outputFormat: fact.layout == "NLC" ? .tokens : .channelsFirst, returnPrefixTokens: fact.prefixes != nil)
    try expectParity(try #require(result.final), fact.final, "final")
    #expect(result.maps.count == fact.maps?.count)
    for (map, digest) in zip(result.maps, fact.maps ?? []) { try expectParity(map, digest, "map") }
    #expect(result.prefixTokens?.count == fact.prefixes?.count)
    for (tokens, digest) in zip(result.prefixTokens ?? [], fact.prefixes ?? []) {
      try expectParity(tokens, digest, "prefix")
    }
  }

  @Test("Intermediates alone are the same as with the hidden state")
  func intermediatesOnly() throws {
    let model = try makeModel("test_vit", ModelOptions(inputSize: Self.size))
    let both = try model.forwardIntermediates(images, indices: 2)
    let only = try model.forwardIntermediates(images, indices: 2, intermediatesOnly: true)
    #expect(only.final == nil)
    #expect(only.prefixTokens == nil)
    #expect(zip(both.maps, only.maps).allSatisfy { $0.isBitIdentical(to: $1) } && only.maps.count == 2)
    #expect(try model.forwardHead(try #require(both.final)).isBitIdentical(to: model(images)))
  }

  @Test("A classifier with an output stride gives timm's output", arguments: ChangedModel.all("stride"))
  func classificationWithOutputStride(_ fact: ChangedModel) throws {
    let model = try makeModel(fact.name, ModelOptions(outputStride: fact.stride.map { ImageSize($0) }))
    try expectParity(try model(makeImages([1, 3, 64, 96])), fact.output)
  }
}
