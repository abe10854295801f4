internal import BackbonesCLibrary

/// The bytes of a regular file, copied: for files that somebody may cut shorter meanwhile.
///
/// - Throws: `.inputOutput` where it is missing, not a regular file, or cannot be read; `.environment` where there is no memory.
package func readFile(_ path: String) throws(BackboneError) -> [UInt8] {
  // Without O_NONBLOCK, opening a pipe waits for somebody to write to it.
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard file >= 0 else { throw .system("open", path) }
  defer { close(file) }
  var status = stat()
  guard fstat(file, &status) == 0 else { throw .system("open", path) }
  guard status.st_mode & S_IFMT == S_IFREG else {
    throw BackboneError(.inputOutput, "'\(path)' is not a regular file")
  }
  let size = Int(status.st_size)
  try requireMemory(size)
  var fault: BackboneError?
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    while count < size {
      let got = read(file, buffer.baseAddress! + count, size - count)
      if got < 0 && errno == EINTR { continue }
      if got < 0 { fault = .system("read", path) }
      guard got > 0 else { break }
      count += got
    }
  }
  if let fault { throw fault }
  return bytes
}
