internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// Collects the steps of a program while its nodes are lowered.
final class ProgramBuilder {
  let graph: Graph
  let options: EngineOptions
  let weights: PreparedWeights
  /// The node being lowered.
  var current: FusedNode!
  private(set) var steps: [Program.Step] = []
  private(set) var bufferSizes: [Int]
  private(set) var scratchFloats = 0
  /// Weights that steps read and that are packed before the first run.
  private(set) var packings: [Packing] = []
  /// The reason of the steps that are emitted now; see `Program.Step.reason`.
  var reason = ""
  /// What methods may still take beyond the weights.
  var extraWeights: ExtraWeights
  private let views: [Int: View]

  init(selection: Selection, placement: Placement, weights: PreparedWeights, options: EngineOptions) {
    graph = selection.graph
    views = placement.views
    bufferSizes = placement.sizes
    self.weights = weights
    self.options = options
    extraWeights = ExtraWeights(parameters: graph.parameters.reduce(0) { $0 + $1.shape.count }, options: options)
  }

  /// The node whose operator is lowered: the anchor.
  func node(_ fused: FusedNode) -> Graph.Node { graph.nodes[fused.anchor] }

  /// Where an operand of the node lies.
  func operand(_ index: Int, of fused: FusedNode) -> View { views[graph.nodes[fused.anchor].inputs[index]]! }

  /// Where the node's result goes.
  func result(of fused: FusedNode) -> View { views[fused.result]! }

  /// Where the value added to the result lies.
  func residual(of fused: FusedNode) -> View? { fused.residual.map { views[$0]! } }

  /// A contiguous view of a value: its own, or that of a copy.
  func contiguous(_ value: Int) -> View {
    let view = views[value]!
    if view.isContiguous { return view }
    let copy = temporary(view.shape)
    emitCopy(from: view, to: copy, name: graph.nodes[value].name)
    return copy
  }

  /// A buffer for an intermediate result of a lowering.
  func temporary(_ shape: TensorShape) -> View {
    bufferSizes.append(shape.count)
    return View(buffer: bufferSizes.count - 1, offset: 0, stride: shape.channels, shape: shape)
  }

  /// The value of the node's parameter at `index`.
  func parameter(_ index: Int, of node: Int) throws(BackboneError) -> Tensor {
    try weights.tensor(graph.parameters[graph.nodes[node].parameters[index]])
  }

  /// A parameter in aligned memory, copied at its first use.
  func vector(_ index: Int, of node: Int) throws(BackboneError) -> AlignedMemory {
    let parameter = graph.parameters[graph.nodes[node].parameters[index]]
    return try weights.prepared("vector " + parameter.name, floats: parameter.shape.count) {
      (target) throws(BackboneError) in
      try weights.tensor(parameter).withElements { target.update(from: $0.baseAddress!, count: $0.count) }
    }
  }

  /// Large weights, packed before the first run; see `PreparedWeights.packing`.
  func packed(
    _ form: String, of fold: Folding, floats: Int, units: Int,
    _ pack:
      @escaping @Sendable (
        _ target: UnsafeMutablePointer<Float>, _ weight: UnsafePointer<Float>, _ units: Range<Int>
      ) -> Void
  ) throws(BackboneError) -> AlignedMemory {
    try packed(form, fold, floats: floats, units: units) { (target) throws(BackboneError) in
      let weight = try fold.weight()
      return { units in weight.withElements { pack(target.floats, $0.baseAddress!, units) } }
    }
  }

  /// Large weights of sixteen bits, packed before the first run as they are.
  func packed(
    _ form: String, of fold: Folding, halves: StoredHalves, count: Int, units: Int,
    _ pack:
      @escaping @Sendable (
        _ target: UnsafeMutablePointer<UInt16>, _ weight: UnsafePointer<UInt16>, _ units: Range<Int>
      ) -> Void
  ) throws(BackboneError) -> AlignedMemory {
    try packed(form, fold, floats: (count + 1) / 2, units: units) { (target) throws(BackboneError) in
      let weight = try halves.read()
      return { units in
        target.floats.withMemoryRebound(to: UInt16.self, capacity: count) { target in
          weight.withElements { pack(target, $0, units) }
        }
      }
    }
  }

  private func packed(
    _ form: String, _ fold: Folding, floats: Int, units: Int,
    _ open: @escaping @Sendable (_ target: AlignedMemory) throws(BackboneError) -> Packing.Pack
  ) throws(BackboneError) -> AlignedMemory {
    let packing = try weights.packing(form, of: fold.key, floats: floats, units: units, open)
    packings.append(packing)
    return packing.memory
  }

  /// Adds a step.
  ///
  /// - Parameters:
  ///   - scratch: floats of scratch memory that a task needs.
  ///   - lines: how it computes any lines of its map; nil if it cannot be chained.
  ///   - body: computes one task.
  func emit(
    _ algorithm: String, name: String? = nil, reads: [View], writes: View, tasks: Int = 1, scratch: Int = 0,
    lines: LineKernel? = nil,
    _ body: @escaping @Sendable (_ arena: Program.Arena, _ task: Int, _ worker: Int) -> Void
  ) {
    scratchFloats = max(scratchFloats, scratch)
    let node = graph.nodes[current.anchor]
    steps.append(
      Program.Step(
        name: name ?? graph.nodes[current.result].name, node: current.anchor, algorithm: algorithm, reason: reason,
        shape: writes.shape,
        macs: node.operation.macs(node.inputs.map { graph.nodes[$0].shape }, output: node.shape),
        traffic: (reads + [writes]).reduce(0) { $0 + $1.shape.count }, reads: reads.map(\.buffer),
        writes: [writes.buffer], tasks: tasks, lines: lines, body: body))
  }

