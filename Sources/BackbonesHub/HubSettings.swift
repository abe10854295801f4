internal import BackbonesCLibrary
public import BackbonesTensors

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Endpoint, cache folder, token and timeouts, from the environment variables of Python's `huggingface_hub`.
public struct HubSettings: Sendable {
  /// The hub that files come from, without a slash at the end (`HF_ENDPOINT`).
  public var endpoint: String
  /// The folder that Python's tools share (`HF_HUB_CACHE`, else `HF_HOME/hub`, else `~/.cache/huggingface/hub`).
  public var cache: String
  /// Who asks; nil for anyone (`HF_TOKEN`, else the file `HF_TOKEN_PATH`, else `HF_HOME/token`).
  public var token: HubToken?
  /// Whether nothing is asked of a network (`HF_HUB_OFFLINE`, else `TRANSFORMERS_OFFLINE`).
  public var isOffline: Bool
  /// Seconds without a byte after which a request for what a file is has failed (`HF_HUB_ETAG_TIMEOUT`).
  public var answerTimeout: Int
  /// Seconds without a byte after which a download is taken up anew (`HF_HUB_DOWNLOAD_TIMEOUT`).
  public var downloadTimeout: Int
  /// Whether programs should show no progress (`HF_HUB_DISABLE_PROGRESS_BARS`).
  public var hidesProgress: Bool
  /// Whether files lie in the cache by content, and revisions link to them; else each revision has its own
  /// (`HF_HUB_DISABLE_SYMLINKS`).
  public var usesLinks: Bool
  /// The folder of checkpoints that PyTorch shares, for weights that timm has by a URL alone (`TORCH_HOME/hub/checkpoints`, else
  /// `~/.cache/torch/hub/checkpoints`).
  public var checkpoints: String
  /// The variable that said so.
  var offlineVariable: String
  /// What requests say of who sends them.
  var userAgent: String
  /// What a proxy is where libcurl would not look, and the authorities that are trusted.
  var httpProxy: String?
  var certificateFile: String?
  var certificateFolder: String?

  /// The endpoint by default.
  static let defaultEndpoint = "https://huggingface.co"

