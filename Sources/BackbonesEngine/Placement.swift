internal import BackbonesGraphs
internal import BackbonesTensors

/// Where a value lies: rows of channels in a buffer, with `stride` floats from one row to the next.
struct View: Sendable, Hashable {
  var buffer: Int
  var offset: Int
  var stride: Int
  var shape: TensorShape

  var rows: Int { shape.rows }
  var columns: Int { shape.channels }
  var isContiguous: Bool { stride == columns || rows == 1 }

  /// Floats from one element to the next along each axis.
  var strides: [Int] {
    var strides = [1], step = stride
    for extent in shape.dimensions.dropFirst().dropLast().reversed() {
      strides.append(step)
      step *= extent
    }
    return (shape.rank > 1 ? strides + [step] : strides).reversed()
  }
}

/// Aliasing: decides which values share memory, so that most concatenations, slices and reshapes copy nothing.
///
/// A slice is a view of its operand. An operand of a channel concatenation is a view of the result: a block of DenseNet
/// becomes one buffer that layers append to. A reshaped value lies where the original does. If a kernel cannot read or
/// write such a view, the operator's lowering copies.
struct Placement {
  private(set) var views: [Int: View] = [:]
  /// Floats of each buffer.
  private(set) var sizes: [Int] = []

  private let graph: Graph
  private let readers: [Int: [(node: FusedNode, operand: Int)]]
  private let writers: [Int: FusedNode]
  private let exported: Set<Int>
  /// Values that are there before the first step: the input and constants. Nothing is written in their place.
  private let given: Set<Int>
  /// For a view: the value whose memory it shares, and its first column there.
  private var parents: [Int: (value: Int, column: Int)] = [:]

  init(_ fused: [FusedNode], of selection: Selection, given: Set<Int>, sharing: Bool) {
    graph = selection.graph
    exported = Set(selection.outputs.map(\.node))
    self.given = given
    var readers: [Int: [(node: FusedNode, operand: Int)]] = [:]
    for group in fused {
      for (index, operand) in selection.graph.nodes[group.anchor].inputs.enumerated() {
        readers[operand, default: []].append((group, index))
      }
      if let residual = group.residual { readers[residual, default: []].append((group, -1)) }
    }
    self.readers = readers
    writers = Dictionary(uniqueKeysWithValues: fused.map { ($0.result, $0) })
    for group in fused.reversed() where sharing { adopt(group) }
    for value in given.sorted() + fused.map(\.result) { _ = place(value) }
  }

  /// Decides the aliasing of one node: operands inside its result, or its result inside an operand.
  private mutating func adopt(_ group: FusedNode) {
    let node = graph.nodes[group.anchor]
    switch node.lowering.residence {
    case .own: break
    case .holder:
      var column = 0
      for operand in node.inputs {
        if !given.contains(operand), parents[operand] == nil, writesStrided(operand), readStrided(operand) {
          parents[operand] = (group.result, column)
        }
        column += graph.nodes[operand].shape.channels
      }
    case .view(let column):
      if parents[group.result] == nil, readStrided(group.result) {
        parents[group.result] = (node.inputs[0], column)
      }
    case .reshaped:
      if parents[group.result] == nil { parents[group.result] = (node.inputs[0], 0) }
    case .inPlace:
      // Only if nothing else reads the operand's memory.
      let operand = node.inputs[0]
      if !given.contains(operand), readers[operand]!.count == 1, !exported.contains(operand),
        parents[group.result] == nil, graph.nodes[operand].shape == node.shape, ownsMemory(operand)
      {
        parents[group.result] = (operand, 0)
      }
    }
  }

  /// Whether no other value shares this one's memory.
  private func ownsMemory(_ value: Int) -> Bool {
    switch graph.nodes[value].lowering.residence {
    case .own, .inPlace: parents[value] == nil
    case .view, .reshaped, .holder: false
    }
  }

  private func writesStrided(_ value: Int) -> Bool {
    graph.nodes[writers[value]!.anchor].lowering.writesStrided
  }

  /// Whether every reader of a value takes rows with a stride.
  private func readStrided(_ value: Int) -> Bool {
    (readers[value] ?? []).allSatisfy { reader in
      let node = graph.nodes[reader.node.anchor]
      if case .reshaped = node.lowering.residence {
        // A reshape that keeps the channels keeps the rows, so its own readers decide.
        return node.shape.channels == graph.nodes[value].shape.channels && readStrided(reader.node.result)
      }
      let takes = node.lowering.readsStrided(operand: reader.operand)
      return takes && (parents[reader.node.result]?.value != value || readStrided(reader.node.result))
    }
  }

  /// The stride of a value's rows in memory of its own. Rows of a multiple of 4 KiB alias in the L1 cache, so they are
  /// padded by a cache line.
  private func stride(of value: Int) -> Int {
    let shape = graph.nodes[value].shape
    let isPadded = shape.channels % Tuning.aliasPeriod == 0 && shape.rows > 1 && allowsPadding(value)
    return shape.channels + (isPadded ? Tuning.aliasGap : 0)
  }

  /// Whether the writer and all readers of a value take rows with a stride.
  private func allowsPadding(_ value: Int) -> Bool {
    writers[value] != nil && !exported.contains(value) && writesStrided(value) && readStrided(value)
  }

  private mutating func place(_ value: Int) -> View {
    if let view = views[value] { return view }
    let shape = graph.nodes[value].shape
    var view: View
    if let parent = parents[value] {
      view = place(parent.value)
      view.offset += parent.column
      if case .reshaped = graph.nodes[value].lowering.residence, graph.nodes[value].inputs[0] == parent.value,
        view.isContiguous
      {
        view.stride = shape.channels
      }
      view.shape = shape
    } else {
      view = View(buffer: sizes.count, offset: 0, stride: stride(of: value), shape: shape)
      sizes.append(shape.rows * view.stride)
    }
    views[value] = view
    return view
  }
}
