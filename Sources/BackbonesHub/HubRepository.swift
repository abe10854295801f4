public import BackbonesTensors

/// A model's repository on the hub, at a revision.
public struct HubRepository: Sendable, Hashable, CustomStringConvertible {
  /// Its name: `timm/resnet50.a1_in1k`.
  public let id: String
  /// A branch, a tag, or a commit of 40 hexadecimal digits.
  public let revision: String

  /// A repository.
  ///
  /// - Throws: `BackboneError.Code.invalidOption` for what is no name of one, or no revision.
  public init(_ id: String, revision: String = "main") throws(BackboneError) {
    guard Self.isID(id) else {
      throw BackboneError(.invalidOption, "\(id.quoted) is no name of a repository; expected ORGANISATION/NAME")
    }
    guard Self.isRevision(revision) else {
      throw BackboneError(.invalidOption, "\(revision.quoted) is no revision; expected a branch, a tag or a commit")
    }
    (self.id, self.revision) = (id, revision)
  }

  /// Reads `ORGANISATION/NAME` or `ORGANISATION/NAME@REVISION`.
  ///
  /// - Throws: `BackboneError.Code.invalidOption` for anything else.
  public init(parsing text: String) throws(BackboneError) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    try self.init(parts[0], revision: parts.count > 1 ? parts[1] : "main")
  }

  /// The text form; without the revision where it is `main`.
  public var description: String { revision == "main" ? id : "\(id)@\(revision)" }

  /// The same repository at another revision.
  package func at(commit: String) throws(BackboneError) -> HubRepository { try HubRepository(id, revision: commit) }

  /// Whether text is a commit: 40 hexadecimal digits.
  static func isCommit(_ text: String) -> Bool { text.utf8.count == 40 && isHexadecimal(text) }

  static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func isID(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return (1...96).contains(text.utf8.count) && parts.count <= 2
      && parts.allSatisfy { part in
        let ends = [part.first, part.last]
        return !part.isEmpty && part.utf8.allSatisfy(isWord) && !ends.contains("-") && !ends.contains(".")
      }
      && !text.contains("--") && !text.contains("..") && !text.hasSuffix(".git")
  }

  /// As git has it, and so that it stays below `refs` as a path.
  private static func isRevision(_ text: String) -> Bool {
    (1...255).contains(text.utf8.count) && isPath(text) && !text.contains("@{")
      && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"~^:?*[@".utf8.contains($0) }
  }

  /// Whether text is a path that stays below the folder it begins in.
  static func isPath(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return !text.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
      && !parts.contains { ["", ".", ".."].contains($0) }
      && !(parts[0].utf8.count == 2 && parts[0].hasSuffix(":"))
  }

  private static func isWord(_ byte: UInt8) -> Bool { isUnreserved(byte) && byte != UInt8(ascii: "~") }

  /// What a URL has as it is: letters, digits, `_.-~`.
  static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "_.-~".utf8.contains(byte)
    }
  }
}

extension HubRepository {
  /// The URL of a file.
  ///
  /// - Throws: `BackboneError.Code.invalidOption` for a name that is no path within the repository.
  package func url(of file: String, at endpoint: String) throws(BackboneError) -> String {
    guard Self.isPath(file) else {
      throw BackboneError(.invalidOption, "\(file.quoted) is no name of a file of \(self)")
    }
    return "\(endpoint)/\(id)/resolve/\(Self.encoded(revision))/\(Self.encoded(file, keeping: "/"))"
  }

  /// The page that people look at.
  func page(at endpoint: String) -> String { "\(endpoint)/\(id)" }

  private static func encoded(_ text: String, keeping kept: String = "") -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = text.utf8.flatMap { byte in
      isUnreserved(byte) || kept.utf8.contains(byte)
        ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
