internal import BackbonesTensors

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Why the hub gave nothing.
enum Refusal: Error {
  /// The commit has no such file; which commit, where the hub says it.
  case noFile(commit: String?)
  /// There is no such revision.
  case noRevision(BackboneError)
  /// Another try may do, after so many seconds where the server says how many.
  case later(BackboneError, seconds: Int?)
  /// It may not be had, or not here: what the cache has of it may serve.
  case refused(BackboneError)
  /// A fault on this side: nothing else is to be tried.
  case fault(BackboneError)

  /// The error that a caller gets; nil for a file that is not there, of which callers say more.
  var error: BackboneError? {
    switch self {
    case .noFile: nil
    case .noRevision(let error), .later(let error, _), .refused(let error), .fault(let error): error
    }
  }

  /// Whether what the cache has serves in place of an answer.
  var leavesCache: Bool {
    switch self {
    case .later, .refused: true
    case .noFile, .noRevision, .fault: false
    }
  }
}

extension Refusal {
  /// What a transport's fault means.
  init(_ fault: Transport.Fault) {
    switch fault {
    case .broken(let text):
      self = .later(
        BackboneError(.network, "no answer from \(text). Check the network, HF_ENDPOINT and the proxy"), seconds: nil)
    case .final(let error): self = error.code == .network ? .refused(error) : .fault(error)
    }
  }

  /// What an answer that is no success means, in the order in which Python's client looks at it.
  init(_ answer: Transport.Answer, to repository: HubRepository, by host: String, _ settings: HubSettings) {
    let (code, page) = (answer.headers["x-error-code"], repository.page(at: settings.endpoint))
    let said = answer.message
    let token = settings.token
    func error(_ code: BackboneError.Code, _ text: String) -> BackboneError { BackboneError(code, text) }
    func unknown() -> Refusal {
      let remedy =
        token.map { "check the name, and whether the account of \($0) may see it" }
        ?? "check the name, and set HF_TOKEN if it is private"
      return .refused(
        error(.unknownName, "the hub has no model '\(repository.id)' (\(page)), or it is private: \(remedy)"))
    }
    switch (answer.status, code) {
    case (_, "RevisionNotFound"):
      self = .noRevision(
        error(.unknownName, "'\(repository.id)' has no revision \(repository.revision.quoted); the usual one is main"))
    case (_, "EntryNotFound"):
      let commit = answer.headers["x-repo-commit"]
      self = .noFile(commit: commit.flatMap { HubRepository.isCommit($0) ? $0 : nil })
    case (_, "GatedRepo"):
      let remedy =
        token == nil
        ? "accept its terms at \(page), and set HF_TOKEN to a token of the account that did"
        : "this token's account has no access yet: ask for it at \(page)"
      self = .refused(error(.access, "'\(repository.id)' is gated: \(remedy)"))
    case (403, _) where said == "Access to this resource is disabled.":
      self = .refused(error(.access, "'\(repository.id)' was taken down: the hub no longer gives it (\(page))"))
    case (_, "RepoNotFound"),
      (401, nil) where token == nil:
      self = unknown()
    case (401, _):
      self = .refused(
        error(
          .access,
          "\(token?.description ?? "no token") is not valid for \(host), or has expired: make a new one at "
            + "\(settings.endpoint)/settings/tokens, or do without for what is public"))
    case (403, _): self = .refused(error(.access, "\(host) refuses '\(repository.id)': \(said)"))
    case (407, _): self = .refused(error(.network, "the proxy wants to know who asks: \(said)"))
    case (408, _), (429, _), (500, _), (502, _), (503, _), (504, _):
      let limit =
        answer.status == 429 ? ": so many requests are not allowed" + (token == nil ? " without HF_TOKEN" : "") : ""
      self = .later(error(.network, "\(host) answers \(answer.status)\(limit)"), seconds: answer.secondsToWait)
    case (404, _):
      self = .refused(
        error(.network, "\(host) does not know '\(repository.id)' (404) and is perhaps no hub: check HF_ENDPOINT"))
    default: self = .refused(error(.network, "\(host) answers \(answer.status) for '\(repository.id)': \(said)"))
    }
  }
}

extension Refusal {
  /// What an answer that is no success means, of a server that is no hub.
  init(_ answer: Transport.Answer, to url: String, by host: String) {
    let error = { (text: String) in BackboneError(.network, "\(host) \(text)") }
    switch answer.status {
    case 408, 429, 500, 502, 503, 504:
      self = .later(error("answers \(answer.status)"), seconds: answer.secondsToWait)
    case 404, 410: self = .refused(error("no longer has \(url.quoted)"))
    default: self = .refused(error("answers \(answer.status) for \(url.quoted): \(answer.message)"))
    }
  }
}

extension Transport.Answer {
  /// What the server says of its refusal, shortened.
  fileprivate var message: String {
    struct Body: Decodable { let error: String }
    let text =
      headers["x-error-message"] ?? (try? JSONDecoder().decode(Body.self, from: Data(refusal.utf8)))?.error ?? refusal
    return text.isEmpty ? "it does not say why" : String(text.shortened)
  }

  /// Seconds after which the server wants to be asked again.
  fileprivate var secondsToWait: Int? {
    let named = headers["retry-after"].flatMap { Int($0) }
    var limited: Int?
    if status == 429, let fields = headers["ratelimit"]?.split(separator: ";"), fields.contains("r=0") {
      limited = fields.first { $0.hasPrefix("t=") }.flatMap { Int($0.dropFirst(2)) }
    }
    return (named ?? limited).flatMap { $0 >= 0 ? $0 : nil }
  }
}
