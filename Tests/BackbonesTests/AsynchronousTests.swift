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

  @Test("A cancelled run ends at its next step")
  func endsBetweenSteps() throws {
    let model = try makeModel("resnet50", engine: EngineOptions(threads: 1))
    let images = makeImages([1, 3, 64, 64])
    let program = try model.program([.logits], for: images.shape)
    let interruption = Interruption(deadline: nil)
    var steps = 0
    #expect {
      try Interruption.$current.withValue(interruption) {
        _ = try program.run(
          images,
          timing: { step, _ in
            steps += 1
            if step == 3 { interruption.cancel() }
          })
      }
    } throws: {
      ($0 as? BackboneError)?.code == .interrupted
    }
    #expect(steps == 4 && program.steps.count > 4)
  }

  @Test("A cancelled call ends, and leaves the model as it was")
  func endsWhenCancelled() async throws {
    let model = try makeModel("test_vit", engine: EngineOptions(threads: 1))
    let images = makeImages([1, 3, model.inputSize.height, model.inputSize.width])
    let expected = try model(images)
    let (begun, beginning) = AsyncStream<Void>.makeStream()
    await onOwnThread { thread in
      let task = Task(executorPreference: thread) {
        try await model.asynchronous.call { model in
          beginning.finish()
          while true { _ = try model(images) }
        }
      }
      for await _ in begun {}
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    #expect(try model(images).isBitIdentical(to: expected))
  }

  /// More calls than the one thread of their executor; none ends before a task that has slept there tells it to.
  @Test("Calls that compute leave their callers' executor free", .timeLimit(.minutes(5)))
  func leavesTheExecutorFree() async throws {
    let model = try makeModel("test_vit", engine: EngineOptions(threads: 1))
    let images = makeImages([1, 3, model.inputSize.height, model.inputSize.width])
    try await onOwnThread { thread in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<4 {
          group.addTask {
            let task = Task(executorPreference: thread) {
              try await model.asynchronous.call { model in while true { _ = try model(images) } }
            }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test("A call gives up at its deadline")
  func endsAtTheDeadline() async throws {
    let model = try makeModel("test_vit", engine: EngineOptions(threads: 1))
    let images = makeImages([1, 3, model.inputSize.height, model.inputSize.width])
    await #expect {
      try await model.asynchronous(until: .now + .milliseconds(30)).call { model in
        while true { _ = try model(images) }
      }
    } throws: {
      ($0 as? BackboneError)?.code == .interrupted
    }
    await #expect(throws: BackboneError.self) { try await model.asynchronous(until: .now)(images) }
    #expect(try await model.asynchronous(until: .now + .seconds(600))(images).isBitIdentical(to: model(images)))
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
