public import BackbonesEngine
public import BackbonesGraphs
package import BackbonesModels
public import BackbonesTensors

/// The parameters in an archive, by timm's names; read when they are asked for.
///
/// Prefixes that wrappers of training add (`module.`, `_orig_mod.`) are taken off each name that has them, as timm does.
/// Counters that only training uses (`num_batches_tracked`) are left out. A model that finds more of its parameters under
/// one of the usual prefixes (`backbone.`) than without takes those, and what stands beside is another's.
public struct StateDictionary: ParameterSource {
  private let path: String
  /// Which of the file's dictionaries the parameters are; see `TensorArchive.dictionary`.
  private let dictionary: String?
  /// The free text that the file carries.
  package let metadata: [String: String]
  private var tensors: [String: LazyTensor]
  /// The state of the files that tensors are read from; nil where some are of no file.
  private var stamps: [FileStamp]?
  /// The prefix of a model in a larger one, such as `backbone.`, under which the parameters are; nil for none.
  public private(set) var prefix: String?
  /// Whose names and shapes the archive's tensors have, where they are not timm's: `DINOv2`.
  public private(set) var origin: String?

  /// The tensors of an archive: a `SafetensorsFile`, or any other.
  public init(_ archive: any TensorArchive) {
    (path, dictionary) = (archive.path, archive.dictionary)
    metadata = (archive as? SafetensorsFile)?.metadata ?? [:]
    tensors = [:]
    stamps = (archive as? any FileArchive)?.files?.map(\.stamp)
    for name in archive.names where !Self.isCounter(name, in: archive) {
      guard let entry = archive.entry(name) else { continue }
      let unwrapped = Self.unwrapped(name)
      // Of two names that would be one, the other stays as it is and is unexpected.
      tensors[tensors[unwrapped] == nil ? unwrapped : name] = LazyTensor(name, entry, in: archive)
    }
  }

  /// Whether a name is that of a counter of training steps, a single number.
  private static func isCounter(_ name: String, in archive: any TensorArchive) -> Bool {
    isCounter(name) && archive.entry(name)?.shape.count ?? 1 <= 1
  }

