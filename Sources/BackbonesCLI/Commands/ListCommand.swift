import ArgumentParser
import Backbones
import BackbonesHub

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the models that can be created by name, or timm's weights of them.",
    discussion: """
      With --pretrained, each set of weights is a line: its name, which --model takes, the images it is for, parameters, \
      license, and whether it is in the cache already. The first of a model is the one that its name without a tag means.

      --where takes a condition, answered for all names without weights: comparisons of fields (<, <=, >, >=, =, !=), \
      joined by and, or, not and parentheses; license ~ apache for a text that has these letters in it, or \
      name ~ 'resnet*d' for a shell's pattern; numbers such as 2e9, 2G or 60MB; levels by feature(stride: 8) or \
      feature(index: -1), each with .channels, .stride, .height, .width, .index and .module. --sort and --columns take fields \
      with commas between.

      FIELDS
      \(ZooQuery.fields.map { "  \($0.name): \($0.meaning)" }.joined(separator: "\n"))

      EXAMPLES
        backbones list --where 'macs < 2G and feature(stride: 8).channels >= 64 and license ~ apache' \\
          --size 384 --sort macs --columns name,macs,memory,top
        backbones list --pretrained --where 'top > 80 and parameters < 10M' --sort -top --columns name,top,parameters
      """)

  @Argument(help: ArgumentHelp("Only names that match, such as '*resnet*d'.", valueName: "glob"))
  var pattern: String?

  @Flag(help: "List the weights that there are of each model.")
  var pretrained = false

  @Option(
    name: .customLong("where"), parsing: .unconditional,
    help: ArgumentHelp("Only models of which this holds, such as 'macs < 2G'.", valueName: "condition"))
  var condition: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What to sort by: macs, or -macs for the largest first.", valueName: "fields")
  )
  var sort: String?

  @Option(help: ArgumentHelp("What to list of each.", valueName: "fields"))
  var columns: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The images that shapes and costs are of, HxW or one side of a square; default: each model's own.",
      valueName: "HxW"),
    transform: Parse.size)
  var size: ImageSize?

  @OptionGroup var format: FormatOptions

  /// A set of weights, as they are listed where no columns are chosen.
  struct Weights: Encodable {
    let name: String
    let inputSize: [Int]
    let parameters: Int
    let classes: Int
    let license: String?
    let cached: Bool
    let hub: String?
    let url: String?
  }

  func run() throws {
    let listsWeights = pretrained && columns == nil
    let query = try ZooQuery(
      where: condition, sort: sort, columns: listsWeights ? "parameters" : columns, size: size)
    let names = pretrained ? weightNames : pattern.map(Registry.names(matching:)) ?? Registry.names
    guard !names.isEmpty else {
      let what = pretrained ? "no pretrained weights have a name like" : "no model matches"
      throw BackboneError(.unknownName, "\(what) '\(pattern ?? "*")'")
    }
    var progress = Progress()
    progress.report("asking \(names.count) models")
    let answer = try query.answer(among: names)
    progress.end()
    if let size, !answer.leftOut.isEmpty {
      try FileSink.standardError.write(
        "note: \(answer.leftOut.count) of \(names.count) cannot take images of \(size) and are left out\n")
    }
    if answer.rows.isEmpty, condition != nil {
      try FileSink.standardError.write("note: none of \(names.count) fulfils the condition\n")
    }
    if listsWeights {
      let rows = try weights(of: answer)
      return try Console.show(rows, asJSON: format.asJSON, text(of: rows))
    }
    guard columns != nil else {
      let found = answer.rows.map(\.name)
      return try Console.show(found, asJSON: format.asJSON, found.map { $0 + "\n" }.joined())
    }
    try Console.show(answer.rows.map { Record(answer.columns, $0) }, asJSON: format.asJSON, text(of: answer))
  }

  /// The sets of weights of the models that match, or that match themselves.
  private var weightNames: [String] {
    guard let pattern else { return Registry.pretrainedNames }
    return Registry.pretrainedNames.filter { tagged in
      let name = String(tagged.prefix { $0 != "." })
      return !([name, tagged].matching(pattern).isEmpty)
    }
  }

  private func weights(of answer: ZooQuery.Answer) throws -> [Weights] {
    let session = HubSession(try HubSettings())
    return try answer.rows.map { row in
      let configuration = try Registry.entry(named: row.name).configuration
      let input = configuration.inputSize
      guard case .number(let parameters) = row.values[0] else { preconditionFailure("parameters are a number") }
      return Weights(
        name: row.name, inputSize: [configuration.inputChannels, input.height, input.width],
        parameters: Int(parameters), classes: configuration.classes, license: configuration.license,
        cached: session.hasWeights(of: configuration), hub: configuration.hub,
        url: configuration.hub == nil ? configuration.url : nil)
    }
  }

  private func text(of rows: [Weights]) -> String {
    var table = Table(
      ("name", .left), ("input", .left), ("parameters", .right), ("classes", .right), ("license", .left),
      ("cached", .left))
    for row in rows {
      table.add(
        row.name, joined(row.inputSize), Double(row.parameters).engineering(), "\(row.classes)", row.license ?? "-",
        row.cached ? "yes" : "")
    }
    return table.text
  }

  private func text(of answer: ZooQuery.Answer) -> String {
    var table = Table(
      answer.columns.enumerated().map { number, column in
        let isNumber = answer.rows.contains { row in if case .number = row.values[number] { true } else { false } }
        return (column.name, isNumber ? .right : .left)
      })
    for row in answer.rows { table.add(zip(row.values, answer.columns).map { $0.text(in: $1.unit) }) }
    return table.text
  }
}

/// A row as JSON: an object with a key for each column.
private struct Record: Encodable {
  private let fields: [(name: String, value: ZooQuery.Value)]

  init(_ columns: [ZooQuery.Column], _ row: ZooQuery.Row) {
    fields = zip(columns, row.values).map { ($0.name, $1) }
  }

  private struct Key: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for (name, value) in fields {
      let key = Key(stringValue: name)
      switch value {
      case .number(let number) where number == number.rounded(): try container.encode(Int(number), forKey: key)
      case .number(let number): try container.encode(number, forKey: key)
      case .text(let text): try container.encode(text, forKey: key)
      case .truth(let truth): try container.encode(truth, forKey: key)
      case .absent: try container.encodeNil(forKey: key)
      }
    }
  }
}

extension ZooQuery.Value {
  /// As a table shows it.
  fileprivate func text(in unit: ZooQuery.Unit) -> String {
    switch self {
    case .number(let number):
      switch unit {
      case .count: number.engineering()
      case .bytes: number.engineering("B")
      case .percent: number.fixed(1)
      case .plain: "\(Int(number))"
      }
    case .text(let text): text
    case .truth(let truth): truth ? "yes" : "no"
    case .absent: "-"
    }
  }
}
