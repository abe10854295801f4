internal import COpenBLAS
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// OpenBLAS as the engine uses it: one thread a call, called from the engine's own threads.
enum OpenBLAS {
  /// Rows of one call: a panel of gathered rows that fits the second-level cache.
  static let tileRows = 96

  /// How a build of OpenBLAS makes threads: what `openblas_get_parallel` answers.
  enum Flavour: String, Sendable {
    case serial, pthread, openmp
  }

  /// The flavour of the library that this process loaded, told to use one thread.
  static let flavour: Flavour = {
    openblas_set_num_threads(1)
    switch openblas_get_parallel() {
    case 0: return .serial
    case 2: return .openmp
    default: return .pthread
    }
  }()

  /// Version, build options and kernels of the library.
  static var configuration: String { String(cString: openblas_get_config()) }

  /// OpenBLAS's serial build keeps one buffer for all callers: without a lock, concurrent calls give wrong numbers.
  private static let serialLock = Mutex<Void>(())

  /// `omp_set_num_threads`, which the OpenMP build wants called in every thread.
  private static let setOpenMPThreads: (@convention(c) (Int32) -> Void)? = {
    guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "omp_set_num_threads") else { return nil }
    return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Void).self)
  }()

  /// c `[m, n]` = a `[m, k]` times the transpose of b `[n, k]`; strides between rows.
  static func multiply(
    _ a: UnsafePointer<Float>, _ aStride: Int, _ b: UnsafePointer<Float>, _ bStride: Int,
    into c: UnsafeMutablePointer<Float>, _ cStride: Int, m: Int, n: Int, k: Int
  ) {
    func call() {
      cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, blasint(m), blasint(n), blasint(k), 1, a, blasint(aStride), b,
        blasint(bStride), 0, c, blasint(cStride))
    }
    switch flavour {
    case .pthread: call()
    case .serial: serialLock.withLock { _ in call() }
    case .openmp:
      setOpenMPThreads?(1)
      call()
    }
  }
}