  /// Whether a name is that of a counter of training steps.
  package static func isCounter(_ name: String) -> Bool {
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
  public var names: [String] { tensors.keys.sorted() }

  /// The shape of a parameter; nil where there is none of that name.
  public func shape(of name: String) -> TensorShape? { tensors[name]?.shape }

  /// Whether there is a value of a parameter, or one that can be made to fit.
  package func fits(_ parameter: Parameter) -> Bool {
    shape(of: parameter.name).map { Adaptation.canFit($0, to: parameter) } ?? false
  }

  /// How the elements of a parameter are stored; nil where they are computed, or there is none of that name.
  package func type(of name: String) -> ElementType? { tensors[name]?.type }

  /// A parameter. Each call reads and converts anew what is not aligned f32 of the archive.
  ///
  /// - Throws: `.weights` where there is none of that name.
  public subscript(name: String) -> Tensor {
    get throws(BackboneError) {
      guard let tensor = tensors[name] else {
        throw BackboneError(.weights, "\(place) has no parameter \(name.quoted)")
      }
      return try tensor.load()
    }
  }

  /// The file, and which of its parameters these are.
  private var place: String {
    let part = [
      dictionary.map(\.quoted), prefix.map { "under \($0.quoted)" }, origin.map { "with the names of \($0)" },
    ].compactMap(\.self)
    return "'\(path)'" + (part.isEmpty ? "" : " (\(part.joined(separator: ", ")))")
  }

  /// Puts a tensor in the place of the parameter of that name, or adds it.
  public mutating func set(_ name: String, to tensor: Tensor) {
    tensors[name] = LazyTensor(tensor)
    stamps = nil
  }

  /// Leaves out the parameters of a module, such as a classifier whose classes are others: `fc` leaves out `fc.weight`
  /// and `fc.bias`.
  public mutating func remove(module: String) {
    for name in names where name.hasPrefix("\(module).") { tensors[name] = nil }
  }

  /// The value of a parameter, adapted to the model's image size and channels where these differ; see
  /// `Adaptation`.
  ///
  /// - Throws: `.weights` if there is no parameter of that name, or if it cannot be adapted to that shape.
  public func tensor(for parameter: Parameter) throws(BackboneError) -> Tensor {
    if !fits(parameter) { try verify([parameter], known: Set(names)) }
    return try Adaptation.fit(try self[parameter.name], to: parameter)
  }

  /// The elements of a parameter as the file has them, in sixteen bits; nil where they are stored otherwise, or adapted.
  package func halves(of parameter: Parameter) -> StoredHalves? {
    guard let tensor = tensors[parameter.name], tensor.shape == parameter.shape else { return nil }
    return tensor.halves
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

  /// The dictionary without the prefix, and from the layout, by which it has most of the parameters of a model.
  func inner(for parameters: [Parameter], laidOut layouts: [CheckpointLayout] = []) -> StateDictionary {
    let model = Dictionary(parameters.map { ($0.name, $0) }) { first, _ in first }
    let needed = parameters.filter { !Self.isCounter($0.name) }
    var (best, most) = (self, likeness(to: needed))
    func consider(_ other: StateDictionary, preferringFewer: Bool = false) {
      let found = other.likeness(to: needed)
      let isSmaller = preferringFewer && found == most && other.tensors.count < best.tensors.count
      if found > most || isSmaller { (best, most) = (other, found) }
    }
    // Nothing is better than every parameter and no more.
    if most.fitting == needed.count, tensors.count <= needed.count { return self }
    let names = Array(tensors.keys)
    let layouts = layouts.filter { $0.marks.contains { mark in names.contains(where: mark.mayMatch) } }
    for prefix in [""] + Self.wrapperPrefixes where prefix.isEmpty || most.fitting < needed.count {
      let part = prefix.isEmpty ? self : under(prefix)
      consider(part)
      for layout in layouts where most.fitting < needed.count || best.tensors.count > needed.count {
        guard layout.marks.contains(where: { mark in part.tensors.keys.contains(where: mark.matches) }) else {
          continue
        }
        var other = part
        other.tensors = CheckpointConversion.convert(part.tensors, from: layout, to: model)
        other.origin = layout.origin
        consider(other, preferringFewer: true)
      }
    }
    return best
  }

  /// How much of a model a dictionary has: parameters whose value is there and fits, and those whose name is there.
  private struct Likeness: Comparable {
    var fitting = 0, named = 0

    static func < (a: Likeness, b: Likeness) -> Bool { (a.fitting, a.named) < (b.fitting, b.named) }
  }

  private func likeness(to parameters: [Parameter]) -> Likeness {
    parameters.reduce(into: Likeness()) { likeness, parameter in
      if tensors[parameter.name] != nil { likeness.named += 1 }
      if fits(parameter) { likeness.fitting += 1 }
    }
  }

  /// What stands under a prefix, by the rest of its names.
  private func under(_ prefix: String) -> StateDictionary {
    var inner = self
    inner.prefix = prefix
    inner.tensors = Dictionary(
      uniqueKeysWithValues: tensors.filter { $0.key.hasPrefix(prefix) }.map {
        (String($0.key.dropFirst(prefix.count)), $0.value)
      })
    return inner
  }

  /// What the archive calls the tensors that stand under another name than there, or are made of others, by name.
  package var renamed: [(name: String, sources: [String])] {
    tensors.filter { $0.value.sources != [(prefix ?? "") + $0.key] && !$0.value.sources.isEmpty }
      .map { ($0.key, $0.value.sources) }.sorted { $0.name < $1.name }
  }
}

extension StateDictionary: HalfParameterSource {}

extension StateDictionary: IdentifiedSource {
  package var identity: SourceIdentity? {
    guard let stamps, let path = resolvedPath(path) else { return nil }
    let part = [dictionary, prefix, origin].map { $0 ?? "" }.joined(separator: "\n")
    return SourceIdentity(place: "\(path)\n\(part)", state: stamps.map { "\($0)" }.joined(separator: "\n"))
  }
}

extension SyntheticParameters: IdentifiedSource {
  package var identity: SourceIdentity? { SourceIdentity(place: description) }
}

extension ParameterSource {
  /// The source in which a model's parameters have the model's names and shapes, where this one has them as a wrapper or
  /// another project does.
  package func resolved(
    for parameters: [Parameter], laidOut layouts: [CheckpointLayout]
  ) -> any ParameterSource {
    (self as? StateDictionary)?.inner(for: parameters, laidOut: layouts) ?? resolved(for: parameters)
  }
}
