import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

import BackbonesHub

/// Python's client on the same cache, where it is installed: for `python3`, or for the interpreter that BACKBONES_PYTHON names.
@Suite struct PythonClientTests {
  static let hasClient = (try? python("import huggingface_hub", [:])) != nil

  @discardableResult
  private static func python(_ script: String, _ environment: [String: String]) throws -> String {
    let process = Process()
    let interpreter = ProcessInfo.processInfo.environment["BACKBONES_PYTHON"] ?? "python3"
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [interpreter, "-c", script]
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return text
  }

  @Test("Each client takes what the other downloaded", .enabled(if: hasClient, "huggingface_hub is not installed"))
  func sharesCache() throws {
    try Bench.with { bench in
      let repository = try HubRepository("org/model")
      for name in ["model.safetensors", "sub/other.safetensors"] { try bench.serve(name, noise(3000)) }
      try bench.serve("config.json", Data("{}".utf8))
      let stub = try HubStub(bench.repositories)
      let environment = [
        "HF_ENDPOINT": stub.endpoint, "HF_HOME": bench.home.path, "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
      ]
      let file = try bench.session(stub).weights(of: repository)
      #expect(try bench.session(stub).file("missing.json", of: repository) == nil)
      let found = try Self.python(
        """
        from huggingface_hub import hf_hub_download, scan_cache_dir, try_to_load_from_cache
        print(hf_hub_download('org/model', 'model.safetensors', local_files_only=True))
        print(try_to_load_from_cache('org/model', 'missing.json').__class__.__name__)
        info = scan_cache_dir()
        print(len(info.warnings), [r.repo_id for r in info.repos])
        """, environment)
      #expect(found == "\(file.path)\nobject\n0 ['org/model']\n")

      let downloaded = try Self.python(
        """
        from huggingface_hub import hf_hub_download
        for name in ['config.json', 'sub/other.safetensors', 'model.safetensors']: print(hf_hub_download('org/model', name))
        """, environment
      ).split(separator: "\n").map(String.init)
      stub.stop()
      let session = try bench.session(stub, ["HF_HUB_OFFLINE": "1"])
      let names = ["config.json", "sub/other.safetensors", "model.safetensors"]
      #expect(try names.map { try session.file($0, of: repository)?.path } == downloaded)
    }
  }
}
