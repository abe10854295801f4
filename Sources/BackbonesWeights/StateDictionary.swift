public import BackbonesEngine
public import BackbonesGraphs
public import BackbonesTensors

/// The parameters in an archive, by timm's names; read when they are asked for.
///
/// Prefixes that wrappers of training add (`module.`, `_orig_mod.`) are taken off each name that has them, as timm does.
/// Counters that only training uses (`num_batches_tracked`) are left out.
public struct StateDictionary: ParameterSource {
  private let archive: any TensorArchive
  /// Names in the archive, by parameter.
  private var stored: [String: String]
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

  private static func isCounter(_ name: String) -> Bool { name.split(separator: ".").last == "num_batches_tracked" }

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
        throw BackboneError(.weights, "'\(archive.path)' has no parameter '\(name)'")
      }
      return try archive.tensor(name)
    }
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
        missing.append(parameter.name)
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
      throw BackboneError(.weights, "'\(archive.path)' does not fit the model. " + faults.joined(separator: ". "))
    }
  }
}
