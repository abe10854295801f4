internal import Foundation
internal import Synchronization

/// What timm says and computes, by timm's module: the folders of `Tests/Fixtures/Models`.
package enum ModelFixtures {
  /// The modules that have a folder, sorted.
  package static let modules: [String] = {
    let contents = try? FileManager.default.contentsOfDirectory(atPath: root.path)
    return (contents ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }()

  /// The records of `<module>/<name>.jsonl.gz`; none where a module has no such file.
  static func records<Record: Decodable>(_ type: Record.Type, _ name: String, of module: String) -> [Record] {
    let url = root.appending(path: "\(module)/\(name).jsonl.gz")
    guard FileManager.default.fileExists(atPath: url.path) else { return [] }
    // A fixture that cannot be read is a broken checkout.
    // swift-format-ignore: NeverUseForceTry
    return try! Facts.read(type, from: url)
  }

  private static var root: URL { Bundle.module.resourceURL!.appending(path: "Fixtures/Models") }
}

/// Values by module, each made when it is first asked for.
final class PerModule<Value: Sendable>: Sendable {
  private let values = Mutex<[String: Value]>([:])

  func value(_ module: String, make: () -> Value) -> Value {
    values.withLock { values in
      if let value = values[module] { return value }
      let value = make()
      values[module] = value
      return value
    }
  }
}
