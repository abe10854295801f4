internal import BackbonesCLibrary
public import BackbonesImages
internal import BackbonesTensors

/// A picture whose features are wanted: an encoded file, or pixels.
public struct ImageSource: Sendable {
  /// What results and messages call it.
  public let name: String
  private let content: Content

  private enum Content {
    case file(String)
    case part(MappedFile.Part)
    case bytes([UInt8])
    case pixels(RasterImage)
  }

  private init(_ name: String, _ content: Content) { (self.name, self.content) = (name, content) }

  /// A PNG, JPEG, WebP or TIFF file, read when its turn comes.
  public static func file(_ path: String) -> ImageSource { ImageSource(path, .file(path)) }

  /// A PNG, JPEG, WebP or TIFF file in memory.
  public static func encoded(_ bytes: [UInt8], named name: String) -> ImageSource { ImageSource(name, .bytes(bytes)) }

  /// Pixels.
  public static func pixels(_ image: RasterImage, named name: String) -> ImageSource {
    ImageSource(name, .pixels(image))
  }

  /// A file within a mapped archive.
  static func part(_ part: MappedFile.Part, named name: String) -> ImageSource { ImageSource(name, .part(part)) }

  /// Has the system read the file ahead.
  func readAhead() {
    #if os(Linux)
      guard case .file(let path) = content else { return }
      let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
      guard file >= 0 else { return }
      posix_fadvise(file, 0, 0, POSIX_FADV_WILLNEED)
      close(file)
    #endif
  }

  /// Reads it.
  func load() throws(BackboneError) -> Loaded {
    switch content {
    case .file(let path): .encoded(try readFile(path))
    case .bytes(let bytes): .encoded(bytes)
    case .part(let part): .encoded([UInt8](part.bytes))
    case .pixels(let image): .pixels(image)
    }
  }

  enum Loaded {
    case encoded([UInt8])
    case pixels(RasterImage)
  }
}
