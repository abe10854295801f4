package import BackbonesImages
package import BackbonesTensors

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// What the features of a folder are: the same for all of a run's tasks, however often it was interrupted.
package struct Manifest: Codable, Hashable, Sendable {
  /// An output, and its shape for one picture.
  package struct Output: Codable, Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package let shape: [Int]
    package var description: String { "\(name) \(shape)" }
  }

  /// What is done to pictures; see `BackbonesImages.Preprocessing`.
  package struct Preprocessing: Codable, Hashable, Sendable {
    package let inputSize: [Int]
    package let interpolation: Interpolation
    package let cropFraction: Double
    package let cropMode: BackbonesImages.Preprocessing.CropMode
    package let mean: [Double]
    package let standardDeviation: [Double]
    /// Whether JPEGs are decoded at a part of their size.
    package let fastDecode: Bool
  }

  /// The layout of the folder.
  package var layout = 1
  package let version: String
  package let model: String
  /// The weights' SHA-256, or what they were made of.
  package let weights: String
  package let outputs: [Output]
  package let preprocessing: Preprocessing
  /// What the bits depend on beyond model and pictures: the kernels' set of instructions, and options of the engine.
  package let arithmetic: String
  package let format: FeatureFormat
  package let type: String
  /// Pictures of a part.
  package var partSize: Int

  /// The type of elements.
  package var element: ElementType { type == "f16" ? .float16 : .float32 }

  /// The properties that differ, with both values.
  package func differences(from other: Manifest) -> [String] {
    func differences(_ mine: Any, _ others: Any) -> [String] {
      zip(Mirror(reflecting: mine).children, Mirror(reflecting: others).children).flatMap { mine, others in
        if mine.value is Preprocessing { return differences(mine.value, others.value) }
        let (name, a, b) = (mine.label ?? "", "\(mine.value)", "\(others.value)")
        let hint = name == "arithmetic" ? " (BACKBONES_CPU and the engine's options choose it)" : ""
        return a == b ? [] : ["\(name) is \(a.shortened), not \(b.shortened)\(hint)"]
      }
    }
    return differences(self, other)
  }

  static let name = "manifest.json"
}

/// How features lie in files.
package enum FeatureFormat: String, Codable, Sendable, CaseIterable {
  /// A matrix of each output.
  case npy
  /// A file with a tensor for each output.
  case safetensors
  /// A webdataset: a `.npy` file for each picture and output, beside its line of the index.
  case tar
  /// Lines with the features in base64.
  case jsonl
}

/// A line of an index.
package struct IndexLine: Codable, Sendable {
  /// The row of the part's matrices; nil for a picture without features.
  package var row: Int?
  package let input: String
  /// Height and width.
  package let size: [Int]?
  package let sha256: String?
  /// `ok`, or the code of the error.
  package let status: String
  package let error: String?
  /// Little-endian elements in base64 by output; in the format `jsonl` alone.
  package var features: [String: String]?

  init(_ image: ExtractedImage) {
    input = image.name
    size = image.size.map { [$0.height, $0.width] }
    sha256 = image.digest
    if case .failure(let fault) = image.features {
      (status, error) = (fault.code.description, fault.message)
    } else {
      (status, error) = ("ok", nil)
    }
  }
}

extension IndexLine {
  /// The line with features of some outputs.
  func with(_ features: [[UInt8]], of outputs: [String]) -> IndexLine {
    var line = self
    line.features = Dictionary(uniqueKeysWithValues: zip(outputs, features).map { ($0, RecordCoding.base64($1)) })
    return line
  }
}

/// A part that is whole. It is written last: a part without one is made anew.
package struct PartRecord: Codable, Hashable, Sendable {
  /// Bytes and digest of a file.
  package struct File: Codable, Hashable, Sendable {
    package let name: String
    package let bytes: Int
    package let sha256: String
  }

  package let pictures: Int
  package let errors: Int
  package let files: [File]
  /// The SHA-256 of the pictures' names, a line each.
  package let inputs: String
  /// Whether it is the last part of its archive; nil for pictures that are in none.
  package let isLast: Bool?

  private enum CodingKeys: String, CodingKey {
    case pictures, errors, files, inputs
    case isLast = "last"
  }
}

/// All inputs of a run, written by each task that has come to their end: the same for all.
package struct InputRecord: Codable, Hashable, Sendable {
  /// The SHA-256 of the names of pictures and archives, a line each.
  package let sha256: String
  /// So many units are parts, or archives with parts.
  package let units: Int

  static let name = "inputs.json"
}

/// JSON as the folder's files have it: keys in order of the alphabet, so that the same values are the same bytes.
enum RecordCoding {
  static func line(_ value: some Encodable) throws(BackboneError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    } catch {
      throw BackboneError(.invalidOption, "no JSON of \(type(of: value)): \(error)")
    }
  }

  static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], of path: String
  ) throws(BackboneError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw BackboneError(.malformedFile, "'\(path)' is not as 'backbones extract' writes it: \(error)")
    }
  }

  /// The value of a file.
  static func read<Value: Decodable>(_ type: Value.Type, from path: String) throws(BackboneError) -> Value {
    try decode(type, from: try readFile(path), of: path)
  }

  /// Writes a file whole.
  static func write(_ value: some Encodable, to path: String) throws(BackboneError) {
    let text = try line(value)
    try replaceFile(at: path) { (sink) throws(BackboneError) in try sink.write(text) }
  }

  static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  static func bytes(ofBase64 text: String) -> [UInt8]? { Data(base64Encoded: text).map { [UInt8]($0) } }
}
