internal import CBackbonesKernels
internal import BackbonesTensors
internal import BackbonesCLibrary

/// A choice of the engine's that an environment variable overrides.
struct EnvironmentOverride: Sendable {
  let variable: String
  /// What the variable asks for; nil where it is unset or empty.
  let value: String?
  /// The values that can be honoured.
  let expected: [String]
  /// Whether the value is not among them.
  let isRefused: Bool

  /// The instruction set whose kernels run. The kernels read the variable themselves, when the first of them is called.
  static let instructionSet = {
    let choice = bb_set_in_use()
    return EnvironmentOverride(
      variable: "BACKBONES_CPU", value: choice.requested.map { String(cString: $0) },
      expected: bb_set.available.map(\.name), isRefused: choice.refused != 0)
  }()

  /// The name of the set in use.
  static var instructionSetInUse: String { bb_set_in_use().set.name }

  /// Whose kernels multiply matrices.
  static let products = {
    let value = text("BACKBONES_GEMM")
    let expected = EngineOptions.Products.allCases.map(\.rawValue)
    return EnvironmentOverride(
      variable: "BACKBONES_GEMM", value: value, expected: expected,
      isRefused: value.map { !expected.contains($0) } ?? false
    )
  }()

  /// The value of a variable; nil where it is unset or empty.
  static func text(_ variable: String) -> String? {
    getenv(variable).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What is wrong with it; nil where it can be honoured.
  var fault: String? {
    guard let value, isRefused else { return nil }
    let onThisCPU = variable == Self.instructionSet.variable ? " on this CPU" : ""
    return "\(variable) is '\(value)', expected \(expected.joined(separator: ", "))\(onThisCPU)"
  }

  /// - Throws: `.environment` if an override cannot be honoured; ignoring it would go unnoticed.
  static func checkAll() throws(BackboneError) {
    for override in [instructionSet, products] {
      if let fault = override.fault { throw BackboneError(.environment, fault) }
    }
  }
}

extension bb_set {
  /// The instruction sets that this processor has, the preferred one last.
  static var available: [bb_set] {
    (0..<BB_SET_COUNT.rawValue).filter { bb_sets_available() >> $0 & 1 == 1 }.map { bb_set(rawValue: $0) }
  }

  var name: String { String(cString: bb_set_name(self)) }
}
