internal import CKernels
public import Graphs
internal import Synchronization
public import Tensors

/// How a program computes.
public struct EngineOptions: Sendable, Hashable {
  /// Threads; by default as many as the process may use.
  public var threads: Int
  /// Whether every sum is computed as written: without Winograd's method, which saves multiplications and rounds a
  /// little more.
  public var strict: Bool
  /// Whose kernels multiply matrices.
  public var products: Products

  /// Whose kernels multiply matrices.
  public enum Products: String, Sendable, CaseIterable {
    /// This package's.
    case own
    /// OpenBLAS's, over gathered rows.
    case openBLAS = "openblas"
  }

  /// The given options. `products` nil means as the environment variable `BACKBONES_GEMM` says (`own`, `openblas`).
  public init(threads: Int? = nil, products: Products? = nil, strict: Bool = false) {
    self.strict = strict
    self.threads = max(1, threads ?? ThreadTeam.processors)
    self.products = products ?? Wish.products.value.flatMap(Products.init) ?? .own
  }
}

/// A selection of a graph, lowered to kernels: what runs.
///
/// Immutable and `Sendable`: many tasks may run it at once, each with memory of its own. Results do not depend on the
/// number of threads, on who else runs, or on an image's neighbours in its batch.
public final class Program: Sendable {
  /// One kernel invocation, split into tasks.
  public struct Step: Sendable {
    /// The node whose value it makes.
    public let name: String
    /// The node whose operator it computes, its position in the graph; what follows it up to `name` is fused.
    public let node: Int
    /// How it is computed.
    public let algorithm: String
    /// The shape of what it writes, channels-last.
    public let shape: Shape
    /// Multiply-accumulates of the operator as written, whatever the algorithm saves.
    public let macs: Int
    /// Floats that it reads and writes, parameters left out.
    public let traffic: Int
    /// The buffers that it reads and the one that it writes.
    public let reads: [Int], writes: [Int]
    /// Independent parts.
    public let tasks: Int
    let body: @Sendable (_ frame: Frame, _ task: Int, _ worker: Int) -> Void
  }

  /// What steps see of a run: the arena and a worker's scratch memory.
  struct Frame: @unchecked Sendable {
    let arena: UnsafeMutablePointer<Float>
    let offsets: [Int]
    let scratch: UnsafeMutablePointer<Float>
    let scratchSize: Int

    /// The first element of a view.
    func pointer(_ view: View) -> UnsafeMutablePointer<Float> { arena + offsets[view.buffer] + view.offset }
    /// A worker's scratch memory.
    func scratch(of worker: Int) -> UnsafeMutablePointer<Float> { scratch + worker * scratchSize }
  }

  /// The order of the axes of an output that is a map.
  public enum Layout: Sendable, Hashable {
    /// `[N, C, H, W]`.
    case channelsFirst
    /// `[N, H * W, C]`.
    case tokens
  }

  /// The steps, in order.
  public let steps: [Step]
  /// Bytes of the arena of one run.
  public var arenaBytes: Int { plan.size * MemoryLayout<Float>.stride }
  /// The least that any plan of these steps' buffers needs.
  public var arenaBound: Int { plan.bound * MemoryLayout<Float>.stride }
  /// The shapes of the outputs, as `run` gives them.
  public let outputShapes: [Shape]

  private let input: View
  private let outputs: [(view: View, layout: Layout)]
  private let plan: MemoryPlan
  private let scratchSize: Int
  private let team: ThreadTeam
  private let idle = Mutex<[Workspace]>([])

  /// Memory of one run.
  private struct Workspace: Sendable {
    let arena: AlignedMemory
    let scratch: AlignedMemory
  }

