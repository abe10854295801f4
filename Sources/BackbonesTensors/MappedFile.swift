internal import BackbonesCLibrary

/// A file's bytes, mapped read-only into memory for as long as this lives.
///
/// The system reads pages when they are touched. A file that somebody cuts shorter while it is mapped ends the process
/// (SIGBUS) where the missing part is touched; replace such files by renaming, as `replaceFile` does.
///
/// `@unchecked`: nobody writes the memory.
package final class MappedFile: @unchecked Sendable {
  /// Where the file is, as the caller gave it.
  package let path: String
  /// The contents, valid while this object lives.
  package let bytes: UnsafeRawBufferPointer
  /// The state of the file whose bytes these are.
  package let stamp: FileStamp

  /// Maps a regular file.
  ///
  /// - Throws: `.inputOutput` where it is missing, not a regular file, or cannot be read.
  package init(_ path: String) throws(BackboneError) {
    // Without O_NONBLOCK, opening a pipe waits for somebody to write to it.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw .system("open", path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .system("open", path) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw BackboneError(.inputOutput, "'\(path)' is a directory, expected a file")
    default: throw BackboneError(.inputOutput, "'\(path)' is not a regular file")
    }
    let count = Int(status.st_size)
    self.path = path
    stamp = FileStamp(status)
    if count == 0 {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)  // mmap refuses an empty range
      return
    }
    guard let base = mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0), base != MAP_FAILED else {
      throw .system("map", path)
    }
    bytes = UnsafeRawBufferPointer(start: base, count: count)
  }

  deinit {
    if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
  }
}

extension MappedFile {
  /// Some of a mapped file's bytes, for as long as somebody reads them.
  ///
  /// When the last reference goes, its pages are given back to the system, so that weights do not stay in memory beside
  /// their packed form. Pages that are touched again are read again.
  package final class Part: Sendable {
    /// The bytes, valid while this object lives.
    package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: file.bytes[range]) }
    private let file: MappedFile
    private let range: Range<Int>

    /// The bytes in a range, counted from the start of the file.
    package init(of file: MappedFile, _ range: Range<Int>) {
      self.file = file
      self.range = range
    }

    deinit {
      // Whole pages: others hold bytes of neighbours too. The mapping starts at the start of one.
      let page = Int(getpagesize())
      let (first, end) = ((range.lowerBound + page - 1) / page * page, range.upperBound / page * page)
      guard first < end, let base = file.bytes.baseAddress else { return }
      madvise(UnsafeMutableRawPointer(mutating: base + first), end - first, MADV_DONTNEED)
    }
  }
}

/// Whether there is anything at `path`, followed through links.
package func fileExists(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0
}

/// Whether a directory is at `path`, followed through links.
package func isDirectory(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Makes a directory, unless there is one.
///
/// - Throws: `.inputOutput` where the system refuses.
package func makeDirectory(_ path: String) throws(BackboneError) {
  guard isDirectory(path) || mkdir(path, 0o777) == 0 else { throw .system("make the folder", path) }
}

extension BackboneError {
  /// What stays as it is until somebody changes it.
  private static let lastingFaults: Set<Int32> = [
    ENOENT, ENOTDIR, EISDIR, EACCES, EPERM, EROFS, EEXIST, ENAMETOOLONG, ELOOP, EINVAL, EFBIG, EPIPE, ENODEV, ENXIO,
  ]

  /// The error that `errno` tells of.
  package static func system(_ attempt: String, _ path: String) -> BackboneError {
    let number = errno
    return BackboneError(
      .inputOutput, "cannot \(attempt) '\(path)': \(String(cString: strerror(number)))",
      isTransient: !lastingFaults.contains(number))
  }
}
