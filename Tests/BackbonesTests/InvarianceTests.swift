import Backbones
import BackbonesTestSupport
import Testing

/// Results that must be the same bits, however they are computed.
@Suite struct InvarianceTests {
  static let engines = [EngineOptions(), EngineOptions(strict: true)]

  private func options(_ name: String) -> ModelOptions {
    name.hasPrefix("vit") || name.hasPrefix("test_vit") ? ModelOptions(inputSize: ImageSize(64)) : ModelOptions()
  }

  @Test("forwardFeatures and forwardHead together are the model, to the bit", arguments: guideModels, [false, true])
  func featuresThenHeadIsTheModel(_ name: String, strict: Bool) throws {
    let model = try makeModel(name, options(name), engine: EngineOptions(strict: strict))
    let images = makeImages([1, 3, 64, 64])
    let hidden = try model.forwardFeatures(images)
    #expect(try model.forwardHead(hidden).isBitIdentical(to: model(images)))
    let prelogits = try model.forwardHead(hidden, preLogits: true)
    #expect(try prelogits.isBitIdentical(to: model.outputs([.prelogits], of: images)[0]))
    #expect(prelogits.shape.rank == 2)
  }

  @Test(
    "An image's bits do not depend on its neighbours in the batch",
    arguments: ["test_resnet", "test_vit", "test_efficientnet", "densenet121", "regnety_032"])
  func batches(_ name: String) throws {
    let model = try makeModel(name, options(name))
    let batch = makeImages([3, 3, 64, 64])
    let names: [OutputName] = [.logits, .hidden(), .feature(-1), .feature(-2)]
    let together = try model.outputs(names, of: batch)
    for index in 0..<3 {
      let alone = try model.outputs(names, of: image(index, of: batch))
      for (one, all) in zip(alone, together) { #expect(one.isBitIdentical(to: image(index, of: all))) }
    }
  }

  /// A batch computed in microbatches, some of them side by side and some left over, gives what its images give alone.
  @Test("Microbatches do not change the bits", arguments: ["test_resnet", "test_vit", "test_efficientnet"], [1, 2, 3])
  func microbatches(_ name: String, threads: Int) throws {
    let model = try makeModel(name, engine: EngineOptions(threads: threads))
    let single = try makeModel(name, engine: EngineOptions(threads: 1))
    let batch = makeImages([5, 3, 160, 160])
    let names: [OutputName] = [.logits, .hidden(), .feature(-1)]
    let program = try model.program(names, for: batch.shape)
    #expect(program.microbatches == 5)
    let together = try program.run(batch)
    #expect(together.map(\.shape) == program.outputShapes)
    for index in 0..<5 {
      let alone = try single.outputs(names, of: image(index, of: batch))
      for (one, all) in zip(alone, together) { #expect(one.isBitIdentical(to: image(index, of: all))) }
    }
  }

  /// Steps computed together, some lines at a time, give what they give one after the other: for maps with edges of all
  /// kinds, images side by side in a microbatch, and shares of threads that meet inside of an image and between two.
  @Test(
    "Line fusion does not change the bits",
    arguments: ["tf_efficientnet_lite0", "densenet121", "ese_vovnet19b_dw", "xception41", "resnet50", "lcnet_150"])
  func chains(_ name: String) throws {
    for shape: TensorShape in [[1, 3, 224, 224], [1, 3, 199, 251], [3, 3, 97, 160]] {
      let options = ModelOptions(inputSize: ImageSize(shape[2], shape[3]))
      let images = makeImages(shape)
      var plain = EngineOptions(threads: 1)
      plain.chains = false
      let apart = try makeModel(name, options, engine: plain).program([.logits, .feature(-1)], for: shape)
      let expected = try apart.run(images)
      for threads in [1, 2, 3] {
        let joined = try makeModel(name, options, engine: EngineOptions(threads: threads))
          .program([.logits, .feature(-1)], for: shape)
        #expect(joined.steps.count < apart.steps.count)
        for (one, other) in zip(try joined.run(images), expected) { #expect(one.isBitIdentical(to: other)) }
      }
    }
  }

  @Test(
    "The number of threads does not change the bits",
    arguments: ["test_resnet", "test_vit", "test_efficientnet", "resnest26d", "xception41"])
  func threads(_ name: String) throws {
    let images = makeImages([2, 3, 64, 64])
    let results = try [1, 2, 3].map { threads in
      try makeModel(name, options(name), engine: EngineOptions(threads: threads))(images)
    }
    #expect(results[1].isBitIdentical(to: results[0]))
    #expect(results[2].isBitIdentical(to: results[0]))
  }

  @Test(
    "Concurrent callers get the same bits", arguments: ["test_resnet", "test_vit"], EngineOptions.Products.allCases)
  func concurrentCallers(_ name: String, products: EngineOptions.Products) async throws {
    let model = try makeModel(name, options(name), engine: EngineOptions(products: products))
    let shapes: [TensorShape] = [[1, 3, 64, 64], [2, 3, 64, 64]]
    let expected = try shapes.map { try model(makeImages($0)) }
    let same = try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<8 {
        group.addTask {
          try (0..<4).allSatisfy { round in
            let shape = (task + round) % shapes.count
            return try model(makeImages(shapes[shape])).isBitIdentical(to: expected[shape])
          }
        }
      }
      return try await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(same == Array(repeating: true, count: 8))
  }

  @Test(
    "Both matrix-multiplication backends agree",
    arguments: ["test_resnet", "test_vit", "test_efficientnet", "densenet121", "ecaresnet101d"])
  func ownProductsAndOpenBLAS(_ name: String) throws {
    let images = makeImages([1, 3, 64, 64])
    let results = try EngineOptions.Products.allCases.map { products in
      try makeModel(name, options(name), engine: EngineOptions(products: products))(images).elements.map(Double.init)
    }
    let count = Double(results[0].count)
    let mean = results[0].reduce(0, +) / count
    let deviation = (results[0].reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    let worst = zip(results[0], results[1]).map { abs($0 - $1) }.max()!
    #expect(worst / deviation < Tolerance.parity)
  }

  /// The head takes a hidden state of any size that the model takes, not only that of its configuration.
  @Test("The head takes hidden states of other sizes", arguments: ["test_resnet", "test_efficientnet"])
  func hiddenOfOtherSizes(_ name: String) throws {
    let model = try makeModel(name)
    for shape in [[1, 3, 96, 64], [2, 3, 224, 160]] as [TensorShape] {
      let images = makeImages(shape)
      #expect(try model.forwardHead(model.forwardFeatures(images)).isBitIdentical(to: model(images)))
    }
  }
}
