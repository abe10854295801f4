internal import BackbonesDigests
internal import BackbonesTensors

/// Downloads of weights that are not on the hub but at a plain URL. The cache is PyTorch's folder of checkpoints; the digest in a
/// file's name (`resnet18-5c106cde.pth`) is verified.
extension HubSession {
  /// Where the checkpoint of a URL is, or will be; nil for a URL without a file's name.
  func checkpointPath(of url: String) -> String? {
    // A query, as of a signed link, is no part of the name.
    let name = url.prefix { $0 != "?" && $0 != "#" }.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard !name.isEmpty, name.first != ".", !name.contains("\\") else { return nil }
    return "\(settings.checkpoints)/\(name)"
  }

  /// Whether a checkpoint is here.
  func hasCheckpoint(of url: String) -> Bool { checkpointPath(of: url).map(fileExists) ?? false }

  /// The path of a checkpoint, downloaded where it is not here.
  ///
  /// - Parameter model: whose weights they are, for messages and the bar.
  package func checkpoint(at url: String, of model: String) throws(BackboneError) -> String {
    guard let path = checkpointPath(of: url) else {
      throw BackboneError(.network, "the weights of '\(model)' are at \(url.quoted), which names no file")
    }
    if fileExists(path) { return path }
    let name = String(path.split(separator: "/").last!)
    guard !settings.isOffline else {
      throw BackboneError(
        .network,
        "\(settings.offlineVariable) is set, and the weights of '\(model)' are not at '\(path)': unset it once, or put there what "
          + "\(url) has")
    }
    var hasSaid = false
    let lock = try cache.lock(checkpoint: name) { () throws(BackboneError) in
      if !hasSaid { observe(.waiting("another process downloads '\(name)': waiting for it")) }
      hasSaid = true
      try interruption?.check()
    }
    try withExtendedLifetime(lock) { () throws(BackboneError) in
      if fileExists(path) { return }
      try cache.make(settings.checkpoints)
      do throws(Refusal) {
        let repository = try asFault { () throws(BackboneError) in try HubRepository(model) }
        try receive(url, named: name, of: repository, to: path)
      } catch {
        let reason = error.error ?? BackboneError(.network, "'\(name)' is not there")
        throw BackboneError(
          reason.code,
          "\(reason.message). timm has the weights of '\(model)' by this URL alone: \(url). A copy from elsewhere can be put at "
            + "'\(path)', or given as weights")
      }
    }
    return path
  }

  private func receive(_ url: String, named name: String, of model: HubRepository, to path: String) throws(Refusal) {
    let size = try persist { () throws(Refusal) in try length(of: url) }
    let partial = try asFault { () throws(BackboneError) in
      let partial = try PartialFile("\(path).incomplete", algorithm: .sha256, size: size) { () throws(BackboneError) in
        try interruption?.check()
      }
      if let size { try partial.requireSpace(size - partial.count) }
      return partial
    }
    let resumed = partial.count
    let report = { [observe] (received: Int, _: Bool) in
      observe(.progress(HubProgress(repository: model, received: received, total: size, resumed: resumed)))
    }
    if partial.count != size || size == nil {
      _ = try persist(while: { partial.count }) { () throws(Refusal) in
        try fetchRest(of: name, size: size, from: url, into: partial, report) { Refusal($0, to: url, by: $1) }
      }
    }
    let digest = partial.finish() ?? ""
    if let expected = Self.digest(inName: name), !digest.hasPrefix(expected) {
      partial.remove()
      throw .fault(
        BackboneError(
          .malformedFile,
          "'\(name)' came damaged: its digest begins with \(digest.prefix(expected.count)), its name says \(expected). Nothing of "
            + "it was kept"))
    }
    try asFault { () throws(BackboneError) in try partial.move(to: path) }
    report(partial.count, false)
  }

  /// How many bytes a URL has; nil where the server does not say.
  private func length(of url: String) throws(Refusal) -> Int? {
    var place = url
    for _ in 0...Self.mostRedirects {
      let answer = try send(place, head: true, timeout: settings.answerTimeout)
      if answer.isRedirect, let next = answer.redirect {
        place = next
        continue
      }
      guard answer.isSuccess else { throw Refusal(answer, to: url, by: Transport.origin(of: place) ?? "") }
      return answer.headers["content-length"].flatMap { Int($0) }
    }
    throw .refused(
      BackboneError(.network, "\(Transport.origin(of: url) ?? "") sends on without end for \(url.quoted)"))
  }

  /// The beginning of the SHA-256 that PyTorch's names have in them: `resnet18-5c106cde.pth`. Fewer than eight digits are none,
  /// as those of `vit.g.16-600e.pth.tar`.
  static func digest(inName name: String) -> String? {
    guard let dash = name.lastIndex(of: "-") else { return nil }
    let text = String(name[dash...].dropFirst().prefix { $0 != "." })
    return text.count >= 8 && HubRepository.isHexadecimal(text) ? text.lowercased() : nil
  }
}
