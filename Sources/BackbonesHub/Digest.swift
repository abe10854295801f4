internal import BackbonesTensors
internal import CBackbonesTransfer

/// A digest of bytes as they come.
final class Digest {
  enum Algorithm: Sendable {
    /// SHA-1 of `blob`, the length and the bytes: git's name of a file of so many bytes.
    case gitBlob(count: Int)
    case sha256
  }

  private var state: OpaquePointer?

  /// - Throws: `BackboneError.Code.environment` where there is no libcrypto.
  init(_ algorithm: Algorithm) throws(BackboneError) {
    switch algorithm {
    case .sha256: state = bb_digest_new(bb_digest_sha256)
    case .gitBlob: state = bb_digest_new(bb_digest_sha1)
    }
    guard state != nil else {
      throw BackboneError(.environment, "no libcrypto, which checks what is downloaded: install OpenSSL (libssl3)")
    }
    if case .gitBlob(let count) = algorithm {
      Array("blob \(count)\0".utf8).withUnsafeBytes { update($0) }
    }
  }

  deinit { if let state { bb_digest_free(state) } }

  func update(_ bytes: UnsafeRawBufferPointer) { bb_digest_update(state, bytes.baseAddress, bytes.count) }

  /// The digest in hexadecimal. Call it once.
  func finish() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = bb_digest_finish(state, &bytes)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.prefix(count).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

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
