package import Foundation

/// A hub on loopback, as a process of its own: `hub_stub.py`, which says what it can do and what can go wrong with it.
package final class HubStub {
  /// What `HF_ENDPOINT` is to be.
  package let endpoint: String
  /// The server of large files, of another origin.
  package let contentServer: String
  private let process = Process()
  private let log: URL

  /// Serves `FOLDER/ORGANISATION/NAME/REVISION/…`, until it is gone.
  ///
  /// - Parameters:
  ///   - folder: its repositories; what is put into it later is served, too.
  ///   - arguments: `--gated`, `--fault` and the others.
  package init(_ folder: URL, _ arguments: [String] = []) throws {
    // Where there is a proxy, it is not for loopback.
    setenv("NO_PROXY", "127.0.0.1", 1)
    setenv("no_proxy", "127.0.0.1", 1)
    log = folder.deletingLastPathComponent().appending(path: "log-\(UUID().uuidString)")
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", Self.script.path, folder.path, "--log", log.path] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var text = ""
    while text.count(where: { $0 == "\n" }) < 2 {
      let bytes = output.fileHandleForReading.availableData
      if bytes.isEmpty { throw CocoaError(.fileReadUnknown, userInfo: [NSFilePathErrorKey: Self.script.path]) }
      text += String(decoding: bytes, as: UTF8.self)
    }
    let lines = text.split(separator: "\n").map(String.init)
    (endpoint, contentServer) = (lines[0], lines[1])
  }

  deinit { stop() }

  /// Ends it.
  package func stop() {
    guard process.isRunning else { return }
    // Threads of tests block other signals, and so do the processes that they start.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  private static let script = Bundle.module.url(forResource: "hub_stub", withExtension: "py")!

  /// A request that it answered.
  package struct Request: Decodable, Sendable {
    /// When it came.
    package let t: Double
    package let server: String
    package let method: String
    package let path: String
    package let range: String?
    package let auth: String?
    package let agent: String?
    package let status: Int
    package let sent: Int
  }

  /// The requests so far, all answered, in the order in which they came.
  package var requests: [Request] {
    get throws {
      while true {
        let lines = ((try? Data(contentsOf: log)) ?? Data()).split(separator: UInt8(ascii: "\n"))
        let answered = lines.filter { $0.range(of: Data("\"begins\"".utf8)) == nil }
        // A client has its answer before the log has it.
        if answered.count * 2 == lines.count || !process.isRunning {
          return try answered.map { try JSONDecoder().decode(Request.self, from: $0) }.sorted { $0.t < $1.t }
        }
        usleep(10_000)
      }
    }
  }
}
