internal import BackbonesDigests

extension Digest.Algorithm {
  /// The algorithm whose digest of a file its etag is: git's for a file in the repository, SHA-256 for one beside it; nil for the
  /// etags of other servers.
  init?(etag: String, count: Int) {
    guard HubRepository.isHexadecimal(etag) else { return nil }
    switch etag.utf8.count {
    case 40: self = .gitBlob(count: count)
    case 64: self = .sha256
    default: return nil
    }
  }
}
