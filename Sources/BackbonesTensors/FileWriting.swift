internal import CBackbonesKernels
internal import BackbonesCLibrary

/// Writes a file whole or not at all: to a temporary file beside it, which then takes its name. What is no regular file, such
/// as `/dev/null` or a pipe, is written to as it is.
///
/// - Parameter write: writes the contents, front to back.
/// - Throws: `.inputOutput` where the system refuses, and what `write` throws; the old file, if any, is then untouched.
package func replaceFile(
  at path: String, _ write: (FileSink) throws(BackboneError) -> Void
) throws(BackboneError) {
  if isSpecial(path) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system("write", path) }
    defer { close(file) }
    return try write(FileSink(file: file, path: path))
  }
  let temporary = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
  let slot = bb_pending_file(temporary)
  defer { bb_settle_file(slot) }
  let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard file >= 0 else { throw .system("write", path) }
  do throws(BackboneError) {
    do throws(BackboneError) {
      try write(FileSink(file: file, path: path))
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0, rename(temporary, path) == 0 else { throw .system("write", path) }
  } catch {
    unlink(temporary)
    throw error
  }
}

/// Whether something at a path is neither a regular file nor a folder.
private func isSpecial(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
}

/// Checks that `replaceFile` could write so many bytes, before they are computed.
///
/// - Throws: `.inputOutput` where the folder is missing or read-only, or has not as much space.
package func checkWritable(_ path: String, bytes: Int) throws(BackboneError) {
  let end = path.utf8.lastIndex(of: UInt8(ascii: "/"))
  let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  var status = stat(), space = statvfs()
  if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
    throw BackboneError(.inputOutput, "cannot write '\(path)': it is a folder")
  }
  if isSpecial(path) { return }
  guard access(folder, W_OK | X_OK) == 0 else { throw .system("write", path) }
  guard statvfs(folder, &space) == 0 else { return }
  let free = Int(space.f_bavail) * Int(space.f_frsize)
  guard free >= bytes else {
    throw BackboneError(.inputOutput, "cannot write '\(path)': it takes \(bytes) bytes, \(free) are free")
  }
}

/// Removes files that are being written, and ends the process, when it is told to end (SIGINT, SIGTERM). For commands; a library
/// leaves signals alone.
package func endOnSignals() { bb_end_on_signals() }

/// Where bytes go: the file that `replaceFile` writes, or a stream of the process.
package struct FileSink: Sendable {
  fileprivate let file: Int32
  fileprivate let path: String

  /// What the process prints.
  package static let standardOutput = FileSink(file: STDOUT_FILENO, path: "standard output")
  /// Where the process complains.
  package static let standardError = FileSink(file: STDERR_FILENO, path: "standard error")

  /// Whether a person watches.
  package var isTerminal: Bool { isatty(file) != 0 }

  /// Appends bytes.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(BackboneError) {
    var rest = bytes
    while !rest.isEmpty {
      #if canImport(Darwin)
        let written = Darwin.write(file, rest.baseAddress, min(rest.count, 1 << 30))
      #elseif canImport(Musl)
        let written = Musl.write(file, rest.baseAddress, rest.count)
      #else
        let written = Glibc.write(file, rest.baseAddress, rest.count)
      #endif
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw .system("write", path) }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }

  /// Appends text.
  package func write(_ text: String) throws(BackboneError) { try write(Array(text.utf8)) }

  /// Appends the bytes of whole elements.
  package func write<Element: BitwiseCopyable>(_ elements: [Element]) throws(BackboneError) {
    try elements.withUnsafeBufferPointer { (buffer) throws(BackboneError) in
      try write(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Appends the elements of a tensor, as singles or halves.
  ///
  /// - Precondition: `type` is `.float32` or `.float16`.
  func write(_ tensor: Tensor, as type: ElementType) throws(BackboneError) {
    try tensor.withElements { (elements) throws(BackboneError) in
      type == .float32 ? try write(UnsafeRawBufferPointer(elements)) : try write(elements.halves)
    }
  }
}
