package import BackbonesTensors
internal import BackbonesCLibrary

extension Sequence where Element == String {
  /// The names that match a shell's pattern: `*` any run of characters, `?` any one, `[ab]` one of these.
  package func matching(_ pattern: String) -> [String] { filter { fnmatch(pattern, $0, 0) == 0 } }
}

extension Graph {
  /// All names for `node:`, in the order of the graph: of nodes, and of modules whose result is a node's.
  package var nodeNames: [String] {
    zip(nodes, moduleNames).flatMap { node, modules in [node.name] + modules }
  }

  /// For each node the modules with its value as their result, except the one of its own name; sorted.
  package var moduleNames: [[String]] {
    var names = nodes.map { _ in [String]() }
    for (module, node) in modules.sorted(by: { $0.key < $1.key }) where nodes[node].name != module {
      names[node].append(module)
    }
    return names
  }
}

extension OutputName {
  /// The pattern of a name for several nodes, such as `node:layer*.0.act1`; nil for a plain name.
  private var pattern: String? {
    guard case .node(let name) = self, name.contains(where: "*?[".contains) else { return nil }
    return name
  }

  /// The names that match: itself, or all matching nodes of a pattern such as `node:layer*.0.act1`.
  ///
  /// Attention weights, which are large and no nodes until they are asked for, match where the pattern's last name begins
  /// with `weights`, as in `node:blocks.*.attn.weights`.
  ///
  /// - Throws: `BackboneError.Code.unknownName` where no node matches.
  package func expanded(in graph: Graph) throws(BackboneError) -> [OutputName] {
    guard let pattern else { return [self] }
    let weights = pattern.split(separator: ".").last?.hasPrefix("weights") == true ? graph.attentionWeights : []
    let matches = (graph.nodeNames + weights.map(\.name)).matching(pattern)
    guard !matches.isEmpty else { throw BackboneError(.unknownName, "no node matches '\(pattern)'") }
    return matches.map { .node($0) }
  }
}
