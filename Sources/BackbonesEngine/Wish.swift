internal import CBackbonesKernels
internal import BackbonesTensors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What the environment asks of the engine: a variable, its value, and the values that can be had.
struct Wish: Sendable {
  let variable: String
  /// What it asks for; nil where it is unset or empty.
  let value: String?
  let expected: [String]

  private init(_ variable: String, expected: [String]) {
    self.variable = variable
    self.expected = expected
    value = getenv(variable).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A set of instructions lesser than the best that this CPU has.
  static let cpu = Wish("BACKBONES_CPU", expected: instructionSets)
  /// Whose kernels multiply matrices.
  static let products = Wish("BACKBONES_GEMM", expected: EngineOptions.Products.allCases.map(\.rawValue))

  /// The sets of instructions that this CPU has, the best last.
  static let instructionSets = (0...bb_cpu_best().rawValue).map { String(cString: bb_cpu_name(bb_cpu(rawValue: $0))) }

  /// What is wrong with it; nil where it can be granted.
  var fault: String? {
    guard let value, !expected.contains(value) else { return nil }
    let onThisCPU = variable == Self.cpu.variable ? " on this CPU" : ""
    return "\(variable) is '\(value)', expected \(expected.joined(separator: ", "))\(onThisCPU)"
  }

  /// - Throws: `.environment` where a wish cannot be granted: computing otherwise than asked would go unnoticed.
  static func checkAll() throws(BackboneError) {
    for wish in [cpu, products] {
      if let fault = wish.fault { throw BackboneError(.environment, fault) }
    }
  }
}
