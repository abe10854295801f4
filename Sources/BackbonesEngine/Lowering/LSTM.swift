internal import BackbonesGraphs
internal import BackbonesTensors
internal import CBackbonesKernels

/// Sequences are computed together, so that a step reads the weights once for many; each task has some of one direction.
extension LSTM: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let y = p.result(of: node)
    let directions = p.node(node).inputs.count
    let hidden = y.columns / directions
    let extents = y.shape.dimensions
    let steps = extents[axis]
    // Rows of a step that lie together, and how often they are followed by those of the next step.
    let (outer, inner) = (extents[..<axis].reduce(1, *), extents[(axis + 1)...].dropLast().reduce(1, *))
    // The sequences of a group lie evenly apart, `spacing` rows.
    let (groups, sequences, spacing) = inner == 1 ? (1, outer, steps) : (outer, inner, 1)
    var all: [Direction] = []
    for index in 0..<directions {
      all.append(
        Direction(
          products: p.operand(index, of: node), weight: try p.recurrentPanels(2 * index, of: node, hidden: hidden),
          bias: try p.vector(2 * index + 1, of: node.anchor), isReversed: index == 1))
    }
    let parts = all
    let split = Split(
      sequences, weight: steps * 4 * hidden * hidden, threads: max(1, p.options.threads / (groups * directions)))
    p.emit(
      "lstm", reads: parts.map(\.products), writes: y, tasks: groups * directions * split.parts,
      scratch: bb_lstm_scratch(Int32(hidden))
    ) { arena, task, worker in
      let (index, group, own) = (task % directions, task / directions % groups, split[task / directions / groups])
      let direction = parts[index]
      let first = group * steps * inner + own.lowerBound * spacing + (direction.isReversed ? (steps - 1) * inner : 0)
      let step = direction.isReversed ? -inner : inner
      let x = direction.products
      bb_lstm(
        arena.pointer(x) + first * x.stride, spacing * x.stride, step * x.stride, direction.weight.floats,
        direction.bias.floats, arena.pointer(y) + first * y.stride + index * hidden, spacing * y.stride,
        step * y.stride, Int64(own.count), Int32(steps), Int32(hidden), arena.scratch(of: worker))
    }
  }
}

/// What one direction is computed from.
private struct Direction: Sendable {
  let products: View
  let weight: AlignedMemory, bias: AlignedMemory
  let isReversed: Bool
}

extension ProgramBuilder {
  /// The packed panels of a parameter `[4 * hidden, hidden]`.
  fileprivate func recurrentPanels(
    _ index: Int, of node: FusedNode, hidden: Int
  ) throws(BackboneError) -> AlignedMemory {
    let parameter = graph.parameters[self.node(node).parameters[index]]
    let source = weights.parameters
    let fold = Folding(
      key: parameter.name, weight: { () throws(BackboneError) in try source.tensor(parameter) }, scale: nil, bias: nil)
    return try packed("panels", of: fold, floats: bb_packed_count(Int32(4 * hidden), Int64(hidden)), units: 1) {
      target, weight, _ in bb_pack(target, weight, nil, Int32(4 * hidden), Int32(hidden), 1)
    }
  }
}
