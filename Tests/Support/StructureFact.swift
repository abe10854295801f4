internal import Foundation

/// What timm says of a model without running it.
package struct StructureFact: Decodable, Sendable {
  package let name: String
  package let module: String
  package let num_params: Int
  package let params: [Entry]
  package let buffers: [Entry]
  package let feature_info: [Feature]
  package let features_only: Pyramid
  package let cfg: Configuration

  /// The facts in `Fixtures`, by name.
  package static let all: [String: StructureFact] = {
    let url = Bundle.module.url(forResource: "structure.jsonl", withExtension: "gz", subdirectory: "Fixtures")!
    // A fixture that cannot be read is a broken checkout.
    // swift-format-ignore: NeverUseForceTry
    let facts = try! Facts.read(StructureFact.self, from: url)
    return Dictionary(uniqueKeysWithValues: facts.map { ($0.name, $0) })
  }()

  /// A state-dict entry: `["conv1.weight", [64, 3, 7, 7]]`, buffers with a type behind.
  package struct Entry: Decodable, Sendable, Hashable {
    package let name: String
    package let shape: [Int]
    package init(name: String, shape: [Int]) {
      self.name = name
      self.shape = shape
    }
    package init(from decoder: any Decoder) throws {
      var fields = try decoder.unkeyedContainer()
      name = try fields.decode(String.self)
      shape = try fields.decode([Int].self)
    }
  }

  package struct Feature: Decodable, Sendable, Hashable {
    package let module: String
    package let num_chs: Int
    package let reduction: Int
    package init(module: String, channels: Int, reduction: Int) {
      (self.module, num_chs, self.reduction) = (module, channels, reduction)
    }
  }

  package struct Pyramid: Decodable, Sendable {
    package let out_indices: [Int]?
  }

  package struct Configuration: Decodable, Sendable {
    package let input_size: [Int]
    package let num_classes: Int
    package let crop_pct: Double
    package let interpolation: String
    package let mean: [Double]
  }
}
