import ArgumentParser
import Backbones
import BackbonesHub

struct ShapesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shapes",
    abstract: "Show a model's shapes, parameters and costs; without weights or computation.",
    discussion: """
      Totals are for the model's own output, or for those chosen with --outputs and --out-indices. MACs are \
      multiply-accumulates of the whole batch. Peak activation bytes are the least memory for values, each living \
      from its making to its last use.
      """)

  @Argument(help: ModelChoice.modelHelp)
  var model: String

  @OptionGroup var batch: BatchOptions
  @OptionGroup var network: NetworkOptions
  @OptionGroup var chosen: OutputOptions

  @Flag(help: "Also list every node.")
  var nodes = false

  @Flag(help: "Also list the state dict with running statistics; JSON always has it.")
  var parameters = false

  @Flag(help: "List the steps of the engine instead: algorithms, buffers, work, memory. Takes no weights.")
  var plan = false

  @Flag(help: "With --plan, time each step.")
  var time = false

  @Flag(help: "With --plan, say why each step is computed as it is; in JSON it always is said.")
  var why = false

  @Option(
    help: ArgumentHelp(
      "Draw the graph: a file that ends in .svg, .dot (for Graphviz) or .json. Modules that are repeated are drawn once.",
      valueName: "file"))
  var graph: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "With --graph, how deep modules are looked into: 1 draws layer1 as one box, 2 layer1.0; default: as a page allows.",
      valueName: "N"), transform: Parse.number(from: 1))
  var depth: Int?

  @Option(
    help: ArgumentHelp(
      "Show instead which pixels of the input the cells of outputs depend on: node:layer3.*.act3,feature:2.",
      valueName: "list"),
    transform: Parse.outputs)
  var receptive: [RequestedOutput]?

  @OptionGroup var compute: ComputeOptions
  @OptionGroup var format: FormatOptions

  func validate() throws {
    if plan && receptive != nil { throw ValidationError("--plan and --receptive each show something else") }
    if batch.batch ?? 1 > 1 && receptive != nil { throw ValidationError("--receptive is of one image, not of a batch") }
    if time && !plan { throw ValidationError("--time goes with --plan") }
    if why && !plan { throw ValidationError("--why goes with --plan") }
    if depth != nil && graph == nil { throw ValidationError("--depth goes with --graph") }
    if let graph, GraphFormat(of: graph) == nil {
      throw ValidationError("--graph \(graph): expected a file that ends in .svg, .dot or .json")
    }
  }

  func run() throws {
    if let graph { try checkWritable(graph, bytes: 0) }
    let (model, options) = try architecture()
    if let graph { return try draw(model, options, to: graph) }
    if let receptive {
      let fields = try ReceptiveFieldReport(model, options: options, outputs: receptive.map(\.name))
      return try Console.show(fields, asJSON: format.asJSON, text(of: fields))
    }
    var report = try ModelReport(
      model, batch: batch.batch ?? 1, options: options,
      outputs: chosen.requested(orElse: [.logits]).map(\.name))
    if !nodes { (report.nodes, report.attentionWeights) = (nil, nil) }
    if plan {
      let names = chosen.requested(orElse: [.logits]).map(\.name)
      let plan = try PlanReport(
        model, batch: batch.batch ?? 1, options: options, engine: compute.engine, outputs: names, timed: time)
      return try Console.show(plan, asJSON: format.asJSON, text(of: plan))
    }
    try Console.show(report, asJSON: format.asJSON, text(of: report))
  }

  /// The architecture that the model's name means, changed as its configuration and the caller say.
  private func architecture() throws -> (String, ModelOptions) {
    let (name, options) = try withHub { try $0.entry(of: try $0.reference(to: model)) }
    return (name, network.model.completed(by: options))
  }

  /// What a graph is written as.
  private enum GraphFormat: String {
    case svg, dot, json

    init?(of path: String) { self.init(rawValue: path.split(separator: ".").last.map { $0.lowercased() } ?? "") }
  }

  private func draw(_ model: String, _ options: ModelOptions, to path: String) throws {
    let picture = try GraphPicture(
      model, batch: batch.batch ?? 1, options: options, outputs: chosen.requested(orElse: [.logits]).map(\.name),
      depth: depth)
    let text =
      switch GraphFormat(of: path)! {
      case .svg: picture.svg
      case .dot: picture.dot
      case .json: try JSON(picture).text(width: 100) + "\n"
      }
    try replaceFile(at: path) { file throws(BackboneError) in try file.write(text) }
    try Console.show(
      picture, asJSON: format.asJSON,
      "\(path): \(picture.boxes.count) boxes of \(picture.boxes.reduce(0) { $0 + $1.nodes }) operations, depth \(picture.depth)\n"
    )
  }

  private func text(of report: ModelReport) -> String {
    var sections = ["\(report.model), input \(joined(report.input))\n"]

    var features = Table(
      ("index", .right), ("name", .left), ("module", .left), ("channels", .right), ("reduction", .right),
      ("shape", .left))
    for feature in report.features {
      features.add(
        "\(feature.isDefault ? "*" : "")\(feature.index)", feature.name, feature.module, "\(feature.channels)",
        feature.stride.brief, joined(feature.shape))
    }
    sections.append(features.text + "* the levels of a pyramid where none are chosen\n")

    if let pyramid = report.pyramid {
      var table = Table(
        ("stride", .right), ("name", .left), ("channels", .right), ("shape", .left), ("of", .left), ("", .left))
      for level in pyramid {
        table.add(
          level.stride.brief, level.name, "\(level.channels)", joined(level.shape),
          "feature:\(level.index)", level.resampling.map { "\($0) from stride \(level.reduction.brief)" } ?? "as it is")
      }
      sections.append(table.text)
    }

    var outputs = Table(("output", .left), ("shape", .left))
    for output in report.outputs { outputs.add(output.name, joined(output.shape)) }
    sections.append(outputs.text)

    if let nodes = report.nodes {
      var table = Table(
        ("node", .left), ("operation", .left), ("attributes", .left), ("shape", .left), ("MACs", .right))
      for node in nodes { table.add(node.name, node.operation, node.summary, joined(node.shape), node.macs.grouped) }
      sections.append(table.text)
    }
    if let weights = report.attentionWeights, !weights.isEmpty {
      var table = Table(("attention weights, computed where asked for", .left), ("shape", .left))
      for weight in weights { table.add(weight.name, joined(weight.shape)) }
      sections.append(table.text)
    }
    if parameters {
      var table = Table(("parameter", .left), ("shape", .left))
      for parameter in report.parameters { table.add(parameter.name, joined(parameter.shape)) }
      sections.append(table.text)
    }

    var totals = Table(("total", .left), ("", .right), ("", .right))
    totals.add("parameters", report.totals.parameters.grouped, Double(report.totals.parameters).engineering())
    totals.add("MACs", report.totals.macs.grouped, Double(report.totals.macs).engineering())
    totals.add(
      "peak activation bytes", report.totals.peakActivationBytes.grouped,
      Double(report.totals.peakActivationBytes).engineering("B"))
    return (sections + [totals.text]).joined(separator: "\n")
  }
}

