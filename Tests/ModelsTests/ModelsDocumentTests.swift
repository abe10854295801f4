import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

/// `Docs/Models.md` is what the registry says. `BACKBONES_UPDATE=1 swift test -c release --filter ModelsDocumentTests`
/// writes it anew.
@Suite struct ModelsDocumentTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
  private static let file = root.appending(path: "Docs/Models.md")

  @Test("Docs/Models.md is what the registry says")
  func document() throws {
    let text = try Self.text()
    if ProcessInfo.processInfo.environment["BACKBONES_UPDATE"] == "1" {
      try Data(text.utf8).write(to: Self.file, options: .atomic)
    }
    let there = try String(contentsOf: Self.file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let wanted = text.split(separator: "\n", omittingEmptySubsequences: false)
    let other = zip(wanted, there).first { $0 != $1 }
    #expect(other == nil, "\(other?.0 ?? "")")
    #expect(there.count == wanted.count)
  }

  private static func text() throws -> String {
    let entries = try Registry.names.map { try Registry.entry(named: $0) }
    let modules = Dictionary(grouping: entries, by: \.module).sorted { $0.key < $1.key }
    let sections = try modules.map { try section($0.key, $0.value) }
    return """
      # Models

      \(entries.count) names of \(modules.count) modules of timm 1.0.31. This file is made by
      `BACKBONES_UPDATE=1 swift test -c release --filter ModelsDocumentTests`, and that test compares it with the registry.

      Parameters are learnt values. MACs are multiply-accumulates of one image of the size given, of products alone. A
      pyramid is what `features` gives by default: channels and reductions of its levels. Strides are the output strides that
      the model takes. Weights are timm's tags, each with its license where that is not Apache 2.0.

      \(modules.map { "[\($0.key)](#\($0.key)) \($0.value.count)" }.joined(separator: " · "))

      \(sections.joined(separator: "\n"))
      """
  }

  private static func section(_ module: String, _ entries: [Registry.Entry]) throws -> String {
    let rows = try entries.map(row)
    return """
      ## \(module)

      \(try summary(of: module))

      | name | parameters | image | MACs | channels | reductions | strides | weights |
      | --- | ---: | --- | ---: | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      """
  }

  private static func row(_ entry: Registry.Entry) throws -> String {
    let graph = try entry.graph()
    let levels = graph.defaultFeatures.map { graph.features[$0] }
    func list(_ values: [Int]) -> String {
      let isOne = Set(values).count == 1 && values.count > 1
      return isOne ? "\(values[0]) x \(values.count)" : values.map(String.init).joined(separator: " ")
    }
    let size = entry.configuration.inputSize
    let macs = try Selection([.logits], of: graph).macs
    return "| `\(entry.name)` | \(short(graph.parameterCount)) | \(size) | \(short(macs)) | "
      + "\(list(levels.map(\.channels))) | \(list(levels.map(\.reduction))) | \(strides(of: entry)) | "
      + "\(weights(of: entry.name)) |"
  }

  /// The output strides that a model takes.
  private static func strides(of entry: Registry.Entry) -> String {
    let taken = [8, 16, 32].filter { stride in
      var options = ModelOptions()
      options.outputStride = ImageSize(stride)
      return (try? entry.graph(options: options)) != nil
    }
    return taken.isEmpty ? "–" : taken.map(String.init).joined(separator: " ")
  }

  private static func weights(of name: String) -> String {
    Registry.configurations(of: name).filter { $0.hub != nil }.map { configuration in
      let license = configuration.license ?? "no license"
      return "`\(configuration.tag)`" + (license == "apache-2.0" ? "" : " (\(license))")
    }.joined(separator: ", ")
  }

  /// Three digits and a prefix.
  private static func short(_ count: Int) -> String {
    var (value, prefixes) = (Double(count), ["", " k", " M", " G", " T"][...])
    while value >= 999.5 {
      value /= 1000
      prefixes.removeFirst()
    }
    let digits = value >= 99.95 || prefixes.startIndex == 0 ? 0 : value >= 9.995 ? 1 : 2
    return String(format: "%.\(digits)f", value) + prefixes.first!
  }

  /// What the family's documentation says of itself: its name, papers and idea.
  private static func summary(of module: String) throws -> String {
    let folder = root.appending(path: "Sources/BackbonesModels/Families")
    let name = module.replacing("_", with: "")
    let family = try #require(
      FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.lowercased() == name }, "\(module)")
    let source = try String(contentsOf: folder.appending(path: "\(family)/\(family).swift"), encoding: .utf8)
    let lines = source.split(separator: "\n").prefix { !$0.contains(": Architecture") && !$0.contains(": Family") }
    let comment = lines.reversed().prefix { $0.hasPrefix("///") }.reversed().map { $0.dropFirst(4) }
    let text = comment.joined(separator: " ")
    let end = try #require(text.range(of: " timm 1.0.31"), "\(module): \(text)")
    let papers = /arXiv:(\d{4}\.\d{4,5})/
    return String(text[..<end.lowerBound]).replacing(papers) { "[arXiv:\($0.1)](https://arxiv.org/abs/\($0.1))" }
  }
}
