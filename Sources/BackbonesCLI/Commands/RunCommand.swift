import ArgumentParser
import Backbones
import BackbonesHub

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Compute any outputs of a model and write them to a file.",
    discussion: """
      The file gets one f32 tensor for each output, under the name that was asked for: maps as [N, C, H, W], tokens \
      as [N, L, C]. 'feature:i' is a level of the pyramid, 'intermediate:i' what a block or stage gives; \
      'node:layer*.0.act1' stands for every node that matches.
      """)

  @OptionGroup var choice: ModelChoice

  @Option(
    help: ArgumentHelp(
      "Images [N, C, H, W], normalised: a .npy file, a .safetensors file (its tensor 'input', or its only one), or "
        + "synthetic:SEED.",
      valueName: "input"))
  var input: String

  @OptionGroup var batch: BatchOptions
  @OptionGroup var network: NetworkOptions
  @OptionGroup var chosen: OutputOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The .safetensors file to write.", valueName: "file"))
  var destination: String

  @OptionGroup var compute: ComputeOptions
  @OptionGroup var format: FormatOptions

  /// What the command says of a tensor it wrote.
  struct Written: Encodable {
    let name: String
    let shape: [Int]
  }

  func validate() throws {
    guard !chosen.isEmpty else {
      throw ValidationError(
        "Which outputs? Give --outputs, such as --outputs logits,feature:-1, --out-indices or --pyramid.")
    }
    if choice.isEmpty { throw ValidationError("Which model? Give --model, or --weights of one.") }
  }

  func run() throws {
    let source = try InputSource(parsing: input)
    var progress = Progress()
    defer { progress.end() }
    progress.report("loading")
    let model = try choice.model(
      try choice.source(), options: try source.adjust(network.model, batch: batch.batch), engine: compute.engine)
    let shape = source.shape(for: model, batch: batch.batch ?? 1)
    let graph = try model.graph(images: shape)
    let requested = try chosen.requested(orElse: []).expanded(in: graph)
    try checkWritable(destination, bytes: try graph.bytes(of: requested.map(\.name)))
    progress.report("computing")
    let tensors = try model.outputs(requested.map(\.name), of: try source.tensor(shape))
    try SafetensorsFile.write(
      zip(requested, tensors).map { (name: $0.text, tensor: $1) }, to: destination)
    progress.end()

    let written = zip(requested, tensors).map { Written(name: $0.text, shape: $1.shape.dimensions) }
    var table = Table(("output", .left), ("shape", .left))
    for output in written { table.add(output.name, joined(output.shape)) }
    try Console.show(written, asJSON: format.asJSON, table.text)
  }
}
