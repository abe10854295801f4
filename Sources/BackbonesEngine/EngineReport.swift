internal import CBackbonesKernels
internal import BackbonesLinearAlgebra
package import BackbonesTensors

/// What the engine found on this machine, and what it chose: processor, kernels, OpenBLAS and threads.
public struct EngineReport: Sendable, Hashable, Encodable {
  /// The processor and the kernels for it.
  public struct CPU: Sendable, Hashable, Encodable {
    /// The name that its maker gave it; nil where the system does not tell.
    public let model: String?
    /// `x86_64` or `arm64`.
    public let architecture: String
    /// The sets of instructions that it has kernels for, the best last.
    public let instructionSets: [String]
    /// The set in use.
    public let instructionSet: String
    /// The set that `BACKBONES_CPU` asks for; nil where it does not.
    public let requested: String?
    /// What methods and sizes are chosen by.
    public let processor: Processor
    /// Whether Strassen's method is among those that pay on it.
    public let sumsPay: Bool
    /// Bytes of the rows that a product takes at a time.
    public let blockBytes: Int
  }

  /// The library whose kernels multiply matrices.
  public struct Products: Sendable, Hashable, Encodable {
    /// `own` or `openblas`, where a caller does not choose.
    public let kernels: String
    /// Those that `BACKBONES_GEMM` asks for; nil where it does not.
    public let requested: String?
  }

  /// The OpenBLAS that was loaded.
  public struct OpenBLAS: Sendable, Hashable, Encodable {
    /// Its version: `0.3.21`.
    public let version: String
    /// How it makes threads: `serial`, `pthread` or `openmp`.
    public let flavour: String
    /// How it is called from several threads: `free`, at once; `oneAtATime`, under a lock; `setInEachThread`, at once,
    /// each thread telling it to use no others.
    public let concurrency: String
    /// The processor that its kernels are for.
    public let kernels: String
    /// Version and build options, as the library reports them.
    public let configuration: String
    /// The file that it was loaded from; nil if unknown.
    public let path: String?
  }

  /// How many threads a forward pass uses where a caller does not say, and why.
  public struct Threads: Sendable, Hashable, Encodable {
    /// What limits the number of threads.
    public enum Limit: String, Sendable, Hashable, Encodable {
      case online, affinity, quota
    }

    /// Threads by default: the least of the following, rounded up.
    public let used: Int
    /// Processors of the system.
    public let online: Int
    /// Processors in the process's affinity mask.
    public let affinity: Int
    /// Processors' worth of time that the control group's CPU quota allows; nil where there is none.
    public let quota: Double?
    /// Which of the three limits the threads; the first where several do.
    public let limit: Limit
  }

  /// The processor and the kernels for it.
  public let cpu: CPU
  /// Whose kernels multiply matrices.
  public let products: Products
  /// The OpenBLAS that was loaded.
  public let openBLAS: OpenBLAS
  /// Threads, and what limits them.
  public let threads: Threads
  /// Environment variables that cannot be honoured, with the values that can; any of them makes programs throw.
  public let faults: [String]

  /// Reads the processor, the libraries and the environment of this process.
  public init() {
    let model = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { text in
      bb_cpu_model(text.baseAddress!, text.count)
      return String(cString: text.baseAddress!)
    }
    cpu = CPU(
      model: model.isEmpty ? nil : model, architecture: Self.architecture,
      instructionSets: EnvironmentOverride.instructionSet.expected,
      instructionSet: EnvironmentOverride.instructionSetInUse, requested: EnvironmentOverride.instructionSet.value,
      processor: .current, sumsPay: Processor.current.sumsPay,
      blockBytes: Int(bb_block_floats()) * MemoryLayout<Float>.stride)
    products = Products(kernels: EngineOptions().products.rawValue, requested: EnvironmentOverride.products.value)
    openBLAS = OpenBLAS()
    threads = Threads()
    faults = [EnvironmentOverride.instructionSet, .products].compactMap(\.fault)
  }

  /// Checks that there is memory to begin with, where the address space is limited.
  ///
  /// - Throws: `BackboneError.Code.environment` where there is not.
  package static func checkMemory() throws(BackboneError) {
    guard bb_address_space_is_limited() != 0 else { return }
    try requireMemory(BackbonesLinearAlgebra.OpenBLAS.bytesOfOwnThreads + 1 << 20)
  }

  private static var architecture: String {
    #if arch(x86_64)
      "x86_64"
    #elseif arch(arm64)
      "arm64"
    #else
      "other"
    #endif
  }
}

extension EngineReport.OpenBLAS {
  fileprivate init() {
    typealias Library = BackbonesLinearAlgebra.OpenBLAS
    configuration = Library.configuration
    version = configuration.split(separator: " ").dropFirst().first.map(String.init) ?? configuration
    flavour = Library.flavour.rawValue
    concurrency = Library.flavour.concurrency.rawValue
    kernels = Library.kernels
    path = Library.path
  }
}

extension EngineReport.Threads {
  fileprivate init() {
    used = ThreadTeam.processors
    online = Int(bb_processors_online())
    affinity = Int(bb_processors_in_mask())
    let quota = bb_processors_in_quota()
    self.quota = quota.isFinite ? quota : nil
    limit = used < affinity ? .quota : affinity < online ? .affinity : .online
  }
}
