internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// The steps of one microbatch, lowered to kernels for a number of threads, and their memory plan.
struct ExecutionPlan: Sendable {
  let steps: [Program.Step]
  /// The offsets of the steps' buffers in the arena.
  let memory: MemoryPlan
  /// Floats of scratch memory that a worker needs.
  let scratchSize: Int
  /// The shapes as users see them, maps channels-first unless their format says otherwise.
  let inputShape: TensorShape, outputShapes: [TensorShape]
  /// The values in the order of computation, each with its view and the number of steps after which it is complete.
  let values: [(value: Program.Value, view: View, steps: Int)]
  /// Where each buffer lies.
  let places: FixedTable<Program.Arena.Place>
  /// Weights that are to be packed before the first run.
  let packings: [Packing]
  /// Memory of the buffers that are there before the first step.
  private let constants: [AlignedMemory]
  private let input: UserValue
  /// The outputs, in the order in which they are complete, each with its number and the number of steps that make it.
  private let outputs: [(value: UserValue, number: Int, steps: Int)]

  init(
    _ selection: Selection, layouts: [OutputFormat], weights: PreparedWeights, options: EngineOptions
  ) throws(BackboneError) {
    let folded = options.foldsConstants ? selection.constants : []
    let visible = selection.visible(folded)
    // Sums of halves are no halves, and sums of kernels round where sums of values do not.
    let fused = selection.fused(
      options.fuses, joinsBranches: !options.compact && !options.strict, given: folded.union([selection.input]))
    let placement = Placement(
      fused, of: selection, given: Set(visible + [selection.input]), sharing: options.sharesMemory)
    let builder = ProgramBuilder(selection: selection, placement: placement, weights: weights, options: options)
    var ends: [Int] = []
    for node in fused {
      builder.current = node
      try selection.graph.nodes[node.anchor].lowering.lower(node, into: builder)
      ends.append(builder.steps.count)
    }
    packings = builder.packings
    var constants: [Int: AlignedMemory] = [:]
    for node in visible {
      constants[placement.views[node]!.buffer] = try selection.constant(node, weights: weights, options: options)
    }
    self.constants = Array(constants.values)
    let asked = zip(selection.outputs, layouts).map { (view: builder.contiguous($0.node), layout: $1) }
    let input = placement.views[selection.input]!
    let kept = Set([input.buffer] + asked.map(\.view.buffer))
    let chained =
      options.chains
      ? Chain.join(builder.steps, keeping: kept, threads: options.threads) : (steps: builder.steps, scratch: 0)
    steps = chained.steps
    values = Self.values(of: fused, ends, in: placement, steps)
    inputShape = Self.userShape(input.shape, .channelsFirst)
    outputShapes = asked.map { Self.userShape($0.view.shape, $0.layout) }
    self.input = UserValue(input, .channelsFirst, isOutput: false, threads: options.threads)
    outputs = asked.enumerated().map { number, output in
      let last = chained.steps.lastIndex { $0.writes.contains(output.view.buffer) } ?? -1
      let value = UserValue(output.view, output.layout, isOutput: true, threads: options.threads)
      return (value, number, steps: last + 1)
    }.sorted { $0.steps < $1.steps }
    scratchSize = (max(builder.scratchFloats, chained.scratch) + 15) / 16 * 16

    var lives: [ClosedRange<Int>?] = Array(repeating: nil, count: builder.bufferSizes.count)
    func use(_ buffer: Int, at step: Int) {
      let life = lives[buffer] ?? step...step
      lives[buffer] = min(life.lowerBound, step)...max(life.upperBound, step)
    }
    use(input.buffer, at: -1)
    for (index, step) in steps.enumerated() {
      for buffer in step.reads + step.writes { use(buffer, at: index) }
    }
    for output in outputs { use(output.value.view.buffer, at: output.steps - 1) }
    // Buffers that no step uses take no memory, nor do constants, which have their own.
    memory = MemoryPlan(
      sizes: builder.bufferSizes.indices.map {
        lives[$0] == nil || constants[$0] != nil ? 0 : builder.bufferSizes[$0]
      }, lives: lives.map { $0 ?? 0...0 })
    places = FixedTable(
      memory.offsets.enumerated().map { buffer, offset in
        let constant = constants[buffer]?.floats
        return Program.Arena.Place(constant: constant, offset: constant == nil ? offset : 0)
      })
  }

