internal import BackbonesCLibrary
internal import BackbonesTensors

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// The folder of downloads that Python's tools share, byte for byte as `huggingface_hub` has it.
///
/// A file's bytes are `blobs/ETAG`; `snapshots/COMMIT/NAME` is a link to them, and `refs/REVISION` has the commit that a branch or
/// tag had when it was last asked for. Whoever writes a blob holds the lock `.locks/…/ETAG.lock`, and makes it visible by a rename.
/// `CACHE/blobs`, where some versions share payloads between repositories, is only read, through links.
package struct HubCache: Sendable {
  /// Where it is.
  package let folder: String
  private let usesLinks: Bool

  init(_ settings: HubSettings) { (folder, usesLinks) = (settings.cache, settings.usesLinks) }

  /// What a repository's folder is called.
  private static func name(of id: String) -> String {
    "models--" + id.split(separator: "/").joined(separator: "--")
  }

  /// A repository's folder.
  package func folder(of id: String) -> String { "\(folder)/\(Self.name(of: id))" }

  /// A commit's folder, with files or links by their names.
  package func snapshot(_ commit: String, of id: String) -> String { "\(folder(of: id))/snapshots/\(commit)" }

  /// A blob's file.
  func blob(_ etag: String, of id: String) -> String { "\(folder(of: id))/blobs/\(etag)" }

  /// Where a blob's bytes are while they come. Python's clients before 2.0, which hold the same lock, have the name too.
  func partialBlob(_ etag: String, of id: String, isLocked: Bool) -> String {
    let own = String(UInt32.random(in: .min ... .max), radix: 16)
    let suffix = isLocked ? "" : "." + String(repeating: "0", count: 8 - own.count) + own
    return "\(blob(etag, of: id))\(suffix).incomplete"
  }

  private func lockFile(_ etag: String, of id: String) -> String {
    "\(folder)/.locks/\(Self.name(of: id))/\(etag).lock"
  }

  // MARK: Reading

  /// The commit that a revision is, or was when it was last asked for; nil where it never was.
  package func commit(of repository: HubRepository) -> String? {
    if HubRepository.isCommit(repository.revision) { return repository.revision }
    let path = "\(folder(of: repository.id))/refs/\(repository.revision)"
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    let text = String(String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace })
    return HubRepository.isCommit(text) ? text : nil
  }

  /// A file of a commit; nil where it is not here. Links are the system's to follow.
  package func file(_ name: String, at commit: String, of id: String) -> String? {
    let path = "\(snapshot(commit, of: id))/\(name)"
    return fileExists(path) ? path : nil
  }

  /// Whether the hub once said that a commit has no file of the name.
  func isKnownToLack(_ name: String, at commit: String, of id: String) -> Bool {
    fileExists("\(folder(of: id))/.no_exist/\(commit)/\(name)")
  }

  // MARK: Writing

  /// Makes a commit's folders, and writes down which commit the revision is.
  func begin(_ commit: String, of repository: HubRepository) throws(BackboneError) {
    try make("\(folder(of: repository.id))/blobs")
    try make(snapshot(commit, of: repository.id))
    let tag = "\(folder)/CACHEDIR.TAG"
    if !fileExists(tag) { try? replace(tag, with: Self.tag) }
    guard repository.revision != commit, self.commit(of: repository) != commit else { return }
    let ref = "\(folder(of: repository.id))/refs/\(repository.revision)"
    try make(parent(of: ref))
    try replace(ref, with: commit)
  }

  private static let tag = """
    Signature: 8a477f597d28d172789f06886806bc55
    # This file is a cache directory tag created by huggingface_hub.
    # For information about cache directory tags, see:
    #\thttps://bford.info/cachedir/

    """

  /// Writes down that a commit has no file of a name.
  func noteLack(of name: String, at commit: String, of repository: HubRepository) throws(BackboneError) {
    try begin(commit, of: repository)
    let path = "\(folder(of: repository.id))/.no_exist/\(commit)/\(name)"
    try make(parent(of: path))
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .system("write", path) }
    close(file)
  }

  /// Makes a blob a file of a commit.
  func link(_ name: String, at commit: String, of id: String, to etag: String) throws(BackboneError) {
    let path = "\(snapshot(commit, of: id))/\(name)"
    try make(parent(of: path))
    let levels = name.split(separator: "/").count + 1
    let target = String(repeating: "../", count: levels) + "blobs/\(etag)"
    if unlink(path) != 0 && errno != ENOENT { throw .system("replace", path) }
    if usesLinks {
      if symlink(target, path) == 0 || errno == EEXIST { return }
      // A file system without links: the file itself lies there, as Python has it.
      guard [EPERM, ENOTSUP, ENOSYS].contains(errno) else { throw .system("link", path) }
    }
    guard rename(blob(etag, of: id), path) == 0 else { throw .system("write", path) }
  }

  /// Waits for the lock of a blob.
  ///
  /// - Parameter waiting: called again and again while another process has it; may throw to give up.
  /// - Returns: nil where the file system has no locks.
  func lock(
    _ etag: String, of id: String, waiting: () throws(BackboneError) -> Void
  ) throws(BackboneError) -> FileLock? {
    let path = lockFile(etag, of: id)
    try make(parent(of: path))
    return try FileLock(path, waiting: waiting)
  }

  /// Waits for the lock of a checkpoint that does not come from the hub; PyTorch has none.
  ///
  /// - Parameter waiting: as of `lock(_:of:waiting:)`.
  func lock(checkpoint name: String, waiting: () throws(BackboneError) -> Void) throws(BackboneError) -> FileLock? {
    let path = "\(folder)/.locks/checkpoints/\(name).lock"
    try make(parent(of: path))
    return try FileLock(path, waiting: waiting)
  }

  /// Makes a folder and those above it.
  func make(_ path: String) throws(BackboneError) {
    if isDirectory(path) || mkdir(path, 0o777) == 0 { return }
    if errno == ENOENT, path.contains("/") {
      try make(parent(of: path))
      if mkdir(path, 0o777) == 0 { return }
    }
    // Another process may have made it meanwhile.
    let fault = errno
    if isDirectory(path) { return }
    errno = fault
    throw .unwritable(BackboneError.system("make the folder", path))
  }

  private func parent(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  /// Writes a file whole or not at all. Python knows the temporary name as one that is none of its files.
  private func replace(_ path: String, with text: String) throws(BackboneError) {
    let temporary = "\(path).\(String(UInt32.random(in: 1 << 28 ... .max), radix: 16)).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .unwritable(.system("write", path)) }
    let count = text.utf8.count
    let isWritten = Array(text.utf8).withUnsafeBytes { writeBytes(file, $0.baseAddress!, count) } == count
    guard close(file) == 0, isWritten, rename(temporary, path) == 0 else {
      let error = BackboneError.system("write", path)
      unlink(temporary)
      throw .unwritable(error)
    }
  }
}

