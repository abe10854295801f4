internal import BackbonesGraphs
internal import BackbonesTensors

/// Where a value lies: rows of channels in a buffer, `stride` floats from one row to the next.
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

/// Decides which values share memory, so that concatenating, slicing and reshaping cost nothing where they can.
///
/// A value may lie inside another: a slice inside its operand, an operand of a channel concatenation inside the result
/// (DenseNet's blocks become one buffer that layers append to), a reshaped value where the original is. What cannot is
/// copied by the operator's lowering, which compares the views.
struct Placement {
  private(set) var views: [Int: View] = [:]
  /// Floats of each buffer.
  private(set) var sizes: [Int] = []

  private let graph: Graph
  private let readers: [Int: [(node: FusedNode, operand: Int)]]
  private let writers: [Int: FusedNode]
  private let exported: Set<Int>
  /// The value that a value lies in, and the column it starts at.
  private var parents: [Int: (value: Int, column: Int)] = [:]

  init(_ fused: [FusedNode], of selection: Selection, sharing: Bool) {
    graph = selection.graph
    exported = Set(selection.outputs.map(\.node))
    var readers: [Int: [(node: FusedNode, operand: Int)]] = [:]
    for group in fused {
      for (index, operand) in selection.graph.nodes[group.anchor].inputs.enumerated() {
        readers[operand, default: []].append((group, index))
      }
      if let residual = group.residual { readers[residual, default: []].append((group, -1)) }
    }
    self.readers = readers
    writers = Dictionary(uniqueKeysWithValues: fused.map { ($0.result, $0) })
    for group in fused.reversed() where sharing { adopt(group, input: selection.input) }
    for value in [selection.input] + fused.map(\.result) { _ = place(value) }
  }

  /// Decides for one node which of its operands lie in its result, or it in an operand.
  private mutating func adopt(_ group: FusedNode, input: Int) {
    let node = graph.nodes[group.anchor]
    switch node.lowering.residence {
    case .own: break
    case .holder:
      var column = 0
      for operand in node.inputs {
        if operand != input, parents[operand] == nil, writesStrided(operand), readStrided(operand) {
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
      // Where nobody else reads the operand's memory.
      let operand = node.inputs[0]
      if operand != input, parents[group.result] == nil, readers[operand]!.count == 1, !exported.contains(operand),
        graph.nodes[operand].shape == node.shape, ownsMemory(operand)
      {
        parents[group.result] = (operand, 0)
      }
    }
  }

  /// Whether a value shares its memory with no other: neither lies in one nor holds one.
  private func ownsMemory(_ value: Int) -> Bool {
    switch graph.nodes[value].lowering.residence {
    case .own, .inPlace: parents[value] == nil
    case .view, .reshaped, .holder: false
    }
  }

  private func writesStrided(_ value: Int) -> Bool {
    graph.nodes[writers[value]!.anchor].lowering.writesStrided
  }

  /// Whether every reader of a value takes rows that lie apart.
  private func readStrided(_ value: Int) -> Bool {
    (readers[value] ?? []).allSatisfy { reader in
      let node = graph.nodes[reader.node.anchor]
      if case .reshaped = node.lowering.residence {
        // Rows may lie apart if the reshape keeps them whole and its own readers take a stride.
        return node.shape.channels == graph.nodes[value].shape.channels && readStrided(reader.node.result)
      }
      let takes = node.lowering.readsStrided(operand: reader.operand)
      return takes && (parents[reader.node.result]?.value != value || readStrided(reader.node.result))
    }
  }

  /// Floats from one row of a value to the next, in memory of its own.
  private func stride(of value: Int) -> Int {
    let shape = graph.nodes[value].shape
    let spaced = shape.channels % Tuning.aliasPeriod == 0 && shape.rows > 1 && takesGaps(value)
    return shape.channels + (spaced ? Tuning.aliasGap : 0)
  }

  /// Whether whoever writes and reads a value takes rows that lie apart.
  private func takesGaps(_ value: Int) -> Bool {
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
