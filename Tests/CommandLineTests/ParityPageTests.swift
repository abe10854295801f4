import BackbonesTestSupport
import Foundation
import Testing

/// The page of `Scripts/parity_page`, of measurements that are given.
@Suite struct ParityPageTests {
  private static let interpreter = ProcessInfo.processInfo.environment["BACKBONES_PYTHON"] ?? "python3"
  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Scripts/parity_page").standardizedFileURL.path

  private static func run(_ arguments: String...) throws -> Command {
    try Command(executable: "/usr/bin/env", [interpreter, script] + arguments)
  }

  /// What `--json` writes, with names that are no HTML.
  private static func record(distance: Double) -> [String: Any] {
    func engine(_ milliseconds: Double, _ bytes: Double) -> [String: Any] {
      ["median_ms": milliseconds, "peak_rss_bytes": bytes, "cold_ms": 10 * milliseconds]
    }
    var parity: [String: Any] = [
      "outputs": 31, "kinds": ["logits": 2e-6, "node": distance], "worst": "node:<script>alert(1)</script>",
      "distance": distance,
    ]
    if distance > 1e-4 { parity["error"] = "1 outputs are too far" }
    return [
      "machine": [
        "cpu": "CPU & \"co\"", "processors": 2, "kernel": "6.1", "load": 0.5, "revision": "abc", "date": "2026-11-28",
      ],
      "threads": 2, "rounds": 3, "tolerance": 1e-4, "system": "System <1>", "versions": ["timm": "1.0.31"],
      "models": [
        [
          "name": "a<b>", "size": "224x224", "parity": parity,
          "engines": ["backbones": engine(8, 64 * 1_048_576), "pytorch": engine(22, 320 * 1_048_576)],
        ]
      ],
    ]
  }

  private static func page(distance: Double, _ body: (_ page: String, _ run: Command) throws -> Void) throws {
    try withTemporaryDirectory { folder in
      let (file, page) = (folder.appending(path: "record.json"), folder.appending(path: "page.html"))
      try JSONSerialization.data(withJSONObject: record(distance: distance)).write(to: file)
      let run = try run("--from", file.path, "-o", page.path)
      try body(String(contentsOf: page, encoding: .utf8), run)
    }
  }

  @Test("The page has the numbers, their ratios and the verdict, and needs nothing else")
  func contents() throws {
    try Self.page(distance: 3e-5) { page, run in
      #expect(run.status == 0 && run.output.contains("all within the tolerance"), "\(run.complaint)")
      for text in [
        "a&lt;b&gt;", "node:&lt;script&gt;alert(1)", "System &lt;1&gt;", "CPU &amp; &quot;co&quot;", "3.0e-05 ✓",
        "8.00 ms",
        "22.00 ms", "× 2.75", "64.00 MiB", "× 5.00", "width: 20.0%", "220 ms", "2 threads",
        "prefers-color-scheme: dark",
      ] { #expect(page.contains(text), "\(text)") }
      for text in ["<script", "http", "src=", "href=", "@import", "url("] { #expect(!page.contains(text), "\(text)") }
      for element in ["table", "tr", "td", "th", "dl", "h2", "span", "code"] {
        let opened = page.matches(of: try Regex("<\(element)[ >]")).count
        #expect(opened == page.matches(of: try Regex("</\(element)>")).count && opened > 0, "\(element)")
      }
    }
    try Self.page(distance: 2e-3) { page, run in
      #expect(run.status == 1 && run.output.contains("too far from timm: a<b>"))
      #expect(page.contains("2.0e-03 ✗") && page.contains("class=\"bad\""))
    }
  }

  @Test("What cannot be measured is one line")
  func refusals() throws {
    for (arguments, message) in [
      ([], "name the models to compare"), (["resnet18", "--peers", "fast"], "no peer 'fast'"),
      (["--from", "/nowhere.json"], "/nowhere.json"), (["resnet18", "--python", "/nowhere"], "/nowhere is not there"),
    ] as [([String], String)] {
      let run = try Command(executable: "/usr/bin/env", [Self.interpreter, Self.script] + arguments)
      #expect(run.status != 0 && run.complaint.contains(message), "\(run.complaint)")
      #expect(!run.complaint.contains("Traceback"))
    }
  }
}
