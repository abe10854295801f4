import ArgumentParser
import Backbones
import BackbonesExtraction
import BackbonesHub
import Synchronization

struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "Find the cheapest model and layer that tell some classes of pictures apart.",
    discussion: """
      FOLDER has a folder for each class. Each model computes all its layers in one pass over the pictures. A ridge \
      classifier and the nearest neighbours then predict each picture's class from each layer, without having seen the \
      picture. The answer is the cheapest layer that is within one standard error of the best; its cost are the \
      multiply-accumulates of the model up to there.

      Without --model, the model that comes with the command is probed.
      """)

  @Argument(help: ArgumentHelp("A folder with a folder of pictures for each class.", valueName: "folder"))
  var folder: String

  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      "A model, as other commands take it; several are probed one after the other.", valueName: "name"))
  var models: [String] = []

  @Option(help: ModelChoice.weightsHelp)
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "Layers to probe, in place of all features and prelogits: feature:-1, node:layer*.0.act1, ….", valueName: "list"),
    transform: Parse.outputs)
  var outputs: [RequestedOutput]?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Parts of the cross-validation.", valueName: "N"),
    transform: Parse.number(from: 2, to: 1000))
  var folds = 5

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Neighbours that vote.", valueName: "N"),
    transform: Parse.number(from: 1, to: 1000))
  var neighbours = 5

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Height and width of the images, or one side of a square.", valueName: "HxW"),
    transform: Parse.size)
  var size: ImageSize?

  @Option(help: ArgumentHelp("The PNG file to draw: accuracy over cost.", valueName: "file"))
  var picture: String?

  @OptionGroup var batch: BatchOptions
  @OptionGroup var photos: PhotoOptions
  @OptionGroup var compute: ComputeOptions
  @OptionGroup var format: FormatOptions

  func validate() throws {
    if weights != nil && models.count > 1 {
      throw ValidationError("--weights are of one model, \(models.count) are given.")
    }
    if let model = models.first(where: { name in models.count { $0 == name } > 1 }) {
      throw ValidationError("--model \(model) is given twice.")
    }
  }

  func run() throws {
    if let picture { try checkWritable(picture, bytes: 0) }
    var (engine, options) = (compute.engine, ProbeOptions())
    options.extraction.processors = engine.threads
    engine.threads = 1
    if let batch = batch.batch { options.extraction.batch = batch }
    if let maxPixels = photos.maxPixels { options.extraction.maxPixels = maxPixels }
    (options.folds, options.neighbours) = (folds, neighbours)
    let pictures = try LabelledPictures(folder: folder)
    var probe = try Probe(pictures, options: options)
    for name in models.isEmpty ? [nil] : models.map(Optional.some) {
      try add(name, to: &probe, of: pictures.sources.count, engine)
    }
    let report = try probe.report()
    if let picture { try chart(of: report).draw().writePNG(to: picture) }
    try Console.show(report, asJSON: format.asJSON, text(of: report))
  }

  private func add(_ name: String?, to probe: inout Probe, of count: Int, _ engine: EngineOptions) throws {
    let line = SharedProgress()
    defer { line.end() }
    line.report("loading \(name ?? "the model that comes with the command")")
    var choice = ModelChoice()
    (choice.model, choice.weights, choice.verbose) = (name, weights, false)
    let model = try Model(try choice.source(), options: ModelOptions(inputSize: size), engine: engine)
    let label = name ?? model.name
    try probe.add(model, named: label, outputs: outputs?.map(\.name)) { done in
      line.report(done < count ? "\(label): \(done) of \(count) pictures" : "\(label): classifiers")
    }
  }

  private func text(of report: ProbeReport) -> String {
    let count = report.classes.reduce(0) { $0 + $1.pictures }
    let classes = report.classes.map { "\($0.name.printable) (\($0.pictures))" }.joined(separator: ", ")
    var lines = ["\(count) pictures of \(report.classes.count) classes: \(classes)\n"]
    if !report.unreadable.isEmpty {
      lines.append(
        "left out: \(report.unreadable.count) that cannot be read; the first: \(report.unreadable[0].error)\n")
    }
    if report.duplicates > 0 { lines.append("left out: \(report.duplicates) that are the same file as another\n") }
    var table = Table(
      ("model", .left), ("output", .left), ("features", .right), ("MACs", .right), ("ridge", .right),
      ("\(report.neighbours) neighbours", .right), ("", .left))
    // A line for each layer: the results of its classifiers follow each other.
    let step = ProbeReport.Classifier.allCases.count
    for first in stride(from: 0, to: report.results.count, by: step) {
      let results = report.results[first..<first + step]
      let cells = results.map { "\(($0.accuracy * 100).fixed(1)) ± \(($0.standardError * 100).fixed(1)) %" }
      let mark = results.contains(report.sufficient) ? "suffices" : results.contains(report.best) ? "best" : ""
      let result = results[first]
      table.add(
        result.model, result.output, "\(result.dimension)", Double(result.macs).engineering(), cells[0], cells[1], mark)
    }
    return lines.joined() + "\n" + table.text + "\n"
      + "cheapest within one standard error of the best: \(describe(report.sufficient))\n"
      + (report.sufficient == report.best ? "it is the best\n" : "best: \(describe(report.best))\n")
  }

  private func describe(_ result: ProbeReport.Result) -> String {
    "\(result.model) \(result.output), \(result.classifier.rawValue), \((result.accuracy * 100).fixed(1)) % at "
      + "\(Double(result.macs).engineering()) MACs"
  }

  private func chart(of report: ProbeReport) -> CostChart {
    var names: [String] = []
    for result in report.results where !names.contains(result.model) { names.append(result.model) }
    let series = names.enumerated().flatMap { color, name in
      ProbeReport.Classifier.allCases.map { classifier in
        CostChart.Series(
          name: "\(name), \(classifier.rawValue)",
          points: report.results.filter { $0.model == name && $0.classifier == classifier }.map {
            (max(Double($0.macs), 1), $0.accuracy)
          }, color: color, isHollow: classifier == .neighbours)
      }
    }
    let (best, sufficient) = (report.best, report.sufficient)
    return CostChart(
      series: series, shareTitle: "accuracy", costTitle: "multiply-accumulates of a picture",
      band: best.accuracy - best.standardError...best.accuracy,
      marks: [(Double(sufficient.macs), sufficient.accuracy, sufficient.output)])
  }
}

/// A progress line that several threads write.
private final class SharedProgress: Sendable {
  private let line = Mutex(Progress())

  func report(_ text: String) { line.withLock { $0.report(text) } }
  func end() { line.withLock { $0.end() } }
}
