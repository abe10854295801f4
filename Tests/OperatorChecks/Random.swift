import BackbonesEngine
import BackbonesGraphs
import BackbonesTensors

/// Reproducible choices (SplitMix64).
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func pick<Choices: Collection>(_ choices: Choices) -> Choices.Element {
    choices.randomElement(using: &self)!
  }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func chance(_ one: Int) -> Bool { int(1...one) == 1 }

  /// A tensor of numbers in a range.
  mutating func tensor(_ shape: TensorShape, _ range: ClosedRange<Float> = -1.7...1.7) -> Tensor {
    Tensor(shape, (0..<shape.count).map { _ in Float.random(in: range, using: &self) })
  }
}

/// The same rounded to sixteen bits, which the engine may have as they are, or not.
struct RandomHalves: HalfParameterSource {
  let seed: UInt64
  let type: ElementType
  let areShown: Bool

  func tensor(for parameter: Parameter) throws(BackboneError) -> Tensor { try Tensor(try stored(parameter)) }

  func halves(of parameter: Parameter) -> StoredHalves? {
    areShown ? StoredHalves(type) { () throws(BackboneError) in try stored(parameter) } : nil
  }

  private func stored(_ parameter: Parameter) throws(BackboneError) -> StoredTensor {
    let bytes = RandomParameters(seed: seed).tensor(for: parameter).bytes(as: type)
    let memory = AlignedMemory(floats: (bytes.count + 3) / 4)
    UnsafeMutableRawBufferPointer(start: memory.floats, count: bytes.count).copyBytes(from: bytes)
    return try StoredTensor(parameter.shape, of: type, in: memory)
  }
}

/// Parameters of any graph. Weights keep the variance of values; factors and terms are not near 1 and 0, so that one
/// left out is noticed.
struct RandomParameters: ParameterSource {
  let seed: UInt64

  func tensor(for parameter: Parameter) -> Tensor {
    var random = Random(seed: parameter.name.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    let shape = parameter.shape
    // `weight`, or `weight_hh_l0` and its like.
    let isWeight = parameter.name.split(separator: ".").last?.hasPrefix("weight") == true
    if shape.rank >= 2, shape[0] > 0, isWeight {
      let reach = (3 / Float(max(1, shape.count / shape[0]))).squareRoot()
      return random.tensor(shape, -reach...reach)
    }
    let isFactor = parameter.name.hasSuffix("weight") || parameter.name.hasSuffix("running_var")
    return random.tensor(shape, isFactor ? 0.5...1.5 : -1...1)
  }
}
