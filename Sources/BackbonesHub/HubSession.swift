package import BackbonesEngine
internal import BackbonesCLibrary
internal import BackbonesTensors

/// What a download says while it goes on.
public enum HubEvent: Sendable, Hashable {
  /// How far it is.
  case progress(HubProgress)
  /// What it waits for: a server that is asked again, or another process that downloads the same.
  case waiting(String)
  /// A message for people: a model's new name, a hub that did not answer.
  case notice(String)
}

/// How far a download is. Both numbers only grow.
public struct HubProgress: Sendable, Hashable {
  /// Whose files they are.
  public let repository: HubRepository
  /// Bytes that are here, those of an earlier try too.
  public let received: Int
  /// Bytes there will be; nil where the server does not say.
  public let total: Int?
  /// Bytes that were here when the download began.
  public let resumed: Int
}

/// A file in the cache.
package struct HubFile: Sendable, Hashable {
  /// Its name in the repository.
  package let name: String
  /// Where it is.
  package let path: String
  /// The commit that it is of.
  package let commit: String
}

/// Requests to the hub that belong together, on the thread that makes them.
package final class HubSession {
  let settings: HubSettings
  package let cache: HubCache
  private let schedule: RetrySchedule
  let interruption: Interruption?
  let observe: (HubEvent) -> Void
  private lazy var connections: Result<Transport, BackboneError> = Result { () throws(BackboneError) in
    try Transport(settings)
  }

  package init(
    _ settings: HubSettings, schedule: RetrySchedule = RetrySchedule(), interruption: Interruption? = nil,
    observe: @escaping (HubEvent) -> Void = { _ in }
  ) {
    (self.settings, self.schedule, self.interruption, self.observe) = (settings, schedule, interruption, observe)
    cache = HubCache(settings)
  }

  // MARK: Files

  /// Where a file is.
  package enum Place {
    case here(HubFile)
    /// Only the hub has it.
    case there(RemoteFile)
    /// The repository has none of the name.
    case nowhere
    /// Nobody may be asked, and it is not here.
    case unknown
  }

  /// Finds a file, without downloading it. What a revision was when it was last asked for is what it is, so that nothing is
  /// asked for what is here.
  ///
  /// - Parameter renewing: asks which commit the revision is now.
  package func place(
    of name: String, in repository: HubRepository, renewing: Bool = false
  ) throws(BackboneError) -> Place {
    _ = try repository.url(of: name, at: settings.endpoint)  // refuses impossible names
    let known = cache.commit(of: repository)
    let cached = known.flatMap { commit in
      cache.file(name, at: commit, of: repository.id).map { HubFile(name: name, path: $0, commit: commit) }
    }
    if let cached, !renewing || settings.isOffline || known == repository.revision { return .here(cached) }
    if settings.isOffline { return .unknown }
    if let known, !renewing, cache.isKnownToLack(name, at: known, of: repository.id) { return .nowhere }
    do throws(Refusal) {
      let file = try persist(giveUp: { cached != nil && $0.leavesCache }) { () throws(Refusal) in
        try look(for: name, in: repository)
      }
      try asFault { () throws(BackboneError) in try cache.begin(file.commit, of: repository) }
      if let path = cache.file(name, at: file.commit, of: repository.id) {
        return .here(HubFile(name: name, path: path, commit: file.commit))
      }
      return .there(file)
    } catch {
      if case .noFile(let commit) = error {
        if let commit { try cache.noteLack(of: name, at: commit, of: repository) }
        return .nowhere
      }
      guard let cached, error.leavesCache else { throw error.error! }
      observe(.notice("\(error.error!.message). The copy in the cache is used"))
      return .here(cached)
    }
  }

  /// The error for a file that is not here where nobody may be asked.
  func offline(_ names: [String], of repository: HubRepository) -> BackboneError {
    let what = names.count == 1 ? "\(names[0]) of '\(repository)' is not" : "no weights of '\(repository)' are"
    let tried = names.count == 1 ? "" : ", as \(names.joined(separator: ", "))"
    return BackboneError(
      .network,
      "\(settings.offlineVariable) is set, and \(what) in the cache (\(cache.folder)\(tried)): unset it once, or set HF_HOME "
        + "to where it is")
  }

  /// What the hub says of a file.
  package struct RemoteFile {
    let name: String
    let repository: HubRepository
    let commit: String
    package let etag: String
    let size: Int?
    /// Where its bytes are.
    let location: String
  }

  // MARK: What a file is

  /// As many redirects as are followed.
  static let mostRedirects = 20

  /// Asks for a file's metadata: commit, etag and size. A redirect to another server carries them itself.
  func look(for name: String, in repository: HubRepository) throws(Refusal) -> RemoteFile {
    var url = try asFault { () throws(BackboneError) in try repository.url(of: name, at: settings.endpoint) }
    let homes = [settings.endpoint, HubSettings.defaultEndpoint].map(Transport.origin)
    for _ in 0...Self.mostRedirects {
      let answer = try send(url, head: true, timeout: settings.answerTimeout)
      if answer.isRedirect, let next = answer.redirect {
        let host = Transport.origin(of: next)
        if host == Transport.origin(of: url) || homes.contains(host) {
          noteNewName(of: repository, in: next)
          url = next
          continue
        }
        return try remote(name, repository, answer, at: next)
      }
      guard answer.isSuccess else {
        throw Refusal(answer, to: repository, by: Transport.origin(of: url) ?? "", settings)
      }
      return try remote(name, repository, answer, at: url)
    }
    throw .refused(BackboneError(.network, "\(settings.endpoint) sends on without end for '\(repository)'"))
  }

  private func remote(
    _ name: String, _ repository: HubRepository, _ answer: Transport.Answer, at location: String
  ) throws(Refusal) -> RemoteFile {
    guard let commit = answer.headers["x-repo-commit"], HubRepository.isCommit(commit) else {
      throw .refused(
        BackboneError(
          .network,
          "\(settings.endpoint) answers, but not as a hub does (no X-Repo-Commit): check HF_ENDPOINT and the proxy"))
    }
    var etag = (answer.headers["x-linked-etag"] ?? answer.headers["etag"] ?? "")[...]
    if etag.hasPrefix("W/") { etag = etag.dropFirst(2) }
    etag = etag.drop { $0 == "\"" }.prefix { $0 != "\"" }
    // It becomes the name of a file.
    guard (1...128).contains(etag.utf8.count), etag.utf8.allSatisfy(HubRepository.isUnreserved), etag.first != "."
    else {
      throw .refused(
        BackboneError(.network, "\(settings.endpoint) gives \(name.quoted) of '\(repository)' an etag that is none"))
    }
    let linked = answer.headers["x-linked-size"].flatMap { Int($0) }
    let length = answer.isRedirect ? nil : answer.headers["content-length"].flatMap { Int($0) }
    return RemoteFile(
      name: name, repository: repository, commit: commit, etag: String(etag),
      size: (linked ?? length).flatMap { $0 >= 0 ? $0 : nil }, location: location)
  }

  /// Says so where the hub sends on to the same file of a repository of another name.
  private func noteNewName(of repository: HubRepository, in url: String) {
    let parts = url.split(separator: "/").map(String.init)
    guard let end = parts.firstIndex(of: "resolve"), end >= 2, !url.contains("/api/") else { return }
    let id = parts[(repository.id.contains("/") ? end - 2 : end - 1)..<end].joined(separator: "/")
    if id != repository.id { observe(.notice("'\(repository.id)' is called '\(id)' now")) }
  }

  // MARK: Tries

  func send(
    _ url: String, head: Bool = false, from offset: Int? = nil, timeout: Int,
    _ body: ((Transport.Answer, UnsafeRawBufferPointer) throws(BackboneError) -> Void)? = nil
  ) throws(Refusal) -> Transport.Answer {
    let connections = try asFault { () throws(BackboneError) in try self.connections.get() }
    do throws(Transport.Fault) {
      return try connections.send(
        url, head: head, from: offset, timeout: timeout, interruption: interruption, body: body)
    } catch {
      throw Refusal(error)
    }
  }

  /// Tries again while another try may do.
  ///
  /// - Parameters:
  ///   - measure: grows with what tries bring; one that brought something does not count, and is not waited after.
  ///   - giveUp: whether to end at once.
  func persist<Value>(
    while measure: () -> Int = { 0 }, giveUp: (Refusal) -> Bool = { _ in false },
    _ body: () throws(Refusal) -> Value
  ) throws(Refusal) -> Value {
    var tries = 0
    while true {
      let before = measure()
      let refusal: Refusal
      do throws(Refusal) {
        return try body()
      } catch {
        refusal = error
      }
      guard case .later(let error, let seconds) = refusal, !giveUp(refusal) else { throw refusal }
      if measure() > before { tries = 0 }
      guard let wait = schedule.wait(after: tries, asked: seconds) else { throw refusal }
      tries += 1
      if measure() > before && seconds == nil { continue }
      if wait >= .seconds(1) {
        observe(.waiting("\(error.message.prefix { $0 != "\n" }): trying again in \(wait.components.seconds) s"))
      }
      try asFault { () throws(BackboneError) in try pause(wait) }
    }
  }

  private func pause(_ duration: Duration) throws(BackboneError) {
    let end = ContinuousClock.now + duration
    while ContinuousClock.now < end {
      try interruption?.check()
      usleep(20_000)
    }
  }

  /// An error on this side as one that ends all tries.
  func asFault<Value>(_ body: () throws(BackboneError) -> Value) throws(Refusal) -> Value {
    do throws(BackboneError) {
      return try body()
    } catch {
      throw .fault(error)
    }
  }
}
