internal import BackbonesCLibrary
internal import BackbonesDigests
internal import BackbonesTensors

/// A blob while it comes: the bytes that are on the disk, and their digest.
final class PartialFile {
  /// Where it is.
  let path: String
  /// How many bytes are here.
  private(set) var count = 0
  private let file: Int32
  private let algorithm: Digest.Algorithm?
  private var digest: Digest?

  /// Takes up what is there, or begins a file.
  ///
  /// - Parameters:
  ///   - algorithm: of the digest; nil where nothing is known of the contents.
  ///   - size: as many bytes as it is to have; nil where that is not known. A longer file is begun anew.
  ///   - step: called while the bytes that are there are read; may throw to give up.
  init(
    _ path: String, algorithm: Digest.Algorithm?, size: Int?, step: () throws(BackboneError) -> Void
  ) throws(BackboneError) {
    func opened() -> Int32 { open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666) }
    (self.path, self.algorithm) = (path, algorithm)
    var (file, status) = (opened(), stat())
    // What has another name, too, is no partial file: whoever has that name must not lose it.
    if file >= 0, fstat(file, &status) == 0, status.st_nlink > 1 {
      close(file)
      unlink(path)
      file = opened()
    }
    self.file = file
    guard file >= 0 else { throw .unwritable(.system("write", path)) }
    guard fstat(file, &status) == 0, Int(status.st_size) <= size ?? 0 else {
      try restart()
      return
    }
    digest = try algorithm.map { (algorithm) throws(BackboneError) in try Digest(algorithm) }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let got = read(file, &buffer, buffer.count)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw .system("read", path) }
      if got == 0 { break }
      buffer.withUnsafeBytes { digest?.update(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
      count += got
      try step()
    }
  }

  deinit { close(file) }

  /// Begins anew.
  func restart() throws(BackboneError) {
    guard ftruncate(file, 0) == 0, lseek(file, 0, SEEK_SET) == 0 else { throw .unwritable(.system("write", path)) }
    count = 0
    digest = try algorithm.map { (algorithm) throws(BackboneError) in try Digest(algorithm) }
  }

  /// Checks that so many more bytes would fit.
  func requireSpace(_ bytes: Int) throws(BackboneError) {
    var space = statvfs()
    guard fstatvfs(file, &space) == 0 else { return }
    let free = Int(space.f_bavail) * Int(space.f_frsize)
    guard free < bytes else { return }
    if count == 0 { remove() }
    throw .unwritable(
      BackboneError(
        .inputOutput, "no space for '\(path)': \(bytes) bytes are still to come, \(free) are free. Free some"))
  }

  /// Appends bytes. Those that fit are kept where others do not.
  func append(_ bytes: UnsafeRawBufferPointer) throws(BackboneError) {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let written = writeBytes(file, start, min(rest.count, 1 << 30))
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw .unwritable(.system("write", path)) }
      digest?.update(UnsafeRawBufferPointer(rebasing: rest[..<(rest.startIndex + written)]))
      count += written
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
    }
  }

  /// The digest of all bytes; nil where there is none. Call it once, and `restart` before anything else.
  func finish() -> String? {
    defer { digest = nil }
    return digest?.finish()
  }

  /// Makes it the file of a name, whole on the disk before it is there.
  func move(to destination: String) throws(BackboneError) {
    guard fsync(file) == 0 || errno == EINVAL, rename(path, destination) == 0 else {
      throw .unwritable(.system("write", destination))
    }
  }

  /// Removes it.
  func remove() { unlink(path) }
}
