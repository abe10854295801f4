import ArgumentParser
import Backbones
import Foundation

/// Many shapes and outputs of one model, whose memory stays flat.
struct FlatMemory {
  let model: Model
  let seed: UInt64

  init(model name: String, seed: UInt64) throws {
    model = try Model(name, weights: .synthetic(seed: 0))
    self.seed = seed
  }

  /// A call of a random size, batch, output stride and choice of outputs.
  func runShapes(_ count: Int) throws {
    try watch(count, "shapes") { random in
      let size = ImageSize(.random(in: 64...320, using: &random), .random(in: 64...320, using: &random))
      let shape: TensorShape = [.random(in: 1...4, using: &random), model.inputChannels, size.height, size.width]
      let images = Tensor(shape, repeating: 0.5)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: _ = try model(images)
      case 1: _ = try model.forwardFeatures(images)
      case 2: _ = try model.features(images, outputStride: [8, 16, 32].randomElement(using: &random))
      default: _ = try model.forwardIntermediates(images, indices: .last(.random(in: 1...3, using: &random)))
      }
    }
  }

  /// One node after the other, in an order made at random.
  func runTaps(_ count: Int) throws {
    let nodes = try (ModelReport(model.name).nodes ?? []).map(\.name)
    let images = Tensor([1, model.inputChannels, model.inputSize.height, model.inputSize.width], repeating: 0.5)
    try watch(count, "taps") { random in
      _ = try model.outputs([.node(nodes.randomElement(using: &random)!)], of: images)
    }
  }

  /// Programs of different sizes, which are made and not run.
  func makePrograms(_ count: Int) throws {
    func make(_ range: Range<Int>) throws {
      for side in range { _ = try model.program([.logits], for: [1, 3, 64 + side / 16, 64 + side % 16]) }
    }
    try make(0..<16)  // The first ones pack weights.
    let start = (ResidentMemory.bytes, model.memory.programs, model.memory.packed)
    try make(16..<16 + count)
    let packed = model.memory.packed - start.2
    print(
      "\(count) programs: \((ResidentMemory.bytes - start.0 - packed) / count) bytes each, "
        + "\((model.memory.programs - start.1) / count) as estimated")
  }

  private func watch(_ count: Int, _ what: String, _ call: (inout SeededGenerator) throws -> Void) throws {
    var (first, most, random) = (0, 0, SeededGenerator(state: seed))
    for number in 1...count {
      try call(&random)
      if number <= 10 { first = max(first, ResidentMemory.bytes) }
      most = max(most, ResidentMemory.bytes)
      if number == 10 || number == count || number % 100 == 0 {
        let report = model.memory
        print(
          "\(what) \(number): resident \(ResidentMemory.bytes >> 20) MiB; packed \(report.packed >> 20), programs "
            + "\(report.programs >> 20), workspaces \(report.workspaces >> 20)")
      }
    }
    let growth = Double(most) / Double(first)
    print(
      "\(what): at most \(most >> 20) MiB, \(first >> 20) MiB in the first ten, a factor of \((growth * 100).rounded() / 100)"
    )
    if growth > 1.3 { throw ExitCode.failure }
  }
}

/// What of this process is in memory.
enum ResidentMemory {
  /// Bytes; 0 where the system does not tell.
  static var bytes: Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let fields = text.split(separator: " ")
    return fields.count > 1 ? (Int(fields[1]) ?? 0) * Int(getpagesize()) : 0
  }
}
