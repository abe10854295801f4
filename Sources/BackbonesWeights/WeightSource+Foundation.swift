public import BackbonesTensors

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension WeightSource {
  /// A file of named tensors.
  ///
  /// - Throws: `BackboneError.invalidOption` for a URL that is no file's.
  public static func file(_ url: URL) throws(BackboneError) -> WeightSource { .file(try url.filePath()) }

  /// A directory in the hub's layout.
  ///
  /// - Throws: `BackboneError.invalidOption` for a URL that is no file's.
  public static func directory(_ url: URL) throws(BackboneError) -> WeightSource { .directory(try url.filePath()) }
}
