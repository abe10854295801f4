import BackbonesEngine
import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import BackbonesWeights
import Foundation
import Synchronization
import Testing

/// Weights are packed once, by all who need them at the same time.
@Suite struct PackingTests {
  /// Synthetic parameters that count how often each is read, and of which the first `failures` reads of large ones fail.
  private final class Counting: ParameterSource {
    let reads = Mutex<[String: Int]>([:])
    let failures: Atomic<Int>
    init(failures: Int = 0) { self.failures = Atomic(failures) }

    func tensor(for parameter: Parameter) throws(BackboneError) -> Tensor {
      reads.withLock { $0[parameter.name, default: 0] += 1 }
      if parameter.shape.rank > 1, failures.subtract(1, ordering: .relaxed).oldValue > 0 {
        throw BackboneError(.inputOutput, "a read fails")
      }
      return try SyntheticParameters(seed: 0).tensor(for: parameter)
    }
  }

  private func logits(_ weights: PreparedWeights, _ graph: Graph, threads: Int) throws -> Tensor {
    let program = try Program(
      try Selection([.logits], of: graph), weights: weights, options: EngineOptions(threads: threads))
    return try program.run(SyntheticParameters.input([1, 3, 160, 160], seed: 1))[0]
  }

  @Test("Callers that prepare the same weights at once share the work, and have the same bits", arguments: [1, 2, 3])
  func sharesWork(_ threads: Int) throws {
    let graph = try Registry.entry(named: "test_vit").graph(options: ModelOptions(inputSize: 160))
    let expected = try logits(PreparedWeights(from: SyntheticParameters(seed: 0)), graph, threads: 1)
    let source = Counting()
    let weights = PreparedWeights(from: source)
    let others = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      let same = (try? logits(weights, graph, threads: threads))?.isBitIdentical(to: expected) ?? false
      others.withLock { $0 += same ? 0 : 1 }
    }
    #expect(others.withLock { $0 } == 0)
    let large = graph.parameters.filter { $0.shape.rank == 2 && $0.shape.count > 1 << 10 }.map(\.name)
    #expect(!large.isEmpty)
    source.reads.withLock { reads in
      for name in large { #expect(reads[name] == 1, "\(name)") }
    }
  }

  @Test("A read that fails is the caller's error, and the next call packs what is left")
  func goesOnAfterFailures() throws {
    let graph = try Registry.entry(named: "test_resnet").graph(options: ModelOptions(inputSize: 160))
    let expected = try logits(PreparedWeights(from: SyntheticParameters(seed: 0)), graph, threads: 2)
    // Each part is tried twice: by the team, and by who waits for it.
    let weights = PreparedWeights(from: Counting(failures: 1000))
    #expect(throws: BackboneError.self) { try logits(weights, graph, threads: 2) }
    let some = Counting(failures: 3)
    let recovered = PreparedWeights(from: some)
    var result: Tensor?
    for _ in 0..<4 where result == nil { result = try? logits(recovered, graph, threads: 2) }
    #expect(result?.isBitIdentical(to: expected) == true)
  }

  @Test("Weights go with their last program, packed or not")
  func goesWithPrograms() throws {
    let graph = try Registry.entry(named: "test_vit").graph(options: ModelOptions(inputSize: 160))
    for prepares in [false, true] {
      weak var gone: PreparedWeights?
      do {
        let weights = PreparedWeights(from: SyntheticParameters(seed: 0))
        gone = weights
        _ = try Program(try Selection([.logits], of: graph), weights: weights, prepares: prepares)
      }
      #expect(gone == nil)
    }
  }

  @Test("The first form of a weight stays; others go with their last program, and are packed anew with the same bits")
  func furtherFormsGoWithPrograms() throws {
    let graph = try Registry.entry(named: "test_resnet").graph(options: ModelOptions(inputSize: 160))
    let source = Counting()
    let weights = PreparedWeights(from: source)
    _ = try logits(weights, graph, threads: 2)
    let first = weights.byteCount
    #expect(weights.furtherByteCount == 0)
    let reads = source.reads.withLock { $0 }

    /// A convolution before its batch norm, whose weights are not folded.
    func conv() throws -> (value: Tensor, bytes: Int) {
      let program = try Program(try Selection([.node("layer1.0.conv1")], of: graph), weights: weights)
      let value = try program.run(SyntheticParameters.input([1, 3, 160, 160], seed: 1))[0]
      return (value, weights.furtherByteCount)
    }
    let once = try conv()
    #expect(once.bytes >= graph.parameters.first { $0.name == "layer1.0.conv1.weight" }!.shape.count * 4)
    #expect(weights.furtherByteCount == 0 && weights.byteCount == first)
    let again = try conv()
    #expect(again.value.isBitIdentical(to: once.value))
    #expect(again.bytes == once.bytes)
    source.reads.withLock { now in
      #expect(now["layer1.0.conv1.weight"] == reads["layer1.0.conv1.weight"]! + 2)
      #expect(now["conv1.weight"] == reads["conv1.weight"])
    }
  }

  @Test("A program that is not prepared reads no large weight")
  func plansWithoutWeights() throws {
    let graph = try Registry.entry(named: "vit_large_patch16_224").graph(options: ModelOptions())
    let source = Counting()
    let weights = PreparedWeights(from: source)
    let program = try Program(try Selection([.logits], of: graph), weights: weights, prepares: false)
    #expect(
      program.workspaceBytes > 0 && weights.byteCount > graph.parameters.reduce(0) { $0 + 4 * $1.shape.count } * 9 / 10)
    source.reads.withLock { reads in
      for parameter in graph.parameters where parameter.shape.rank == 2 { #expect(reads[parameter.name] == nil) }
    }
  }

  /// `vit_large_patch16_224`, `regnety_1280`: their weights are most of what a process has in memory.
  @Test(
    "Large models take at most a sixteenth beyond their weights",
    arguments: ["vit_large_patch16_224", "regnety_1280"])
  func takesLittleMore(_ name: String) throws {
    let graph = try Registry.entry(named: name).graph(options: ModelOptions())
    let weights = PreparedWeights(from: SyntheticParameters(seed: 0))
    _ = try Program(try Selection([.logits], of: graph), weights: weights, prepares: false)
    let bytes = graph.parameters.reduce(0) { $0 + $1.shape.count } * MemoryLayout<Float>.stride
    #expect(weights.byteCount <= bytes + bytes / 16)
  }
}