extension BackboneError {
  /// What cannot be written, and what to do.
  static func unwritable(_ error: BackboneError) -> BackboneError {
    BackboneError(
      error.code, "\(error.message). Downloads are kept there: set HF_HOME to a folder that may be written, with space")
  }
}

/// The system's `write`, whatever module has it.
func writeBytes(_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  #if canImport(Darwin)
    Darwin.write(file, bytes, count)
  #elseif canImport(Musl)
    Musl.write(file, bytes, count)
  #else
    Glibc.write(file, bytes, count)
  #endif
}

/// A lock between processes, held while this lives: `flock` on a file that stays, as Python's `filelock` has it.
final class FileLock {
  private let file: Int32

  /// Waits for the lock; nil where the file system has none.
  init?(_ path: String, waiting: () throws(BackboneError) -> Void) throws(BackboneError) {
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o664)
      guard file >= 0 else { throw .unwritable(.system("open", path)) }
      while flock(file, LOCK_EX | LOCK_NB) != 0 {
        guard errno == EWOULDBLOCK || errno == EINTR else {
          close(file)
          return nil
        }
        do throws(BackboneError) {
          try waiting()
        } catch {
          close(file)
          throw error
        }
        usleep(50_000)
      }
      // Whoever had it may have removed the file: then others lock another.
      var (held, there) = (stat(), stat())
      if fstat(file, &held) == 0, stat(path, &there) == 0, held.st_ino == there.st_ino, held.st_dev == there.st_dev {
        self.file = file
        return
      }
      close(file)
    }
  }

  deinit { close(file) }
}
