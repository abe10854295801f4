import ArgumentParser
import Backbones
import BackbonesHub

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the models that can be created by name, or timm's weights of them.",
    discussion: """
      With --pretrained, each set of weights is a line: its name, which --model takes, the images it is for, parameters, \
      license, and whether it is in the cache already. The first of a model is the one that its name without a tag means.
      """)

  @Argument(help: ArgumentHelp("Only names that match, such as '*resnet*d'.", valueName: "glob"))
  var pattern: String?

  @Flag(help: "List the weights that there are of each model.")
  var pretrained = false

  @OptionGroup var format: FormatOptions

  /// A set of weights.
  struct Weights: Encodable {
    let name: String
    let inputSize: [Int]
    let parameters: Int
    let classes: Int
    let license: String?
    let cached: Bool
    let hub: String
  }

  func run() throws {
    if pretrained { return try listWeights() }
    let names = pattern.map(Registry.names(matching:)) ?? Registry.names
    guard !names.isEmpty else { throw BackboneError(.unknownName, "no model matches '\(pattern ?? "*")'") }
    try Console.show(names, asJSON: format.asJSON, names.map { $0 + "\n" }.joined())
  }

  private func listWeights() throws {
    var progress = Progress()
    defer { progress.end() }
    progress.report("counting parameters")
    let session = HubSession(try HubSettings())
    var counts: [String: Int] = [:]
    var rows: [Weights] = []
    for name in Registry.names {
      let isNamed = pattern.map { ![name].matching($0).isEmpty } ?? true
      for configuration in Registry.configurations(of: name) {
        guard let hub = configuration.hub else { continue }
        let tagged = configuration.tag.isEmpty ? name : "\(name).\(configuration.tag)"
        guard isNamed || pattern.map({ ![tagged].matching($0).isEmpty }) ?? true else { continue }
        let size = configuration.inputSize
        let key = "\(name) \(configuration.classes) \(configuration.inputChannels) \(size)"
        let count = try counts[key] ?? Registry.entry(named: tagged).parameterCount()
        counts[key] = count
        rows.append(
          Weights(
            name: tagged, inputSize: [configuration.inputChannels, size.height, size.width], parameters: count,
            classes: configuration.classes, license: configuration.license,
            cached: session.hasWeights(of: try HubRepository(hub)), hub: hub))
      }
    }
    progress.end()
    guard !rows.isEmpty else {
      throw BackboneError(.unknownName, "no pretrained weights have a name like '\(pattern ?? "*")'")
    }
    try Console.show(rows, asJSON: format.asJSON, text(of: rows))
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
}

extension Registry.Entry {
  /// The number of learnt values.
  fileprivate func parameterCount() throws(BackboneError) -> Int {
    try graph().stateDictionary.reduce(0) { $0 + ($1.kind == .parameter ? $1.shape.count : 0) }
  }
}
