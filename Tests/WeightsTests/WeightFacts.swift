import Foundation
import BackbonesTensors
import Testing

/// What `Scripts/facts weights` wrote.
struct WeightFacts: Decodable {
  struct Synthetic: Decodable, CustomTestStringConvertible {
    let name: String
    let shape: [Int]
    let seed: String
    let gain: Double
    let bits: [UInt32]
    var testDescription: String { name }
  }
  struct Input: Decodable {
    let shape: [Int]
    let seed: String
    let bits: [UInt32]
  }
  struct Convolution: Decodable, CustomTestStringConvertible {
    let shape: [Int]
    let channels: Int
    let base: Int
    let adapted: [Int]
    let bits: [UInt32]
    var testDescription: String { "\(shape) from \(base) to \(channels)" }
  }
  struct Embedding: Decodable, CustomTestStringConvertible {
    let prefix: Int
    let old: [Int]
    let new: [Int]
    let channels: Int
    let bits: [UInt32]
    var testDescription: String { "\(prefix) + \(old) to \(new)" }
  }
  struct Table: Decodable, CustomTestStringConvertible {
    let extra: Int
    let old: [Int]
    let new: [Int]
    let heads: Int
    let bits: [UInt32]
    var testDescription: String { "\(old) to \(new), and \(extra)" }
  }

  struct Offsets: Decodable, CustomTestStringConvertible {
    let old: Int
    let new: Int
    let heads: Int
    let bits: [UInt32]
    var testDescription: String { "\(old) to \(new)" }
  }

  struct Patches: Decodable, CustomTestStringConvertible {
    let shape: [Int]
    let new: [Int]
    let bits: [UInt32]
    var testDescription: String { "\(shape) to \(new)" }
  }

  let synthetic: [Synthetic]
  let input: [Input]
  let convolutions: [Convolution]
  let embeddings: [Embedding]
  let tables: [Table]
  let offsets: [Offsets]
  let patches: [Patches]

  static let all: WeightFacts = {
    let url = Bundle.module.url(forResource: "weights", withExtension: "json", subdirectory: "Fixtures")!
    do { return try JSONDecoder().decode(WeightFacts.self, from: Data(contentsOf: url)) } catch {
      fatalError("the fixture cannot be read: \(error)")
    }
  }()
}

extension Tensor {
  init(_ shape: [Int], bits: [UInt32]) { self.init(TensorShape(shape), bits.map(Float.init(bitPattern:))) }

  /// The largest difference of two elements; infinite where the shapes differ.
  func distance(to other: Tensor) -> Float {
    guard shape == other.shape else { return .infinity }
    return zip(elements, other.elements).map { abs($0 - $1) }.max() ?? 0
  }
}

/// Expects an error of `code` whose message holds every one of `texts`.
func expectError(
  _ code: BackboneError.Code, saying texts: String..., sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> some Any
) {
  let error = #expect(throws: BackboneError.self, sourceLocation: sourceLocation) { _ = try body() }
  #expect(error?.code == code, sourceLocation: sourceLocation)
  for text in texts {
    #expect(error?.message.contains(text) == true, "\(error?.message ?? "")", sourceLocation: sourceLocation)
  }
}