  /// What an environment says. Empty variables are as those that are not set, and `~` and `$NAME` stand in paths for what they
  /// do in a shell.
  ///
  /// - Parameter environment: variables by their names; nil for the process's.
  /// - Throws: `BackboneError.Code.environment` for a timeout that is no whole number.
  public init(environment: [String: String]? = nil) throws(BackboneError) {
    let environment = environment ?? ProcessInfo.processInfo.environment
    func value(_ names: String...) -> String? {
      names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    }
    func isOn(_ name: String) -> Bool { value(name).map { Self.truths.contains($0.uppercased()) } ?? false }
    func path(_ names: String...) -> String? {
      names.lazy.compactMap { value($0) }.first.map { Self.expanded($0, in: environment) }
    }
    func seconds(_ name: String) throws(BackboneError) -> Int {
      guard let text = value(name) else { return Self.defaultTimeout }
      guard let seconds = Int(text), (0...86_400).contains(seconds) else {
        throw BackboneError(.environment, "\(name) is \(text.quoted); expected whole seconds, such as 30")
      }
      return seconds == 0 ? Self.defaultTimeout : seconds
    }
    let home =
      path("HF_HOME") ?? path("XDG_CACHE_HOME").map { "\($0)/huggingface" }
      ?? Self.expanded("~/.cache/huggingface", in: environment)
    let torch =
      path("TORCH_HOME") ?? path("XDG_CACHE_HOME").map { "\($0)/torch" }
      ?? Self.expanded("~/.cache/torch", in: environment)
    checkpoints = "\(torch)/hub/checkpoints"
    cache = path("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE") ?? "\(home)/hub"
    endpoint = value("HF_ENDPOINT") ?? Self.defaultEndpoint
    while endpoint.hasSuffix("/") { endpoint.removeLast() }
    offlineVariable =
      value("HF_HUB_OFFLINE") == nil && isOn("TRANSFORMERS_OFFLINE") ? "TRANSFORMERS_OFFLINE" : "HF_HUB_OFFLINE"
    isOffline = value("HF_HUB_OFFLINE") == nil ? isOn("TRANSFORMERS_OFFLINE") : isOn("HF_HUB_OFFLINE")
    answerTimeout = try seconds("HF_HUB_ETAG_TIMEOUT")
    downloadTimeout = try seconds("HF_HUB_DOWNLOAD_TIMEOUT")
    hidesProgress = isOn("HF_HUB_DISABLE_PROGRESS_BARS")
    usesLinks = !isOn("HF_HUB_DISABLE_SYMLINKS")
    token =
      isOn("HF_HUB_DISABLE_IMPLICIT_TOKEN")
      ? nil
      : ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"].lazy.compactMap { name in
        value(name).flatMap { HubToken($0, from: name) }
      }.first ?? HubToken(contentsOf: path("HF_TOKEN_PATH") ?? "\(home)/token")
    let origin = value("HF_HUB_USER_AGENT_ORIGIN").map { "; origin/\($0.filter { !$0.isNewline })" }
    userAgent = "backbones/\(backbonesVersion); swift/\(Self.swiftVersion)\(origin ?? "")"
    // libcurl does not read this one: a server's client could set it by a header (httpoxy). Then there is a REQUEST_METHOD.
    httpProxy = environment["REQUEST_METHOD"] == nil && value("http_proxy") == nil ? value("HTTP_PROXY") : nil
    certificateFile = value("SSL_CERT_FILE")
    certificateFolder = value("SSL_CERT_DIR")
  }

  private static let truths = ["1", "ON", "YES", "TRUE"]
  private static let defaultTimeout = 10

  private static var swiftVersion: String {
    #if compiler(>=6.4)
      "6.4"
    #elseif compiler(>=6.3)
      "6.3"
    #elseif compiler(>=6.2)
      "6.2"
    #else
      "6.1"
    #endif
  }

  /// A path with `$NAME`, `${NAME}` and a leading `~` replaced. What is not set stays as it is written.
  static func expanded(_ path: String, in environment: [String: String]) -> String {
    var (result, rest) = ("", path[...])
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...].dropFirst()
      let isBraced = rest.first == "{"
      let name = (isBraced ? rest.dropFirst() : rest).prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
      let isClosed = !isBraced || rest[name.endIndex...].first == "}"
      guard isClosed, let value = environment[String(name)] else {
        result += "$"
        continue
      }
      result += value
      rest = rest[name.endIndex...].dropFirst(isBraced ? 1 : 0)
    }
    result += rest
    guard result == "~" || result.hasPrefix("~/") else { return result }
    let home = environment["HOME"] ?? getpwuid(getuid()).map { String(cString: $0.pointee.pw_dir) }
    return (home ?? "~") + result.dropFirst()
  }
}

/// A secret that says who asks. No text that is made of it has it.
public struct HubToken: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The secret.
  package let secret: String
  /// Where it is from, for messages: `HF_TOKEN`.
  let source: String

  /// A program's own token.
  ///
  /// - Returns: nil for text of nothing but blanks.
  public init?(_ secret: String) { self.init(secret, from: "the program") }

  init?(_ text: String, from source: String) {
    // A line's end within would begin another header.
    secret = text.filter { !$0.isWhitespace && !$0.isNewline && $0 != "\0" }
    self.source = source
    if secret.isEmpty { return nil }
  }

  init?(contentsOf path: String) {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    self.init(String(decoding: bytes, as: UTF8.self), from: path)
  }

  /// Where it is from.
  public var description: String { "a token from \(source)" }
  /// Where it is from.
  public var debugDescription: String { description }
  /// Where it is from.
  public var customMirror: Mirror { Mirror(self, children: ["source": source]) }
}
