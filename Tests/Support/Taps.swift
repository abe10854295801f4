/// What every module of a timm model with synthetic parameters gives.
package struct Taps: Decodable, Sendable, CustomStringConvertible {
  package let name: String
  package let seed: UInt64
  package let gain: Double
  package let input: [Int]
  /// Each module's output, by the module's name.
  package let nodes: [String: Digest]

  package var description: String { name }

  /// The taps of all modules.
  package static let all = ModelFixtures.modules.flatMap { ModelFixtures.records(Taps.self, "taps", of: $0) }

  /// The weights of attentions, by their names as nodes.
  package static let attention = ModelFixtures.modules.flatMap {
    ModelFixtures.records(Taps.self, "attention", of: $0)
  }
}
