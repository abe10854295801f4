public import BackbonesEngine
public import BackbonesGraphs
public import BackbonesTensors

/// The parameters in an archive, by timm's names; read when they are asked for.
///
/// Prefixes that wrappers of training add (`module.`, `_orig_mod.`) are taken off where all names have them. Counters
/// that only training uses (`num_batches_tracked`) are left out.
public struct StateDictionary: ParameterSource {
  private let archive: any TensorArchive
  /// Names in the archive, by parameter.
  private var stored: [String: String]
  /// Tensors that stand for, or beside, the archive's.
  private var held: [String: Tensor] = [:]

  /// The tensors of an archive: a `SafetensorsFile`, or any other.
  public init(_ archive: any TensorArchive) {
    self.archive = archive
    let names = archive.names.filter { !Self.isCounter($0) }
    let wrapped = Self.wrapping(of: names)
    stored = Dictionary(uniqueKeysWithValues: names.map { (String($0.dropFirst(wrapped)), $0) })
  }

  /// Whether a name is that of a counter of training steps.
  private static func isCounter(_ name: String) -> Bool { name.split(separator: ".").last == "num_batches_tracked" }

  /// The length of the wrappers' prefixes that all names have.
  private static func wrapping(of names: [String]) -> Int {
    var length = 0
    while let name = names.first?.dropFirst(length),
      let prefix = ["module.", "_orig_mod."].first(where: name.hasPrefix),
      names.allSatisfy({ $0.dropFirst(length).hasPrefix(prefix) })
    {
      length += prefix.count
    }
    return length
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
      .map { kind, list in "\(list.count) \(kind): \(Self.summary(of: list))" }
    guard faults.isEmpty else {
      throw BackboneError(.weights, "'\(archive.path)' does not fit the model. " + faults.joined(separator: ". "))
    }
  }

  /// The first of a list, sorted, and how many more there are.
  private static func summary(of list: [String]) -> String {
    let limit = 20
    let shown = list.sorted().prefix(limit).joined(separator: ", ")
    return list.count > limit ? "\(shown) and \(list.count - limit) more" : shown
  }
}
