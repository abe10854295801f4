/// How a program computes.
public struct EngineOptions: Sendable, Hashable {
  /// Threads; by default as many as the process may use.
  public var threads: Int
  /// Whether Winograd's and Strassen's methods are left out, which save multiplications and round a little more, and parallel branches
  /// stay apart, whose sum as one convolution rounds otherwise.
  public var strict: Bool
  /// Whether weights take as little memory as in their file. Winograd's method, whose weights are larger, and Strassen's are left out,
  /// and what the file has as halves (f16, bf16) stays so and is widened when it is read. It costs speed; the bits are those of
  /// `strict`, and those of a file of f32 with the same values.
  public var compact: Bool
  /// Whose kernels multiply matrices.
  public var products: Products
  /// Whether bits depend on the set of instructions alone: the same on every machine with that set. Otherwise methods are those that
  /// pay on this kind of processor.
  public var portable: Bool
  /// Bytes that a model keeps between calls beside its weights: programs, and the memory of runs. Of more, what was not used
  /// for longest goes, but for what the latest calls used.
  public var keptBytes: Int
  /// Bytes that the process may have in memory while a model computes, weights included; nil for no bound. What it has when the
  /// model is made counts. The model then chooses methods whose weights fit, fewer images at a time, and how many calls
  /// compute at once; the same model, options and memory give the same bits. Where a model or a call cannot do with it, it throws the
  /// least that would do.
  public var memory: Int?
  /// A folder of files with weights as kernels read them, which processes share; nil for none. A model whose weights were packed before
  /// maps its file and packs nothing; what is packed anew is added to it. The bits are the same. The folder is made where it is
  /// not there. Files are of a model with its options, of its weights in their state (path, size and times), of a set of instructions, and of
  /// this program's build; any may be deleted at any time. Who may write to the folder decides what models compute.
  public var packedCache: String?
  /// The processor that choices are for; nil for this one.
  package var assumed: Processor?
  /// Floats that Winograd's method may take beyond the weights; nil for as many as pay.
  package var extraWeights: Int?
  /// The break-even sizes of methods.
  package var limits = MethodLimits()
  /// Whether memory-bound steps are chained (depth-first tiling); results are the same.
  package var chains = true
  /// Whether operators are fused into the epilogues of kernels; results are the same but for rounding.
  package var fuses = true
  /// Whether values may alias others, as views or in place; results are the same.
  package var sharesMemory = true
  /// Whether values that depend on parameters alone are computed once; results are the same.
  package var foldsConstants = true

  /// Whose kernels multiply matrices.
  public enum Products: String, Sendable, CaseIterable {
    /// This package's.
    case own
    /// OpenBLAS's, over im2col rows.
    case openBLAS = "openblas"
  }

  /// The given options. `products` nil means as the environment variable `BACKBONES_GEMM` says (`own`, `openblas`), `packedCache`
  /// nil as `BACKBONES_PACKED_CACHE` does.
  public init(
    threads: Int? = nil, products: Products? = nil, strict: Bool = false, compact: Bool = false,
    portable: Bool = false, keptBytes: Int = 256 << 20, memory: Int? = nil, packedCache: String? = nil
  ) {
    self.packedCache = packedCache ?? EnvironmentOverride.text("BACKBONES_PACKED_CACHE")
    self.memory = memory
    self.portable = portable
    self.strict = strict
    self.compact = compact
    self.keptBytes = max(0, keptBytes)
    self.threads = max(1, threads ?? ThreadTeam.processors)
    self.products = products ?? EnvironmentOverride.products.value.flatMap(Products.init) ?? .own
  }

  /// The processor that choices are for.
  package var processor: Processor { portable ? .portable : assumed ?? .current }
}
