internal import BackbonesGraphs
internal import BackbonesReference
internal import BackbonesTensors

/// Finds out why a value differs from a reference, by trying: from the operands that agree the nodes between are
/// computed by their definitions, as they are and with each mistake that ports make.
struct Diagnosis {
  let graph: Graph
  let evaluator: ReferenceEvaluator
  /// The engine's values, the reference's, and how far the first are from the second.
  let found: [Int: ReferenceTensor], expected: [Int: ReferenceTensor], distances: [Int: Double]
  /// Whether the engine computed from the reference's values, not from its own.
  let resets: Bool
  let tolerance: Double
  /// Names that the reference has values of and the graph has not.
  let unmatched: [String]

  /// What single precision may make of one node whose operands are the reference's.
  private static let rounding = 1e-5

  /// Nodes before the one that differs, without values in the reference, that are looked into.
  private static let reach = 24

  /// A likely reason why a node's value differs.
  func reason(_ node: Int) throws(BackboneError) -> String {
    let (value, wanted) = (found[node]!, expected[node]!)
    let broken = value.elements.count { !$0.isFinite }
    if broken > 0 { return "numbers: \(broken) of \(value.elements.count) elements are not finite" }
    let region = region(before: node)
    let given = operands(of: region)
    let defined = try compute(node, region, given)
    let limit = max(tolerance, distances[node]! / 50)
    if defined.distance(from: wanted) <= limit {
      // The graph is right: what the engine makes of its own operands tells rounding from a fault.
      let own = try evaluator.value(
        of: node, operands: graph.nodes[node].inputs.map { (resets ? expected[$0] : nil) ?? found[$0]! })
      if value.distance(from: own) <= limit {
        if let small = try smallFault(before: node) { return small }
        return "rounding: from the reference's operands this node agrees; its operands differ by "
          + farthestOperands(of: node) + ". --reset compares each node by itself"
      }
      let difference = Difference(value, defined, tolerance: tolerance)
      let likely =
        try variant(region: [node], given, node, wanted: value, limit: limit).map { "the kernel has \($0)" }
        ?? difference.cause
        ?? difference.likeness
      return "kernel: by its definition this node agrees, as the engine computes it it does not"
        + (likely.map { "; \($0)" } ?? "")
    }
    if let meant = try variant(region: region, given, node, wanted: wanted, limit: limit) {
      return "the reference has \(meant)"
    }
    let difference = Difference(value, wanted, tolerance: tolerance)
    if let reason = difference.cause ?? addend(value, wanted) ?? difference.likeness { return reason }
    var hints: [String] = []
    func list(_ names: some Collection<String>) -> String {
      names.prefix(6).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 6 ? ", …" : "")
    }
    let inner = region.filter { $0 != node }.map { graph.nodes[$0].name }
    if !inner.isEmpty { hints.append("the fault may lie in \(list(inner))") }
    let weights = region.flatMap { graph.nodes[$0].parameters.map { graph.parameters[$0].name } }
    if !weights.isEmpty { hints.append("if \(list(weights)) are the reference's, its layer is another one") }
    let parents = region.map { graph.nodes[$0].name.split(separator: ".").dropLast() }
    let module = parents.min { $0.count < $1.count }!.joined(separator: ".") + "."
    let lacking = unmatched.filter { $0.hasPrefix(module) }
    if !lacking.isEmpty { hints.append("the reference has \(list(lacking)), which this graph lacks") }
    return "unknown: nothing that was tried makes it agree" + hints.map { "; " + $0 }.joined()
  }

  /// What is wrong with an earlier node, within the tolerance there and beyond what single precision rounds, that grows
  /// to more than the tolerance here: an epsilon, as a rule.
  private func smallFault(before node: Int) throws(BackboneError) -> String? {
    for (earlier, wanted) in expected.sorted(by: { $0.key < $1.key }) where earlier < node {
      let region = region(before: earlier), given = operands(of: region)
      let distance = try compute(earlier, region, given).distance(from: wanted)
      guard distance > Self.rounding,
        let meant = try variant(region: region, given, earlier, wanted: wanted, limit: distance / 4)
      else { continue }
      return
        "small fault: at '\(graph.nodes[earlier].name)' the reference has \(meant), which makes \(distance.scientific) "
        + "there and grows"
    }
    return nil
  }

  /// The node and those before it that the reference has no values of, in order: where the fault can be.
  private func region(before node: Int) -> [Int] {
    var (region, open): (Set<Int>, Set<Int>) = ([], [node])
    while let next = open.max(), region.count < Self.reach {
      open.remove(next)
      region.insert(next)
      open.formUnion(
        graph.nodes[next].inputs.filter { expected[$0] == nil && !(graph.nodes[$0].operation is Input) })
    }
    return region.sorted()
  }

  /// The values that a region reads: the reference's, or the engine's.
  private func operands(of region: [Int]) -> [Int: ReferenceTensor] {
    let read = Set(region.flatMap { graph.nodes[$0].inputs }).subtracting(region)
    return Dictionary(uniqueKeysWithValues: read.map { ($0, expected[$0] ?? found[$0]!) })
  }

  /// The value of a node, the nodes of the region computed by their definitions, one of them as a variant.
  private func compute(
    _ node: Int, _ region: [Int], _ given: [Int: ReferenceTensor], _ changed: (node: Int, variant: Variant)? = nil
  ) throws(BackboneError) -> ReferenceTensor {
    var values = given
    for index in region where index <= node {
      var operands = graph.nodes[index].inputs.map { values[$0]! }
      guard let changed, changed.node == index else {
        values[index] = try evaluator.value(of: index, operands: operands)
        continue
      }
      if let order = changed.variant.operands { operands = order.map { operands[$0] } }
      values[index] =
        changed.variant.isBypass
        ? operands[0] : try evaluator.value(of: index, operands: operands, by: changed.variant.operation)
    }
    return values[node]!
  }

  /// The variant of a node of the region with which the node has the value wanted.
  private func variant(
    region: [Int], _ given: [Int: ReferenceTensor], _ node: Int, wanted: ReferenceTensor, limit: Double
  ) throws(BackboneError) -> String? {
    var nearest: (text: String, distance: Double)?
    for index in region.reversed() {
      for variant in graph.variants(of: index) {
        let distance = try compute(node, region, given, (index, variant)).distance(from: wanted)
        if distance <= limit, distance < nearest?.distance ?? .infinity {
          let place = index == node ? "" : " at '\(graph.nodes[index].name)'"
          nearest = (variant.text + place, distance)
        }
      }
    }
    return nearest?.text
  }

  /// The operands that differ most, for a message.
  private func farthestOperands(of node: Int) -> String {
    let known = graph.nodes[node].inputs.compactMap { operand in distances[operand].map { (operand, $0) } }
    guard let farthest = known.max(by: { $0.1 < $1.1 }) else { return "what the reference does not have" }
    return "up to \(farthest.1.scientific) ('\(graph.nodes[farthest.0].name)')"
  }

  /// A value of the graph whose addition or subtraction makes the two agree.
  private func addend(_ value: ReferenceTensor, _ wanted: ReferenceTensor) -> String? {
    for (index, other) in expected.merging(found, uniquingKeysWith: { first, _ in first }).sorted(by: {
      $0.key > $1.key
    })
    where other.shape == value.shape {
      for (sign, text) in [(1.0, "the reference adds"), (-1.0, "the reference does not add")] {
        var sum = value
        for i in sum.elements.indices { sum.elements[i] += sign * other.elements[i] }
        if sum.distance(from: wanted) <= tolerance { return "residual: \(text) '\(graph.nodes[index].name)'" }
      }
    }
    return nil
  }
}
