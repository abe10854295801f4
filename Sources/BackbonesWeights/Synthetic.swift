internal import CBackbonesKernels
public import BackbonesGraphs
public import BackbonesEngine
public import BackbonesTensors

/// Parameters that are arithmetic on a name and a seed, the same in any language: for tests, demonstrations and
/// benchmarks without a download.
public struct SyntheticParameters: ParameterSource, Hashable {
  /// The seed.
  public let seed: UInt64
  /// Parameters of a seed.
  public init(seed: UInt64) { self.seed = seed }

  /// The value of a parameter.
  public func tensor(for parameter: Graph.Parameter) throws(BackboneError) -> Tensor {
    let shape = parameter.shape
    let leaf = parameter.name.split(separator: ".").last
    let (gain, offset): (Float, Float)
    if leaf == "running_mean" {
      (gain, offset) = (0.1, 0)
    } else if leaf == "running_var" {
      (gain, offset) = (0.25, 1)
    } else if shape.rank >= 2 {
      (gain, offset) = (Float(1.3 * (3 / Double(shape.count / shape[0])).squareRoot()), 0)
    } else {
      (gain, offset) = leaf == "weight" ? (0.1, 1) : leaf == "bias" ? (0.1, 0) : (0.1, 0.3)
    }
    return Self.uniform(named: parameter.name, shape, seed: seed, gain: gain, offset: offset)
  }

  /// A network's input of unit variance.
  public static func input(_ shape: Shape, seed: UInt64) -> Tensor {
    uniform(named: "input", shape, seed: seed, gain: Float(3.0.squareRoot()), offset: 0)
  }

  private static func uniform(named name: String, _ shape: Shape, seed: UInt64, gain: Float, offset: Float) -> Tensor {
    let hash = name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let key = mix(hash &+ seed &* 0x9E37_79B9_7F4A_7C15)
    return Tensor(shape) { bb_synthesize($0.baseAddress!, $0.count, key, gain, offset) }
  }

  /// SplitMix64's finaliser.
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
