import ArgumentParser
import Backbones

/// Runs models for long, and shows that what they keep in memory does not grow and that their results do not change.
@main
struct Soak: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "BackbonesSoak",
    abstract: "Runs models for long: memory stays flat, bits stay the same.",
    discussion: """
      Without an option, all three parts run one after the other. Each prints what is resident, and ends with status 1 \
      where it grew, or where a result differs from the first of its kind.
      """)

  @Option(help: "The model of --shapes and --taps.") var model = "resnet50"
  @Option(help: "Calls of one model with random sizes, batches, output strides and outputs.") var shapes: Int?
  @Option(help: "Nodes of one model, each a program of its own.") var taps: Int?
  @Option(help: "Programs that are made and not run, to see what one takes.") var programs: Int?
  @Option(help: "Seed of what is random.") var seed: UInt64 = 0

  func run() throws {
    let memory = try FlatMemory(model: model, seed: seed)
    if let shapes { try memory.runShapes(shapes) }
    if let taps { try memory.runTaps(taps) }
    if let programs { try memory.makePrograms(programs) }
  }
}

/// Random numbers from a seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
