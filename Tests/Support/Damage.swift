package import Foundation

/// Broken copies of a file, the same ones every time: every prefix, and `flips` copies with one to three bytes changed.
package func damagedCopies(of whole: Data, flips: Int) -> [Data] {
  var random = SplitMix64(state: 20)
  let prefixes = (0..<whole.count).map { whole.prefix($0) }
  let flipped = (0..<flips).map { _ in
    var copy = whole
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      copy[Int.random(in: 0..<copy.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    return copy
  }
  return prefixes + flipped
}

/// A small generator of random numbers with a seed.
package struct SplitMix64: RandomNumberGenerator {
  package var state: UInt64

  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
