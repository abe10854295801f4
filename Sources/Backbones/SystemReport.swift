public import BackbonesEngine
public import BackbonesImages

/// What this package runs on: processor, kernels, OpenBLAS, threads, decoders. The first thing to look at, and to attach to a
/// report, where a machine is slow or computes otherwise than expected.
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
  /// What is wrong: what the environment asks for and cannot have.
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
