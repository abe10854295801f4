internal import BackbonesGraphs
internal import BackbonesTensors

/// The boxes of a graph's modules at a depth.
struct GraphBoxes {
  let depth: Int
  private(set) var boxes: [GraphPicture.Box] = []
  private(set) var edges: [GraphPicture.Edge] = []
  private(set) var groups: [GraphPicture.Group] = []
  var count: Int { boxes.count }

  private let folding: GraphFolding
  private let selection: Selection
  private var graph: Graph { selection.graph }
  /// The box of each node that is drawn.
  private var boxOfNode: [Int: Int] = [:]
  /// The nodes of each box that are drawn.
  private var members: [[Int]] = []

  init(_ folding: GraphFolding, _ selection: Selection, depth: Int) {
    (self.folding, self.selection, self.depth) = (folding, selection, depth)
    assign()
    makeBoxes()
    makeEdges()
    makeGroups()
  }

  /// Gives each node its box: that of its module at the depth. A light node that is the only reader of its operand shares the
  /// operand's box.
  private mutating func assign() {
    var boxOfModule: [[Substring]: Int] = [:]
    var readers: [Int: Set<Int>] = [:]
    for node in folding.nodes {
      for input in folding.operands(of: node) {
        readers[folding.image(of: input), default: []].insert(folding.image(of: node))
      }
    }
    for node in folding.nodes where folding.image(of: node) == node {
      let path = folding.paths[node]!
      let module = Array(path.prefix(depth))
      if let known = boxOfModule[module] {
        boxOfNode[node] = known
        members[known].append(node)
        continue
      }
      let operands = folding.operands(of: node)
      if path.count <= depth, isLight(node), operands.count == 1, operands[0] != selection.input,
        folding.image(of: operands[0]) == operands[0], readers[operands[0]]?.count == 1,
        let box = boxOfNode[operands[0]], folding.paths[operands[0]]!.count <= depth,
        path.dropLast() == folding.paths[operands[0]]!.dropLast()
      {
        boxOfNode[node] = box
        members[box].append(node)
        continue
      }
      boxOfModule[module] = members.count
      boxOfNode[node] = members.count
      members.append([node])
    }
  }

  /// Whether a node belongs to the one before it: it reads one value, multiplies none, and gives as many elements.
  private func isLight(_ node: Int) -> Bool {
    let operands = folding.operands(of: node)
    return graph.macs(of: node) == 0 && operands.count == 1
      && graph.nodes[node].shape.count == graph.nodes[operands[0]].shape.count
  }

  private mutating func makeBoxes() {
    let copies = Dictionary(grouping: folding.nodes, by: folding.image)
    // What follows from parameters alone belongs to its first reader.
    var owned: [Int: [Int]] = [:]
    var owner = Dictionary(uniqueKeysWithValues: folding.nodes.map { ($0, $0) })
    for node in selection.nodes.reversed() {
      guard let reader = owner[node] else { continue }
      for input in graph.nodes[node].inputs where owner[input] == nil { owner[input] = reader }
    }
    for (node, reader) in owner where node != selection.input { owned[reader, default: []].append(node) }
    var taken = Set<Int>()
    let taps = tapsByNode()
    for nodes in members {
      let all = nodes.flatMap { copies[$0] ?? [$0] }
      let whole = all.flatMap { owned[$0] ?? [] }
      let parameters = Set(whole.flatMap { graph.nodes[$0].parameters }).subtracting(taken)
      taken.formUnion(parameters)
      let heaviest = nodes.max { graph.macs(of: $0) < graph.macs(of: $1) }!
      let name = self.name(of: nodes)
      boxes.append(
        GraphPicture.Box(
          name: name.joined(separator: "."), operations: nodes.count > 4 ? [] : nodes.map(text), nodes: all.count,
          repeats: copies[nodes[0]]?.count ?? 1, shape: graph.nodes[nodes.last!].shape.channelsFirst.dimensions,
          macs: whole.reduce(0) { $0 + graph.macs(of: $1) },
          parameters: parameters.reduce(0) {
            $0 + (graph.parameters[$1].kind == .parameter ? graph.parameters[$1].shape.count : 0)
          },
          taps: all.sorted().flatMap { taps[$0] ?? [] },
          kind: type(of: graph.nodes[heaviest].operation).name))
    }
  }

