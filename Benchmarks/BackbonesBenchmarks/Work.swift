import Backbones

/// Equal work: the same operator over the same shapes. What is measured are convolutions, linear layers and attention.
struct Work: Hashable {
  enum Kind: String, CaseIterable { case convolution, depthwise, linear, attention }

  let kind: Kind
  let shape: String

  /// The work of a node; nil where it is none of these.
  init?(_ node: Graph.Node, in graph: Graph) {
    let inputs = node.inputs.map { graph.nodes[$0].shape }
    switch node.operation {
    case let operation as Convolution:
      let (window, x, y) = (operation.window, inputs[0], node.shape)
      kind = operation.isDepthwise(over: x) ? .depthwise : .convolution
      var text = "\(window.kernel)"
      if window.stride != 1 { text += "/\(window.stride.height)" }
      text += kind == .depthwise ? " \(x.channels)" : " \(x.channels)->\(y.channels)"
      if kind != .depthwise && operation.groups > 1 { text += " in \(operation.groups) groups" }
      if window.dilation != 1 { text += " dilated \(window.dilation.height)" }
      shape = text + " @ \(y.extent)"
    case is Linear:
      let x = inputs[0]
      kind = .linear
      shape = "\(x.count / x.channels) rows \(x.channels)->\(node.shape.channels)"
    case let operation as Attention:
      guard let sizes = try? AttentionSizes(operation, q: inputs[0], k: inputs[1]) else { return nil }
      kind = .attention
      shape =
        (sizes.parts > 1 ? "\(sizes.parts) times " : "")
        + "\(sizes.queries)x\(sizes.keys) tokens, \(operation.heads) heads of \(sizes.size)"
    default: return nil
    }
  }
}
