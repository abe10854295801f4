internal import BackbonesCLibrary
internal import BackbonesEngine
internal import BackbonesTensors
internal import CBackbonesTransfer

/// Requests, one after another, over connections that are kept. Redirects are answers like any other.
final class Transport {
  private let handle: OpaquePointer
  private let settings: HubSettings
  /// Scheme, host and port that the token is for.
  private let origin: String?
  /// Whether any server has answered.
  private(set) var hasAnswer = false

  /// - Throws: `BackboneError.Code.environment` where there is no libcurl.
  init(_ settings: HubSettings) throws(BackboneError) {
    var fault = [CChar](repeating: 0, count: 256)
    guard let handle = bb_transfer_new(&fault) else {
      throw BackboneError(
        .environment,
        "no libcurl, which downloads: install it (libcurl4). The system says: "
          + String(decoding: fault.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
    (self.handle, self.settings) = (handle, settings)
    origin = Self.origin(of: settings.endpoint)
    guard origin != nil else {
      throw BackboneError(
        .environment,
        "HF_ENDPOINT is \(settings.endpoint.quoted); expected a URL, such as \(HubSettings.defaultEndpoint)")
    }
  }

  deinit { bb_transfer_free(handle) }

  /// What came back.
  struct Answer {
    let status: Int
    /// Headers by their names in lower case; of several, the last.
    let headers: [String: String]
    /// The absolute URL that a redirect names.
    let redirect: String?
    /// The beginning of what a server that refuses says.
    let refusal: String

    var isSuccess: Bool { (200..<300).contains(status) }
    var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) && redirect != nil }
  }

  /// No answer, or none to its end.
  enum Fault: Error {
    /// Another try may do.
    case broken(String)
    /// Another try would not do.
    case final(BackboneError)
  }

  /// Sends a request.
  ///
  /// - Parameters:
  ///   - offset: from which byte on; nil for no Range.
  ///   - body: takes the bytes of an answer that is a success. It is told the answer's status and headers; an error ends
  ///     the transfer.
  func send(
    _ url: String, head: Bool = false, from offset: Int? = nil, timeout: Int, interruption: Interruption?,
    body: ((Answer, UnsafeRawBufferPointer) throws(BackboneError) -> Void)? = nil
  ) throws(Fault) -> Answer {
    let host = Self.origin(of: url)
    guard let host else {
      throw .final(BackboneError(.network, "a server sends on to what is no URL of http or https"))
    }
    var headers = ["User-Agent: \(settings.userAgent)", "Accept-Encoding: identity"]
    if let token = settings.token, host == origin { headers.append("Authorization: Bearer \(token.secret)") }
    if let offset { headers.append("Range: bytes=\(offset)-") }
    let exchange = Exchange(body: body, interruption: interruption)
    var result = perform(url, headers, head: head, timeout: timeout, exchange)
    defer { free(result.redirect) }
    let redirect = result.redirect.map { String(cString: $0) }
    let fault = withUnsafeBytes(of: &result.fault) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    hasAnswer = hasAnswer || result.status != 0
    if let error = exchange.error { throw .final(error) }
    switch result.outcome {
    case bb_transfer_done: break
    case bb_transfer_stopped where exchange.hasEnough: break
    case bb_transfer_broken, bb_transfer_stopped: throw .broken("\(host): \(fault)")
    case bb_transfer_unresolved where hasAnswer: throw .broken("\(host): \(fault)")
    default:
      throw .final(
        BackboneError(.network, "cannot reach \(host): \(fault). Check the network, HF_ENDPOINT and the proxy"))
    }
    return Answer(
      status: result.status, headers: exchange.headers, redirect: redirect,
      refusal: String(decoding: exchange.refusal, as: UTF8.self))
  }

  private func perform(
    _ url: String, _ headers: [String], head: Bool, timeout: Int, _ exchange: Exchange
  ) -> bb_transfer_result {
    let lines = headers.map { strdup($0) }
    defer { lines.forEach { free($0) } }
    // libcurl takes the proxy for all that it is given it for, so only http has it.
    let proxy = url.lowercased().hasPrefix("http:") ? settings.httpProxy : nil
    return (lines.map { UnsafePointer<CChar>($0) } + [nil]).withUnsafeBufferPointer { lines in
      url.withCString { url in
        withOptionalCString(proxy) { proxy in
          withOptionalCString(settings.certificateFile) { file in
            withOptionalCString(settings.certificateFolder) { folder in
              var request = bb_transfer_request()
              request.url = url
              request.headers = lines.baseAddress
              request.head = head
              (request.proxy, request.certificate_file, request.certificate_folder) = (proxy, file, folder)
              request.stall_seconds = timeout
              request.context = Unmanaged.passUnretained(exchange).toOpaque()
              request.header = { context, line, count in
                Exchange.of(context).take(header: UnsafeRawBufferPointer(start: line, count: count))
              }
              request.body = { context, bytes, count in
                Exchange.of(context).take(body: UnsafeRawBufferPointer(start: bytes, count: count))
              }
              request.proceed = { context in Exchange.of(context).proceeds }
              return withExtendedLifetime(exchange) { bb_transfer_perform(handle, &request) }
            }
          }
        }
      }
    }
  }

  /// Scheme, host and port of a URL; nil for what is no URL of http or https.
  static func origin(of url: String) -> String? {
    guard let text = bb_transfer_origin(url) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }
}

/// An answer as it comes.
private final class Exchange {
  private(set) var headers: [String: String] = [:]
  private(set) var refusal: [UInt8] = []
  private(set) var error: BackboneError?
  private var status = 0
  private let body: ((Transport.Answer, UnsafeRawBufferPointer) throws(BackboneError) -> Void)?
  private let interruption: Interruption?

