internal import CBackbonesKernels
internal import CBackbonesOpenBLAS
internal import Synchronization
internal import BackbonesCLibrary

/// OpenBLAS as this package uses it: one thread a call, called from any of the package's own threads.
///
/// Every call of OpenBLAS, and of LAPACK, which stands on it, goes through `call`.
package enum OpenBLAS {
  /// How a build of OpenBLAS makes threads: what `openblas_get_parallel` answers. Debian has the three as packages, and
  /// a user can put one in another's place under a built program.
  package enum Flavour: String, Sendable {
    case serial, pthread, openmp

    /// What calls from several threads need.
    package var concurrency: Concurrency {
      switch self {
      case .pthread: .free
      case .serial: .oneAtATime
      case .openmp: .setInEachThread
      }
    }
  }

  /// What calls from several threads need so that each computes on one thread, and what it should.
  package enum Concurrency: String, Sendable {
    /// Nothing: the number of threads is one setting of the process.
    case free
    /// A lock: the serial build keeps one buffer for all callers, and concurrent calls give wrong numbers.
    case oneAtATime
    /// Each thread its own setting: the OpenMP build asks the thread that calls how many threads to use.
    case setInEachThread
  }

  /// The flavour of the library that this process loaded, told to use one thread.
  package static let flavour: Flavour = {
    openblas_set_num_threads(1)
    switch openblas_get_parallel() {
    case 0: return .serial
    case 2: return .openmp
    default: return .pthread
    }
  }()

  /// Version and build options as the library reports them: `OpenBLAS 0.3.21 DYNAMIC_ARCH … MAX_THREADS=64`.
  package static var configuration: String { String(cString: openblas_get_config()) }

  /// The processor that the library's kernels were chosen for: `Zen`, `SkylakeX`, ….
  package static var kernels: String { String(cString: openblas_get_corename()) }

  /// The file that the library was loaded from; nil where the system does not tell.
  package static var path: String? {
    guard let path = bb_file_of_function("openblas_get_config") else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  private static let lock = Mutex<Void>(())

  /// `omp_set_num_threads` of the OpenMP that the library uses.
  private static let setOpenMPThreads: (@convention(c) (Int32) -> Void)? = {
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "omp_set_num_threads") else { return nil }
    return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Void).self)
  }()

  /// Calls OpenBLAS or LAPACK as the flavour needs it; the body may make any number of calls, on the calling thread.
  package static func call<Result>(_ body: () -> Result) -> Result {
    switch flavour.concurrency {
    case .free: return body()
    case .oneAtATime: return lock.withLock { _ in body() }
    case .setInEachThread:
      setOpenMPThreads?(1)
      return body()
    }
  }

  /// The address space that the library takes for each thread that calls it, at its first call. Where there is none it asks
  /// again without end.
  private static let bufferBytes = 160 << 20
  private static let callers = Atomic(0)

  /// The address space that threads of the library's own take, when they come to run: it makes them when it is loaded. They are
  /// not used.
  package static let bytesOfOwnThreads: Int = {
    let threads = Int(openblas_get_num_threads())  // Before `flavour` says one.
    return flavour == .pthread ? (threads - 1) * bufferBytes : 0
  }()

  /// Makes sure that so many threads can call the library.
  ///
  /// - Parameter requireMemory: throws where there are not so many bytes.
  package static func prepare<Failure: Error>(
    threads: Int = 1, _ requireMemory: (_ bytes: Int) throws(Failure) -> Void
  ) throws(Failure) {
    let known = callers.load(ordering: .relaxed)
    guard threads > known else { return }
    try requireMemory((threads - known) * bufferBytes)
    callers.store(threads, ordering: .relaxed)
  }

  /// c `[m, n]` = a `[m, k]` times the transpose of b `[n, k]`; strides between rows.
  package static func multiply(
    _ a: UnsafePointer<Float>, _ aStride: Int, _ b: UnsafePointer<Float>, _ bStride: Int,
    into c: UnsafeMutablePointer<Float>, _ cStride: Int, m: Int, n: Int, k: Int
  ) {
    call {
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, blasint(m), blasint(n), blasint(k), 1, a, blasint(aStride), b,
        blasint(bStride), 0, c, blasint(cStride))
    }
  }
}
