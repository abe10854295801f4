internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

extension Convolution: Lowering {
  var absorbs: Absorption { .all }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    let isDepthwise = isDepthwise(over: x.shape)
    try p.lower(
      Product(
        x: x, y: y, geometry: bb_convolution(window, from: x, to: y, groups: isDepthwise ? 1 : groups), window: window,
        groups: isDepthwise ? 1 : groups, isDepthwise: isDepthwise),
      node)
  }
}

extension Linear: Lowering {
  var absorbs: Absorption { .all }
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { true }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y) = (p.operand(0, of: node), p.result(of: node))
    try p.lower(
      Product(
        x: x, y: y, geometry: bb_convolution(rows: x, to: y), window: nil, groups: 1, isDepthwise: false), node)
  }
}
