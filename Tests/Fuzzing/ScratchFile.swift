import BackbonesCLibrary

/// A file in memory that is written anew for each input: parsers map files.
enum ScratchFile {
  private static let path = "/dev/shm/backbones-fuzz-\(getpid())"
  private static let descriptor: Int32 = {
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "cannot make '\(path)'")
    atexit { unlink(ScratchFile.path) }
    return descriptor
  }()

  /// The path of the file, which holds the bytes.
  static func holding(_ bytes: UnsafeRawBufferPointer) -> String {
    precondition(
      pwrite(descriptor, bytes.baseAddress, bytes.count, 0) == bytes.count && ftruncate(descriptor, bytes.count) == 0)
    return path
  }
}
