import ArgumentParser
import Backbones
import BackbonesHub

/// Names of models on the hub.
struct HubNames: ParsableArguments {
  @Argument(help: ArgumentHelp("Models: resnet50, resnet50.a1_in1k, hf-hub:ORG/NAME.", valueName: "name"))
  var names: [String] = []

  /// The repositories that names mean.
  static func repository(_ name: String, _ hub: HubSession) throws(BackboneError) -> HubRepository {
    switch try hub.reference(to: name) {
    case .registered(let name): return try Registry.entry(named: name).repository()
    case .hub(let repository): return repository
    case .directory, .file: throw isHere(name)
    }
  }

  static func isHere(_ name: String) -> BackboneError {
    BackboneError(.invalidOption, "\(name.quoted) is here, and none of the hub's")
  }
}

extension HubRepository {
  /// What `--model` takes for it.
  fileprivate var modelName: String { id.hasPrefix("timm/") ? description : "hf-hub:\(description)" }
}

struct ListCachedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the weights that are in the cache.",
    discussion: "The cache is that of Python's tools: HF_HUB_CACHE, HF_HOME/hub or ~/.cache/huggingface/hub.")

  @Argument(help: ArgumentHelp("Only repositories that match, such as 'timm/*'.", valueName: "glob"))
  var pattern: String?

  @OptionGroup var format: FormatOptions

  private struct Report: Encodable {
    let name: String
    let path: String
    let bytes: Int
    let partialBytes: Int
    let revisions: [Revision]

    struct Revision: Encodable {
      let commit: String
      let refs: [String]
      let files: [String]
    }
  }

  func run() throws {
    try withHub { hub in
      let found = hub.cache.repositories().filter { repository in
        pattern.map { ![repository.id].matching($0).isEmpty } ?? true
      }
      let reports = try found.map { repository in
        Report(
          name: try HubRepository(repository.id).modelName, path: hub.cache.folder(of: repository.id),
          bytes: repository.byteCount, partialBytes: repository.partialByteCount,
          revisions: repository.revisions.map { .init(commit: $0.commit, refs: $0.refs, files: $0.files) })
      }
      var table = Table(("name", .left), ("size", .right), ("revision", .left), ("files", .left))
      for report in reports {
        let partial = report.partialBytes > 0 ? ", \(Double(report.partialBytes).engineering("B")) of a download" : ""
        let size = Double(report.bytes).engineering("B")
        let revisions = report.revisions.map { ($0.refs.isEmpty ? [String($0.commit.prefix(8))] : $0.refs, $0.files) }
        for (number, (refs, files)) in (revisions.isEmpty ? [([], [])] : revisions).enumerated() {
          table.add(
            number == 0 ? report.name : "", number == 0 ? size : "", refs.joined(separator: ", "),
            files.joined(separator: ", ") + (number == 0 ? partial : ""))
        }
      }
      let text = reports.isEmpty ? "nothing in \(hub.cache.folder)\n" : table.text
      try Console.show(reports, asJSON: format.asJSON, text)
    }
  }
}

struct PullCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull", abstract: "Download weights, or newer ones where there are any.",
    discussion: """
      Prints where they are: a file, or a folder with config.json. What is in the cache already is not downloaded again; a \
      download that ended midway is taken up.
      """)

  @OptionGroup var models: HubNames
  @OptionGroup var format: FormatOptions

  private struct Report: Encodable {
    let name: String
    let path: String
  }

  func validate() throws {
    if models.names.isEmpty { throw ValidationError("Which models? Give names, such as resnet50.a1_in1k.") }
  }

  func run() throws {
    let reports = try withHub { hub in
      try models.names.map { name in
        let path =
          switch try hub.reference(to: name) {
          case .hub(let repository): try hub.folder(of: repository, renewing: true)
          case .registered(let name): try hub.path(ofWeightsOf: name, renewing: true)
          case .directory, .file: throw HubNames.isHere(name)
          }
        return Report(name: name, path: path)
      }
    }
    try Console.show(reports, asJSON: format.asJSON, reports.map { "\($0.path)\n" }.joined())
  }
}

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Compare files in the cache with their digests.",
    discussion: """
      Without names, all of them. Nothing is asked of a network. Exit status 1 where a file is damaged or missing.
      """)

  @OptionGroup var models: HubNames
  @OptionGroup var format: FormatOptions

  private struct Report: Encodable {
    let name: String
    let commit: String
    let file: String
    let condition: String
  }

  func run() throws {
    var progress = Progress()
    defer { progress.end() }
    let reports = try withHub { hub in
      let repositories = try chosen(hub)
      var reports: [Report] = []
      for repository in repositories {
        let name = try HubRepository(repository.id).modelName
        for revision in repository.revisions {
          for file in revision.files {
            progress.report("\(name): \(file)")
            let condition = try hub.cache.condition(of: file, at: revision.commit, of: repository.id)
            reports.append(
              Report(name: name, commit: revision.commit, file: file, condition: condition.rawValue))
          }
        }
      }
      return reports
    }
    progress.end()
    var table = Table(("name", .left), ("revision", .left), ("file", .left), ("", .left))
    for report in reports { table.add(report.name, String(report.commit.prefix(8)), report.file, report.condition) }
    try Console.show(reports, asJSON: format.asJSON, table.text)
    let bad = reports.filter { ["damaged", "missing"].contains($0.condition) }
    if let first = bad.first {
      throw BackboneError(
        .malformedFile,
        "\(bad.count) of \(reports.count) files are damaged or missing: 'backbones weights remove \(first.name)', then "
          + "'backbones weights pull \(first.name)'")
    }
  }

  private func chosen(_ hub: HubSession) throws -> [CachedRepository] {
    if models.names.isEmpty { return hub.cache.repositories() }
    return try models.names.map { name in try hub.cached(try HubNames.repository(name, hub)) }
  }
}

struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take weights out of the cache, with all their revisions.")

  @OptionGroup var models: HubNames

  func validate() throws {
    if models.names.isEmpty { throw ValidationError("Which models? 'backbones weights list' shows those there are.") }
  }

  func run() throws {
    try withHub { hub in
      // All are looked up before one is removed.
      let found = try models.names.map { name in
        let repository = try HubNames.repository(name, hub)
        guard repository.revision == "main" else {
          throw BackboneError(
            .invalidOption, "\(name.quoted): all revisions are removed together; leave out the revision")
        }
        return try hub.cached(repository)
      }
      for repository in found {
        try hub.cache.remove(repository.id)
        try FileSink.standardOutput.write(
          "removed \(repository.id), \(Double(repository.byteCount + repository.partialByteCount).engineering("B"))\n")
      }
    }
  }
}

extension HubSession {
  /// A repository in the cache.
  ///
  /// - Throws: `.unknownName` where nothing of it is there.
  fileprivate func cached(_ repository: HubRepository) throws(BackboneError) -> CachedRepository {
    if let found = cache.repository(repository.id) { return found }
    throw BackboneError(.unknownName, "nothing of '\(repository.id)' is in the cache (\(cache.folder))")
  }
}
