package import BackbonesTensors
internal import CBackbonesTransfer

/// A digest of bytes as they come.
package final class Digest {
  package enum Algorithm: Sendable {
    /// SHA-1 of `blob`, the length and the bytes: git's name of a file of so many bytes.
    case gitBlob(count: Int)
    case sha256
  }

  private var state: OpaquePointer?

  /// - Throws: `BackboneError.Code.environment` where there is no libcrypto.
  package init(_ algorithm: Algorithm) throws(BackboneError) {
    switch algorithm {
    case .sha256: state = bb_digest_new(bb_digest_sha256)
    case .gitBlob: state = bb_digest_new(bb_digest_sha1)
    }
    guard state != nil else {
      throw BackboneError(.environment, "no libcrypto, which makes digests of files: install OpenSSL (libssl3)")
    }
    if case .gitBlob(let count) = algorithm {
      Array("blob \(count)\0".utf8).withUnsafeBytes { update($0) }
    }
  }

  deinit { if let state { bb_digest_free(state) } }

  package func update(_ bytes: UnsafeRawBufferPointer) { bb_digest_update(state, bytes.baseAddress, bytes.count) }

  /// The digest in hexadecimal. Call it once.
  package func finish() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = bb_digest_finish(state, &bytes)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.prefix(count).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension Digest {
  /// The SHA-256 of bytes, in hexadecimal.
  package static func sha256(_ bytes: UnsafeRawBufferPointer) throws(BackboneError) -> String {
    let digest = try Digest(.sha256)
    digest.update(bytes)
    return digest.finish()
  }

  /// The SHA-256 of a file, in hexadecimal, and its length.
  package static func sha256(ofFile path: String) throws(BackboneError) -> (digest: String, bytes: Int) {
    let file = try MappedFile(path)
    defer { withExtendedLifetime(file) {} }
    return (try sha256(file.bytes), file.bytes.count)
  }

  /// The SHA-256 of text, in hexadecimal.
  package static func sha256(_ text: String) throws(BackboneError) -> String {
    let digest = try Digest(.sha256)
    Array(text.utf8).withUnsafeBytes { digest.update($0) }
    return digest.finish()
  }
}
