import Foundation
import BackbonesLinearAlgebra
import Synchronization
import BackbonesTestSupport
import Testing

/// OpenBLAS called as the engine calls it. Scripts/test_flavours runs this on each of Debian's builds.
@Suite struct OpenBLASTests {
  /// A product of reproducible matrices.
  struct Product: Sendable {
    let (m, n, k): (Int, Int, Int)
    let a: [Float]
    let b: [Float]

    init(_ m: Int, _ n: Int, _ k: Int) {
      (self.m, self.n, self.k) = (m, n, k)
      func values(_ count: Int, _ step: Float) -> [Float] { (0..<count).map { sin(Float($0) * step) } }
      (a, b) = (values(m * k, 0.37), values(n * k, 0.73))
    }

    func compute() -> [Float] {
      [Float](unsafeUninitializedCapacity: m * n) { c, count in
        OpenBLAS.multiply(a, k, b, k, into: c.baseAddress!, n, m: m, n: n, k: k)
        count = m * n
      }
    }

    /// The largest difference from sums in double precision.
    func error(of c: [Float]) -> Double {
      var worst = 0.0
      for row in 0..<m {
        for column in 0..<n {
          let sum = (0..<k).reduce(0.0) { $0 + Double(a[row * k + $1]) * Double(b[column * k + $1]) }
          worst = max(worst, abs(sum - Double(c[row * n + column])))
        }
      }
      return worst
    }
  }

  /// The sizes of tiles: full and ragged ones, short and long sums.
  static let products = [
    Product(96, 256, 576), Product(49, 512, 512), Product(96, 64, 147), Product(7, 1000, 512), Product(96, 96, 1152),
  ]

  @Test("A product is the sum of its terms", arguments: products.indices)
  func product(_ index: Int) {
    let product = Self.products[index]
    #expect(product.error(of: product.compute()) < 1e-6 * Double(product.k))
  }

  /// Threads of a caller's own, more than there are processors, get the bits that one alone gets.
  @Test("Concurrent products are the same as one after the other")
  func concurrentCalls() {
    let products = Self.products
    let expected = products.map { $0.compute() }
    let wrong = failures(onThreads: 8, rounds: 400) { thread, round in
      let index = (thread + round) % products.count
      return products[index].compute() == expected[index]
    }
    #expect(wrong == 0, "of 3200 calls, on the \(OpenBLAS.flavour) build")
  }

  /// What keeps a call on one thread, and calls apart where they must be, holds in threads that OpenBLAS never saw. A
  /// race shows wrong numbers only now and then; this tells every time.
  @Test("The OpenBLAS build is called as it must be")
  func whatTheBuildNeeds() {
    switch OpenBLAS.flavour.concurrency {
    case .free:
      let threads = function("openblas_get_num_threads")
      #expect(failures(onThreads: 8, rounds: 1) { _, _ in OpenBLAS.call { threads() } == 1 } == 0)
    case .setInEachThread:
      let threads = function("omp_get_max_threads")
      #expect(failures(onThreads: 8, rounds: 1) { _, _ in OpenBLAS.call { threads() } == 1 } == 0)
    case .oneAtATime:
      let together = failures(onThreads: 8, rounds: 20) { _, _ in
        OpenBLAS.call {
          let alone = Self.inside.add(1, ordering: .sequentiallyConsistent).newValue == 1
          usleep(100)
          return Self.inside.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 && alone
        }
      }
      #expect(together == 0)
    }
  }

  private static let inside = Atomic(0)

  private func function(_ name: String) -> @convention(c) () -> Int32 {
    unsafeBitCast(dlsym(dlopen(nil, RTLD_NOW), name), to: (@convention(c) () -> Int32).self)
  }
}
