import BackbonesGraphs
import BackbonesReference
import BackbonesTensors

/// What operators say that they read, against the reference: elements that an operator does not name change nothing.
struct Dependences {
  private let evaluator: ReferenceEvaluator
  private let values: [Int: ReferenceTensor]
  private var random: Random

  /// What is wrong with what the operators of a graph say; nil where nothing is.
  static func fault(of graph: Graph, seed: UInt64) throws(BackboneError) -> String? {
    var dependences = try Dependences(graph, seed: seed)
    for node in graph.nodes.indices where !graph.nodes[node].inputs.isEmpty {
      if let fault = try dependences.fault(of: node) { return fault }
    }
    return nil
  }

  private init(_ graph: Graph, seed: UInt64) throws(BackboneError) {
    random = Random(seed: seed)
    let parameters = RandomParameters(seed: seed)
    evaluator = try ReferenceEvaluator(graph) { parameter throws(BackboneError) in parameters.tensor(for: parameter) }
    let image = random.tensor(graph.nodes[0].shape)
    values = try evaluator.values(given: [0: ReferenceTensor(image)])
  }

  private mutating func fault(of index: Int) throws(BackboneError) -> String? {
    let node = evaluator.graph.nodes[index]
    let operands = node.inputs.map { values[$0]! }
    let region = region(in: node.shape)
    let reads = node.operation.reads(region, operands.map(\.shape), output: node.shape)
    guard reads.count == operands.count else { return "\(node.name) reads \(reads.count) operands" }
    let changed = zip(operands, reads).map { operand, read in
      let kept = read.region.clipped(to: operand.shape)
      var other = operand
      operand.shape.forEachPosition { place, position in
        if !kept.contains(position) { other.elements[place] = Double(random.int(-9...9)) / 7 }
      }
      return other
    }
    let (before, after) = (values[index]!, try evaluator.value(of: index, operands: changed))
    var fault: String?
    node.shape.forEachPosition { place, position in
      // What is lowered before a softmax leaves less than rounding does.
      guard fault == nil, region.contains(position), abs(before.elements[place] - after.elements[place]) > 1e-9 else {
        return
      }
      fault = "\(node.name)\(position) reads more than \(reads.map(\.region.axes))"
    }
    return fault
  }

  /// Some positions on each axis.
  private mutating func region(in shape: TensorShape) -> Region {
    Region(
      shape.dimensions.map { extent in
        let first = random.int(0...extent - 1)
        return RangeSet(first..<random.int(first + 1...min(first + 2, extent)))
      })
  }
}

extension Region {
  fileprivate func contains(_ position: [Int]) -> Bool { zip(axes, position).allSatisfy { $0.contains($1) } }
}

extension TensorShape {
  /// Calls a body with each place, row-major, and its position.
  fileprivate func forEachPosition(_ body: (_ place: Int, _ position: [Int]) -> Void) {
    var position = [Int](repeating: 0, count: rank)
    for place in 0..<count {
      body(place, position)
      for axis in (0..<rank).reversed() {
        position[axis] += 1
        if position[axis] < self[axis] { break }
        position[axis] = 0
      }
    }
  }
}
