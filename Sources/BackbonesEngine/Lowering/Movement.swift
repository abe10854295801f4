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
    let values = try p.vector(0, of: node.anchor)
    p.emit("load", reads: [], writes: y) { frame, _, _ in
      frame.pointer(y).update(from: values.floats, count: values.count)
    }
  }
}

extension Reshape: Lowering {
  var residence: Residence { .reshaped }
  var writesStrided: Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    if x.buffer == y.buffer && x.offset == y.offset { return }
    // Rows of the operand lie together here: `Placement` lets them lie apart only where rows stay rows.
    var source = x
    source.shape = y.shape
    if x.columns != y.columns { source.stride = y.columns }
    p.emitCopy(from: source, to: y)
  }
}

/// What `Placement` put inside the result is there already; the rest is copied.
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
        let (tokens, images) = (x.shape[1], y.shape[0])
        let (first, total) = (start, y.shape[1])
        p.emit("copy", reads: [x], writes: y) { frame, _, _ in
          for image in 0..<images {
            bb_copy_rows(
              frame.pointer(x) + (x.shape[0] == 1 ? 0 : image) * tokens * x.stride, x.stride,
              frame.pointer(y) + (image * total + first) * y.stride, y.stride, Int64(tokens), Int64(x.columns))
          }
        }
        start += tokens
      }
    }
  }
}

extension Slice: Lowering {
  var residence: Residence { axis == -1 ? .view(column: range.lowerBound) : .own }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    if axis == -1 {
      var part = x
      part.offset += range.lowerBound
      part.shape = y.shape
      if y.buffer != part.buffer || y.offset != part.offset { p.emitCopy(from: part, to: y) }
    } else {
      let (tokens, first) = (x.shape[1], range.lowerBound)
      p.emit("copy", reads: [x], writes: y) { frame, _, _ in
        for image in 0..<x.shape[0] {
          bb_copy_rows(
            frame.pointer(x) + (image * tokens + first) * x.stride, x.stride,
            frame.pointer(y) + image * y.shape[1] * y.stride, y.stride, Int64(y.shape[1]), Int64(y.columns))
        }
      }
    }
  }
}
