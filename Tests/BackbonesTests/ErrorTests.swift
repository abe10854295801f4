import Backbones
import Testing

/// Bad input is a typed error that names the thing, and never a crash.
@Suite struct ErrorTests {
  @Test("Unknown names are errors that suggest near ones")
  func names() throws {
    expectError(.unknownName, naming: "resnet5O", "resnet50") { _ = try makeModel("resnet5O") }
    expectError(.unknownName, naming: "a9_in1k", "a1_in1k") { _ = try makeModel("resnet50.a9_in1k") }
    expectError(.unknownName) { _ = try makeModel("") }
    let model = try makeModel("test_resnet")
    let images = makeImages([1, 3, 64, 64])
    expectError(.unknownName, naming: "layer9", "layer") { _ = try model.outputs([.node("layer9")], of: images) }
    expectError(.unknownName, naming: "prefix") {
      _ = try model.forwardIntermediates(images, returnPrefixTokens: true)
    }
  }

  @Test("Options that a model cannot have are errors that name them")
  func options() throws {
    for stride in [0, 4, 12, 64, -8, [8, 12]] as [ImageSize] {
      expectError(.invalidOption, naming: "output stride") {
        _ = try makeModel("test_resnet", ModelOptions(outputStride: stride))
      }
    }
    expectError(.invalidOption, naming: "output stride") {
      _ = try makeModel("test_vit", ModelOptions(outputStride: 8))
    }
    for pooling in [Pooling.token, .map] {
      expectError(.invalidOption, naming: pooling.rawValue) {
        _ = try makeModel("test_resnet", ModelOptions(pooling: pooling))
      }
    }
    expectError(.invalidOption, naming: "token") { _ = try makeModel("test_vit2", ModelOptions(pooling: .token)) }
    expectError(.invalidOption, naming: "catavgmax") {
      _ = try makeModel("test_vit", ModelOptions(pooling: .concatenated))
    }
    expectError(.invalidOption) { _ = try makeModel("test_resnet", ModelOptions(pooling: .unpooled)) }
    expectError(.invalidOption) { _ = try makeModel("test_vit").resettingClassifier(classes: 5, pooling: .map) }
    let headless = try makeModel("test_vit").prunedIntermediateLayers().model
    expectError(.invalidOption, naming: "pruned") { _ = try headless.resettingClassifier(classes: 5) }
    expectError(.invalidOption) { _ = try makeModel("test_resnet", ModelOptions(classes: -1)) }
    expectError(.invalidOption) { _ = try makeModel("test_resnet", ModelOptions(classes: .max)) }
    expectError(.invalidOption) { _ = try makeModel("test_resnet", ModelOptions(inputChannels: 0)) }
    for side in [0, -1, .max] {
      expectError(.invalidOption) { _ = try makeModel("test_resnet", ModelOptions(inputSize: ImageSize(side))) }
    }
    expectError(.invalidOption, naming: "mean") { _ = try Pooling(parsing: "mean") }
  }

  @Test("Indices out of range are errors")
  func indices() throws {
    let model = try makeModel("test_resnet")
    let images = makeImages([1, 3, 64, 64])
    for indices in [[5], [-6], [0, .max], [.min]] {
      expectError(.invalidOption, naming: "out of range") { _ = try model.features(images, outIndices: indices) }
      expectError(.invalidOption, naming: "out of range") {
        _ = try model.forwardIntermediates(images, indices: .list(indices))
      }
      expectError(.invalidOption, naming: "out of range") {
        _ = try model.prunedIntermediateLayers(indices: .list(indices))
      }
    }
    expectError(.invalidOption) { _ = try model.features(images, outIndices: []) }
    expectError(.invalidOption) { _ = try model.forwardIntermediates(images, indices: []) }
    for count in [0, 6, -1] {
      expectError(.invalidOption) { _ = try model.forwardIntermediates(images, indices: .last(count)) }
    }
  }

  @Test("Inputs of another shape are errors that say which is expected")
  func shapes() throws {
    let model = try makeModel("test_resnet")
    for shape in [[3, 64, 64], [1, 4, 64, 64], [1, 64, 64, 3], [], [1, 3, 64, 64, 1]] as [TensorShape] {
      expectError(.shape, naming: "[N, 3, H, W]") { _ = try model(Tensor(shape, repeating: 0)) }
    }
    let hidden = try model.forwardFeatures(makeImages([1, 3, 64, 64]))
    var fewer = hidden.shape
    fewer[1] -= 1
    for shape in [fewer, [], [1], [1, hidden.count], [1, hidden.shape[1], 0, 2]] as [TensorShape] {
      expectError(.shape) { _ = try model.forwardHead(Tensor(shape, repeating: 0)) }
    }
    expectError(.unknownName, naming: "hidden") {
      _ = try model.outputs([.feature(0)], of: hidden, from: .hidden)
    }
  }

  @Test("A size that a model was not created for is an error")
  func sizes() throws {
    let vit = try makeModel("test_vit")
    expectError(.shape, naming: "64x64", "160x160") { _ = try vit(makeImages([1, 3, 64, 64])) }
    expectError(.shape) { _ = try vit.forwardHead(Tensor([1, 17, 64], repeating: 0)) }
    expectError(.shape, naming: "densenet121", "8x8") { _ = try makeModel("densenet121")(makeImages([1, 3, 8, 8])) }
    expectError(.shape, naming: "test_vit", "8x8") {
      _ = try makeModel("test_vit", ModelOptions(inputSize: ImageSize(8)))
    }
  }

  @Test("An empty batch is an error")
  func emptyBatch() throws {
    let model = try makeModel("test_resnet")
    expectError(.invalidOption, naming: "batch") { _ = try model(Tensor([0, 3, 64, 64], repeating: 0)) }
  }
}
