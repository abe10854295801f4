internal import CBackbonesKernels
public import BackbonesGraphs
public import BackbonesEngine
public import BackbonesTensors

/// Parameters that are arithmetic on a name and a seed, the same in any language: for tests, demonstrations and
/// benchmarks without a download.
public struct SyntheticParameters: ParameterSource, Hashable {
  /// The seed.
  public let seed: UInt64
  /// The standard deviation of a layer's weights, in units of `1 / sqrt(fan-in)`, which keeps the variance of values:
  /// finite and above 0. At the default of 1.3 deep residual networks with gates are chaotic, their outputs differ
  /// between any two orders of rounding; at 1 they are well conditioned.
  public let gain: Double
  /// The gain where none is chosen.
  public static let defaultGain = 1.3

  /// Parameters of a seed. A gain that is not finite or not above 0 is an error of the first parameter.
  public init(seed: UInt64, gain: Double = defaultGain) { (self.seed, self.gain) = (seed, gain) }

  /// The value of a parameter.
  ///
  /// - Throws: `.invalidOption` where the gain is not finite or not above 0.
  public func tensor(for parameter: Parameter) throws(BackboneError) -> Tensor {
    guard Self.isGain(gain) else {
      throw BackboneError(.invalidOption, "synthetic parameters of gain \(gain): expected a finite number above 0")
    }
    let shape = parameter.shape
    if let initial = parameter.initial {
      return try Tensor(allocating: shape) { $0.update(repeating: initial) }
    }
    let leaf = parameter.name.split(separator: ".").last
    let (factor, offset): (Float, Float)
    if leaf == "running_mean" {
      (factor, offset) = (0.1, 0)
    } else if leaf == "running_var" {
      (factor, offset) = (0.25, 1)
    } else if shape.rank >= 2 {
      (factor, offset) = (Float(gain * (3 / Double(shape.count / shape[0])).squareRoot()), 0)
    } else {
      (factor, offset) = leaf == "weight" ? (0.1, 1) : leaf == "bias" ? (0.1, 0) : (0.1, 0.3)
    }
    return try Tensor(allocating: shape) {
      Self.fill($0, named: parameter.name, seed: seed, factor: factor, offset: offset)
    }
  }

  /// A network's input of unit variance.
  public static func input(_ shape: TensorShape, seed: UInt64) -> Tensor {
    Tensor(shape) { fillInput($0, seed: seed) }
  }

  /// A network's input of unit variance, of a shape that a caller chose.
  ///
  /// - Throws: `BackboneError.Code.environment` where the machine has not as much memory.
  package static func input(allocating shape: TensorShape, seed: UInt64) throws(BackboneError) -> Tensor {
    try Tensor(allocating: shape) { fillInput($0, seed: seed) }
  }

  private static func fillInput(_ values: UnsafeMutableBufferPointer<Float>, seed: UInt64) {
    fill(values, named: "input", seed: seed, factor: Float(3.0.squareRoot()), offset: 0)
  }

  private static func fill(
    _ values: UnsafeMutableBufferPointer<Float>, named name: String, seed: UInt64, factor: Float, offset: Float
  ) {
    let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let key = mix(hash &+ seed &* 0x9E37_79B9_7F4A_7C15)
    bb_synthesize(values.baseAddress!, values.count, key, factor, offset)
  }

  /// SplitMix64's finaliser.
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension SyntheticParameters: CustomStringConvertible {
  /// The text form: `synthetic:SEED`, with `:GAIN` behind where it is not the default.
  public var description: String { "\(Self.prefix)\(seed)" + (gain == Self.defaultGain ? "" : ":\(gain)") }

  /// The seed, and the gain where one is given, of the text form; nil where the text is none.
  ///
  /// - Parameter what: what the text stands for, to begin an error's message with.
  /// - Throws: `.invalidOption` where the seed is no whole number of 64 bits, or the gain not finite or not above 0.
  package static func parse(
    _ text: String, as what: String
  ) throws(BackboneError) -> (seed: UInt64, gain: Double?)? {
    guard text.hasPrefix(prefix) else { return nil }
    let fields = text.dropFirst(prefix.count).split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let seed = UInt64(fields[0]) else {
      throw BackboneError(.invalidOption, "\(what) '\(text)': the seed is not a whole number from 0 to \(UInt64.max)")
    }
    guard fields.count > 1 else { return (seed, nil) }
    guard let gain = Double(fields[1]), isGain(gain) else {
      throw BackboneError(.invalidOption, "\(what) '\(text)': the gain is not a finite number above 0")
    }
    return (seed, gain)
  }

  private static let prefix = "synthetic:"

  private static func isGain(_ gain: Double) -> Bool { gain.isFinite && gain > 0 }
}
