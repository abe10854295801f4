internal import BackbonesCLibrary
internal import BackbonesDigests
internal import BackbonesTensors

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A repository in the cache.
package struct CachedRepository: Sendable {
  /// Its name: `timm/resnet50.a1_in1k`.
  package let id: String
  /// Bytes of what was downloaded, each once.
  package let byteCount: Int
  /// Bytes of downloads that are not at their end.
  package let partialByteCount: Int
  /// The commits of which files are here, sorted.
  package let revisions: [Revision]

  package struct Revision: Sendable {
    package let commit: String
    /// The branches and tags that were it when they were last asked for.
    package let refs: [String]
    /// Names of its files, sorted.
    package let files: [String]
  }
}

/// What a file of the cache was found to be.
package enum FileCondition: String, Sendable {
  /// Its bytes have the digest that its name is.
  case intact
  /// They do not.
  case damaged
  /// The link to it leads nowhere.
  case missing
  /// Its name is no digest.
  case unknown
}

extension HubCache {
  /// The repositories of models, sorted.
  package func repositories() -> [CachedRepository] {
    let prefix = "models--"
    return entries(of: folder).filter { $0.hasPrefix(prefix) && isDirectory("\(folder)/\($0)") }.compactMap { name in
      let id = name.dropFirst(prefix.count).components(separatedBy: "--").joined(separator: "/")
      return (try? HubRepository(id)).flatMap { repository($0.id) }
    }
  }

  /// A repository; nil where nothing of it is here.
  package func repository(_ id: String) -> CachedRepository? {
    let top = folder(of: id)
    guard isDirectory(top) else { return nil }
    var refs: [String: [String]] = [:]
    for ref in files(below: "\(top)/refs") {
      guard let repository = try? HubRepository(id, revision: ref), let commit = commit(of: repository) else {
        continue
      }
      refs[commit, default: []].append(ref)
    }
    let revisions = entries(of: "\(top)/snapshots").filter(HubRepository.isCommit).map { commit in
      CachedRepository.Revision(
        commit: commit, refs: refs[commit, default: []], files: files(below: snapshot(commit, of: id)))
    }
    let blobs = entries(of: "\(top)/blobs")
    func bytes(of names: [String]) -> Int { names.reduce(0) { $0 + (fileSize("\(top)/blobs/\($1)") ?? 0) } }
    // Files of a cache without links are in snapshots alone.
    let own = revisions.flatMap { revision in
      revision.files.map { "\(snapshot(revision.commit, of: id))/\($0)" }.filter { linkTarget($0) == nil }
    }.reduce(0) { $0 + (fileSize($1) ?? 0) }
    let isPartial = { (name: String) in name.hasSuffix(".incomplete") }
    return CachedRepository(
      id: id, byteCount: bytes(of: blobs.filter { !isPartial($0) }) + own,
      partialByteCount: bytes(of: blobs.filter(isPartial)), revisions: revisions)
  }

  /// Reads a file of a commit and compares its digest with the name that its bytes have.
  package func condition(
    of name: String, at commit: String, of id: String
  ) throws(BackboneError) -> FileCondition {
    let path = "\(snapshot(commit, of: id))/\(name)"
    guard let size = fileSize(path) else { return .missing }
    guard let etag = linkTarget(path)?.split(separator: "/").last.map(String.init),
      let algorithm = Digest.Algorithm(etag: etag, count: size)
    else { return .unknown }
    let (file, digest) = (try MappedFile(path), try Digest(algorithm))
    digest.update(file.bytes)
    return digest.finish() == etag ? .intact : .damaged
  }

  /// Takes a repository away, with all its revisions. What other repositories share with it stays, and so do locks, which
  /// others may hold.
  ///
  /// - Throws: `.inputOutput` where the system refuses, or where another process downloads files of it.
  package func remove(_ id: String) throws(BackboneError) {
    let top = folder(of: id)
    // Nobody may write a blob meanwhile.
    let etags = Set(entries(of: "\(top)/blobs").map { $0.split(separator: ".").first.map(String.init) ?? $0 })
    var locks: [FileLock] = []
    for etag in etags {
      let lock = try self.lock(etag, of: id) { () throws(BackboneError) in
        throw BackboneError(.inputOutput, "another process downloads files of '\(id)': wait for it, or end it")
      }
      if let lock { locks.append(lock) }
    }
    do {
      try withExtendedLifetime(locks) { try FileManager.default.removeItem(atPath: top) }
    } catch {
      throw BackboneError(.inputOutput, "cannot remove '\(top)': \(error)")
    }
  }

  private func entries(of path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// Files and links at any depth, sorted; links are not followed.
  private func files(below path: String) -> [String] {
    entries(of: path).flatMap { name in
      let inner = "\(path)/\(name)"
      return isDirectory(inner) && linkTarget(inner) == nil ? files(below: inner).map { "\(name)/\($0)" } : [name]
    }
  }

  private func linkTarget(_ path: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: path)
  }
}
