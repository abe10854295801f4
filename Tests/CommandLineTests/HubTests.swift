import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import BackbonesTestSupport
import BackbonesWeights
import Foundation
import Testing

/// The command with a hub: what people type, from the first start to a full disk.
@Suite struct HubCommandTests {
  /// A hub with `timm/test_resnet.r160_in1k` and `me/tuned`, and an empty cache.
  private struct Bench {
    let directory: URL
    let stub: HubStub
    var home: URL { directory.appending(path: "home") }
    var environment: [String: String] {
      ["HF_ENDPOINT": stub.endpoint, "HF_HOME": home.path, "HF_HUB_OFFLINE": "0", "HF_TOKEN": ""]
    }

    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Command {
      try Command(arguments, environment: self.environment.merging(environment) { $1 })
    }

    func files(ending suffix: String) -> [URL] {
      let all = FileManager.default.enumerator(at: home, includingPropertiesForKeys: nil)
      return (all?.compactMap { $0 as? URL } ?? []).filter { $0.path.hasSuffix(suffix) }
    }
  }

  private func withHub(_ arguments: String..., body: (Bench) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let hub = directory.appending(path: "hub")
      func folder(_ name: String) throws -> URL {
        let folder = hub.appending(path: name).appending(path: "main")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
      }
      let parameters = try Registry.entry(named: "test_resnet").graph().parameters
      let source = SyntheticParameters(seed: 5)
      let tensors = try parameters.map { ($0.name, try source.tensor(for: $0)) }
      for name in ["timm/test_resnet.r160_in1k", "me/tuned"] {
        try SafetensorsFile.write(tensors, to: try folder(name).appending(path: "model.safetensors").path)
      }
      try Data(#"{"architecture": "test_resnet", "num_classes": 1000, "pretrained_cfg": {}}"#.utf8)
        .write(to: try folder("me/tuned").appending(path: "config.json"))
      try body(Bench(directory: directory, stub: try HubStub(hub, arguments)))
    }
  }

  private struct Classified: Decodable {
    struct Class: Decodable {
      let label: String?
      let index: Int
    }
    let top: [Class]
  }

  @Test("classify takes a name, downloads its weights once, and is silent but for the classes")
  func classifies() throws {
    try withHub { bench in
      let first = try bench.run("classify", Command.photo, "--model", "test_resnet", "--json")
      #expect(first.status == 0 && first.complaint.isEmpty, "\(first.complaint)")
      let classes = try first.json(Classified.self).top
      // timm's weights of 1000 classes are of ImageNet's.
      #expect(classes.count == 5 && classes.allSatisfy { $0.label?.isEmpty == false })
      bench.stub.stop()
      for name in ["test_resnet.r160_in1k", "timm/test_resnet.r160_in1k"] {
        #expect(try bench.run("classify", Command.photo, "--model", name, "--json").output == first.output)
      }
      let offline = try bench.run(
        "classify", Command.photo, "--model", "test_resnet", "--json", environment: ["HF_HUB_OFFLINE": "1"])
      #expect(offline.output == first.output)
    }
  }

  @Test("A model of the hub, its folder and its file are one")
  func names() throws {
    try withHub { bench in
      let shapes = try bench.run("shapes", "hf-hub:me/tuned", "--json")
      #expect(shapes.status == 0, "\(shapes.complaint)")
      #expect(shapes.output == (try Command("shapes", "test_resnet", "--size", "160", "--json").output))
      let pulled = try bench.run("weights", "pull", "hf-hub:me/tuned")
      #expect(pulled.status == 0, "\(pulled.complaint)")
      let folder = try #require(pulled.output.split(separator: "\n").first.map(String.init))
      let first = try bench.run("classify", Command.photo, "--model", "hf-hub:me/tuned", "--json")
      #expect(first.status == 0, "\(first.complaint)")
      for arguments in [
        ["--model", folder], ["--weights", folder], ["--model", "local-dir:\(folder)"],
        ["--model", "test_resnet", "--weights", "hf-hub:me/tuned"], ["--weights", "hf-hub:me/tuned@main"],
      ] {
        let command = try Command(
          ["classify", Command.photo, "--json"] + arguments, environment: bench.environment)
        #expect(command.output == first.output, "\(arguments): \(command.complaint)")
      }
    }
  }

  private struct Pretrained: Decodable {
    let name: String
    let inputSize: [Int]
    let parameters: Int
    let license: String?
    let cached: Bool
  }

