#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
public import BackbonesTensors

/// A model in a directory of the hub's layout, as timm writes it: `config.json` beside the weights.
public struct ModelDirectory: Sendable {
  /// Where it is.
  public let path: String
  /// The model that `config.json` describes.
  package let description: ModelDescription
  /// The file of weights: `model.safetensors`, else another name that timm looks for, else the first by name of a kind.
  public let weightsPath: String

  /// Reads a directory's `config.json` and finds the weights, without opening them.
  ///
  /// - Throws: `.inputOutput` where there is no such directory, no `config.json` or no weights; `.malformedFile` where
  ///   `config.json` is not what timm writes.
  public init(_ path: String) throws(BackboneError) { try self.init(path, of: nil) }

  /// Reads a directory.
  ///
  /// - Parameter name: the model, with or without a tag; nil for the one that `config.json` names.
  package init(_ path: String, of name: String?) throws(BackboneError) {
    guard isDirectory(path) else { throw BackboneError(.inputOutput, "'\(path)' is not a directory") }
    self.path = path
    description = try ModelDescription(contentsOf: "\(path)/config.json", of: name)
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw BackboneError(.inputOutput, "cannot list '\(path)': \(error)")
    }
    let candidates =
      Self.usualNames + Self.suffixes.flatMap { suffix in names.filter { $0.hasSuffix(suffix) }.sorted() }
    guard let name = candidates.first(where: Set(names).contains) else {
      throw BackboneError(
        .inputOutput,
        "'\(path)' has no weights, expected \(candidates[0]) or another of \(Self.suffixes.joined(separator: ", "))")
    }
    weightsPath = "\(path)/\(name)"
  }

  /// Names of files of weights, in the order in which timm looks for them; the index is not timm's.
  private static let usualNames = [
    "model.safetensors", "model.safetensors.index.json", "pytorch_model.bin", "pytorch_model.pth", "model.pth",
    "open_clip_model.safetensors",
    "open_clip_pytorch_model.safetensors", "open_clip_pytorch_model.bin", "open_clip_pytorch_model.pth",
  ]
  /// What other names end with, in that order; NumPy's archives are looked for last.
  private static let suffixes = [".safetensors", ".pth", ".pth.tar", ".bin", ".npz"]
}
