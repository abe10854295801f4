internal import BackbonesDigests
internal import BackbonesCLibrary
internal import BackbonesTensors

// MARK: - Bytes

extension HubSession {
  /// Downloads files, or takes those that are in the cache; in the order given.
  func download(_ files: [RemoteFile], showing isShown: Bool = true) throws(BackboneError) -> [HubFile] {
    let progress = TotalProgress(of: files.map(\.size))
    var result: [HubFile] = []
    for (number, file) in files.enumerated() {
      try download(file) { [observe] received, isResumed in
        guard isShown, let (received, total, resumed) = progress.note(received, of: number, isResumed: isResumed) else {
          return
        }
        observe(
          .progress(HubProgress(repository: file.repository, received: received, total: total, resumed: resumed)))
      }
      let path = "\(cache.snapshot(file.commit, of: file.repository.id))/\(file.name)"
      result.append(HubFile(name: file.name, path: path, commit: file.commit))
    }
    return result
  }

  private func download(_ file: RemoteFile, report: @escaping (Int, Bool) -> Void) throws(BackboneError) {
    let id = file.repository.id
    var hasSaid = false
    let lock = try cache.lock(file.etag, of: id) { () throws(BackboneError) in
      if !hasSaid {
        observe(.waiting("another process downloads '\(file.name)' of '\(id)': waiting for it"))
      }
      hasSaid = true
      try interruption?.check()
    }
    try withExtendedLifetime(lock) { () throws(BackboneError) in
      let blob = cache.blob(file.etag, of: id)
      // What is not as long as it should be is no blob, whoever made it.
      if let size = fileSize(blob), file.size ?? size == size {
        report(size, true)
      } else {
        try receive(file, into: cache.partialBlob(file.etag, of: id, isLocked: lock != nil), report)
      }
      try cache.link(file.name, at: file.commit, of: id, to: file.etag)
    }
  }

  /// Downloads a blob, however often that must be taken up again, verifies it and gives it its name.
  private func receive(
    _ file: RemoteFile, into path: String, _ report: @escaping (Int, Bool) -> Void
  ) throws(BackboneError) {
    let algorithm = file.size.flatMap { Digest.Algorithm(etag: file.etag, count: $0) }
    let partial = try PartialFile(path, algorithm: algorithm, size: file.size) { () throws(BackboneError) in
      try interruption?.check()
    }
    report(partial.count, true)
    if let size = file.size { try partial.requireSpace(size - partial.count) }
    var isSecond = false
    while true {
      try transfer(file, into: partial, report)
      guard algorithm != nil, let digest = partial.finish(), digest != file.etag else { break }
      guard !isSecond else {
        partial.remove()
        throw BackboneError(
          .malformedFile,
          "'\(file.name)' of '\(file.repository)' came damaged: its digest is \(digest.prefix(12))…, expected "
            + "\(file.etag.prefix(12))…. Nothing of it was kept; try again later, or from elsewhere (HF_ENDPOINT)")
      }
      isSecond = true
      observe(.waiting("'\(file.name)' came damaged: downloading it again"))
      try partial.restart()
    }
    try partial.move(to: cache.blob(file.etag, of: file.repository.id))
    report(partial.count, false)
  }

  /// Brings a partial file to its end.
  private func transfer(
    _ file: RemoteFile, into partial: PartialFile, _ report: @escaping (Int, Bool) -> Void
  ) throws(BackboneError) {
    var location = file.location
    var renewedAt: Int?
    var isEnded = file.size == partial.count
    while !isEnded {
      do throws(Refusal) {
        isEnded = try persist(while: { partial.count }) { () throws(Refusal) in
          try fetchRest(of: file.name, size: file.size, from: location, into: partial, report) { answer, host in
            Refusal(answer, to: file.repository, by: host, settings)
          }
        }
      } catch {
        // A signed link holds for about an hour; a new one takes up where it was.
        let isForeign = Transport.origin(of: location) != Transport.origin(of: settings.endpoint)
        guard case .refused(let refusal) = error, refusal.code == .access, isForeign, renewedAt != partial.count
        else {
          throw error.error ?? BackboneError(.network, "'\(file.name)' of '\(file.repository)' is no longer there")
        }
        renewedAt = partial.count
        let renewed: RemoteFile
        do throws(Refusal) {
          renewed = try persist { () throws(Refusal) in
            try look(
              for: file.name,
              in: try asFault { () throws(BackboneError) in
                try file.repository.at(commit: file.commit)
              })
          }
        } catch {
          throw error.error ?? refusal
        }
        guard renewed.etag == file.etag else { throw refusal }
        location = renewed.location
      }
    }
  }

