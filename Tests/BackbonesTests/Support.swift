import Backbones
import Foundation
import BackbonesTestSupport
import Testing

/// What timm made of a changed model with synthetic parameters; `Scripts/facts changed-models` writes it.
struct ChangedModel: Decodable, Sendable, CustomTestStringConvertible {
  let kind: String
  let name: String
  let pooling: String?
  let classes: Int?
  let parameters: Int?
  let output: Digest?
  let indices: Indices?
  let norm: Bool?
  let head: Bool?
  let stop: Bool?
  let layout: String?
  let taken: [Int]?
  let names: [String]?
  let final: Digest?
  let maps: [Digest]?
  let prefixes: [Digest]?
  let stride: Int?
  let channels: Int?
  let size: [Int]?

  /// The indices of timm's calls: a count, a list, or null.
  enum Indices: Decodable, Sendable {
    case count(Int), list([Int])

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      self = try (try? value.decode(Int.self)).map(Self.count) ?? .list(value.decode([Int].self))
    }
  }

  var asked: IntermediateIndices {
    switch indices {
    case nil: .all
    case .count(let count): .last(count)
    case .list(let list): .list(list)
    }
  }

  var testDescription: String {
    let details = [
      pooling.map { "pooling '\($0)'" }, classes.map { "classes \($0)" }, indices.map { "indices \($0)" },
      norm.map { "norm \($0)" }, head.map { "head \($0)" }, stop.map { "stop \($0)" }, stride.map { "stride \($0)" },
      channels.map { "channels \($0)" }, size.map { "size \($0)" },
    ]
    return ([kind, name] + details.compactMap { $0 }).joined(separator: ", ")
  }

  static let all: [ChangedModel] = {
    let url = Bundle.module.url(forResource: "models.jsonl", withExtension: "gz", subdirectory: "Fixtures")!
    do {
      return try Facts.read(ChangedModel.self, from: url)
    } catch {
      fatalError("\(url.path): \(error)")
    }
  }()

  static func all(_ kind: String) -> [ChangedModel] { all.filter { $0.kind == kind } }
}

/// The seed of every model and image of these tests.
let seed: UInt64 = 5

let guideModels = [
  "xception41", "resnet50", "densenet121", "vit_medium_patch16_reg1_gap_256", "ese_vovnet19b_dw", "resnest26d",
  "regnety_032", "ecaresnet101d",
]

func makeModel(
  _ name: String, _ options: ModelOptions = ModelOptions(), engine: EngineOptions = EngineOptions()
) throws -> Model {
  try Model(name, weights: .synthetic(seed: seed), options: options, engine: engine)
}

func makeImages(_ shape: TensorShape) -> Tensor { SyntheticParameters.input(shape, seed: seed) }

/// One image of a batch, as a batch.
func image(_ index: Int, of batch: Tensor) -> Tensor {
  let count = batch.count / batch.shape[0]
  var shape = batch.shape
  shape[0] = 1
  return Tensor(shape, Array(batch.elements[index * count..<(index + 1) * count]))
}

func expectParity(
  _ tensor: Tensor, _ digest: Digest?, _ what: String = "", sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let digest = try #require(digest, sourceLocation: sourceLocation)
  let mismatch = digest.mismatch(tensor, tolerance: Tolerance.parity)
  #expect(mismatch == nil, "\(what)", sourceLocation: sourceLocation)
}

func expectError(
  _ code: BackboneError.Code, naming words: String..., sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) {
  do {
    try body()
    Issue.record("nothing was thrown, expected \(code)", sourceLocation: sourceLocation)
  } catch let error as BackboneError {
    #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
    for word in words { #expect(error.message.contains(word), "\(error)", sourceLocation: sourceLocation) }
  } catch {
    Issue.record("\(error), expected \(code)", sourceLocation: sourceLocation)
  }
}
