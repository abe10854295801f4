internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

extension Input: Lowering {
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    preconditionFailure("an input that the selection does not start from")
  }
}

extension ParameterValue: Lowering {
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let y = p.result(of: node)
    let values = try p.parameter(0, of: node.anchor)
    p.emit("load", reads: [], writes: y) { arena, _, _ in
      values.withElements { arena.pointer(y).update(from: $0.baseAddress!, count: $0.count) }
    }
  }
}

extension Zeros: Lowering {
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let y = p.result(of: node)
    p.emit("zeros", reads: [], writes: y) { arena, _, _ in
      arena.pointer(y).update(repeating: 0, count: y.shape.count)
    }
  }
}

extension Reshape: Lowering {
  var residence: Residence { .reshaped }
  var writesStrided: Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    if x.buffer == y.buffer && x.offset == y.offset { return }
    // The operand is contiguous here, unless rows stay rows: `Placement` sees to it.
    var source = x
    source.shape = y.shape
    if x.columns != y.columns { source.stride = y.columns }
    p.emitCopy(from: source, to: y)
  }
}

/// Operands that `Placement` put inside the result are there already; the others are copied.
extension Concatenate: Lowering {
  var residence: Residence { axis == -1 ? .holder : .own }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let y = p.result(of: node)
    var start = 0
    for index in p.node(node).inputs.indices {
      let x = p.operand(index, of: node)
      if axis == -1 {
        var place = y
        place.offset += start
        place.shape = x.shape
        if x.buffer != y.buffer || x.offset != place.offset { p.emitCopy(from: x, to: place) }
        start += x.columns
      } else {
        var extents = x.shape.dimensions
        var from = x.strides
        // A batch of 1 is broadcast.
        if extents[0] == 1 { (extents[0], from[0]) = (y.shape[0], 0) }
        p.emitMove("copy", extents, from: x, from, to: y, y.strides, toOffset: start * y.strides[axis])
        start += x.shape[axis]
      }
    }
  }
}

extension Slice: Lowering {
  var residence: Residence { axis == -1 ? .view(column: range.lowerBound) : .own }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    if axis == -1 {
      var part = x
      part.offset += range.lowerBound
      part.shape = y.shape
      if y.buffer != part.buffer || y.offset != part.offset { p.emitCopy(from: part, to: y) }
    } else {
      p.emitMove(
        "copy", y.shape.dimensions, from: x, x.strides, fromOffset: range.lowerBound * x.strides[axis], to: y, y.strides
      )
    }
  }
}

extension Permute: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let strides = x.strides
    p.emitMove("permute", y.shape.dimensions, from: x, axes.map { strides[$0] }, to: y, y.strides)
  }
}

/// An axis is read backwards, from its end.
extension Reverse: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let along = axis < 0 ? x.shape.rank + axis : axis
    var from = x.strides
    let last = (x.shape[along] - 1) * from[along]
    from[along].negate()
    p.emitMove("reverse", y.shape.dimensions, from: x, from, fromOffset: last, to: y, y.strides)
  }
}

/// A roll moves up to four rectangles of the map.
extension Roll: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let (from, to) = (x.strides, y.strides)
    for (lines, firstLine) in Self.parts(of: x.shape[1], shift: self.lines) {
      for (columns, firstColumn) in Self.parts(of: x.shape[2], shift: self.columns) {
        p.emitMove(
          "roll", [x.shape[0], lines.count, columns.count, x.columns], from: x, from,
          fromOffset: lines.lowerBound * from[1] + columns.lowerBound * from[2], to: y, to,
          toOffset: firstLine * to[1] + firstColumn * to[2])
      }
    }
  }

  /// The ranges of an axis that stay together, and where each goes.
  private static func parts(of extent: Int, shift: Int) -> [(Range<Int>, to: Int)] {
    let shift = ((shift % extent) + extent) % extent
    return shift == 0 ? [(0..<extent, 0)] : [(0..<extent - shift, shift), (extent - shift..<extent, 0)]
  }
}
