internal import BackbonesGraphs
internal import BackbonesTensors

/// What the epilogue of a kernel can compute, beyond the kernel's own operator.
struct Absorption: OptionSet, Sendable {
  let rawValue: Int
  /// Batch normalisation and LayerScale, folded into weights.
  static let affine = Absorption(rawValue: 1)
  /// An activation.
  static let activation = Absorption(rawValue: 2)
  /// The addition of another value, before an activation.
  static let residual = Absorption(rawValue: 4)
  /// The addition of another value after an activation.
  static let residualLast = Absorption(rawValue: 8)
  static let all: Absorption = [.affine, .activation, .residual, .residualLast]
}

/// A node and those fused into its kernel's epilogue: `activation(scale * norm(anchor) + residual)`, or
/// `activation(scale * norm(anchor)) + residual`.
struct FusedNode: Sendable {
  /// The node whose operator the kernel computes.
  let anchor: Int
  /// The nodes of the chain, the anchor first.
  var nodes: [Int]
  /// Branches whose sum it computes, in place of the anchor's operator; nil if it is that.
  var branches: ParallelBranches?
  /// The node whose value the kernel writes: the last of the chain.
  var result: Int { nodes[nodes.count - 1] }
  /// A `BatchNorm` and a `ChannelScale` to fold into the anchor's weights.
  var batchNorm: Int?
  var channelScale: Int?
  var activation = Activation.identity
  /// The value added.
  var residual: Int?
  /// Whether it is added after the activation.
  var residualLast = false
}

extension Selection {
  /// The nodes as kernels compute them, in order. An anchor → BatchNorm → ChannelScale → Activate / Add becomes one if no
  /// other node reads the values between, and parallel branches become one anchor. An output always has a value of its own.
  ///
  /// - Parameters:
  ///   - isOn: false leaves each node by itself.
  ///   - joinsBranches: whether parallel branches become one.
  ///   - given: values that are there already.
  func fused(_ isOn: Bool, joinsBranches: Bool, given: Set<Int>) -> [FusedNode] {
    var readers: [Int: [Int]] = [:]
    for node in nodes where !given.contains(node) {
      for operand in graph.nodes[node].inputs { readers[operand, default: []].append(node) }
    }
    let outputs = Set(self.outputs.map(\.node))
    var taken = given
    var result: [FusedNode] = []
    let sums = isOn && joinsBranches ? parallelBranches(readers: readers, given: given) : [:]
    for branches in sums.values { taken.formUnion(branches.nodes) }
    for node in nodes where sums[node] != nil || !taken.contains(node) {
      let branches = sums[node]
      var fused = FusedNode(anchor: branches?.anchor(in: graph) ?? node, nodes: [node], branches: branches)
      if let branches { fused.nodes = [fused.anchor] + branches.nodes.filter { $0 != fused.anchor } }
      let absorbs = isOn ? graph.nodes[fused.anchor].lowering.absorbs : []
      while let reader = readers[fused.result], reader.count == 1, !outputs.contains(fused.result),
        !taken.contains(reader[0]), fused.absorb(reader[0], of: graph, allowed: absorbs)
      {
        taken.insert(reader[0])
      }
      result.append(fused)
    }
    return result.sorted { $0.result < $1.result }
  }
}

extension FusedNode {
  /// Fuses the next node of the chain; false if the epilogue cannot compute it.
  fileprivate mutating func absorb(_ next: Int, of graph: Graph, allowed: Absorption) -> Bool {
    let node = graph.nodes[next]
    let isPlain = activation == .identity && residual == nil
    switch node.lowering.role {
    case .norm where allowed.contains(.affine) && isPlain && batchNorm == nil && channelScale == nil:
      batchNorm = next
    case .scale where allowed.contains(.affine) && isPlain && channelScale == nil:
      channelScale = next
    case .activation(let function) where allowed.contains(.activation) && activation == .identity && !residualLast:
      activation = function
    case .residual where allowed.contains(activation == .identity ? .residual : .residualLast) && residual == nil:
      let other = node.inputs[0] == result ? node.inputs[1] : node.inputs[0]
      guard graph.nodes[other].shape == node.shape else { return false }
      residual = other
      residualLast = activation != .identity
    default:
      return false
    }
    nodes.append(next)
    return true
  }
}
