/// Named tensors in a file, or wherever else: what a format of weights is to everything above it.
///
/// Wrappers' prefixes, adaptation to other shapes and verification against a model are not a format's; `StateDictionary`
/// does them for every archive.
public protocol TensorArchive: Sendable {
  /// Where the archive is, for messages.
  var path: String { get }

  /// Which of several dictionaries of the file the tensors are, in words of the file; nil where there is but one.
  var dictionary: String? { get }

  /// The names of the tensors, each once, sorted.
  var names: [String] { get }

  /// What the archive says of a tensor, known without reading it; nil where it has none of that name.
  func entry(_ name: String) -> TensorEntry?

  /// A tensor as f32, read when it is asked for. Its shape is that of its entry.
  ///
  /// - Throws: `.unknownName` for a name that is not in the archive; `.inputOutput` and `.malformedFile` for data that
  ///   cannot be read.
  func tensor(_ name: String) throws(BackboneError) -> Tensor
}

extension TensorArchive {
  /// Nil: most formats have one.
  public var dictionary: String? { nil }
}

/// An archive whose tensors are read from files.
package protocol FileArchive: TensorArchive {
  /// The files that have tensors; nil where they are not mapped.
  var files: [MappedFile]? { get }
}

/// What an archive says of one tensor.
public struct TensorEntry: Sendable, Hashable {
  /// How the elements are stored.
  public let type: ElementType
  /// The extents.
  public let shape: TensorShape

  /// An entry of an archive of one's own.
  public init(type: ElementType, shape: TensorShape) { (self.type, self.shape) = (type, shape) }
}
