import Backbones
import Foundation
import Synchronization
import BackbonesTestSupport
import Testing

/// What the snippet that runs has printed; `print` below stands before Swift's.
private enum Printed {
  @TaskLocal static var lines: Lines?

  final class Lines: Sendable {
    let text = Mutex("")
  }
}

func print(_ items: Any..., separator: String = " ", terminator: String = "\n") {
  let line = items.map { "\($0)" }.joined(separator: separator) + terminator
  Printed.lines?.text.withLock { $0 += line }
}

@Suite("The documents are true") struct GuideTests {
  static let guides = ["Docs/FeatureExtraction.md", "Docs/FeatureExtraction.zh.md"]
  static let readmes = ["README.md", "README.zh.md"]
  static let articles = [
    "Backbones", "ClassifyingImages", "LoadingWeights", "TakingFeatures", "ShapesWithoutWeights", "ChangingAModel",
    "SpeedMemoryAndThreads", "OwnArchitecture",
  ].map { "Sources/Backbones/Backbones.docc/\($0).md" }
  static let documents = guides + readmes + articles

  /// A fenced block of a document.
  struct Block {
    var language: String
    var text: String

    /// The lines without the comments at their ends, which editions translate, and without the import.
    var code: String {
      text.replacing(#/import Backbones(Hub)?\n\n/#, with: "").split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.replacing(#/ {2,}(//|#) .*/#, with: "") }.joined(separator: "\n")
    }

    /// Whether it is a part of a package's manifest.
    var isManifest: Bool { text.hasPrefix("dependencies: [") }
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private static func blocks(of document: String) throws -> [Block] {
    let url = folder.appending(path: "../../\(document)")
    var blocks: [Block] = []
    var isInside = false
    for line in try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        isInside.toggle()
        if isInside { blocks.append(Block(language: String(line.dropFirst(3)), text: "")) }
      } else if isInside {
        blocks[blocks.count - 1].text += line + "\n"
      }
    }
    return blocks
  }

  /// The marked code of the snippets' files by name, without its indentation.
  private static func snippets() throws -> [String: String] {
    var result: [String: String] = [:]
    var name: String?
    for file in ["Snippets.swift", "ArticleSnippets.swift"] {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for line in text.components(separatedBy: "\n") {
        let words = line.trimmingCharacters(in: .whitespaces)
        if words.hasPrefix("// snippet: ") {
          name = String(words.dropFirst("// snippet: ".count))
          result[name!] = ""
        } else if words == "// end" {
          name = nil
        } else if let name {
          result[name]! += line.dropFirst(4) + "\n"
        }
      }
    }
    return result
  }

  private static let runnable = Snippets.guide.merging(Snippets.articles) { first, _ in first }

  @Test("Swift code in a document is code that was compiled", arguments: documents)
  func codeIsCompiledCode(_ document: String) throws {
    let compiled = Set(try Self.snippets().values.map { Block(language: "swift", text: $0).code })
    let shown = try Self.blocks(of: document).filter { $0.language == "swift" && !$0.isManifest }
    #expect(!shown.isEmpty)
    for block in shown { #expect(compiled.contains(block.code), "\(block.text)") }
  }

  @Test("Every snippet is shown and can be called")
  func everySnippetIsShown() throws {
    let shown = Set(try Self.documents.flatMap { try Self.blocks(of: $0) }.map(\.text))
    let snippets = try Self.snippets()
    for (name, text) in snippets where name != "readme" { #expect(shown.contains(text), "\(name)") }
    #expect(Set(snippets.keys) == Set(Self.runnable.keys).union(Snippets.compiledOnly.keys))
  }

  @Test("The English and the Chinese edition show the same code", arguments: [guides, readmes])
  func editionsShowTheSame(_ editions: [String]) throws {
    let blocks = try editions.map { try Self.blocks(of: $0).map { [$0.language, $0.code] } }
    #expect(blocks[0] == blocks[1])
  }

  @Test("A document's code prints what the document says", arguments: runnable.keys.sorted())
  func outputs(_ name: String) async throws {
    let code = try #require(try Self.snippets()[name])
    let lines = Printed.Lines()
    try await Printed.$lines.withValue(lines) { try await Self.runnable[name]!() }
    let documents = try Self.documents.map { try Self.blocks(of: $0) }
    let blocks = try #require(documents.first { $0.contains { $0.text == code } })
    let place = try #require(blocks.firstIndex { $0.text == code })
    try #require(place + 1 < blocks.count)
    #expect(blocks[place + 1].language == "text")
    #expect(blocks[place + 1].text == lines.text.withLock { $0 })
  }

  // A console block is `$ backbones ...` and, below it, what it prints. The photo that comes with the command lies beside.
  @Test("A document's commands print what the document says")
  func commands() throws {
    let blocks = try Self.blocks(of: Self.guides[0]).filter { $0.language == "console" }
    #expect(!blocks.isEmpty)
    for block in blocks {
      let lines = block.text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let words = words(of: lines[0])
      #expect(words.prefix(2) == ["$", "backbones"])
      #expect(try run(Array(words.dropFirst(2))) == lines[1], "\(lines[0])")
    }
  }

  /// The words of a command; quotes keep some together.
  private func words(of line: Substring) -> [String] {
    line.split(separator: "'", omittingEmptySubsequences: false).enumerated().flatMap { number, part in
      number % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
    }
  }

  private func run(_ arguments: [String]) throws -> String {
    try withTemporaryDirectory { directory in
      #if os(macOS)
        let resources = "bundle"
      #else
        let resources = "resources"
      #endif
      try FileManager.default.copyItem(
        at: Self.products.appending(path: "Backbones_CBackbonesResources.\(resources)/Resources/coffee.png"),
        to: directory.appending(path: "coffee.png"))
      let process = Process()
      process.executableURL = Self.products.appending(path: "backbones")
      process.arguments = arguments
      process.currentDirectoryURL = directory
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      return String(decoding: data, as: UTF8.self)
    }
  }

  /// Where the package's products are built: the folder of the test bundle.
  private static let products: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
    let executable = URL(fileURLWithPath: CommandLine.arguments[0])
    return (bundle ?? executable).deletingLastPathComponent()
  }()
}
