#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The header of a safetensors file: 8 bytes of length, little-endian, then that much JSON; the data follow.
struct SafetensorsHeader {
  /// What is said of each tensor, and its bytes, counted from the start of the file.
  private(set) var tensors: [String: (entry: TensorEntry, bytes: Range<Int>)] = [:]
  let metadata: [String: String]

  /// Reads and checks the header of `file`: when this returns, every tensor's bytes are in the file.
  init(of file: MappedFile) throws(BackboneError) {
    func fault(_ text: String) -> BackboneError { BackboneError(.malformedFile, "'\(file.path)': \(text)") }
    let bytes = file.bytes
    guard bytes.count >= 8 else {
      throw fault("\(bytes.count) bytes are too few for a safetensors file, which starts with 8 bytes of length")
    }
    let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
    guard length <= InputLimits.headerBytes else {
      throw fault(
        "a header of \(length) bytes, expected at most \(InputLimits.headerBytes): is this a safetensors file?")
    }
    guard length <= bytes.count - 8 else {
      throw fault("a header of \(length) bytes in a file of \(bytes.count): the file is cut, or not safetensors")
    }
    let text = bytes[8..<8 + Int(length)]
    guard JSONKeys.isObject(text) else {
      throw fault("the header is not a JSON object in UTF-8")
    }
    // The header's own braces, those of metadata, and one pair a tensor.
    guard JSONKeys.hasObjects(text, atMost: InputLimits.tensors + 2) else {
      throw fault("a header of more than \(InputLimits.tensors) tensors")
    }
    let json: HeaderJSON
    do {
      json = try JSONDecoder().decode(HeaderJSON.self, from: Data(text))
    } catch let error as DecodingError {
      throw fault("the header cannot be read: \(error.summary)")
    } catch {
      throw fault("the header cannot be read: \(error)")
    }
    if let name = JSONKeys.firstDuplicate(in: text) { throw fault("\(name.quoted) comes twice in the header") }

    metadata = json.metadata
    let start = 8 + Int(length)
    for (name, stored) in json.entries {
      do throws(BackboneError) {
        tensors[name] = try Self.checked(stored, dataIn: start..<bytes.count)
      } catch {
        throw fault("tensor \(name.quoted): \(error.message)")
      }
    }
    var end = start
    for (name, (_, range)) in tensors.sorted(by: { $0.value.bytes.order < $1.value.bytes.order }) {
      guard range.lowerBound == end else {
        let what = range.lowerBound < end ? "overlaps the tensor before it" : "follows a hole"
        throw fault("tensor \(name.quoted) \(what): it begins at byte \(range.lowerBound - start), not \(end - start)")
      }
      end = range.upperBound
    }
    guard end == bytes.count else { throw fault("\(bytes.count - end) bytes follow the last tensor") }
  }

  /// The length and the JSON for tensors that lie one after the other in the order given.
  static func text(
    of tensors: [(name: String, shape: TensorShape)], metadata: [String: String], type: ElementType, path: String
  ) throws(BackboneError) -> [UInt8] {
    var json = HeaderJSON(metadata: metadata)
    var end = 0
    for (name, shape) in tensors {
      guard name != HeaderJSON.metadataKey else {
        throw BackboneError(.invalidOption, "'\(path)': the format reserves the name '\(name)'")
      }
      let begin = end
      end += shape.count * type.size
      let stored = HeaderJSON.Stored(dtype: type.rawValue, shape: shape.dimensions, data_offsets: [begin, end])
      guard json.entries.updateValue(stored, forKey: name) == nil else {
        throw BackboneError(.invalidOption, "'\(path)': two tensors are named '\(name)'")
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var text: [UInt8]
    do { text = Array(try encoder.encode(json)) } catch {
      throw BackboneError(.invalidOption, "'\(path)': the header cannot be written as JSON: \(error)")
    }
    // Spaces, so that the data start at a multiple of 8.
    text += Array(repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
    guard text.count <= InputLimits.headerBytes else {
      throw BackboneError(
        .invalidOption, "'\(path)': the header takes \(text.count) bytes, more than \(InputLimits.headerBytes)")
    }
    return withUnsafeBytes(of: UInt64(text.count).littleEndian, Array.init) + text
  }
}

extension SafetensorsHeader {
  /// Checks what a header says of one tensor. Messages leave out its name.
  private static func checked(
    _ stored: HeaderJSON.Stored, dataIn data: Range<Int>
  ) throws(BackboneError) -> (TensorEntry, Range<Int>) {
    func fault(_ text: String) -> BackboneError { BackboneError(.malformedFile, text) }
    guard let type = ElementType(rawValue: stored.dtype) else {
      let known = ElementType.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("type \(stored.dtype.quoted) is unknown; known are \(known)")
    }
    let offsets = stored.data_offsets
    guard offsets.count == 2, 0 <= offsets[0], offsets[0] <= offsets[1], offsets[1] <= data.count else {
      throw fault("data_offsets \(offsets) are not a range in \(data.count) bytes of data")
    }
    guard stored.shape.count <= InputLimits.axes else {
      throw fault("\(stored.shape.count) axes, expected at most \(InputLimits.axes)")
    }
    guard let count = TensorShape.checkedCount(stored.shape) else {
      throw fault("shape \(stored.shape) has a negative extent or too many elements")
    }
    let (size, overflow) = count.multipliedReportingOverflow(by: type.size)
    guard !overflow, size == offsets[1] - offsets[0] else {
      throw fault("\(offsets[1] - offsets[0]) bytes for shape \(stored.shape) of \(type.rawValue)")
    }
    let bytes = data.lowerBound + offsets[0]..<data.lowerBound + offsets[1]
    return (TensorEntry(type: type, shape: TensorShape(stored.shape)), bytes)
  }
}

extension Range<Int> {
  /// Sorts by beginning, the empty ones first.
  fileprivate var order: (Int, Int) { (lowerBound, upperBound) }
}

/// The JSON of a header: names and what is stored under them, and one key apart.
private struct HeaderJSON: Codable {
  static let metadataKey = "__metadata__"

  struct Stored: Codable {
    let dtype: String
    let shape: [Int]
    let data_offsets: [Int]
  }

  struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  var metadata: [String: String]
  var entries: [String: Stored] = [:]

  init(metadata: [String: String]) { self.metadata = metadata }

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    metadata = [:]
    for key in object.allKeys {
      if key.stringValue == Self.metadataKey {
        metadata = try object.decode([String: String].self, forKey: key)
      } else {
        entries[key.stringValue] = try object.decode(Stored.self, forKey: key)
      }
    }
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    if !metadata.isEmpty { try object.encode(metadata, forKey: Key(stringValue: Self.metadataKey)) }
    for (name, stored) in entries { try object.encode(stored, forKey: Key(stringValue: name)) }
  }
}
