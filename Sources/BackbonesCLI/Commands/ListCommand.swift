import ArgumentParser
import Backbones
import BackbonesHub
import Dispatch
import Synchronization

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
    let hub: String?
    let url: String?
  }

  func run() throws {
    if pretrained { return try listWeights() }
    let names = pattern.map(Registry.names(matching:)) ?? Registry.names
    guard !names.isEmpty else { throw BackboneError(.unknownName, "no model matches '\(pattern ?? "*")'") }
    try Console.show(names, asJSON: format.asJSON, names.map { $0 + "\n" }.joined())
  }

  private func listWeights() throws {
    let session = HubSession(try HubSettings())
    let entries = try Registry.names.flatMap { name in
      let isNamed = pattern.map { ![name].matching($0).isEmpty } ?? true
      return try Registry.configurations(of: name).filter(\.hasWeights)
        .map { $0.tag.isEmpty ? name : "\(name).\($0.tag)" }
        .filter { tagged in isNamed || pattern.map { ![tagged].matching($0).isEmpty } ?? true }
        .map { (name: $0, entry: try Registry.entry(named: $0)) }
    }
    guard !entries.isEmpty else {
      throw BackboneError(.unknownName, "no pretrained weights have a name like '\(pattern ?? "*")'")
    }
    var progress = Progress()
    progress.report("counting parameters")
    let counts = try parameterCounts(of: entries.map(\.entry))
    progress.end()
    let rows = try zip(entries, counts).map { named, count in
      let configuration = named.entry.configuration
      let size = configuration.inputSize
      return Weights(
        name: named.name, inputSize: [configuration.inputChannels, size.height, size.width], parameters: count,
        classes: configuration.classes, license: configuration.license,
        cached: session.hasWeights(of: configuration), hub: configuration.hub,
        url: configuration.hub == nil ? configuration.url : nil)
    }
    try Console.show(rows, asJSON: format.asJSON, text(of: rows))
  }

  /// Learnt values of each; networks that are built alike are built once, on all processors.
  private func parameterCounts(of entries: [Registry.Entry]) throws(BackboneError) -> [Int] {
    func key(_ entry: Registry.Entry) -> String {
      let configuration = entry.configuration
      return "\(entry.name) \(configuration.classes) \(configuration.inputChannels) \(configuration.inputSize)"
    }
    let distinct = Dictionary(entries.map { (key($0), $0) }) { first, _ in first }
    let (keys, networks) = (Array(distinct.keys), Array(distinct.values))
    let counts = Mutex<[String: Result<Int, BackboneError>]>([:])
    DispatchQueue.concurrentPerform(iterations: keys.count) { number in
      let count = Result { () throws(BackboneError) in try networks[number].parameterCount() }
      counts.withLock { $0[keys[number]] = count }
    }
    let found = counts.withLock { $0 }
    return try entries.map { (entry) throws(BackboneError) in try found[key(entry)]!.get() }
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
