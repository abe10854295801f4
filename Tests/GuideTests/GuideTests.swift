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

func print(_ items: Any...) {
  let line = items.map { "\($0)" }.joined(separator: " ") + "\n"
  Printed.lines?.text.withLock { $0 += line }
}

/// The documents say what is so: their code is compiled code, and what they say it prints is what it prints.
@Suite struct GuideTests {
  static let documents = ["FeatureExtraction.md", "FeatureExtraction.zh.md"]

  /// A fenced block of a document.
  struct Block {
    var language: String
    var text: String
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  private static func blocks(of document: String) throws -> [Block] {
    let url = folder.appending(path: "../../Docs/\(document)")
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

  /// The marked code of Snippets.swift by name, without its indentation.
  private static func snippets() throws -> [String: String] {
    var result: [String: String] = [:]
    var name: String?
    let text = try String(contentsOf: folder.appending(path: "Snippets.swift"), encoding: .utf8)
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
    return result
  }

  @Test(arguments: documents)
  func codeIsCompiledCode(_ document: String) throws {
    let snippets = try Self.snippets()
    let shown = try Self.blocks(of: document).filter { $0.language == "swift" }.map(\.text)
    #expect(Set(shown) == Set(snippets.values))
    #expect(shown.count == snippets.count)
    #expect(Set(snippets.keys) == Set(Snippets.all.keys))
  }

  @Test func editionsShowTheSame() throws {
    let editions = try Self.documents.map { try Self.blocks(of: $0).map { $0.language + "\n" + $0.text } }
    #expect(editions[0] == editions[1])
  }

  @Test(arguments: Snippets.all.keys.sorted())
  func outputs(_ name: String) throws {
    let code = try #require(try Self.snippets()[name])
    let lines = Printed.Lines()
    try Printed.$lines.withValue(lines) { try Snippets.all[name]!() }
    let blocks = try Self.blocks(of: Self.documents[0])
    let place = try #require(blocks.firstIndex { $0.text == code })
    #expect(blocks[place + 1].language == "text")
    #expect(blocks[place + 1].text == lines.text.withLock { $0 })
  }

  /// `$ backbones ...` and, below it, what it prints.
  @Test func commands() throws {
    let blocks = try Self.blocks(of: Self.documents[0]).filter { $0.language == "console" }
    #expect(!blocks.isEmpty)
    for block in blocks {
      let lines = block.text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let words = lines[0].split(separator: " ").map(String.init)
      #expect(words.prefix(2) == ["$", "backbones"])
      #expect(try run(Array(words.dropFirst(2))) == lines[1], "\(lines[0])")
    }
  }

  private func run(_ arguments: [String]) throws -> String {
    try withTemporaryDirectory { directory in
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
