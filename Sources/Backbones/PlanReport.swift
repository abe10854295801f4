public import BackbonesModels
public import BackbonesEngine
public import BackbonesGraphs
public import BackbonesTensors
internal import BackbonesWeights

/// The engine's execution plan for some outputs: the steps in order, and the arena that they share.
public struct PlanReport: Sendable, Encodable {
  /// One kernel invocation.
  public struct Step: Sendable, Encodable {
    /// The node whose value it makes.
    public let name: String
    /// How it is computed.
    public let algorithm: String
    /// Why it is computed so, and why by no algorithm that would be tried first; empty where there is one way.
    public let reason: String
    /// The shape of what it writes, channels-last, as the engine has it.
    public let shape: [Int]
    /// Buffers read, and the buffer written.
    public let reads: [Int], writes: [Int]
    /// Independent parts, shared out over threads.
    public let tasks: Int
    /// Multiply-accumulates of the operator as written.
    public let macs: Int
    /// Expected milliseconds; see `PlanReport.estimate`.
    public let estimatedMilliseconds: Double
    /// Measured milliseconds, the fastest of several runs; nil if nothing was run.
    public let measuredMilliseconds: Double?
  }

  /// The model's name.
  public let model: String
  /// The number of microbatches, each of equally many images: the steps run once for each.
  public let microbatches: Int
  /// The steps for one microbatch, in order.
  public let steps: [Step]
  /// Bytes of the memory that the buffers share.
  public let arenaBytes: Int
  /// The least that these buffers need at any one step.
  public let arenaBoundBytes: Int
  /// Bytes of the weights as kernels read them.
  public let packedBytes: Int
  /// Predicted peak resident memory of this process while the plan runs, in bytes; 0 where the system does not report the present
  /// one.
  public let peakBytes: Int

  /// Plans a model with synthetic weights.
  ///
  /// - Parameters:
  ///   - name: as `Model` takes it.
  ///   - batch: images per batch.
  ///   - options: what differs from the model's configuration.
  ///   - engine: threads and kernels.
  ///   - outputs: what is computed.
  ///   - timed: also runs the plan, and says how long each step took.
  public init(
    _ name: String, batch: Int = 1, options: ModelOptions = ModelOptions(), engine: EngineOptions = EngineOptions(),
    outputs: [OutputName] = [.logits], timed: Bool = false
  ) throws(BackboneError) {
    let model = try Model(name, weights: .synthetic(seed: 0), options: options, engine: engine)
    let shape: TensorShape = [batch, model.inputChannels, model.inputSize.height, model.inputSize.width]
    let program = try model.program(outputs, for: shape, prepares: false)
    packedBytes = model.preparedBytes
    peakBytes = ResidentMemory.bytes == 0 ? 0 : model.peakBytes(of: program)
    var times = [[Double]](repeating: [], count: program.steps.count)
    if timed {
      try program.prepare()
      let images = SyntheticParameters.input(shape, seed: 0)
      for run in 0..<Self.timedRuns {
        _ = try program.run(images) { step, seconds in if run > 0 { times[step].append(seconds * 1e3) } }
      }
    }
    self.model = model.name
    steps = zip(program.steps, times).map { step, times in
      Step(
        name: step.name, algorithm: step.algorithm, reason: step.reason, shape: step.shape.dimensions,
        reads: step.reads,
        writes: step.writes, tasks: step.tasks, macs: step.macs,
        estimatedMilliseconds: Self.estimate(macs: step.macs, floats: step.traffic, threads: engine.threads),
        measuredMilliseconds: times.min())
    }
    microbatches = program.microbatches
    arenaBytes = program.arenaBytes
    arenaBoundBytes = program.arenaBound
  }

  /// Runs of a timed plan; the first warms up.
  private static let timedRuns = 15

  /// A rough roofline that makes slow steps visible: the longer of compute time, at 50 GMAC/s per thread, and memory
  /// time, at 10 GB/s per thread.
  static func estimate(macs: Int, floats: Int, threads: Int) -> Double {
    max(Double(macs) / 50e9, Double(floats * 4) / 10e9) * 1e3 / Double(threads)
  }
}
