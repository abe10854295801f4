internal import CBackbonesKernels
internal import BackbonesCLibrary

/// Writes a file whole or not at all: to a temporary file beside it, which then takes its name. What is no regular file, such
/// as `/dev/null` or a pipe, is written to as it is.
///
/// - Parameters:
///   - durably: whether the contents are on the disk before they take the place.
///   - write: writes the contents, front to back.
/// - Throws: `.inputOutput` where the system refuses, and what `write` throws; the old file, if any, is then untouched.
package func replaceFile(
  at path: String, durably: Bool = false, _ write: (FileSink) throws(BackboneError) -> Void
) throws(BackboneError) {
  if isSpecial(path) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system("write", path) }
    defer { close(file) }
    return try write(FileSink(file: file, path: path))
  }
  let pending = try PendingFile(for: path)
  try write(pending.sink)
  try pending.commit(durably: durably)
}

/// A file that is written beside its place, and takes the place whole, or goes.
package final class PendingFile {
  /// Where its bytes go.
  package let sink: FileSink
  private let path: String
  private let temporary: String
  private let slot: Int32
  private var isOpen = true

  /// Begins a file that shall be at a path.
  ///
  /// - Throws: `.inputOutput` where the system refuses.
  package init(for path: String) throws(BackboneError) {
    self.path = path
    temporary = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
    slot = bb_pending_file(temporary)
    let file = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    sink = FileSink(file: file, path: path)
    guard file >= 0 else {
      isOpen = false
      throw .system("write", path)
    }
  }

  deinit {
    if isOpen {
      close(sink.file)
      unlink(temporary)
    }
    bb_settle_file(slot)
  }

  /// Writes over the file's first bytes.
  package func overwriteStart(_ bytes: [UInt8]) throws(BackboneError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(BackboneError) in try write(UnsafeRawBufferPointer(bytes), at: 0)
    }
  }

  /// Writes bytes from an offset on.
  package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(BackboneError) {
    var done = 0
    while done < bytes.count {
      let count = pwrite(sink.file, bytes.baseAddress! + done, bytes.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .system("write", path) }
      done += count
    }
  }

  /// Reads the file's bytes from an offset on, to the end of a buffer.
  package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(BackboneError) {
    var done = 0
    while done < buffer.count {
      let count = pread(sink.file, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw .system("read", path) }
      done += count
    }
  }

  /// Gives the file its place.
  ///
  /// - Parameter durably: whether it is on the disk first. Otherwise, after a loss of power, the place may have a file of its size
  ///   without its bytes.
  package func commit(durably: Bool = false) throws(BackboneError) {
    isOpen = false
    let isStored = !durably || fsync(sink.file) == 0
    guard close(sink.file) == 0, isStored, rename(temporary, path) == 0 else {
      let error = BackboneError.system("write", path)
      unlink(temporary)
      throw error
    }
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

/// From now on, the first SIGINT or SIGTERM is only noted; the second ends the process.
package func noteSignals() { bb_note_signals() }

/// The signal that was noted.
package var notedSignal: Int32? {
  let signal = bb_noted_signal()
  return signal == 0 ? nil : signal
}

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
  /// - Precondition: `type` is `.float32`, `.float16` or `.bfloat16`.
  package func write(_ tensor: Tensor, as type: ElementType) throws(BackboneError) {
    try tensor.withElements { (elements) throws(BackboneError) in
      if type == .float32 { return try write(UnsafeRawBufferPointer(elements)) }
      // In pieces, so that no copy of a large tensor is made.
      let piece = 1 << 20
      for start in stride(from: 0, to: elements.count, by: piece) {
        let end = min(start + piece, elements.count)
        try write(UnsafeBufferPointer(rebasing: elements[start..<end]).halves(type))
      }
    }
  }
}
