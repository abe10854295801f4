internal import CBackbonesKernels
internal import BackbonesLinearAlgebra
package import BackbonesGraphs
package import BackbonesTensors

/// A selection of a graph lowered to kernels, ready to run.
///
/// Many tasks may run it at once, each with memory of its own. Results do not depend on the number of threads, on other
/// callers, or on an image's neighbours in its batch.
package final class Program: Sendable {
  /// One kernel invocation, split into tasks.
  package struct Step: Sendable {
    /// The node whose value it makes.
    package let name: String
    /// The index of the node whose operator it computes. The nodes after it, up to `name`, are fused into it.
    package let node: Int
    /// How it is computed.
    package let algorithm: String
    /// Why it is computed by this algorithm; empty if there is only one.
    package let reason: String
    /// The shape of what it writes, channels-last.
    package let shape: TensorShape
    /// Multiply-accumulates of the operator as written, whatever the algorithm saves.
    package let macs: Int
    /// Memory traffic in floats, without parameters.
    package let traffic: Int
    /// The buffers that it reads and the one that it writes.
    package let reads: [Int], writes: [Int]
    /// Independent parts.
    package let tasks: Int
    /// Steps of its own that it joins; 1 where it joins none.
    var count = 1
    /// How it computes any lines of its map; nil if it cannot be chained.
    var lines: LineKernel? = nil
    let body: @Sendable (_ arena: Arena, _ task: Int, _ worker: Int) -> Void
  }

  /// The memory of a run, as steps see it: the arena that holds all values, and each worker's scratch memory.
  struct Arena: @unchecked Sendable {
    let start: UnsafeMutablePointer<Float>
    let places: UnsafePointer<Place>
    let scratch: UnsafeMutablePointer<Float>
    let scratchSize: Int

    /// Where a buffer lies.
    struct Place: BitwiseCopyable, @unchecked Sendable {
      /// The constant's memory, with the prepared weights; nil for a buffer in the arena.
      var constant: UnsafeMutablePointer<Float>?
      /// Floats from there, or from the arena's start.
      var offset: Int
    }

    /// The first element of a view.
    func pointer(_ view: View) -> UnsafeMutablePointer<Float> {
      let place = places[view.buffer]
      return (place.constant ?? start) + place.offset + view.offset
    }
    /// A worker's scratch memory.
    func scratch(of worker: Int) -> UnsafeMutablePointer<Float> { scratch + worker * scratchSize }
  }

  /// Called after each step with its number, the seconds that it took, and the arena.
  typealias Watch = (_ step: Int, _ seconds: Double, _ arena: Arena) -> Void

  /// The steps of a microbatch, in order.
  package var steps: [Step] { plan.steps }
  /// The number of microbatches, each of equally many images.
  package let microbatches: Int
  /// Bytes of the arena of one microbatch.
  package var arenaBytes: Int { plan.memory.size * MemoryLayout<Float>.stride }
  /// A lower bound of the arena for any memory plan of these buffers.
  package var arenaBound: Int { plan.memory.bound * MemoryLayout<Float>.stride }
  /// Bytes of the program itself, about: steps with their closures and names, tables, values.
  package var byteCount: Int { plan.byteCount + (singleThreadPlan?.byteCount ?? 0) }
  /// The shapes of the outputs, as `run` gives them.
  package let outputShapes: [TensorShape]

  private let inputShape: TensorShape
  private let plan: ExecutionPlan
  /// A plan for one thread, if there are enough microbatches to give each thread its own; else nil.
  private let singleThreadPlan: ExecutionPlan?
  private let team: ThreadTeam
  private let workspaces: WorkspacePool

  /// Lowers a selection.
  ///
  /// - Parameters:
  ///   - layouts: the order of the axes of each output that is a map; `[N, C, H, W]` by default.
  ///   - workspaces: gives runs their memory.
  ///   - microbatches: how many times the program's batch is the selection's.
  ///   - apart: whether threads may compute a microbatch each, in memory of their own, where there are enough.
  ///   - prepares: whether weights are packed; else `prepare` is to be called before the first run.
  /// - Throws: what the weights' source throws; `.environment` if BACKBONES_CPU or BACKBONES_GEMM cannot be honoured.
  package init(
    _ selection: Selection, layouts: [OutputFormat]? = nil, weights: PreparedWeights,
    options: EngineOptions = EngineOptions(), workspaces: WorkspacePool = WorkspacePool(budget: 0),
    microbatches: Int = 1, apart: Bool = true, prepares: Bool = true
  ) throws(BackboneError) {
    try EnvironmentOverride.checkAll()
    if options.products == .openBLAS { try OpenBLAS.prepare(threads: options.threads, requireMemory) }
    self.microbatches = microbatches
    self.workspaces = workspaces
    let layouts = layouts ?? selection.outputs.map { _ in .channelsFirst }
    plan = try ExecutionPlan(selection, layouts: layouts, weights: weights, options: options)
    var alone = options
    alone.threads = 1
    singleThreadPlan =
      apart && options.threads > 1 && microbatches >= options.threads
      ? try ExecutionPlan(selection, layouts: layouts, weights: weights, options: alone) : nil
    team = ThreadTeam.shared(threads: options.threads)
    inputShape = plan.inputShape.repeated(microbatches)
    outputShapes = plan.outputShapes.map { $0.repeated(microbatches) }
    if prepares { try prepare() }
  }

  /// Packs the weights that no program has packed yet, on all threads; waits for those that others are packing.
  package func prepare() throws(BackboneError) {
    try Packing.complete(plan.packings + (singleThreadPlan?.packings ?? []), on: team)
  }

  /// Bytes of memory that a run takes for itself, of its images, and of its results.
  package var workspaceBytes: Int { workspaceFloats * MemoryLayout<Float>.stride }
  package var inputBytes: Int { inputShape.count * MemoryLayout<Float>.stride }
  package var outputBytes: Int { outputShapes.reduce(0) { $0 + $1.count } * MemoryLayout<Float>.stride }

  /// Computes the outputs.
  ///
  /// - Parameter input: the image `[N, C, H, W]`, or the hidden state as `forward_features` gives it.
  /// - Throws: `BackboneError.Code.shape` where the input is of another shape than the program was made for;
  ///   `.environment` where the machine has too little memory.
  package func run(_ input: Tensor) throws(BackboneError) -> [Tensor] { try run(input, timing: nil) }

  /// Computes the outputs and hands the time of each step of each microbatch, in seconds, to `timing`, as profilers
  /// do.
  package func run(_ input: Tensor, timing: ((_ step: Int, _ seconds: Double) -> Void)?) throws(BackboneError)
    -> [Tensor]
  {
    try run(input, watching: timing.map { timing in { step, seconds, _ in timing(step, seconds) } })
  }

  /// Computes the outputs and shows each value that memory ever holds, for comparing it with a reference.
  ///
  /// - Parameter see: gets a node and its value, channels-last, in the order in which values are made. What it returns
  ///   takes the value's place for everything that is computed after it; it is of the value's shape.
  /// - Precondition: the program is of one microbatch.
  package func run(
    _ input: Tensor, seeing see: (_ node: Int, _ value: Tensor) -> Tensor?
  ) throws(BackboneError) -> [Tensor] {
    precondition(microbatches == 1, "values of \(microbatches) microbatches")
    return try withoutActuallyEscaping(see) { see throws(BackboneError) in
      try run(input, watching: plan.watch(see))
    }
  }

  /// The values of the selection in the order in which they are made.
  package var values: [Value] { plan.values.map(\.value) }

  /// A value of the graph that a program computes.
  package struct Value: Sendable {
    /// The node whose value it is.
    package let node: Int
    /// The fused nodes; the last is `node`.
    package let nodes: [Int]
    /// The last node of the chain, if only line buffers hold the value; else nil.
    package let chainEnd: Int?
  }

  private func run(_ input: Tensor, watching watch: Watch?) throws(BackboneError) -> [Tensor] {
    guard input.shape == inputShape else {
      throw BackboneError(.shape, "an input of \(input.shape); this program was made for \(inputShape)")
    }
    let workspace = try workspaces.lease(floats: workspaceFloats)
    defer { workspaces.giveBack(workspace) }
    let interruption = Interruption.current
    var results: [AlignedMemory] = []
    for shape in outputShapes { results.append(try AlignedMemory(reserving: shape.count)) }
    input.withElements { elements in
      let images = elements.baseAddress!
      team.withWorkers { workers in
        var index = 0
        if let singleThreadPlan, watch == nil {
          // A microbatch a thread: no forks, and caches are not shared. All threads compute the remainder together.
          index = microbatches / team.threads * team.threads
          workers.run(index, over: arena(plan, in: workspace)) { [self] _, index, worker in
            let alone = arena(singleThreadPlan, in: workspace, worker: worker)
            singleThreadPlan.compute(index, images, results, alone, .alone, nil, interruption)
          }
        }
        while index < microbatches {
          plan.compute(index, images, results, arena(plan, in: workspace), workers, watch, interruption)
          index += 1
        }
      }
    }
    try interruption?.check()
    return zip(outputShapes, results).map { Tensor($0, borrowing: UnsafePointer($1.floats), from: $1) }
  }

  /// Floats of the workspace's arenas, and of it all. Microbatches that threads compute by themselves are done before those
  /// that all compute together, so that both use the same memory.
  private var arenaFloats: Int {
    max(plan.memory.size, (singleThreadPlan?.memory.size ?? 0) * (singleThreadPlan == nil ? 0 : team.threads))
  }
  private var workspaceFloats: Int {
    arenaFloats + max(plan.scratchSize, singleThreadPlan?.scratchSize ?? 0) * team.threads
  }

  /// A workspace as the steps of a plan see it; `worker` is a thread that computes a microbatch by itself.
  private func arena(_ plan: ExecutionPlan, in workspace: AlignedMemory, worker: Int = 0) -> Arena {
    Arena(
      start: workspace.floats + worker * plan.memory.size, places: plan.places.start,
      scratch: workspace.floats + arenaFloats + worker * plan.scratchSize, scratchSize: plan.scratchSize)
  }
}

extension TensorShape {
  /// The shape of `count` times as many images.
  fileprivate func repeated(_ count: Int) -> TensorShape {
    var dimensions = dimensions
    if count > 1 { dimensions[0] *= count }
    return TensorShape(dimensions)
  }
}