  /// As much as is kept of what a server says when it refuses.
  private static let longestRefusal = 4096
  /// As many headers as an answer may have.
  private static let mostHeaders = 256

  init(
    body: ((Transport.Answer, UnsafeRawBufferPointer) throws(BackboneError) -> Void)?, interruption: Interruption?
  ) {
    (self.body, self.interruption) = (body, interruption)
  }

  static func of(_ context: UnsafeMutableRawPointer?) -> Exchange {
    Unmanaged<Exchange>.fromOpaque(context!).takeUnretainedValue()
  }

  /// Whether the rest of the answer says nothing.
  var hasEnough: Bool { refusal.count >= Self.longestRefusal }

  /// Whether nobody wants the transfer to end.
  var proceeds: Bool { keep { () throws(BackboneError) in try interruption?.check() } }

  func take(header line: UnsafeRawBufferPointer) -> Bool {
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      headers = [:]
      status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    } else if let colon = text.firstIndex(of: ":"), headers.count < Self.mostHeaders {
      func trimmed(_ text: Substring) -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" || character.isNewline }
        return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
      }
      headers[trimmed(text[..<colon]).lowercased()] = trimmed(text[colon...].dropFirst())
    }
    return true
  }

  func take(body bytes: UnsafeRawBufferPointer) -> Bool {
    guard (200..<300).contains(status) else {
      refusal += bytes.prefix(Self.longestRefusal - refusal.count)
      return !hasEnough
    }
    guard let body else { return true }
    let answer = Transport.Answer(status: status, headers: headers, redirect: nil, refusal: "")
    return keep { () throws(BackboneError) in try body(answer, bytes) }
  }

  /// Whether there was no error; one is kept for when the transfer has ended.
  private func keep(_ body: () throws(BackboneError) -> Void) -> Bool {
    do throws(BackboneError) {
      try body()
      return true
    } catch {
      self.error = error
      return false
    }
  }
}

private func withOptionalCString<Result>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
  guard let text else { return body(nil) }
  return text.withCString { body($0) }
}