  /// Bytes of the plan, about; see `Tuning.bytesPerStep`.
  var byteCount: Int { steps.reduce(0) { $0 + $1.count } * Tuning.bytesPerStep }

  /// Computes the one output, which does not depend on the input.
  func computeConstant(into target: UnsafeMutablePointer<Float>) throws(BackboneError) {
    try Packing.complete(packings, on: .shared(threads: 1))
    let values = try AlignedMemory(reserving: memory.size), scratch = try AlignedMemory(reserving: scratchSize)
    let arena = Program.Arena(
      start: values.floats, places: places.start, scratch: scratch.floats, scratchSize: scratchSize)
    for step in steps {
      for task in 0..<step.tasks { step.body(arena, task, 0) }
    }
    let view = outputs[0].value.view
    target.update(from: arena.pointer(view), count: view.shape.count)
  }

  /// Computes one microbatch: its part of all images, into its part of all results; or some of it, if it is interrupted.
  func compute(
    _ index: Int, _ images: UnsafePointer<Float>, _ results: [AlignedMemory], _ arena: Program.Arena,
    _ workers: ThreadTeam.Workers, _ watch: Program.Watch?, _ interruption: Interruption?
  ) {
    let clock = ContinuousClock()
    input.move(images + index * input.view.shape.count, arena.pointer(input.view), workers)
    var rest = outputs[...]
    // Outputs leave the arena as soon as they are complete: while caches hold them, and so that others take their place.
    func write(after steps: Int) {
      while let (value, number, made) = rest.first, made <= steps {
        rest.removeFirst()
        value.move(arena.pointer(value.view), results[number].floats + index * value.view.shape.count, workers)
      }
    }
    write(after: 0)
    for (number, step) in steps.enumerated() {
      if let interruption, interruption.isDue { return }
      let start = watch == nil ? nil : clock.now
      workers.run(step.tasks, over: arena, step.body)
      if let start { watch?(number, (clock.now - start) / .seconds(1), arena) }
      write(after: number + 1)
    }
  }

  /// The values of fused nodes, and the number of steps after which each is complete.
  ///
  /// - Parameter ends: the number of steps up to and with each node's, before steps were chained.
  private static func values(
    of fused: [FusedNode], _ ends: [Int], in placement: Placement, _ steps: [Program.Step]
  ) -> [(value: Program.Value, view: View, steps: Int)] {
    // From numbers of steps before chaining to those after it.
    var (boundaries, count): ([Int: Int], Int) = ([0: 0], 0)
    for (index, step) in steps.enumerated() {
      count += step.count
      boundaries[count] = index + 1
    }
    var end = -1
    return zip(fused, ends).reversed().map { node, made in
      let steps = boundaries[made]
      if steps != nil { end = node.result }
      let value = Program.Value(node: node.result, nodes: node.nodes, chainEnd: steps == nil ? end : nil)
      return (value, placement.views[node.result]!, steps ?? .max)
    }.reversed()
  }

  /// A watch that passes each value to `see` when it is complete, and replaces it by what `see` returns.
  func watch(_ see: @escaping (_ node: Int, _ value: Tensor) -> Tensor?) -> Program.Watch {
    var rest = values.filter { $0.value.chainEnd == nil }[...]
    return { step, _, arena in
      while let next = rest.first, next.steps <= step + 1 {
        rest.removeFirst()
        let (memory, view) = (arena.pointer(next.view), next.view)
        let value = Tensor(view.shape) { target in
          for row in 0..<view.rows {
            _ = UnsafeMutableBufferPointer(rebasing: target[(row * view.columns)...]).update(
              fromContentsOf: UnsafeBufferPointer(start: memory + row * view.stride, count: view.columns))
          }
        }
        guard let other = see(next.value.node, value) else { continue }
        other.withElements { source in
          for row in 0..<view.rows {
            (memory + row * view.stride).update(
              from: source.baseAddress! + row * view.columns, count: view.columns)
          }
        }
      }
    }
  }

  /// A channels-last shape as users see it.
  private static func userShape(_ shape: TensorShape, _ layout: OutputFormat) -> TensorShape {
    layout == .channelsFirst || shape.rank != 4
      ? shape.channelsFirst : [shape[0], shape.extent.area, shape.channels]
  }
}
