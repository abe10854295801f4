#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension URL {
  /// The path of a file's URL.
  ///
  /// - Throws: `BackboneError.invalidOption` for a URL of another kind: nothing here reads from a network.
  package func filePath() throws(BackboneError) -> String {
    guard isFileURL else { throw BackboneError(.invalidOption, "'\(absoluteString)' is no file; expected a file: URL") }
    return path
  }
}

extension NumPyFile {
  /// Reads an array; see `read(_:)` that takes a path.
  public static func read(_ url: URL) throws(BackboneError) -> Tensor { try read(url.filePath()) }

  /// Writes an array; see `write(_:to:)` that takes a path.
  public static func write(_ tensor: Tensor, to url: URL) throws(BackboneError) {
    try write(tensor, to: url.filePath())
  }
}

extension SafetensorsFile {
  /// Opens a file; see `init(contentsOf:)` that takes a path.
  public init(contentsOf url: URL) throws(BackboneError) { try self.init(contentsOf: url.filePath()) }
}
