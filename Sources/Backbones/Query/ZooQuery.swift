internal import BackbonesEngine
public import BackbonesModels
public import BackbonesTensors
internal import Dispatch
internal import Synchronization

/// A question to all models that can be created by name. It is answered from their graphs: no weights are read, nothing is
/// computed, and only what the question needs is found out.
///
/// ```swift
/// let query = try ZooQuery(
///   where: "macs < 2G and feature(stride: 8).channels >= 64 and license ~ apache", sort: "macs",
///   columns: "macs, memory, top", size: 384)
/// for row in try query.answer().rows { print(row.name, row.values) }
/// ```
///
/// A condition joins comparisons (`<`, `<=`, `>`, `>=`, `=`, `!=`) by `and`, `or`, `not` and parentheses. `license ~ apache` is a
/// text that has these letters in it, large or small, or, with `*`, `?` or `[ab]`, one that a shell's pattern matches. Numbers may be
/// `2e9`, `2G`, `60MB` and `512MiB`. `feature(stride: 8)` is the deepest feature point of that reduction and `feature(index: -1)`
/// one of an index; each is a condition by itself (whether there is one), or has `.channels`, `.stride`, `.height`, `.width`, `.index`
/// and `.module`. What a model does not have fulfils no comparison. `fields` lists the rest.
public struct ZooQuery: Sendable {
  /// A value of a model.
  public enum Value: Sendable, Hashable {
    /// A number; see `Column.unit`.
    case number(Double)
    /// A name.
    case text(String)
    /// Whether it is so.
    case truth(Bool)
    /// None: the model has no such level, or timm records nothing.
    case absent
  }

  /// What numbers count.
  public enum Unit: Sendable, Hashable {
    /// What is small enough to be read digit by digit: channels, pixels, classes.
    case plain
    /// Large numbers: operations, values.
    case count
    /// Bytes.
    case bytes
    /// Per cent.
    case percent
  }

  /// What is said of each model.
  public struct Column: Sendable, Hashable {
    /// As it was asked for: `macs`, `feature(stride: 8).channels`.
    public let name: String
    /// What its numbers count.
    public let unit: Unit
  }

  /// A model, or a set of weights, that fulfils the condition.
  public struct Row: Sendable, Hashable {
    /// Its name, as it was asked about.
    public let name: String
    /// A value for each column.
    public let values: [Value]
  }

  /// What was found.
  public struct Answer: Sendable, Hashable {
    /// What the rows say.
    public let columns: [Column]
    /// The models that fulfil the condition, in the order asked for.
    public let rows: [Row]
    /// The names of models that cannot take images of the size, in the order in which they were asked.
    public let leftOut: [String]
  }

  /// What a field is called, and what it means.
  public static var fields: [(name: String, meaning: String)] { QueryField.all.map { ($0.name, $0.meaning) } }

  private let condition: QueryCondition?
  private let order: [(key: QueryTerm, isDescending: Bool)]
  private let terms: [QueryTerm]
  private let size: ImageSize?
  private let engine: EngineOptions

  /// Reads a question.
  ///
  /// - Parameters:
  ///   - condition: which models; all by default.
  ///   - sort: fields with commas between, ascending, or descending with `-` before; by name by default. What has no value
  ///     comes last.
  ///   - columns: fields with commas between.
  ///   - size: the images that shapes and costs are of; by default those of each configuration.
  ///   - engine: threads and kernels that `memory` is planned for.
  /// - Throws: `BackboneError.Code.invalidOption` with the place of the fault.
  public init(
    where condition: String? = nil, sort: String? = nil, columns: String? = nil, size: ImageSize? = nil,
    engine: EngineOptions = EngineOptions()
  ) throws(BackboneError) {
    var parsed: QueryCondition?
    if let condition {
      var parser = try QueryParser(condition, of: "where")
      parsed = try parser.wholeCondition()
    }
    self.condition = parsed
    if let sort {
      var parser = try QueryParser(sort, of: "sort")
      order = try parser.sortKeys()
    } else {
      order = []
    }
    if let columns {
      var parser = try QueryParser(columns, of: "columns")
      terms = try parser.terms()
    } else {
      terms = []
    }
    (self.size, self.engine) = (size, engine)
  }

