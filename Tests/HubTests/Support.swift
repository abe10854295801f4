import BackbonesHub
import BackbonesTensors
import BackbonesTestSupport
import Foundation

/// A hub, and a cache of its own, for one test.
struct Bench {
  let directory: URL
  /// What the hub serves.
  var repositories: URL { directory.appending(path: "hub") }
  /// HF_HOME.
  var home: URL { directory.appending(path: "home") }
  var cache: URL { home.appending(path: "hub") }

  static func with(_ body: (Bench) throws -> Void) throws {
    try withTemporaryDirectory { directory in
      let bench = Bench(directory: directory)
      try FileManager.default.createDirectory(at: bench.repositories, withIntermediateDirectories: true)
      try body(bench)
    }
  }

  /// Puts a file into a repository.
  func serve(_ path: String, _ bytes: some DataProtocol, of repository: String = "org/model", revision: String = "main")
    throws
  {
    let file = repositories.appending(path: repository).appending(path: revision).appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func settings(_ stub: HubStub, _ environment: [String: String] = [:]) throws -> HubSettings {
    try HubSettings(
      environment: ["HF_ENDPOINT": stub.endpoint, "HF_HOME": home.path].merging(environment) { $1 })
  }

  /// A session that does not wait between tries.
  func session(
    _ stub: HubStub, _ environment: [String: String] = [:], observe: @escaping (HubEvent) -> Void = { _ in }
  ) throws -> HubSession {
    HubSession(
      try settings(stub, environment),
      schedule: RetrySchedule(waits: Array(repeating: .zero, count: 5), longest: .zero), observe: observe)
  }

  /// Files and links below the cache, with what they hold or where they lead.
  func contents() throws -> [String: String] {
    var result: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: cache.path) {
      let url = cache.appending(path: path)
      let type = try FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
      if type == .typeSymbolicLink {
        result[path] = "-> " + (try FileManager.default.destinationOfSymbolicLink(atPath: url.path))
      } else if type == .typeRegular {
        result[path] = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      }
    }
    return result
  }

  /// Files that end so.
  func files(ending suffix: String) throws -> [String] {
    guard FileManager.default.fileExists(atPath: cache.path) else { return [] }
    return try FileManager.default.subpathsOfDirectory(atPath: cache.path).filter { $0.hasSuffix(suffix) }
  }
}

/// Bytes that look like no others, the same each time.
func noise(_ count: Int, seed: UInt64 = 1) -> Data {
  var state = seed
  return Data(
    (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    })
}

/// What is thrown.
func error(_ body: () throws -> Void) -> BackboneError? {
  do {
    try body()
    return nil
  } catch {
    return error as? BackboneError
  }
}
