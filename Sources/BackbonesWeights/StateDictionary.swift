public import BackbonesEngine
public import BackbonesGraphs
public import BackbonesTensors

/// The parameters in an archive, by timm's names; read when they are asked for.
///
/// Prefixes that wrappers of training add (`module.`, `_orig_mod.`) are taken off each name that has them, as timm does.
/// Counters that only training uses (`num_batches_tracked`) are left out. A model that finds more of its parameters under
/// one of the usual prefixes (`backbone.`) than without takes those, and what stands beside is another's.
public struct StateDictionary: ParameterSource {
  private let archive: any TensorArchive
  /// Names in the archive, by parameter.
  private var stored: [String: String]
  /// The prefix of a model in a larger one, such as `backbone.`, under which the parameters are; nil for none.
  public private(set) var prefix: String?
  /// Tensors that stand for, or beside, the archive's.
  private var held: [String: Tensor] = [:]

  /// The tensors of an archive: a `SafetensorsFile`, or any other.
  public init(_ archive: any TensorArchive) {
    self.archive = archive
    stored = [:]
    for name in archive.names where !Self.isCounter(name, in: archive) {
      let unwrapped = Self.unwrapped(name)
      // Of two names that would be one, the other stays as it is and is unexpected.
      stored[stored[unwrapped] == nil ? unwrapped : name] = name
    }
  }

  /// Whether a name is that of a counter of training steps, a single number.
  private static func isCounter(_ name: String, in archive: any TensorArchive) -> Bool {
    isCounter(name) && archive.entry(name)?.shape.count ?? 1 <= 1
  }

  static func isCounter(_ name: String) -> Bool {
    ["num_batches_tracked", "n_averaged"].contains(name.split(separator: ".").last)
  }

  /// A name without the prefixes of wrappers: a compiled model in a parallel one, or the other way round.
  private static func unwrapped(_ name: String) -> String {
    var rest = Substring(name)
    for prefix in ["_orig_mod.", "module.", "_orig_mod."] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
    }
    return String(rest)
  }

  /// The names, sorted.
  public var names: [String] { Set(stored.keys).union(held.keys).sorted() }

  /// The shape of a parameter; nil where there is none of that name.
  public func shape(of name: String) -> TensorShape? {
    held[name]?.shape ?? stored[name].flatMap { archive.entry($0)?.shape }
  }

  /// A parameter. Each call converts anew what is not aligned f32.
  ///
  /// - Throws: `.weights` where there is none of that name.
  public subscript(name: String) -> Tensor {
    get throws(BackboneError) {
      if let tensor = held[name] { return tensor }
      guard let name = stored[name] else {
        throw BackboneError(.weights, "\(place) has no parameter \(name.quoted)")
      }
      return try archive.tensor(name)
    }
  }

  /// The file, and which of its parameters these are.
  private var place: String {
    let part = [archive.dictionary.map(\.quoted), prefix.map { "under \($0.quoted)" }].compactMap(\.self)
    return "'\(archive.path)'" + (part.isEmpty ? "" : " (\(part.joined(separator: ", ")))")
  }

  /// Puts a tensor in the place of the parameter of that name, or adds it.
  public mutating func set(_ name: String, to tensor: Tensor) { held[name] = tensor }

  /// Leaves out the parameters of a module, such as a classifier whose classes are others: `fc` leaves out `fc.weight`
  /// and `fc.bias`.
  public mutating func remove(module: String) {
    for name in names where name.hasPrefix("\(module).") {
      stored[name] = nil
      held[name] = nil
    }
  }

  /// The value of a parameter, adapted to the model's image size and channels where these differ; see
  /// `Adaptation`.
  ///
  /// - Throws: `.weights` if there is no parameter of that name, or if it cannot be adapted to that shape.
  public func tensor(for parameter: Parameter) throws(BackboneError) -> Tensor {
    if !(shape(of: parameter.name).map { Adaptation.canFit($0, to: parameter) } ?? false) {
      try verify([parameter], known: Set(names))
    }
    return try Adaptation.fit(try self[parameter.name], to: parameter)
  }

  /// Compares with the parameters of a model: the same names, each of the same shape, or of one that can be adapted.
  ///
  /// - Throws: `.weights`, with everything that differs: what is missing, what is unexpected and not `known`, and what
  ///   is of another shape, each sorted.
  public func verify(_ parameters: [Parameter], known: Set<String>) throws(BackboneError) {
    let expected = Set(parameters.map(\.name))
    let unexpected = names.filter { !expected.contains($0) && !known.contains($0) }
    var (missing, misshapen): ([String], [String]) = ([], [])
    for parameter in parameters where !Self.isCounter(parameter.name) {
      guard let found = shape(of: parameter.name) else {
        if parameter.kind != .alias { missing.append(parameter.name) }
        continue
      }
      if !Adaptation.canFit(found, to: parameter) {
        misshapen.append("\(parameter.name) is \(found.dimensions), expected \(parameter.shape.dimensions)")
      }
    }
    let faults = [("missing", missing), ("unexpected", unexpected), ("of another shape", misshapen)]
      .filter { !$0.1.isEmpty }
      .map { kind, list in "\(list.count) \(kind): \(list.sorted().summary)" }
    guard faults.isEmpty else {
      throw BackboneError(.weights, "\(place) does not fit the model. " + faults.joined(separator: ". "))
    }
  }
}

// MARK: - Models in larger ones

extension StateDictionary {
  /// Where training wrappers have the backbone: Lightning, OpenMMLab and DINO, MoCo v3 and v2, OpenCLIP, TIPS. Of a
  /// teacher and a student, and of an encoder and its moving average, the first is named.
  static let wrapperPrefixes = [
    "model.", "net.", "backbone.", "model.backbone.", "encoder.", "model.encoder.", "base_encoder.", "encoder_q.",
    "teacher.backbone.", "student.backbone.", "visual.trunk.", "visual.", "vision_encoder.",
  ]

  /// The dictionary without the prefix under which it has more of the parameters than without; itself where there is
  /// none.
  public func resolved(for parameters: [Parameter]) -> any ParameterSource { inner(for: parameters) }

  /// See `resolved(for:)`.
  func inner(for parameters: [Parameter]) -> StateDictionary {
    let needed = parameters.map(\.name).filter { !Self.isCounter($0) }
    func count(_ prefix: String) -> Int { needed.count { shape(of: prefix + $0) != nil } }
    var (best, most) = ("", count(""))
    for prefix in Self.wrapperPrefixes where most < needed.count {
      let found = count(prefix)
      if found > most { (best, most) = (prefix, found) }
    }
    guard !best.isEmpty else { return self }
    var inner = self
    inner.prefix = best
    inner.stored = stored.under(best)
    inner.held = held.under(best)
    return inner
  }
}

extension Dictionary where Key == String {
  /// What stands under a prefix, by the rest of its names.
  fileprivate func under(_ prefix: String) -> Self {
    Dictionary(
      uniqueKeysWithValues: filter { $0.key.hasPrefix(prefix) }.map {
        (String($0.key.dropFirst(prefix.count)), $0.value)
      })
  }
}
