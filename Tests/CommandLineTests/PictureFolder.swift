import BackbonesImages
import BackbonesTestSupport
import Foundation
import Testing

/// Pictures for tests of bulk features.
enum PictureFolder {
  /// A folder with so many small pictures, of which number 5 is broken, and some that are no pictures.
  static func make(_ count: Int = 24, in folder: URL) throws -> URL {
    let pictures = folder.appending(path: "pictures")
    try FileManager.default.createDirectory(at: pictures.appending(path: "b"), withIntermediateDirectories: true)
    for number in 0..<count {
      let (width, height) = (40 + number, 64 - number)
      let pixels = (0..<3 * width * height).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761 &+ number * 97) >> 7) }
      let name = String(format: "%@%03d.png", number % 3 == 0 ? "b/" : "", number)
      try RasterImage(width: width, height: height, pixels: pixels).writePNG(to: pictures.appending(path: name))
    }
    try Data("no picture".utf8).write(to: pictures.appending(path: "005.png"))
    try Data("hidden".utf8).write(to: pictures.appending(path: ".hidden.png"))
    try Data("notes".utf8).write(to: pictures.appending(path: "notes.txt"))
    return pictures
  }
}

/// A line of an index.
struct FeatureLine: Decodable {
  let row: Int?
  let input: String
  let size: [Int]?
  let status: String
  let features: [String: String]?

  static func all(in file: URL) throws -> [FeatureLine] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(FeatureLine.self, from: Data($0.utf8))
    }
  }
}

/// All files of a folder but those that are being made.
func contents(of folder: URL) throws -> [String: Data] {
  let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasSuffix(".tmp") }
  return try Dictionary(uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: folder.appending(path: $0))) })
}

extension Command {
  /// Runs a tool of the system.
  static func runTool(_ name: String, _ arguments: [String]) throws {
    let run = try Command(executable: "/usr/bin/env", [name] + arguments)
    try #require(run.status == 0, "\(name): \(run.complaint)")
  }
}

extension Command {
  /// Runs `backbones`, and kills it after some time, unless it has ended.
  static func runAndKill(_ arguments: [String], after seconds: Double) throws {
    let process = Process()
    process.executableURL = products.appending(path: "backbones")
    process.arguments = arguments
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    Thread.sleep(forTimeInterval: seconds)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
