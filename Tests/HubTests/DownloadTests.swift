import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

import BackbonesHub

/// Whole downloads, and those that are interrupted.
@Suite struct DownloadTests {
  private let repository: HubRepository

  init() throws { repository = try HubRepository("org/model") }

  @Test("A download leaves the cache as Python's client does, and is not made again")
  func layout() throws {
    try Bench.with { bench in
      let weights = noise(100_000)
      try bench.serve("model.safetensors", weights)
      try bench.serve("sub/config.json", Data("{}".utf8))
      let stub = try HubStub(bench.repositories)
      let session = try bench.session(stub)
      let file = try session.weights(of: repository)
      #expect(try Data(contentsOf: URL(filePath: file.path)) == weights)
      let small = try #require(try session.file("sub/config.json", of: repository))
      #expect(file.commit == small.commit)

      let blobs = try FileManager.default.contentsOfDirectory(
        atPath: bench.cache.appending(path: "models--org--model/blobs").path)
      let large = try #require(blobs.first { $0.utf8.count == 64 })
      // What git calls a file of two braces.
      let braces = "9e26dfeeb6e641a33dae4961196235bdb965b21b"
      let commit = file.commit
      let contents = try bench.contents()
      #expect(
        Set(contents.keys) == [
          "CACHEDIR.TAG", ".locks/models--org--model/\(large).lock", ".locks/models--org--model/\(braces).lock",
          "models--org--model/refs/main", "models--org--model/blobs/\(large)", "models--org--model/blobs/\(braces)",
          "models--org--model/snapshots/\(commit)/model.safetensors",
          "models--org--model/snapshots/\(commit)/sub/config.json",
        ])
      #expect(contents["models--org--model/refs/main"] == commit)
      #expect(contents["CACHEDIR.TAG"]?.utf8.count == 191)
      #expect(contents["models--org--model/snapshots/\(commit)/model.safetensors"] == "-> ../../blobs/\(large)")
      #expect(contents["models--org--model/snapshots/\(commit)/sub/config.json"] == "-> ../../../blobs/\(braces)")

      let before = try stub.requests.count
      #expect(try bench.session(stub).weights(of: repository) == file)
      #expect(try stub.requests.count == before)
      #expect(try stub.requests.allSatisfy { $0.agent?.hasPrefix("backbones/") == true })
    }
  }

  @Test("Connections that drop are taken up at the very byte; progress only grows")
  func resumes() throws {
    try Bench.with { bench in
      let weights = noise(1 << 20)
      try bench.serve("model.safetensors", weights)
      let stub = try HubStub(bench.repositories, ["--fault", "drop-after=100001:7"])
      var shown: [HubProgress] = []
      let session = try bench.session(stub) { if case .progress(let progress) = $0 { shown.append(progress) } }
      let file = try session.weights(of: repository)
      #expect(try Data(contentsOf: URL(filePath: file.path)) == weights)
      let ranges = try stub.requests.filter { $0.server == "cdn" }.map(\.range)
      #expect(ranges == [nil] + (1...7).map { "bytes=\($0 * 100_001)-" })
      #expect(shown.map(\.received) == shown.map(\.received).sorted())
      #expect(shown.first?.received == 0 && shown.last?.received == weights.count)
      #expect(shown.allSatisfy { $0.total == weights.count })
      #expect(try bench.files(ending: ".incomplete").isEmpty)
    }
  }

  @Test("What another process left is taken up; where it is of something else, everything comes anew")
  func resumesAfterOthers() throws {
    for isRight in [true, false] {
      try Bench.with { bench in
        let weights = noise(300_000)
        try bench.serve("model.safetensors", weights)
        let stub = try HubStub(bench.repositories)
        guard case .there(let remote) = try bench.session(stub).place(of: "model.safetensors", in: repository) else {
          Issue.record("it is here already")
          return
        }
        let partial = bench.cache.appending(path: "models--org--model/blobs/\(remote.etag).incomplete")
        try (isRight ? weights : noise(300_000, seed: 2)).prefix(200_000).write(to: partial)
        var notices = 0
        let session = try bench.session(stub) { if case .waiting = $0 { notices += 1 } }
        let file = try session.weights(of: repository)
        #expect(try Data(contentsOf: URL(filePath: file.path)) == weights)
        let bodies = try stub.requests.filter { $0.server == "cdn" }
        #expect(bodies.map(\.range) == (isRight ? ["bytes=200000-"] : ["bytes=200000-", nil]))
        #expect(notices == (isRight ? 0 : 1))
      }
    }
  }

  @Test(
    "Faults that pass are waited for",
    arguments: [
      ["status=503:2"], ["status=429:1"], ["cdn-status=500:2"], ["cdn-status=429:2"], ["drop-after=0:2"],
      ["no-range", "drop-after=70000:2"],
    ])
  func faultsThatPass(_ faults: [String]) throws {
    try Bench.with { bench in
      let weights = noise(200_000)
      try bench.serve("model.safetensors", weights)
      let stub = try HubStub(bench.repositories, faults.flatMap { ["--fault", $0] })
      let file = try bench.session(stub).weights(of: repository)
      #expect(try Data(contentsOf: URL(filePath: file.path)) == weights)
    }
  }

  @Test("A connection that stands still is given up and taken up")
  func stalls() throws {
    try Bench.with { bench in
      let weights = noise(200_000)
      try bench.serve("model.safetensors", weights)
      let stub = try HubStub(bench.repositories, ["--fault", "stall-after=50000:1"])
      let file = try bench.session(stub, ["HF_HUB_DOWNLOAD_TIMEOUT": "1"]).weights(of: repository)
      #expect(try Data(contentsOf: URL(filePath: file.path)) == weights)
      #expect(try stub.requests.filter { $0.range == "bytes=50000-" }.count == 1)
    }
  }

  @Test("A signed link that no longer holds is asked for anew, once")
  func expiredLinks() throws {
    try Bench.with { bench in
      try bench.serve("model.safetensors", noise(1000))
      let stub = try HubStub(bench.repositories, ["--fault", "cdn-status=403:1"])
      _ = try bench.session(stub).weights(of: repository)
      #expect(try stub.requests.map(\.status) == [302, 403, 302, 200])
    }
    try Bench.with { bench in
      try bench.serve("model.safetensors", noise(1000))
      let stub = try HubStub(bench.repositories, ["--fault", "cdn-status=403"])
      #expect(error { _ = try bench.session(stub).weights(of: repository) }?.code == .access)
      #expect(try stub.requests.map(\.status) == [302, 403, 302, 403])
    }
  }

  @Test(
    "Bytes that are not those they should be are refused, and nothing is kept",
    arguments: ["model.safetensors", "config.json"])
  func damage(_ name: String) throws {
    try Bench.with { bench in
      try bench.serve(name, noise(5000))
      let stub = try HubStub(bench.repositories, ["--fault", "wrong-bytes"])
      let session = try bench.session(stub)
      let fault = try #require(error { _ = try session.file(name, of: repository) })
      #expect(fault.code == .malformedFile)
      #expect(fault.message.contains(name) && fault.message.contains("org/model"))
      #expect(try bench.files(ending: ".incomplete").isEmpty)
      #expect(try bench.files(ending: name).isEmpty)
      #expect(
        try FileManager.default.contentsOfDirectory(
          atPath: bench.cache.appending(path: "models--org--model/blobs").path
        ).isEmpty)
    }
  }

  @Test("A download that is cancelled ends, and what came is taken up later")
  func cancellation() async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "backbones-\(UUID().uuidString)")
    let bench = Bench(directory: directory)
    defer { try? FileManager.default.removeItem(at: directory) }
    let weights = noise(400_000)
    try bench.serve("model.safetensors", weights)
    let stub = try HubStub(bench.repositories, ["--fault", "slow=100000:1"])
    let hub = Hub(try bench.settings(stub))
    let (begun, signal) = AsyncStream.makeStream(of: Void.self)
    let repository = repository
    await onOwnThread { thread in
      let task = Task(executorPreference: thread) {
        try await hub.onThread({ event in
          if case .progress(let progress) = event, progress.received > 0 { signal.yield() }
        }) { try $0.weights(of: repository).path }
      }
      for await _ in begun { break }
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    #expect(try bench.files(ending: ".incomplete").count == 1)
    let path = try await hub.onThread({ _ in }) { try $0.weights(of: repository).path }
    #expect(try Data(contentsOf: URL(filePath: path)) == weights)
    #expect(try stub.requests.contains { $0.range?.hasPrefix("bytes=") == true })
  }

  @Test("Of two at once, one downloads")
  func twoAtOnce() async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "backbones-\(UUID().uuidString)")
    let bench = Bench(directory: directory)
    defer { try? FileManager.default.removeItem(at: directory) }
    try bench.serve("model.safetensors", noise(200_000))
    let stub = try HubStub(bench.repositories, ["--fault", "slow=400000"])
    let hub = Hub(try bench.settings(stub))
    let repository = repository
    let paths = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<4 { group.addTask { try await hub.onThread({ _ in }) { try $0.weights(of: repository).path } } }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(paths.count == 1)
    #expect(try stub.requests.filter { $0.server == "cdn" }.count == 1)
  }

  @Test("Weights in parts are those of one commit, and their progress is one")
  func shards() throws {
    try Bench.with { bench in
      let parts = (1...3).map { "model-0000\($0)-of-00003.safetensors" }
      for (number, part) in parts.enumerated() {
        try SafetensorsFile.write(
          [("t\(number)", Tensor([64], repeating: Float(number)))], to: bench.directory.appending(path: part).path)
        try bench.serve(part, Data(contentsOf: bench.directory.appending(path: part)))
      }
      let map = parts.enumerated().map { #""t\#($0)": "\#($1)""# }.joined(separator: ", ")
      try bench.serve("model.safetensors.index.json", Data(#"{"weight_map": {\#(map)}}"#.utf8))
      let stub = try HubStub(bench.repositories)
      var shown: [HubProgress] = []
      let session = try bench.session(stub) { if case .progress(let progress) = $0 { shown.append(progress) } }
      let index = try session.weights(of: repository)
      #expect(try openArchive(at: index.path).names == ["t0", "t1", "t2"])
      #expect(shown.map(\.received) == shown.map(\.received).sorted())
      #expect(Set(shown.map(\.total)).count == 1 && shown.last?.received == shown.last?.total)
      #expect(try bench.files(ending: ".no_exist/\(index.commit)/model.safetensors").count == 1)
      let before = try stub.requests.count
      stub.stop()
      #expect(try bench.session(stub).weights(of: repository) == index)
      #expect(before == 1 + 2 + 2 * 3 + 1 + 0)
    }
  }

  @Test("An index that names files elsewhere is refused")
  func hostileIndex() throws {
    try Bench.with { bench in
      try bench.serve(
        "model.safetensors.index.json", Data(#"{"weight_map": {"a": "../../../x.safetensors"}}"#.utf8))
      let stub = try HubStub(bench.repositories)
      #expect(error { _ = try bench.session(stub).weights(of: repository) }?.code == .malformedFile)
    }
  }

  @Test("Without links, files lie in their snapshots")
  func withoutLinks() throws {
    try Bench.with { bench in
      try bench.serve("model.safetensors", noise(1000))
      let stub = try HubStub(bench.repositories)
      let file = try bench.session(stub, ["HF_HUB_DISABLE_SYMLINKS": "1"]).weights(of: repository)
      #expect(try Data(contentsOf: URL(filePath: file.path)) == noise(1000))
      #expect(try bench.contents().values.allSatisfy { !$0.hasPrefix("-> ") })
      #expect(try bench.session(stub).weights(of: repository) == file)
    }
  }

  @Test("Only the endpoint gets the token")
  func tokens() throws {
    try Bench.with { bench in
      try bench.serve("model.safetensors", noise(1000))
      try bench.serve("config.json", Data("{}".utf8))
      let stub = try HubStub(bench.repositories, ["--require-token", "hf_secret"])
      let session = try bench.session(stub, ["HF_TOKEN": "hf_secret"])
      _ = try session.weights(of: repository)
      _ = try session.file("config.json", of: repository)
      for request in try stub.requests {
        #expect(request.auth == (request.server == "hub" ? "Bearer hf_secret" : nil))
        #expect(request.status < 400)
      }
    }
  }

  @Test("A newer commit is taken when asked for")
  func renewal() throws {
    try Bench.with { bench in
      try bench.serve("model.safetensors", noise(1000))
      let stub = try HubStub(bench.repositories)
      let old = try bench.session(stub).weights(of: repository)
      try bench.serve("model.safetensors", noise(1000, seed: 7))
      #expect(try bench.session(stub).weights(of: repository) == old)
      let new = try bench.session(stub).weights(of: repository, renewing: true)
      #expect(new.commit != old.commit)
      #expect(try bench.session(stub).weights(of: repository) == new)
      #expect(try bench.session(stub).weights(of: repository.at(commit: old.commit)) == old)
      // A hub that does not answer: what is here serves.
      stub.stop()
      var notices: [String] = []
      let session = try bench.session(stub) { if case .notice(let text) = $0 { notices.append(text) } }
      #expect(try session.weights(of: repository, renewing: true) == new)
      #expect(notices.count == 1 && notices[0].contains("in the cache is used"))
    }
  }

  @Test("A repository of another name is found, and its name said")
  func newNames() throws {
    try Bench.with { bench in
      try bench.serve("model.safetensors", noise(1000), of: "new-org/other")
      let stub = try HubStub(bench.repositories, ["--renamed", "org/model=new-org/other"])
      var notices: [String] = []
      let session = try bench.session(stub) { if case .notice(let text) = $0 { notices.append(text) } }
      _ = try session.weights(of: repository)
      #expect(notices == ["'org/model' is called 'new-org/other' now"])
    }
  }
}
