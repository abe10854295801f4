import BackbonesCLibrary

/// A file in memory that is written anew for each input: parsers map files. Beside it is `1.safetensors`, without tensors, for an
/// index to name.
enum ScratchFile {
  private static let folder = "/dev/shm/backbones-fuzz-\(getpid())"
  private static let path = "\(folder)/input"
  private static let neighbour = "\(folder)/1.safetensors"
  private static let descriptor: Int32 = {
    precondition(mkdir(folder, 0o700) == 0, "cannot make '\(folder)'")
    let (descriptor, other) = (create(path), create(neighbour))
    let empty: [UInt8] = [2, 0, 0, 0, 0, 0, 0, 0] + Array("{}".utf8)
    precondition(write(other, empty, empty.count) == empty.count)
    close(other)
    atexit {
      unlink(ScratchFile.path)
      unlink(ScratchFile.neighbour)
      rmdir(ScratchFile.folder)
    }
    return descriptor
  }()

  private static func create(_ path: String) -> Int32 {
    let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0, "cannot make '\(path)'")
    return descriptor
  }

  /// The path of the file, which holds the bytes.
  static func holding(_ bytes: UnsafeRawBufferPointer) -> String {
    precondition(
      pwrite(descriptor, bytes.baseAddress, bytes.count, 0) == bytes.count && ftruncate(descriptor, bytes.count) == 0)
    return path
  }
}