extension ShapesCommand {
  private func text(of plan: PlanReport) -> String {
    var steps = Table(
      ("step", .left), ("algorithm", .left), ("shape", .left), ("reads", .left), ("writes", .left), ("tasks", .right),
      ("MACs", .right), ("estimated ms", .right), (time ? "measured ms" : "", .right), (why ? "why" : "", .left))
    func list(_ buffers: [Int]) -> String { buffers.map(String.init).joined(separator: ",") }
    for step in plan.steps {
      steps.add(
        step.name, step.algorithm, joined(step.shape), list(step.reads), list(step.writes), "\(step.tasks)",
        Double(step.macs).engineering(), step.estimatedMilliseconds.fixed(3),
        step.measuredMilliseconds.map { $0.fixed(3) } ?? "", why ? step.reason : "")
    }
    let total = plan.steps.compactMap(\.measuredMilliseconds).reduce(0, +)
    let microbatches =
      plan.microbatches == 1 ? "" : "\n\(plan.microbatches) microbatches: the steps run once for each part of the batch"
    return steps.text + microbatches
      + "\narena \(plan.arenaBytes.grouped) bytes; its buffers need \(plan.arenaBoundBytes.grouped) at least"
      + "\npacked weights \(plan.packedBytes.grouped) bytes; the process has \(plan.peakBytes.grouped) at its peak"
      + (time ? "\nmeasured \(total.fixed(3)) ms in all\(plan.microbatches == 1 ? "" : " for one microbatch")\n" : "\n")
  }
}

extension ShapesCommand {
  private func text(of report: ReceptiveFieldReport) -> String {
    var table = Table(
      ("output", .left), ("shape", .left), ("side", .left), ("size", .right), ("stride", .right), ("first", .right),
      ("centre", .right), ("joined by", .left), ("else", .right))
    for field in report.fields {
      for (name, side) in field.sides {
        let near = side.smallest == side.largest ? "\(side.largest)" : "\(side.smallest) to \(side.largest)"
        let isInfinite = !side.joinedBy.isEmpty
        let atMost = field.isExact ? "" : "at most "
        table.add(
          field.output, joined(field.shape), name, isInfinite ? "infinite" : atMost + near,
          side.stride.map(String.init) ?? "", side.offset.map(String.init) ?? "", side.centre?.fixed(1) ?? "",
          side.joinedBy.first.map { $0 + (side.joinedBy.count > 1 ? " + \(side.joinedBy.count - 1)" : "") } ?? "",
          isInfinite ? atMost + near : "")
      }
    }
    return "\(report.model), input \(joined(report.input))\n\n\(table.text)"
      + "Pixels of the input; first and centre are those of cell 0, and those of the next lie a stride further on.\n"
      + "Else: the size without layers that join all positions.\n"
  }
}

extension ReceptiveField {
  /// Both sides under one name where they are alike.
  var sides: [(name: String, side: Side)] {
    lines == columns ? [("both", lines)] : [("lines", lines), ("columns", columns)]
  }
}

/// A shape as it is printed: `1x64x56x56`.
func joined(_ shape: [Int]) -> String { TensorShape(shape).description }
