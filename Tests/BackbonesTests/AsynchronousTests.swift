import Backbones
import BackbonesTestSupport
import Testing

/// Calls that do not block their caller, and that end when they are told to.
@Suite("Asynchronous calls") struct AsynchronousTests {
  @Test("Asynchronous calls give the bits of synchronous ones")
  func givesTheSameBits() async throws {
    let model = try makeModel("test_vit")
    let images = makeImages([2, 3, model.inputSize.height, model.inputSize.width])
    let asynchronous = model.asynchronous
    #expect(try await asynchronous(images).isBitIdentical(to: model(images)))
    let hidden = try model.forwardFeatures(images)
    #expect(try await asynchronous.forwardFeatures(images).isBitIdentical(to: hidden))
    #expect(
      try await asynchronous.forwardHead(hidden, preLogits: true).isBitIdentical(
        to: model.forwardHead(hidden, preLogits: true)))
    let maps = try model.features(images, outIndices: [-1])
    #expect(try await asynchronous.features(images, outIndices: [-1])[0].isBitIdentical(to: maps[0]))
    let last = try model.forwardIntermediates(images, indices: 1)
    #expect(try await asynchronous.forwardIntermediates(images, indices: 1).maps[0].isBitIdentical(to: last.maps[0]))
  }

  @Test("Errors are those of the synchronous calls")
  func throwsTheSameErrors() async throws {
    let model = try makeModel("test_vit")
    await #expect(throws: BackboneError.self) { try await model.asynchronous.features(makeImages([1, 5, 64, 64])) }
  }

  /// The run is still long when the task is cancelled: that of a batch takes seconds.
  @Test("A cancelled call ends between steps, and leaves the model as it was")
  func endsWhenCancelled() async throws {
    let model = try makeModel("resnet50", engine: EngineOptions(threads: 1))
    let small = makeImages([1, 3, 64, 64])
    let expected = try model(small)
    let images = makeImages([16, 3, 448, 448])
    _ = try model.program([.logits], for: images.shape)
    let clock = ContinuousClock()
    let whole = try clock.measure { _ = try model(images) }
    let task = Task { try await model.asynchronous(images) }
    try await Task.sleep(for: .milliseconds(20))
    task.cancel()
    let rest = await clock.measure { _ = await task.result }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(rest < whole / 2)
    #expect(try model(small).isBitIdentical(to: expected))
  }

  @Test("A call gives up at its deadline")
  func endsAtTheDeadline() async throws {
    let model = try makeModel("resnet50", engine: EngineOptions(threads: 1))
    let images = makeImages([16, 3, 448, 448])
    await #expect {
      try await model.asynchronous(until: .now + .milliseconds(30))(images)
    } throws: {
      ($0 as? BackboneError)?.code == .interrupted
    }
    await #expect(throws: BackboneError.self) { try await model.asynchronous(until: .now)(makeImages([1, 3, 64, 64])) }
    #expect(try await model.asynchronous(until: .now + .seconds(600))(makeImages([1, 3, 64, 64])).shape == [1, 1000])
  }

  @Test("A call of a cancelled task does not begin")
  func doesNotBegin() async throws {
    let model = try makeModel("test_vit")
    let graphs = model.builtGraphCount
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await model.asynchronous(makeImages([1, 3, 96, 64]))
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(model.builtGraphCount == graphs)
  }
}
