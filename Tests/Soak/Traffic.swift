import ArgumentParser
import Backbones
import Foundation
import Synchronization

/// Many callers of several models at once: calls of random sizes and outputs, some cancelled, some wrong. Every result has the
/// bits of the first of its kind, nobody waits for ever, and memory stays flat.
final class Traffic: Sendable {
  /// A call, and what it gives.
  private struct Case: Sendable {
    let model: Model
    let images: Tensor
    let kind: Kind
    let expected: [Tensor]
  }

  private enum Kind: CaseIterable {
    case logits, features, intermediates, node

    func compute(_ model: Model, _ images: Tensor) throws -> [Tensor] {
      switch self {
      case .logits: [try model(images)]
      case .features: try model.features(images)
      case .intermediates: try model.forwardIntermediates(images, indices: .last(2)).maps
      case .node: try model.outputs([.hidden(), .prelogits], of: images)
      }
    }
  }

  private let cases: [Case]
  private let deadline: ContinuousClock.Instant
  /// Calls that were done, cancelled, refused.
  private let done = Atomic(0), cancelled = Atomic(0), refused = Atomic(0)
  private let fault = Mutex<String?>(nil)
  /// Calls of each caller, to see that each goes on.
  private let progress: Mutex<[Int]>

  /// Computes each kind of call once, by one caller.
  init(models: [String], callers: Int, seconds: Double, seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    cases = try models.flatMap { name in
      let model = try Model(name, weights: .synthetic(seed: 0))
      let fixed = model.configuration.fixedInputSize
      return try (0..<8).map { _ in
        var size = model.inputSize
        if !fixed { size = ImageSize(.random(in: 64...192, using: &random), .random(in: 64...192, using: &random)) }
        let shape: TensorShape = [.random(in: 1...3, using: &random), model.inputChannels, size.height, size.width]
        let images = SyntheticParameters.input(shape, seed: random.next())
        let kind = Kind.allCases.randomElement(using: &random)!
        return Case(model: model, images: images, kind: kind, expected: try kind.compute(model, images))
      }
    }
    progress = Mutex(Array(repeating: 0, count: callers))
    deadline = .now + .seconds(seconds)
  }

  /// Runs all callers to the end; half of them call synchronously, half asynchronously.
  func run(seed: UInt64) async throws {
    let callers = progress.withLock { $0.count }
    let watcher = Task { try await watch() }
    let group = DispatchGroup()
    for caller in 0..<callers where caller % 2 == 0 {
      group.enter()
      Thread {
        self.callSynchronously(caller, SeededGenerator(state: seed &+ UInt64(caller)))
        group.leave()
      }.start()
    }
    await withTaskGroup { tasks in
      for caller in 0..<callers where caller % 2 == 1 {
        tasks.addTask { await self.callAsynchronously(caller, SeededGenerator(state: seed &+ UInt64(caller))) }
      }
    }
    await withCheckedContinuation { continuation in group.notify(queue: .global()) { continuation.resume() } }
    let memory = try await watcher.value
    print(
      "\(callers) callers: \(done.load(ordering: .relaxed)) calls with the same bits, "
        + "\(cancelled.load(ordering: .relaxed)) cancelled, \(refused.load(ordering: .relaxed)) refused; \(memory)")
    if let fault = fault.withLock({ $0 }) {
      print("FAULT: \(fault)")
      throw ExitCode.failure
    }
  }

  private var goesOn: Bool { ContinuousClock.now < deadline && fault.withLock { $0 == nil } }

  private func report(_ text: String) { fault.withLock { $0 = $0 ?? text } }

  private func check(_ result: [Tensor], of number: Int) {
    if !zip(result, cases[number].expected).allSatisfy({ $0.isBitIdentical(to: $1) }) {
      report("call \(number) of \(cases[number].model.name) gives other bits than at first")
    }
    done.add(1, ordering: .relaxed)
  }

  private func callSynchronously(_ caller: Int, _ random: SeededGenerator) {
    var random = random
    while goesOn {
      let number = Int.random(in: cases.indices, using: &random)
      let (model, images) = (cases[number].model, cases[number].images)
      do {
        if Int.random(in: 0..<16, using: &random) == 0 {
          _ = try model.outputs([.node("no such node")], of: images)
          report("a wrong call of \(model.name) is no error")
        } else {
          check(try cases[number].kind.compute(model, images), of: number)
        }
        if Int.random(in: 0..<200, using: &random) == 0 { model.trim() }
      } catch let error as BackboneError where error.code == .unknownName {
        refused.add(1, ordering: .relaxed)
      } catch {
        report("\(model.name): \(error)")
      }
      progress.withLock { $0[caller] += 1 }
    }
  }

  private func callAsynchronously(_ caller: Int, _ random: SeededGenerator) async {
    var random = random
    while goesOn {
      let number = Int.random(in: cases.indices, using: &random)
      let (model, images, kind) = (cases[number].model, cases[number].images, cases[number].kind)
      let wait = Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 0..<20_000, using: &random) : nil
      let task = Task { try await model.asynchronous.call { try kind.compute($0, images) } }
      if let wait {
        try? await Task.sleep(for: .microseconds(wait))
        task.cancel()
      }
      do {
        check(try await task.value, of: number)
      } catch is CancellationError {
        cancelled.add(1, ordering: .relaxed)
      } catch {
        report("\(model.name): \(error)")
      }
      progress.withLock { $0[caller] += 1 }
    }
  }

  /// Looks at memory and at every caller's progress until the end.
  private func watch() async throws -> String {
    let (start, patience) = (ContinuousClock.now, Duration.seconds(60))
    let warm = start + (deadline - start) / 4
    var (first, most) = (0, 0)
    var last = progress.withLock { $0 }
    var since = Array(repeating: start, count: last.count)
    while goesOn {
      try? await Task.sleep(for: .milliseconds(200))
      let (now, calls) = (ContinuousClock.now, progress.withLock { $0 })
      for caller in calls.indices {
        if calls[caller] != last[caller] { since[caller] = now }
        if now - since[caller] > patience { report("caller \(caller) waits since \(calls[caller]) calls") }
      }
      last = calls
      let bytes = ResidentMemory.bytes
      if now < warm { first = max(first, bytes) }
      most = max(most, bytes)
    }
    let growth = first == 0 ? 1 : Double(most) / Double(first)
    if growth > 1.3 { report("memory grew from \(first >> 20) to \(most >> 20) MiB") }
    return "at most \(most >> 20) MiB, \(first >> 20) in the first quarter"
  }
}
