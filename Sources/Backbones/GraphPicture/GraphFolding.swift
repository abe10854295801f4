internal import BackbonesGraphs
internal import BackbonesTensors

/// Which nodes of a graph stand for others, because a module is repeated: blocks one behind the other that are alike but for
/// their weights are drawn once.
struct GraphFolding {
  /// Modules one behind the other that are drawn once.
  struct Run {
    /// The first and the last of the modules: `layer1.1-2`.
    let name: String
    let count: Int
    /// The nodes that are drawn, those of runs inside included.
    let nodes: Set<Int>
  }

  /// The nodes that follow from the image, in topological order.
  let nodes: [Int]
  /// The modules' path of each node; a module of one node is the node.
  let paths: [Int: [Substring]]
  private(set) var runs: [Run] = []
  /// For a node of a repetition, the node that is drawn in its place, which may be another's repetition itself.
  private var images: [Int: Int] = [:]

  private let graph: Graph
  /// The operands of each node that follow from the image, and who reads it.
  private let inputs: [Int: [Int]]
  private let readers: [Int: [Int]]

  init(_ selection: Selection) {
    let graph = selection.graph
    self.graph = graph
    var variable: Set = [selection.input]
    for node in selection.nodes where graph.nodes[node].inputs.contains(where: variable.contains) {
      variable.insert(node)
    }
    nodes = selection.nodes.filter(variable.contains)
    var inputs: [Int: [Int]] = [:]
    var readers: [Int: [Int]] = [:]
    for node in nodes where node != selection.input {
      inputs[node] = graph.nodes[node].inputs.filter(variable.contains)
      for input in inputs[node]! { readers[input, default: []].append(node) }
    }
    (self.inputs, self.readers) = (inputs, readers)
    paths = Self.paths(of: nodes, in: graph)
    fold(nodes, below: 0)
  }

  /// The node that is drawn in place of one.
  func image(of node: Int) -> Int {
    var node = node
    while let image = images[node] { node = image }
    return node
  }

  /// The operands that follow from the image.
  func operands(of node: Int) -> [Int] { inputs[node] ?? [] }

  /// Names cut at their points; a module of one node is the node. Of nodes that are told apart by a number, such as `norm_11`, the
  /// one that the module ends in has its name.
  private static func paths(of nodes: [Int], in graph: Graph) -> [Int: [Substring]] {
    let modules = graph.moduleNames
    let full = Dictionary(
      uniqueKeysWithValues: nodes.map { node in
        let name = graph.nodes[node].name
        return (node, (modules[node].first { name.hasPrefix($0 + "_") } ?? name).split(separator: "."))
      })
    var population: [[Substring]: Int] = [:]
    for path in full.values {
      for length in 1...path.count { population[Array(path.prefix(length)), default: 0] += 1 }
    }
    return full.mapValues { path in
      let length = (1...path.count).first { population[Array(path.prefix($0))] == 1 } ?? path.count
      // A module at the top keeps its own name, but what is in it alone takes the module's.
      return Array(path.prefix(max(length, path.count - 1)))
    }
  }

  /// Folds the children of a module, then those of each child that is drawn.
  private mutating func fold(_ nodes: [Int], below depth: Int) {
    var children: [[Int]] = []
    var numbers: [Substring: Int] = [:]
    for node in nodes {
      guard let path = paths[node], path.count > depth else { continue }
      if let number = numbers[path[depth]] {
        children[number].append(node)
      } else {
        numbers[path[depth]] = children.count
        children.append([node])
      }
    }
    var start = 0
    while start < children.count {
      let (period, count) = repetition(of: children, from: start, depth: depth)
      if count > 1 {
        let drawn = children[start..<start + period].flatMap(\.self).sorted()
        for copy in 1..<count {
          let begin = start + copy * period
          for (image, node) in zip(drawn, children[begin..<begin + period].flatMap(\.self).sorted()) {
            images[node] = image
          }
        }
        // A node that stands by itself behind a module, `0_1` behind `0`, has no name to tell.
        let copy = children[start + (count - 1) * period..<start + count * period]
        let last = paths[(copy.last { $0.count > 1 } ?? copy.last!)[0]]![depth]
        let name = paths[children[start][0]]!.prefix(depth + 1).joined(separator: ".") + "-\(last)"
        runs.append(Run(name: name, count: count, nodes: Set(drawn)))
      }
      for child in children[start..<start + period] { fold(child, below: depth + 1) }
      start += period * count
    }
  }

  /// The shortest piece of children from one on that is repeated, and how often it is there; one child, once, where none is.
  private func repetition(of children: [[Int]], from start: Int, depth: Int) -> (period: Int, count: Int) {
    for period in 1...max(min(4, (children.count - start) / 2), 1) {
      var count = 1
      while start + (count + 1) * period <= children.count,
        continues(
          children[start + (count - 1) * period..<start + count * period],
          children[start + count * period..<start + (count + 1) * period], depth: depth)
      {
        count += 1
      }
      if count > 1 { return (period, count) }
    }
    return (1, 1)
  }

  /// Whether the second piece is the first again, reads nothing but the first and is the only one to read it.
  private func continues(_ first: ArraySlice<[Int]>, _ second: ArraySlice<[Int]>, depth: Int) -> Bool {
    let (a, b) = (first.flatMap(\.self).sorted(), second.flatMap(\.self).sorted())
    guard a.count == b.count else { return false }
    let placeInA = Dictionary(uniqueKeysWithValues: a.enumerated().map { ($1, $0) })
    let placeInB = Dictionary(uniqueKeysWithValues: b.enumerated().map { ($1, $0) })
    for (x, y) in zip(a, b) {
      let (left, right) = (graph.nodes[x], graph.nodes[y])
      guard left.shape == right.shape, type(of: left.operation) == type(of: right.operation),
        left.operation.summary == right.operation.summary,
        paths[x]!.dropFirst(depth + 1) == paths[y]!.dropFirst(depth + 1),
        left.parameters.map({ graph.parameters[$0].shape }) == right.parameters.map({ graph.parameters[$0].shape }),
        operands(of: x).map({ placeInA[$0] }) == operands(of: y).map({ placeInB[$0] }),
        operands(of: y).allSatisfy({ placeInB[$0] != nil || placeInA[$0] != nil }),
        (readers[x] ?? []).allSatisfy({ placeInA[$0] != nil || placeInB[$0] != nil })
      else { return false }
    }
    return true
  }
}

extension [ArraySlice<Substring>] {
  /// The modules that all paths begin with.
  var commonPrefix: ArraySlice<Substring> {
    dropFirst().reduce(first ?? []) { common, path in common.prefix(zip(common, path).prefix { $0 == $1 }.count) }
  }
}
