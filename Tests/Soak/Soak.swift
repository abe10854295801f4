import ArgumentParser
import Backbones

/// Runs models for long, and shows that what they keep in memory does not grow and that their results do not change.
@main
struct Soak: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "BackbonesSoak",
    abstract: "Runs models for long: memory stays flat, bits stay the same.",
    discussion: """
      Each part that an option asks for runs by itself, prints what is resident, and ends with status 1 where that grew, \
      where a result differs from the first of its kind, or where a caller waits for ever.
      """)

  @Option(help: "Many callers of several models for so many seconds.") var seconds: Double?
  @Option(help: "How many callers --seconds has.") var callers = 6
  @Option(help: "The model of --shapes, --taps and --programs.") var model = "resnet50"
  @Option(help: "Calls of one model with random sizes, batches, output strides and outputs.") var shapes: Int?
  @Option(help: "Nodes of one model, each a program of its own.") var taps: Int?
  @Option(help: "Programs that are made and not run, to see what one takes.") var programs: Int?
  @Option(help: "Seed of what is random.") var seed: UInt64 = 0

  func run() async throws {
    if let seconds {
      let models = [
        "test_resnet", "test_vit", "test_efficientnet", "resnet18", "swin_tiny_patch4_window7_224",
        "xcit_nano_12_p16_224",
      ]
      let traffic = try Traffic(models: models, callers: callers, seconds: seconds, seed: seed)
      try await traffic.run(seed: seed)
    }
    guard shapes != nil || taps != nil || programs != nil else { return }
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
