#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Tensors in several safetensors files, which an index beside them lists: `model.safetensors.index.json`.
///
/// Format: https://huggingface.co/docs/safetensors/index, as `save_torch_model` of huggingface_hub writes it.
public struct SafetensorsShards: FileArchive {
  /// Where the index is.
  public let path: String
  /// The names of all tensors, sorted; those that a file has beside what the index lists too.
  public let names: [String]
  private let shards: [SafetensorsFile]
  package var files: [MappedFile]? { shards.flatMap { $0.files ?? [] } }
  /// The file of each tensor.
  private let places: [String: Int]

  /// Opens an index and all files that it lists.
  ///
  /// - Throws: `.inputOutput` for a file that cannot be read. `.malformedFile` for a damaged index, a file that is not beside
  ///   it or not safetensors, a tensor missing from its file, and a tensor in two files.
  public init(contentsOf path: String) throws(BackboneError) { try self.init(MappedFile(path)) }

  init(_ index: MappedFile) throws(BackboneError) {
    let path = index.path
    func fault(_ text: String) -> BackboneError { BackboneError(.malformedFile, "'\(path)': \(text)") }
    let map: [String: String]
    do throws(BackboneError) {
      map = try Self.weightMap(index.bytes)
    } catch {
      throw fault(error.message)
    }
    let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let fileNames = Set(map.values).sorted()
    var (files, places) = ([SafetensorsFile](), [String: Int]())
    for (number, name) in fileNames.enumerated() {
      let file = try SafetensorsFile(contentsOf: path.contains("/") ? "\(folder)/\(name)" : name)
      for tensor in file.names {
        guard places.updateValue(number, forKey: tensor) == nil else {
          throw fault("\(tensor.quoted) is in two files, \(name.quoted) and one before it")
        }
      }
      files.append(file)
    }
    for (tensor, name) in map.sorted(by: { $0.key < $1.key }) where places[tensor].map({ fileNames[$0] }) != name {
      throw fault("\(tensor.quoted) is not in \(name.quoted), where the index has it")
    }
    (self.path, shards, self.places, names) = (path, files, places, places.keys.sorted())
  }

  /// What is said of a tensor; nil where there is none of that name.
  public func entry(_ name: String) -> TensorEntry? { file(of: name)?.entry(name) }

  /// The file that has a tensor.
  func file(of name: String) -> SafetensorsFile? { places[name].map { shards[$0] } }

  /// A tensor of whichever file has it; see `SafetensorsFile.tensor(_:)`.
  ///
  /// - Throws: `.unknownName` where there is none of that name.
  public func tensor(_ name: String) throws(BackboneError) -> Tensor {
    guard let file = file(of: name) else {
      throw BackboneError(.unknownName, "'\(path)' has no tensor \(name.quoted); it has \(names.count) others")
    }
    return try file.tensor(name)
  }

  /// The names of the files that an index lists, sorted; each is one beside it.
  ///
  /// - Throws: as `init(contentsOf:)`, of the index.
  package static func files(listedAt path: String) throws(BackboneError) -> [String] {
    let index = try MappedFile(path)
    do throws(BackboneError) {
      return Set(try weightMap(index.bytes).values).sorted()
    } catch {
      throw BackboneError(.malformedFile, "'\(path)': \(error.message)")
    }
  }

  /// The file of each tensor, as an index says. Messages leave out the index's name.
  static func weightMap(_ bytes: UnsafeRawBufferPointer) throws(BackboneError) -> [String: String] {
    func fault(_ text: String) -> BackboneError { BackboneError(.malformedFile, text) }
    guard bytes.count <= InputLimits.indexBytes else {
      throw fault("an index of \(bytes.count) bytes, expected at most \(InputLimits.indexBytes)")
    }
    let text = bytes[...]
    guard JSONKeys.isObject(text) else { throw fault("the index is not a JSON object in UTF-8") }
    let map: [String: String]
    do {
      map = try JSONDecoder().decode(IndexJSON.self, from: Data(text)).weight_map
    } catch let error as DecodingError {
      throw fault("not an index of safetensors files: \(error.summary)")
    } catch {
      throw fault("not an index of safetensors files: \(error)")
    }
    if let name = JSONKeys.firstDuplicate(in: text) { throw fault("\(name.quoted) comes twice in the index") }
    for file in map.values {
      let isPlain = !file.utf8.contains { ["/", "\\", ":", "\0"].contains(Character(Unicode.Scalar($0))) }
      guard isPlain, file.hasSuffix(".safetensors") else {
        throw fault("\(file.quoted) is no name of a safetensors file beside the index")
      }
    }
    return map
  }
}

/// The JSON of an index. What it says of sizes is for people and not always right.
private struct IndexJSON: Decodable {
  let weight_map: [String: String]
}
