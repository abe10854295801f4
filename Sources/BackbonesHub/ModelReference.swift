internal import BackbonesGraphs
package import BackbonesModels
public import BackbonesTensors

/// A model as people name it.
public enum ModelReference: Sendable, Hashable, CustomStringConvertible {
  /// One of timm's, with the weights that its tag names: `resnet50`, `resnet50.a1_in1k`, `timm/resnet50.a1_in1k`.
  case registered(String)
  /// A repository with a `config.json` and weights: `hf-hub:ORGANISATION/NAME`, `hf-hub:ORGANISATION/NAME@REVISION`.
  case hub(HubRepository)
  /// A folder with a `config.json` and weights: its path, or `local-dir:PATH`.
  case directory(String)
  /// A file of weights, by its path.
  case file(String)

  /// Reads a name, as timm's `create_model` does; or the path of a file or folder.
  ///
  /// - Parameter isWeights: whether weights are named, which more often are a path than a name of timm's.
  /// - Throws: `.unknownName` with the nearest names, `.invalidOption` for a prefix that is none.
  public init(parsing text: String, isWeights: Bool = false) throws(BackboneError) {
    if let prefix = Self.prefix(of: text) {
      let rest = String(text.dropFirst(prefix.count + 1))
      switch prefix.lowercased() {
      case "hf-hub", "hf_hub": self = .hub(try HubRepository(parsing: rest))
      case "local-dir":
        guard isDirectory(rest) else { throw BackboneError(.inputOutput, "\(rest.quoted) is no folder") }
        self = .directory(rest)
      default:
        throw BackboneError(
          .invalidOption,
          "\(text.quoted) begins with a source that is not known; expected hf-hub:ORGANISATION/NAME or local-dir:PATH")
      }
      return
    }
    let path: ModelReference? =
      isDirectory(text)
      ? .directory(text)
      : fileExists(text) || ArchiveFormat.suffixes.contains(where: text.hasSuffix) ? .file(text) : nil
    if isWeights, let path {
      self = path
      return
    }
    do throws(BackboneError) {
      _ = try Registry.entry(named: text)
      self = .registered(text)
    } catch {
      if let path {
        self = path
      } else if text.hasPrefix("timm/") {
        throw BackboneError(
          error.code, "\(error.message). A repository of the hub that is not of timm's table: hf-hub:\(text)")
      } else if text.contains("/") || text.contains("\\") {
        throw BackboneError(
          .unknownName,
          "\(text.quoted) is no file, no folder and none of timm's models; a model of the hub is hf-hub:\(text), a folder "
            + "local-dir:\(text)")
      } else if isWeights {
        throw BackboneError(
          error.code,
          "weights \(text.quoted): no file (\(ArchiveFormat.suffixes.joined(separator: ", "))), no folder with config.json and "
            + "weights, no synthetic:SEED[:GAIN], and \(error.message)")
      } else {
        throw error
      }
    }
  }

  /// What stands before a colon and is no drive's letter.
  private static func prefix(of text: String) -> Substring? {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    let prefix = text[..<colon]
    let isWord = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber || "+.-_".contains(character))
    }
    return prefix.count > 1 && prefix.first!.isLetter && prefix.allSatisfy(isWord) ? prefix : nil
  }

  /// The text form.
  public var description: String {
    switch self {
    case .registered(let name): name
    case .hub(let repository): "hf-hub:\(repository)"
    case .directory(let path), .file(let path): path
    }
  }
}

extension Registry.Entry {
  /// The repository of the weights that the configuration is of.
  ///
  /// - Throws: `.weights` where timm has none on the hub, with what there is.
  package func repository() throws(BackboneError) -> HubRepository {
    if let id = configuration.hub { return try HubRepository(id) }
    let tags = Registry.configurations(of: name).filter(\.hasWeights).map { "\(name).\($0.tag)" }
    let tag = configuration.tag.isEmpty ? "" : ".\(configuration.tag)"
    var others = tags
    if tags.isEmpty {
      let trained = Registry.names.filter { name in Registry.configurations(of: name).contains(where: \.hasWeights) }
      let kin = trained.filter { $0.hasPrefix(name.prefix { $0.isLetter }) }
      others = (kin.isEmpty ? trained : kin).nearest(to: name)
      if others.isEmpty { others = Array(kin.prefix(4)) }
    }
    let remedy = others.isEmpty ? "" : "those of \(others.joined(separator: ", ")) are there"
    throw BackboneError(
      .weights,
      "timm has no pretrained weights of '\(name)\(tag)' on the hub"
        + (remedy.isEmpty ? "" : "; \(remedy)") + ". Give a file of weights, or synthetic:0 to try the network")
  }
}
