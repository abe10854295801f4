internal import BackbonesGraphs
internal import BackbonesReference
internal import BackbonesTensors

/// Recorded values of another implementation, found by the names of modules, in the graph's terms.
struct Activations {
  private let archive: any TensorArchive
  /// The names of tensors of the archive that each node has.
  private let names: [Int: [String]]
  /// Names that the graph does not have, sorted.
  let unmatched: [String]

  /// The name of the images.
  static let input = "input"

  /// - Throws: `.unknownName` where the graph has none of the archive's names.
  init(_ archive: any TensorArchive, of graph: Graph) throws(BackboneError) {
    self.archive = archive
    let nodes = Dictionary(graph.nodes.enumerated().map { ($1.name, $0) }) { first, _ in first }
    var (names, unmatched): ([Int: [String]], [String]) = ([:], [])
    for name in archive.names where name != Self.input {
      // What `backbones run` has written says what kind of output it is.
      let module = name.hasPrefix("node:") ? String(name.dropFirst("node:".count)) : name
      if let node = graph.modules[module] ?? nodes[module] {
        names[node, default: []].append(name)
      } else {
        unmatched.append(name)
      }
    }
    guard !names.isEmpty else {
      let some = unmatched.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
      throw BackboneError(
        .unknownName,
        "'\(archive.path)' has no value of any node; expected tensors named as the model's modules, found "
          + (some.isEmpty ? "none" : some))
    }
    (self.names, self.unmatched) = (names, unmatched)
  }

  /// A recorded value of a node.
  struct Recorded {
    /// Its name in the archive.
    let name: String
    /// Its extents there.
    let shape: TensorShape
    /// The value as the graph lays it out, and what had to be done to it; nil where it cannot be laid out so.
    let value: (tensor: ReferenceTensor, layout: Layout)?
  }

  /// What the archive has of a node: of several names the value that is farthest from `found`, each laid out as is
  /// nearest to it. Empty extents are none.
  func recorded(_ node: Int, found: ReferenceTensor) throws(BackboneError) -> Recorded? {
    var farthest: (recorded: Recorded, distance: Double)?
    for name in names[node] ?? [] {
      let tensor = try archive.tensor(name)
      var nearest: (value: (ReferenceTensor, Layout), distance: Double)?
      for (value, layout) in Layout.arrangements(of: tensor, as: found.shape) {
        let distance = found.distance(from: value)
        // The usual layouts come first.
        if nearest == nil || distance < nearest!.distance { nearest = ((value, layout), distance) }
      }
      let distance = nearest?.distance ?? .infinity
      if farthest == nil || distance > farthest!.distance {
        farthest = (Recorded(name: name, shape: tensor.shape, value: nearest?.value), distance)
      }
    }
    return farthest?.recorded
  }
}
