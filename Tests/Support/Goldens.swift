import Foundation

/// What timm computed for a model with synthetic parameters.
package struct Golden: Decodable, Sendable, CustomStringConvertible {
  package let name: String
  package let seed: UInt64
  /// The gain of the weights, where it is not the default: some models are chaotic at that one.
  package let gain: Double?
  package let input: [Int]
  package let num_params: Int
  package let logits: Digest
  package let forward_features: Tensors
  package let forward_head_pre_logits: Outcome<Digest>?
  package let intermediates: Outcome<[Digest]>?
  package let intermediates_norm: Outcome<[Digest]>?
  package let intermediates_last_two: Outcome<LastTwo>?
  package let intermediates_prefix: Outcome<[Tensors]>?
  package let features_only: Outcome<Pyramid>?
  package let features_only_os16: Outcome<Pyramid>?
  package let features_only_os8: Outcome<Pyramid>?
  package let features_only_neg2: Outcome<Pyramid>?
  package let reset_classifier: Outcome<Reset>?
  package let prune_penultimate: Outcome<Pruned>?

  package struct LastTwo: Decodable, Sendable {
    package let final: Digest
    package let intermediates: [Digest]
  }

  /// What timm gives as one tensor or several: a map, and prefix tokens where a model has such; hidden states, which may be a
  /// list.
  package struct Tensors: Decodable, Sendable {
    package let digests: [Digest]
    package init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      digests = if let both = try? value.decode([Digest].self) { both } else { [try value.decode(Digest.self)] }
    }
  }

  package struct Pyramid: Decodable, Sendable {
    package let channels: [Int]
    package let reduction: [Int]
    package let module_name: [String]
    package let out_indices: [Int]
    package let tensors: [Digest]
  }

  package struct Reset: Decodable, Sendable {
    package let pooled: Digest
    package let params_without_classifier: Int
    package let unpooled: Outcome<Digest>
  }

  package struct Pruned: Decodable, Sendable {
    package let indices: [Int]
    package let params: Int
    package let tensors: [Digest]
  }

  package var description: String { name }

  /// Those to be tested: the smallest model of each module, or all where `Scripts/test_zoo` asks for them.
  package static let tested = ModelFixtures.modules.flatMap { module in
    let goldens = ModelFixtures.records(Golden.self, "goldens", of: module)
    let isWhole = ProcessInfo.processInfo.environment["BACKBONES_TEST_ZOO"] != nil
    return isWhole ? goldens : goldens.min { $0.cost < $1.cost }.map { [$0] } ?? []
  }

  /// The goldens of all modules: some models at their own input sizes, and variants with operators that those lack at
  /// small ones.
  package static let all = ModelFixtures.modules.flatMap { ModelFixtures.records(Golden.self, "goldens", of: $0) }

  /// About what computing it takes.
  private var cost: Int { num_params * input.dropFirst(2).reduce(1, *) }
}

/// A result, or the error that timm gave.
package enum Outcome<Value: Decodable & Sendable>: Decodable, Sendable {
  case value(Value)
  case error(String)

  private enum Key: CodingKey { case error, message }

  package init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Key.self),
      let message = try? container.decode(String.self, forKey: .message)
    {
      self = .error(message)
    } else {
      self = .value(try Value(from: decoder))
    }
  }

  /// The result, where there is one.
  package var value: Value? { if case .value(let value) = self { value } else { nil } }
}