  /// Asks for the bytes that are missing; whether all came.
  ///
  /// - Parameter refusal: what an answer of a host means that is no success.
  func fetchRest(
    of name: String, size: Int?, from location: String, into partial: PartialFile,
    _ report: @escaping (Int, Bool) -> Void, refusal: (Transport.Answer, _ host: String) -> Refusal
  ) throws(Refusal) -> Bool {
    var (url, isFirst, isMisplaced) = (location, true, false)
    let begin = partial.count
    func take(_ answer: Transport.Answer, _ bytes: UnsafeRawBufferPointer) throws(BackboneError) {
      if isFirst {
        isFirst = false
        if answer.status != 206 {
          if begin > 0 { try partial.restart() }
        } else if !answer.continues(at: begin, of: size) {
          isMisplaced = true
          throw BackboneError(.network, "a range that was not asked for")
        }
      }
      guard partial.count + bytes.count <= size ?? .max else {
        isMisplaced = true
        throw BackboneError(.network, "more bytes than there should be")
      }
      try partial.append(bytes)
      report(partial.count, false)
    }
    for _ in 0...Self.mostRedirects {
      let answer: Transport.Answer
      do throws(Refusal) {
        answer = try send(url, from: begin > 0 ? begin : nil, timeout: settings.downloadTimeout, take)
      } catch {
        guard isMisplaced, let fault = error.error else { throw error }
        try asFault { () throws(BackboneError) in try partial.restart() }
        throw .later(BackboneError(.network, "\(Transport.origin(of: url) ?? "") sends \(fault.message)"), seconds: nil)
      }
      if answer.isRedirect, let next = answer.redirect {
        url = next
        continue
      }
      let host = Transport.origin(of: url) ?? ""
      if answer.isSuccess {
        // Without bytes nobody looked at the status.
        guard let size, partial.count < size else { return true }
        throw .later(
          BackboneError(.network, "\(host) ends '\(name)' after \(partial.count) of \(size) bytes"), seconds: nil)
      }
      if answer.status == 416, begin > 0 {
        try asFault { () throws(BackboneError) in try partial.restart() }
        throw .later(BackboneError(.network, "\(host) does not have the rest of '\(name)'"), seconds: 0)
      }
      throw refusal(answer, host)
    }
    throw .refused(
      BackboneError(.network, "\(Transport.origin(of: location) ?? "") sends on without end for '\(name)'"))
  }
}

/// The sum of several files' progress, which never falls.
private final class TotalProgress {
  private var received: [Int]
  private let total: Int?
  private var resumed = 0
  private var shown = -1
  private var last: ContinuousClock.Instant?

  init(of files: [Int?]) {
    received = files.map { _ in 0 }
    total = files.contains(nil) ? nil : files.reduce(0) { $0 + ($1 ?? 0) }
  }

  /// Notes a file's bytes; what is to be shown, ten times a second and at each file's beginning and the end.
  func note(
    _ bytes: Int, of file: Int, isResumed: Bool
  ) -> (received: Int, total: Int?, resumed: Int)? {
    received[file] = max(received[file], bytes)
    if isResumed { resumed += bytes }
    let sum = received.reduce(0, +)
    let now = ContinuousClock.now
    guard isResumed || sum == total && sum > shown || last.map({ now - $0 >= .milliseconds(100) }) ?? true else {
      return nil
    }
    (shown, last) = (max(shown, sum), now)
    return (shown, total, resumed)
  }
}

extension Transport.Answer {
  /// Whether a part begins where it was asked for, of a file as long as it should be.
  fileprivate func continues(at begin: Int, of size: Int?) -> Bool {
    // bytes 100-199/200
    guard let range = headers["content-range"]?.split(separator: " "), range.count == 2, range[0] == "bytes" else {
      return false
    }
    let parts = range[1].split(separator: "/")
    let first = parts.first?.split(separator: "-").first.flatMap { Int($0) }
    return parts.count == 2 && first == begin && (parts[1] == "*" || size == nil || Int(parts[1]) == size)
  }
}

/// How many bytes a regular file has; nil where there is none.
func fileSize(_ path: String) -> Int? {
  var status = stat()
  guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  return Int(status.st_size)
}
