import ArgumentParser
import Backbones

struct WeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weights", abstract: "Download weights, and look at those that are here.",
    subcommands: [
      ListCachedCommand.self, PullCommand.self, VerifyCommand.self, RemoveCommand.self, IdentifyCommand.self,
      ConvertCommand.self,
    ])
}

struct IdentifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identify", abstract: "Tell which models a file of weights is for.",
    discussion: """
      Names and shapes of the tensors are compared with those of every model. Nothing in the file runs, and no tensor is \
      read. Exit status 1 where no model fits: the nearest ones and their first differences are shown.
      """)

  @Argument(help: ArgumentHelp("A file of weights, or a folder with config.json and weights.", valueName: "file"))
  var path: String

  @OptionGroup var format: FormatOptions

  private struct Report: Encodable {
    let file: String
    /// The keys of the dictionary that has the tensors; null where the file has nothing else.
    let dictionary: String?
    let types: [String: Int]
    let fits: Bool
    let models: [Model]

    struct Model: Encodable {
      let name: String
      let classes: Int
      let inputChannels: Int
      let inputSize: [Int]
      let prefix: String?
      /// Whose names and shapes the tensors have; null for timm's.
      let origin: String?
      let missing: [String]
      let unexpected: [String]
      let misshapen: [String]
      /// Computes scores with the weights.
      let command: String
    }
  }

  func run() throws {
    var progress = Progress()
    defer { progress.end() }
    progress.report("comparing")
    let file = isDirectory(path) ? try ModelDirectory(path).weightsPath : path
    let identification = try Identification(openArchive(at: file))
    progress.end()
    let report = Report(
      file: file, dictionary: identification.dictionary,
      types: Dictionary(uniqueKeysWithValues: identification.types.map { ($0.rawValue, $1) }),
      fits: identification.candidates[0].fits,
      models: identification.candidates.map {
        .init(
          name: $0.name, classes: $0.classes, inputChannels: $0.inputChannels,
          inputSize: [$0.inputSize.height, $0.inputSize.width], prefix: $0.prefix,
          origin: $0.origin, missing: $0.missing,
          unexpected: $0.unexpected, misshapen: $0.misshapen, command: command(for: $0, file))
      })
    try Console.show(report, asJSON: format.asJSON, text(report))
    if !report.fits { throw ExitCode.failure }
  }

  private func command(for model: Identification.Candidate, _ file: String) -> String {
    let quoted = "'" + file.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    return "backbones run --model \(model.name) --weights \(quoted) --num-classes \(model.classes) --in-chans "
      + "\(model.inputChannels) --size \(model.inputSize) --input synthetic:0 --outputs logits -o out.safetensors"
  }

  private func text(_ report: Report) -> String {
    let types = report.types.sorted { $0.value > $1.value }.map { "\($1) \($0)" }.joined(separator: ", ")
    let prefix = report.models[0].prefix.map { ", under '\($0)'" } ?? ""
    let dictionary = report.dictionary.map { ", in '\($0)'" } ?? ""
    let origin = report.models[0].origin.map { ", with the names of \($0)" } ?? ""
    let head = "\(report.file): \(types)\(dictionary)\(prefix)\(origin)\n"
    var table =
      report.fits
      ? Table(("fits", .left), ("classes", .right), ("channels", .right), ("size", .right))
      : Table(
        ("nearest", .left), ("missing", .right), ("unexpected", .right), ("other shape", .right), ("first", .left))
    for model in report.models {
      if report.fits {
        let size = "\(model.inputSize[0])x\(model.inputSize[1])"
        table.add(model.name, "\(model.classes)", "\(model.inputChannels)", size)
      } else {
        let first = (model.missing + model.unexpected + model.misshapen).first ?? ""
        table.add(
          model.name, "\(model.missing.count)", "\(model.unexpected.count)", "\(model.misshapen.count)",
          first.printable.quoted)
      }
    }
    return head + table.text + (report.fits ? report.models[0].command + "\n" : "")
  }
}
