internal import BackbonesCLibrary
internal import BackbonesTensors

/// The lines of a file or a pipe, as they come.
final class LineReader {
  private let path: String
  private let file: Int32
  private let isOwned: Bool
  private var buffer: [UInt8] = []
  /// What of the buffer is not yet taken, and how much of that has no end of a line.
  private var start = 0
  private var scanned = 0
  private var isAtEnd = false

  /// Opens a list.
  init(_ path: String) throws(BackboneError) {
    file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system("open", path) }
    (self.path, isOwned) = (path, true)
  }

  private init(standardInput: Void) { (path, file, isOwned) = ("standard input", STDIN_FILENO, false) }

  /// What is piped to the process.
  static var standardInput: LineReader { LineReader(standardInput: ()) }

  deinit { if isOwned { close(file) } }

  /// The next line; nil at the end.
  func next() throws(BackboneError) -> String? {
    while true {
      if let line = try nextRead() { return line }
      guard !isAtEnd else { return nil }
      try readMore()
    }
  }

  /// The next line, without blocking: nil at the end, and while the pipe is empty.
  func nextWithoutWaiting() throws(BackboneError) -> String? {
    while true {
      if let line = try nextRead() { return line }
      var descriptor = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      guard !isAtEnd, poll(&descriptor, 1, 0) > 0 else { return nil }
      try readMore()
    }
  }

  /// A line of what was read.
  private func nextRead() throws(BackboneError) -> String? {
    let end = buffer[scanned...].firstIndex(of: UInt8(ascii: "\n")) ?? buffer.endIndex
    let isWhole = end < buffer.endIndex
    guard isWhole || (isAtEnd && start < end) else {
      scanned = end
      guard end - start <= InputLimits.lineBytes else {
        throw BackboneError(.malformedFile, "'\(path)' has a line of more than \(InputLimits.lineBytes) bytes")
      }
      return nil
    }
    defer { (start, scanned) = (isWhole ? end + 1 : end, isWhole ? end + 1 : end) }
    return String(decoding: buffer[start..<end].prefix { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
  }

  private func readMore() throws(BackboneError) {
    buffer.removeFirst(start)
    (scanned, start) = (scanned - start, 0)
    var fault: Int32 = 0
    let old = buffer.count
    buffer += [UInt8](unsafeUninitializedCapacity: 1 << 16) { piece, count in
      var got = read(file, piece.baseAddress!, piece.count)
      while got < 0 && errno == EINTR { got = read(file, piece.baseAddress!, piece.count) }
      fault = got < 0 ? errno : 0
      count = max(got, 0)
    }
    if fault != 0 {
      errno = fault
      throw .system("read", path)
    }
    isAtEnd = buffer.count == old
  }
}
