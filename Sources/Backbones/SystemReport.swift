public import BackbonesEngine
public import BackbonesImages

/// What this package runs on: processor, kernels, OpenBLAS, threads, decoders. Read it first, and attach
/// it to a report, if a machine is slow or its results are unexpected.
public struct SystemReport: Sendable, Hashable, Encodable {
  /// The version of this package.
  public let version: String
  /// The processor and the kernels for it.
  public let cpu: EngineReport.CPU
  /// Whose kernels multiply matrices.
  public let products: EngineReport.Products
  /// The OpenBLAS that was loaded, and how it is called.
  public let openBLAS: EngineReport.OpenBLAS
  /// Threads of a forward pass, and what limits them.
  public let threads: EngineReport.Threads
  /// The libraries that read images.
  public let decoders: [ImageDecoder]
  /// Faults: overrides in the environment that cannot be honoured.
  public let faults: [String]

  /// Inspects the process and the machine.
  public init() {
    let engine = EngineReport()
    version = backbonesVersion
    cpu = engine.cpu
    products = engine.products
    openBLAS = engine.openBLAS
    threads = engine.threads
    decoders = ImageDecoder.all
    faults = engine.faults
  }
}
