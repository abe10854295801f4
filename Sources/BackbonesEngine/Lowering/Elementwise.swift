internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

extension Activate: Lowering {
  var residence: Residence { .inPlace }
  var role: FusedRole? { .activation(function) }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let activation = function.kernel
    p.emit(rows: x, y, "activation", weight: x.columns * Split.perFloat) { from, to, rows in
      bb_activate(from, x.stride, to, y.stride, Int64(rows), Int64(x.columns), activation)
    }
  }
}

extension Add: Lowering {
  var residence: Residence { .inPlace }
  var role: FusedRole? { .residual }
  var absorbs: Absorption { .activation }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (a, b, y) = (p.operand(0, of: node), p.operand(1, of: node), p.result(of: node))
    let activation = node.activation.kernel
    // A broadcast `b` is added to one image at a time.
    let span = b.rows
    let weight = y.rows / span * y.columns * Split.perFloat
    p.emit("add", over: span, weight: weight, reads: [a, b], writes: y) { arena, part, _ in
      for first in stride(from: part.lowerBound, to: y.rows, by: span) {
        bb_add(
          arena.pointer(a) + first * a.stride, a.stride, arena.pointer(b) + part.lowerBound * b.stride, b.stride,
          arena.pointer(y) + first * y.stride, y.stride, Int64(part.count), Int64(y.columns), activation)
      }
    }
  }
}

extension Multiply: Lowering {
  var residence: Residence { .inPlace }
  var absorbs: Absorption { .activation }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (a, b, y) = (p.operand(0, of: node), p.operand(1, of: node), p.result(of: node))
    let activation = node.activation.kernel
    p.emit("multiply", over: y.rows, weight: y.columns * Split.perFloat, reads: [a, b], writes: y) { arena, part, _ in
      let first = part.lowerBound
      bb_multiply(
        arena.pointer(a) + first * a.stride, a.stride, arena.pointer(b) + first * b.stride, b.stride,
        arena.pointer(y) + first * y.stride, y.stride, Int64(part.count), Int64(y.columns), activation)
    }
  }
}

extension Gate: Lowering {
  var residence: Residence { .inPlace }
  var absorbs: Absorption { [.activation, .residual] }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, gate, y) = (p.operand(0, of: node), p.operand(1, of: node), p.result(of: node))
    let activation = node.activation.kernel
    let residual = p.residual(of: node)
    let pixels = x.rows / x.shape[0]
    let split = Split(pixels, weight: x.columns * Split.perFloat, threads: p.options.threads)
    p.emit(
      "gate", reads: [x, gate] + (residual.map { [$0] } ?? []), writes: y, tasks: x.shape[0] * split.parts
    ) { arena, task, _ in
      let (image, rows) = (task / split.parts, split[task % split.parts])
      let first = image * pixels + rows.lowerBound
      bb_gate(
        arena.pointer(x) + first * x.stride, x.stride, arena.pointer(gate) + (gate.rows == 1 ? 0 : image) * gate.stride,
        residual.map { arena.pointer($0) + first * $0.stride }, residual?.stride ?? 0,
        arena.pointer(y) + first * y.stride, y.stride, Int64(rows.count), Int32(x.columns), activation)
    }
  }
}