  @Test("weights has what is in the cache, and list --pretrained what there is")
  func inventory() throws {
    try withHub { bench in
      func pretrained() throws -> [Pretrained] {
        try bench.run("list", "--pretrained", "test_resnet*", "--json").json()
      }
      let before = try pretrained()
      #expect(before.map(\.name) == ["test_resnet.r160_in1k"])
      #expect(before[0].inputSize == [3, 160, 160] && before[0].parameters == 469_688 && !before[0].cached)
      #expect(before[0].license == "apache-2.0")
      #expect(try bench.run("weights", "list").output.hasPrefix("nothing in "))

      #expect(try bench.run("weights", "pull", "test_resnet", "hf-hub:me/tuned").status == 0)
      #expect(try pretrained()[0].cached)
      struct Listed: Decodable { let name: String }
      let listed = try bench.run("weights", "list", "--json").json([Listed].self)
      #expect(listed.map(\.name) == ["hf-hub:me/tuned", "timm/test_resnet.r160_in1k"])
      #expect(try bench.run("weights", "list", "timm/*", "--json").json([Listed].self).count == 1)
      #expect(try bench.run("weights", "verify").status == 0)

      let blob = try #require(bench.files(ending: "model.safetensors").map { $0.resolvingSymlinksInPath() }.first)
      var bytes = try Data(contentsOf: blob)
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: blob)
      let verified = try bench.run("weights", "verify")
      #expect(verified.status == 1)
      #expect(verified.output.contains("damaged") && verified.complaint.contains("weights remove"))

      let removed = try bench.run("weights", "remove", "test_resnet", "hf-hub:me/tuned")
      #expect(removed.status == 0 && removed.output.contains("removed me/tuned"), "\(removed.complaint)")
      #expect(try bench.run("weights", "list").output.hasPrefix("nothing in "))
      let again = try bench.run("weights", "remove", "test_resnet")
      #expect(again.status == 1 && again.complaint.contains("nothing of 'timm/test_resnet.r160_in1k'"))
    }
  }

  @Test("Of two commands at once, one downloads")
  func twoAtOnce() throws {
    try withHub("--fault", "slow=2000000") { bench in
      let environment = bench.environment
      let results = Results()
      DispatchQueue.concurrentPerform(iterations: 2) { _ in
        results.add((try? Command(["weights", "pull", "test_resnet"], environment: environment))?.status)
      }
      #expect(results.all == [0, 0])
      let bodies = try bench.stub.requests.filter { $0.server == "cdn" }
      #expect(bodies.count == 1)
    }
  }

  @Test("What a killed command downloaded is taken up by the next")
  func killed() throws {
    try withHub("--fault", "slow=400000:1") { bench in
      let process = Process()
      process.executableURL = Command.products.appending(path: "backbones")
      process.arguments = ["weights", "pull", "test_resnet"]
      process.environment = ProcessInfo.processInfo.environment.merging(bench.environment) { $1 }
      (process.standardOutput, process.standardError) = (Pipe(), Pipe())
      try process.run()
      var size = 0
      while size == 0, process.isRunning {
        size = bench.files(ending: ".incomplete").first.flatMap { try? Data(contentsOf: $0).count } ?? 0
        usleep(10_000)
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(bench.files(ending: ".incomplete").count == 1)
      let next = try bench.run("weights", "pull", "test_resnet")
      #expect(next.status == 0, "\(next.complaint)")
      #expect(try bench.stub.requests.contains { $0.range?.hasPrefix("bytes=") == true && $0.status == 206 })
      #expect(try bench.run("weights", "verify").status == 0)
    }
  }

  @Test("A full disk is an error that says so, and what came stays")
  func fullDisk() throws {
    try withHub { bench in
      let command = Command.products.appending(path: "backbones").path
      // 512 or 1024 bytes a block: either is less than the weights.
      let full = try Command(
        executable: "/bin/sh", ["-c", "ulimit -f 500; exec '\(command)' weights pull test_resnet"],
        environment: bench.environment)
      #expect(full.status == 1 && !full.crashed)
      #expect(full.complaint.contains("File too large") && full.complaint.contains("HF_HOME"), "\(full.complaint)")
      #expect(bench.files(ending: ".incomplete").count == 1)
      #expect(try bench.run("weights", "pull", "test_resnet").status == 0)
    }
  }

  @Test("What the hub does not give is one line that says what to do")
  func refusals() throws {
    try withHub("--gated", "me/tuned") { bench in
      for (arguments, fragment) in [
        (["--model", "hf-hub:me/tuned"], "gated"), (["--model", "hf-hub:me/none"], "check the name"),
        (["--model", "me/tuned"], "hf-hub:me/tuned"), (["--model", "ecaresnet200d"], "no pretrained weights"),
        (["--model", "resnet50", "--weights", "hf-hub:a/b/c"], "no name of a repository"),
      ] {
        let command = try Command(["classify", Command.photo] + arguments, environment: bench.environment)
        #expect(command.status == 1 && command.output.isEmpty)
        #expect(command.complaint.hasPrefix("error: ") && command.complaint.contains(fragment), "\(command.complaint)")
        #expect(command.complaint.count(where: \.isNewline) == 1)
      }
    }
  }

  @Test("A name that timm deprecates is the one in its place, with a note")
  func deprecated() throws {
    let command = try Command("shapes", "seresnext26tn_32x4d", "--json")
    #expect(command.status == 0, "\(command.complaint)")
    #expect(command.complaint.hasPrefix("note: 'seresnext26tn_32x4d' is called 'seresnext26t_32x4d"))
  }
}

/// Statuses of commands that ran beside each other.
private final class Results: @unchecked Sendable {
  private let lock = NSLock()
  private var statuses: [Int32?] = []
  var all: [Int32?] { lock.withLock { statuses } }
  func add(_ status: Int32?) { lock.withLock { statuses.append(status) } }
}
