internal import BackbonesCLibrary

/// Which state of a file it is, as the system says without reading it: its size, its number on the disk, when its contents changed, and
/// when anything of it did. Whoever writes to the file, or puts another in its place, changes the last, which no program can set.
package struct FileStamp: Sendable, Hashable, CustomStringConvertible {
  private let size: Int, number: UInt64
  /// Seconds and nanoseconds.
  private let contents: [Int], anything: [Int]

  init(_ status: stat) {
    (size, number) = (Int(status.st_size), UInt64(status.st_ino))
    #if canImport(Darwin)
      let (contents, anything) = (status.st_mtimespec, status.st_ctimespec)
    #else
      let (contents, anything) = (status.st_mtim, status.st_ctim)
    #endif
    self.contents = [Int(contents.tv_sec), contents.tv_nsec]
    self.anything = [Int(anything.tv_sec), anything.tv_nsec]
  }

  /// That of a file, followed through links; nil where there is none.
  package init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Its numbers.
  package var description: String {
    ([size, Int(bitPattern: UInt(number))] + contents + anything).map { "\($0)" }.joined(separator: " ")
  }
}

/// Where this program is; may be a link to it.
package let executablePath: String = {
  #if canImport(Darwin)
    var size: UInt32 = 0
    _NSGetExecutablePath(nil, &size)
    var buffer = [CChar](repeating: 0, count: Int(size))
    _NSGetExecutablePath(&buffer, &size)
    return String(cString: buffer)
  #else
    return "/proc/self/exe"
  #endif
}()

/// A path without links and relative parts; nil where nothing is there.
package func resolvedPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

/// A hash of bytes that is the same in every process, FNV-1a: it tells damage and names things, and withstands nobody who means harm.
package func stableHash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

/// The hash of a text's UTF-8.
package func stableHash(_ text: String) -> UInt64 { Array(text.utf8).withUnsafeBytes { stableHash($0) } }