  /// Asks models on all processors.
  ///
  /// - Parameter names: those of models, or of sets of weights, such as `Registry.pretrainedNames`.
  /// - Throws: `BackboneError.Code.unknownName` for a name that there is not.
  public func answer(among names: [String] = Registry.names) throws(BackboneError) -> Answer {
    let baseline = ResidentMemory.bytes
    // Sets of weights with one network are asked together, and the network is let go when they are done.
    var groups: [QueryNetwork.Key: [Asked]] = [:]
    for (place, name) in names.enumerated() {
      let entry = try Registry.entry(named: name)
      let key = QueryNetwork.Key(entry, size: size)
      let network =
        groups[key]?[0].candidate.network ?? QueryNetwork(entry, size: size, engine: engine, baseline: baseline)
      groups[key, default: []].append(
        Asked(place: place, candidate: QueryCandidate(name: name, entry: entry, network: network)))
    }
    let open = Mutex(Array(groups.values))
    groups = [:]
    let found = Mutex([Result<Found?, BackboneError>?](repeating: nil, count: names.count))
    DispatchQueue.concurrentPerform(iterations: engine.threads) { _ in
      while let group = open.withLock({ $0.popLast() }) {
        for asked in group {
          let row = Result { () throws(BackboneError) in try self.row(of: asked.candidate) }
          found.withLock { $0[asked.place] = row }
        }
      }
    }
    return try answer(zip(names, found.withLock { $0 }))
  }

  /// A model, and its place among those asked.
  private struct Asked: Sendable {
    let place: Int
    let candidate: QueryCandidate
  }

  private func answer(
    _ found: some Sequence<(String, Result<Found?, BackboneError>?)>
  ) throws(BackboneError) -> Answer {
    var (rows, leftOut) = ([Found](), [String]())
    for (name, result) in found {
      do {
        if let row = try result?.get() { rows.append(row) }
      } catch {
        guard size != nil, error.code == .shape || error.code == .invalidOption else { throw error }
        leftOut.append(name)
      }
    }
    let places = rows.indices.sorted { rows[$0].precedes(rows[$1], order: order.map(\.isDescending)) ?? ($0 < $1) }
    return Answer(
      columns: terms.map { Column(name: $0.text, unit: $0.unit) }, rows: places.map { rows[$0].row }, leftOut: leftOut)
  }

  /// A row with what it is sorted by.
  private struct Found {
    let row: Row
    let keys: [Value]

    /// Whether this one comes first; nil where the keys are alike.
    func precedes(_ other: Found, order: [Bool]) -> Bool? {
      for (number, isDescending) in order.enumerated() {
        let (a, b) = (keys[number], other.keys[number])
        if a == b { continue }
        if a == .absent || b == .absent { return b == .absent }
        return isDescending ? b < a : a < b
      }
      return nil
    }
  }

  private func row(of candidate: QueryCandidate) throws(BackboneError) -> Found? {
    if let condition, try !condition.holds(for: candidate) { return nil }
    // A model that cannot take the size is no answer, whatever is asked.
    if size != nil { _ = try candidate.network.graph() }
    var (keys, values) = ([Value](), [Value]())
    for (key, _) in order { keys.append(try key.value(of: candidate)) }
    for term in terms { values.append(try term.value(of: candidate)) }
    return Found(row: Row(name: candidate.name, values: values), keys: keys)
  }
}

extension ZooQuery.Value: Comparable {
  /// Numbers by size, texts as their bytes, no before yes.
  public static func < (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.number(let a), .number(let b)): a < b
    case (.text(let a), .text(let b)): a < b
    case (.truth(let a), .truth(let b)): !a && b
    default: false
    }
  }
}
