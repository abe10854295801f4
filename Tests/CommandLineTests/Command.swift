import Foundation

/// A run of the built command as a process of its own.
struct Command {
  /// How it ended.
  let status: Int32
  /// Whether a signal ended it.
  let crashed: Bool
  /// What it printed.
  let output: String
  /// What it complained of.
  let complaint: String

  /// Runs `backbones` with arguments.
  init(_ arguments: String..., environment: [String: String] = [:]) throws {
    try self.init(arguments, environment: environment)
  }

  /// Runs `backbones` with arguments.
  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    try self.init(executable: Self.products.appending(path: "backbones").path, arguments, environment: environment)
  }

  /// Runs an executable.
  init(executable: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    // No test may reach the hub; those that need one have it on loopback.
    let isolated = ["HF_HUB_OFFLINE": "1", "HF_HOME": "/nonexistent", "HF_ENDPOINT": "http://127.0.0.1:1"]
    process.environment = ProcessInfo.processInfo.environment.merging(isolated) { $1 }.merging(environment) { $1 }
    let (output, complaint) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = complaint
    try process.run()
    self.output = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    self.complaint = String(decoding: complaint.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
    crashed = process.terminationReason != .exit
  }

  /// What it printed, as JSON.
  func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(type, from: Data(output.utf8))
  }

  /// The lines that it printed, each as JSON.
  func jsonLines<Value: Decodable>(_ type: Value.Type = Value.self) throws -> [Value] {
    try output.split(separator: "\n").map { try JSONDecoder().decode(type, from: Data($0.utf8)) }
  }

  /// Where the command is built: beside the tests.
  static let products: URL = {
    #if os(macOS)
      Bundle(for: Marker.self).bundleURL.deletingLastPathComponent()
    #else
      Bundle.main.bundleURL
    #endif
  }()

  /// A photo that comes with the command.
  static let photo =
    products.appending(path: "Backbones_CBackbonesResources.\(resourceSuffix)/Resources/coffee.png").path

  #if os(macOS)
    private static let resourceSuffix = "bundle"
    private final class Marker {}
  #else
    private static let resourceSuffix = "resources"
  #endif
}