  /// Lowers a selection.
  ///
  /// - Throws: what the weights' source throws; `.environment` where BACKBONES_CPU or BACKBONES_GEMM asks for what there
  ///   is not.
  public init(
    _ selection: Selection, layouts: [Layout]? = nil, weights: PreparedWeights, options: EngineOptions = EngineOptions()
  ) throws(BackboneError) {
    try Wish.checkAll()
    let fused = selection.fused()
    let placement = Placement(fused, of: selection)
    let builder = ProgramBuilder(selection: selection, placement: placement, weights: weights, options: options)
    for node in fused {
      builder.current = node
      let operation = selection.graph.nodes[node.anchor].operation
      try (operation as! any Lowering).lower(node, into: builder)
    }
    outputs = selection.outputs.enumerated().map { index, output in
      (builder.contiguous(output.node), layouts?[index] ?? .channelsFirst)
    }
    steps = builder.steps
    input = placement.views[selection.input]!
    outputShapes = outputs.map { Self.userShape($0.view.shape, $0.layout) }
    scratchSize = (builder.scratchFloats + 15) / 16 * 16
    team = ThreadTeam.shared(threads: options.threads)

    var lives: [ClosedRange<Int>?] = Array(repeating: nil, count: builder.bufferSizes.count)
    func use(_ buffer: Int, at step: Int) {
      let life = lives[buffer] ?? step...step
      lives[buffer] = min(life.lowerBound, step)...max(life.upperBound, step)
    }
    use(input.buffer, at: -1)
    for (index, step) in steps.enumerated() {
      for buffer in step.reads + step.writes { use(buffer, at: index) }
    }
    for output in outputs { use(output.view.buffer, at: steps.count) }
    plan = MemoryPlan(sizes: builder.bufferSizes, lives: lives.map { $0 ?? 0...0 })
  }

  /// Computes the outputs.
  ///
  /// - Parameter input: the image `[N, C, H, W]`, or the hidden state as `forward_features` gives it.
  /// - Throws: `BackboneError.Code.shape` where the input is of another shape than the program was made for;
  ///   `.environment` where the machine has too little memory.
  public func run(_ input: Tensor) throws(BackboneError) -> [Tensor] { try run(input, timing: nil) }

  /// Computes the outputs and hands the time of each step, in seconds, to `timing`: for finding out where time goes.
  public func run(_ input: Tensor, timing: ((_ step: Int, _ seconds: Double) -> Void)?) throws(BackboneError)
    -> [Tensor]
  {
    let expected = Self.userShape(self.input.shape, .channelsFirst)
    guard input.shape == expected else {
      throw BackboneError(.shape, "an input of \(input.shape); this program was made for \(expected)")
    }
    let workspace = if let used = idle.withLock({ $0.popLast() }) { used } else { try newWorkspace() }
    defer { idle.withLock { $0.append(workspace) } }
    let frame = Frame(
      arena: workspace.arena.floats, offsets: plan.offsets, scratch: workspace.scratch.floats, scratchSize: scratchSize)
    let clock = ContinuousClock()
    return team.withCrew { crew in
      input.withElements {
        Self.turn($0.baseAddress!, frame.pointer(self.input), self.input.shape, toUser: false, crew, frame)
      }
      for (index, step) in steps.enumerated() {
        let start = timing == nil ? nil : clock.now
        crew.run(step.tasks, over: frame, step.body)
        if let start { timing?(index, (clock.now - start) / .seconds(1)) }
      }
      return zip(outputs, outputShapes).map { output, shape in
        Tensor(shape) { elements in
          let source = frame.pointer(output.view)
          if output.layout == .channelsFirst {
            Self.turn(source, elements.baseAddress!, output.view.shape, toUser: true, crew, frame)
          } else {
            elements.baseAddress!.update(from: source, count: shape.count)
          }
        }
      }
    }
  }

  private func newWorkspace() throws(BackboneError) -> Workspace {
    Workspace(
      arena: try AlignedMemory(reserving: plan.size),
      scratch: try AlignedMemory(reserving: scratchSize * team.threads))
  }

  /// A channels-last shape as users see it.
  private static func userShape(_ shape: Shape, _ layout: Layout) -> Shape {
    layout == .channelsFirst || shape.rank != 4
      ? shape.channelsFirst : [shape[0], shape.extent.area, shape.channels]
  }

  /// Copies between a user's channels-first map and the engine's channels-last one; other shapes are the same in both.
  private static func turn(
    _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ shape: Shape, toUser: Bool,
    _ crew: ThreadTeam.Crew, _ frame: Frame
  ) {
    guard shape.rank == 4 else { return target.update(from: source, count: shape.count) }
    let (pixels, channels) = (Int64(shape.extent.area), Int64(shape.channels))
    let image = shape.count / shape[0]
    crew.run(shape[0], over: frame) { _, n, _ in
      bb_transpose(
        source + n * image, target + n * image, toUser ? pixels : channels, toUser ? channels : pixels)
    }
  }
}