  /// The name of a box: that of its module if it holds all of it, else its first node's.
  private func name(of nodes: [Int]) -> ArraySlice<Substring> {
    let paths = nodes.map { folding.paths[$0]!.prefix(depth) }
    let common = paths.commonPrefix
    let module = boxOfNode.keys.filter { folding.paths[$0]!.starts(with: common) }
    return common.isEmpty || module.count > nodes.count ? paths[0] : common
  }

  /// An operation as a box says it: `convolution 3x3 /2`.
  private func text(of node: Int) -> String {
    let operation = graph.nodes[node].operation
    let name = type(of: operation).name
    switch name {
    case "activation": return operation.summary
    default: return operation.summary.isEmpty ? name : "\(name) \(operation.summary)"
    }
  }

  /// The outputs that can be taken at each node. A map that is made of tokens for its own sake is at the tokens.
  private func tapsByNode() -> [Int: [String]] {
    let known = Set(folding.nodes)
    var taps: [Int: [String]] = [:]
    let names = graph.features.indices.map { OutputName.feature($0) } + [.hidden(), .prelogits, .logits]
    for name in names {
      guard var node = try? Selection([name], of: graph).outputs[0].node else { continue }
      while !known.contains(node), graph.macs(of: node) == 0, let input = graph.nodes[node].inputs.first {
        node = input
      }
      if known.contains(node) { taps[node, default: []].append(name.description) }
    }
    return taps
  }

  private mutating func makeEdges() {
    var shapes: [[Int]: [[Int]]] = [:]
    var order: [[Int]] = []
    for node in folding.nodes where folding.image(of: node) == node {
      for input in folding.operands(of: node) {
        let ends = [boxOfNode[folding.image(of: input)]!, boxOfNode[node]!]
        guard ends[0] != ends[1] else { continue }
        let shape = graph.nodes[input].shape.channelsFirst.dimensions
        if shapes[ends] == nil { order.append(ends) }
        if shapes[ends]?.contains(shape) != true { shapes[ends, default: []].append(shape) }
      }
    }
    edges = order.map { GraphPicture.Edge(from: $0[0], to: $0[1], shapes: shapes[$0]!) }
  }

  private mutating func makeGroups() {
    func place(_ nodes: some Sequence<Int>) -> [Int] { Set(nodes.compactMap { boxOfNode[$0] }).sorted() }
    var found: [GraphPicture.Group] = folding.runs.map { run in
      GraphPicture.Group(
        name: run.name, repeats: run.count, boxes: place(run.nodes))
    }
    var modules: [[Substring]: [Int]] = [:]
    for (box, nodes) in members.enumerated() {
      let path = folding.paths[nodes[0]]!.prefix(depth)
      for length in 1..<max(path.count, 1) { modules[Array(path.prefix(length)), default: []].append(box) }
    }
    for (path, boxes) in modules.sorted(by: { ($0.key.count, $0.value[0]) < ($1.key.count, $1.value[0]) }) {
      // A module that has no more than one inside it says nothing beside that.
      guard !found.contains(where: { $0.boxes == boxes }) else { continue }
      found.append(GraphPicture.Group(name: path.joined(separator: "."), repeats: 1, boxes: boxes))
    }
    // Nor does one that nearly all are in.
    groups = found.filter { $0.boxes.count > 1 && ($0.repeats > 1 || $0.boxes.count * 3 < count * 2) }
      .enumerated().sorted { ($1.element.boxes.count, $0.offset) < ($0.element.boxes.count, $1.offset) }.map(\.element)
  }
}