  /// Adds a step that splits `count` equal units of work, `weight` operations each, over tasks.
  func emit(
    _ algorithm: String, name: String? = nil, over count: Int, weight: Int, reads: [View], writes: View,
    scratch: Int = 0,
    _ body: @escaping @Sendable (_ arena: Program.Arena, _ range: Range<Int>, _ worker: Int) -> Void
  ) {
    let split = Split(count, weight: weight, threads: options.threads)
    emit(algorithm, name: name, reads: reads, writes: writes, tasks: split.parts, scratch: scratch) {
      arena, task, worker in
      body(arena, split[task], worker)
    }
  }

  /// Adds a step that splits the lines of a map, `weight` operations each, over tasks.
  func emit(_ lines: LineKernel, _ algorithm: String, weight: Int, reads: [View]) {
    let split = Split(lines.y.shape[0] * lines.height, weight: weight, threads: options.threads)
    emit(
      algorithm, reads: reads, writes: lines.y, tasks: split.parts, scratch: lines.scratch, lines: lines
    ) { arena, task, worker in
      lines.body(arena, arena.pointer(lines.x), arena.pointer(lines.y), split[task], arena.scratch(of: worker))
    }
  }

  /// Adds a row-wise step: each row of `y` is computed from the same row of `x`, with `weight` operations.
  func emit(
    rows x: View, _ y: View, _ algorithm: String, weight: Int,
    _ body: @escaping @Sendable (_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ rows: Int) -> Void
  ) {
    let width = y.shape.rank == 4 ? y.shape[2] : 1
    let lines = LineKernel(x: x, y: y, window: .pixel, weights: 0, isMemoryBound: true, scratch: 0) {
      _, x0, y0, lines, _ in
      let first = lines.lowerBound * width
      body(x0 + first * x.stride, y0 + first * y.stride, lines.count * width)
    }
    let split = Split(y.rows, weight: weight, threads: options.threads)
    emit(
      algorithm, reads: [x], writes: y, tasks: split.parts, lines: y.shape.rank == 4 ? lines : nil
    ) { arena, task, _ in
      let rows = split[task]
      body(
        arena.pointer(x) + rows.lowerBound * x.stride, arena.pointer(y) + rows.lowerBound * y.stride, rows.count)
    }
  }

  /// Copies a box of elements between two layouts, each given by its strides.
  func emitMove(
    _ algorithm: String, name: String? = nil, _ extents: [Int], from x: View, _ from: [Int], fromOffset: Int = 0,
    to y: View, _ to: [Int], toOffset: Int = 0
  ) {
    let box = bb_make_box(Int32(extents.count), extents.map(Int64.init), from, to)
    let lines = Int(bb_box_lines(box))
    let weight = extents.reduce(1, *) / max(lines, 1) * Split.perFloat
    emit(algorithm, name: name, over: lines, weight: weight, reads: [x], writes: y) { arena, lines, _ in
      var box = box
      bb_copy_box(
        &box, arena.pointer(x) + fromOffset, arena.pointer(y) + toOffset, Int64(lines.lowerBound),
        Int64(lines.upperBound))
    }
  }

  /// Copies rows between views.
  func emitCopy(from source: View, to target: View, name: String? = nil) {
    let given = reason
    reason = "its reader takes no view of it"
    defer { reason = given }
    emitMove(
      "copy", name: name, [source.rows, source.columns], from: source, [source.stride, 1], to: target,
      [target.stride, 1])
  }
}

/// Equal parts of a range of work.
struct Split: Sendable {
  let count: Int
  let parts: Int
  /// Parts begin at multiples of this.
  let grain: Int

  /// The cost of reading and writing one float in a memory-bound kernel, in multiply-adds.
  static let perFloat = Tuning.macsPerFloat
  /// Parts for each thread.
  static let manyParts = Tuning.partsPerThread

  /// Splits `count` units of `weight` multiply-adds each into as many parts as outweigh a fork.
  init(_ count: Int, weight: Int, grain: Int = 1, threads: Int, partsPerThread: Int = Split.manyParts) {
    self.count = count
    self.grain = grain
    let grains = (count + grain - 1) / grain
    let wanted = threads == 1 ? 1 : min(threads * partsPerThread, count * weight / Tuning.macsWorthAFork)
    parts = max(1, min(wanted, grains))
  }

  /// The part of the given number.
  subscript(part: Int) -> Range<Int> {
    let grains = (count + grain - 1) / grain
    func edge(_ part: Int) -> Int { min(count, grains * part / parts * grain) }
    return edge(part)..<edge(part + 1)
  }
}

extension Activation {
  /// The kernels' constant for it.
  var kernel: bb_activation {
    switch self {
    case .identity: BB_IDENTITY
    case .relu: BB_RELU
    case .relu6: BB_RELU6
    case .leakyReLU: BB_LEAKY_RELU
    case .sigmoid: BB_SIGMOID
    case .hardSigmoid: BB_HARD_SIGMOID
    case .silu: BB_SILU
    case .hardSwish: BB_HARD_SWISH
    case .gelu: BB_GELU
    case .geluTanh: BB_GELU_TANH
    case .quickGELU: BB_QUICK_GELU
    case .tanh: BB_TANH
    case .squaredReLU: BB_SQUARED_RELU
    case .mish: BB_MISH
    case .leakyReLU1e3: BB_LEAKY_RELU_1E3
    }
  }
}
