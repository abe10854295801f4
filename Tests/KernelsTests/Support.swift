import CBackbonesKernels
import Testing

/// Suites that compare the kernels of every set of instructions this machine has with their definitions.
@Suite enum OnEveryCPU {}

/// The kernels of one set of instructions.
struct KernelSet: Sendable, CustomTestStringConvertible {
  let cpu: bb_cpu
  let kernels: bb_kernels

  /// The sets that this machine can run.
  static let all: [KernelSet] = (0...bb_cpu_best().rawValue).map {
    let cpu = bb_cpu(rawValue: $0)
    return KernelSet(cpu: cpu, kernels: bb_kernels_of(cpu)!.pointee)
  }

  var testDescription: String { String(cString: bb_cpu_name(cpu)) }
}

enum Tolerance {
  /// Sums of `terms` products of numbers in [-1, 1): their rounding errors grow as the sums do.
  static func sum(of terms: Int) -> Double { 2e-6 * Double(terms).squareRoot() }
  /// One activation, relative to the larger of one and its value.
  static let activation = 1e-6
  /// Normalised values of the order of one.
  static let norm = 1e-5
}

/// Reproducible numbers (SplitMix64).
struct Numbers {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(bits() % UInt64(range.count))
  }

  mutating func coin() -> Bool { bits() & 1 == 1 }
}

/// Floats that stay where they are, and are exactly as many as asked: a memory checker sees a read beyond the end.
final class Floats {
  let pointer: UnsafeMutablePointer<Float>
  let count: Int

  /// All equal to `value`.
  init(_ count: Int, value: Float = 0) {
    self.count = count
    pointer = .allocate(capacity: count)
    pointer.initialize(repeating: value, count: count)
  }

  /// Uniform in [-1, 1).
  convenience init(_ count: Int, from numbers: inout Numbers) {
    self.init(count)
    for i in 0..<count { pointer[i] = Float(Double(numbers.bits() >> 40) * 0x1p-23 - 1) }
  }

  deinit { pointer.deallocate() }

  var values: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

  subscript(_ i: Int) -> Float {
    get { pointer[i] }
    set { pointer[i] = newValue }
  }
}

/// Fails once, at the worst element, where `found` is further than `tolerance` from what is expected.
func expectClose(
  _ found: [Float], _ expected: [Double], tolerance: Double, _ what: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, sourceLocation: sourceLocation)
  var worst = 0.0
  var place = 0
  for (i, (x, y)) in zip(found, expected).enumerated() {
    let error = abs(Double(x) - y) / max(1, abs(y))
    if !(error <= worst) { (worst, place) = (error.isNaN ? .infinity : error, i) }
  }
  #expect(
    worst <= tolerance, "\(what): element \(place) is \(found[place]), not \(expected[place])",
    sourceLocation: sourceLocation)
}

/// Splits 0..<count at random places.
func pieces(_ count: Int, upTo most: Int, from numbers: inout Numbers) -> [Range<Int>] {
  var ranges: [Range<Int>] = []
  var start = 0
  while start < count {
    let end = min(count, start + numbers.integer(1...most))
    ranges.append(start..<end)
    start = end
  }
  return ranges
}
