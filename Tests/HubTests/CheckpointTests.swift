import BackbonesDigests
import BackbonesEngine
import BackbonesHub
import BackbonesModels
import BackbonesTensors
import BackbonesTestSupport
import BackbonesWeights
import Foundation
import Testing

/// Weights that timm has by a URL alone, in PyTorch's folder of checkpoints.
@Suite("Checkpoints by URL") struct CheckpointDownloadTests {
  private let bytes = noise(300_000)

  /// Serves a checkpoint whose name has its digest, and asks for it.
  private func with(
    _ faults: [String] = [], _ body: (Bench, HubStub, _ url: String, _ path: String) throws -> Void
  ) throws {
    try Bench.with { bench in
      let digest = try Digest(.sha256)
      bytes.withUnsafeBytes { digest.update($0) }
      let name = "net-\(digest.finish().prefix(8)).pth"
      try bench.serve(name, bytes)
      let stub = try HubStub(bench.repositories, faults.flatMap { ["--fault", $0] })
      let path = bench.directory.appending(path: "torch/hub/checkpoints/\(name)").path
      try body(bench, stub, "\(stub.endpoint)/org/model/resolve/main/\(name)", path)
    }
  }

  private func session(_ bench: Bench, _ stub: HubStub, _ environment: [String: String] = [:]) throws -> HubSession {
    let torch = ["TORCH_HOME": bench.directory.appending(path: "torch").path, "HF_TOKEN": "secret"]
    return try bench.session(stub, torch.merging(environment) { $1 })
  }

  private func files(beside path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: URL(filePath: path).deletingLastPathComponent().path)
  }

  @Test("A download that is interrupted is taken up, lies where PyTorch looks, and is not made again")
  func downloads() throws {
    try with(["drop-after=100001:2"]) { (bench, stub, url, path) throws in
      #expect(try session(bench, stub).checkpoint(at: url, of: "net") == path)
      #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
      let gets = try stub.requests.filter { $0.server == "cdn" && $0.method == "GET" }
      #expect(gets.map(\.range) == [nil, "bytes=100001-", "bytes=200002-"])
      #expect(gets.allSatisfy { $0.auth == nil })
      #expect(try files(beside: path).count == 1)
      let before = try stub.requests.count
      #expect(try session(bench, stub, ["HF_HUB_OFFLINE": "1"]).checkpoint(at: url, of: "net") == path)
      #expect(try stub.requests.count == before)
    }
  }

  @Test("Bytes of another digest than the name's are not kept")
  func verifies() throws {
    try with(["wrong-bytes"]) { (bench, stub, url, path) throws in
      let damaged = error { _ = try session(bench, stub).checkpoint(at: url, of: "net") }
      #expect(damaged?.code == .malformedFile && damaged?.message.contains("came damaged") == true, "\(damaged as Any)")
      #expect(damaged?.message.contains(url) == true)
      let left = try files(beside: path)
      #expect(left.isEmpty)
    }
  }

  @Test("Where it is not, or nobody may be asked, the error says the URL and where a copy can be put")
  func refuses() throws {
    try with { (bench, stub, url, path) throws in
      let missing = error { _ = try session(bench, stub).checkpoint(at: url + "x", of: "net") }
      #expect(missing?.code == .network && missing?.message.contains("\(url)x") == true, "\(missing as Any)")
      #expect(missing?.message.contains("'\(path)x'") == true)
      let offline = error { _ = try session(bench, stub, ["HF_HUB_OFFLINE": "1"]).checkpoint(at: url, of: "net") }
      #expect(offline?.code == .network && offline?.message.contains(url) == true, "\(offline as Any)")
      #expect(offline?.message.contains("HF_HUB_OFFLINE") == true && offline?.message.contains(path) == true)
    }
  }

  @Test("timm's names whose weights are not on the hub have a URL, and what is in PyTorch's folder is used")
  func byName() async throws {
    let names = Registry.names.flatMap { name in
      Registry.configurations(of: name).filter { $0.hub == nil && $0.url != nil }.map { "\(name).\($0.tag)" }
    }
    #expect(names.count == 19 && names.contains("gcvit_xxtiny.in1k") && names.contains("legacy_xception.tf_in1k"))
    let directory = FileManager.default.temporaryDirectory.appending(path: "backbones-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    let folder = directory.appending(path: "hub/checkpoints")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let name = "gcvit_xxtiny"
    let hub = Hub(
      try HubSettings(environment: ["TORCH_HOME": directory.path, "HF_HUB_OFFLINE": "1", "HF_HOME": directory.path]))
    #expect(try !hub.isCached(name))
    let source = SyntheticParameters(seed: 5)
    let parameters = try Registry.entry(named: name).graph(options: ModelOptions()).stateDictionary
    try SafetensorsFile.write(
      parameters.map { ($0.name, try source.tensor(for: $0)) }, as: .float16,
      to: folder.appending(path: "gcvit_xxtiny_224_nvidia-d1d86009.pth").path)
    #expect(try hub.isCached(name) && hub.isCached("gcvit_xxtiny.in1k"))
    let model = try await Model(name, hub: hub)
    #expect(model.name == name && model.labels.count == 1000)
  }
}
