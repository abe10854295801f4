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

  /// The facts of a module, by name; read when the first of them is asked for.
  package static func all(of module: String) -> [String: StructureFact] {
    modules.value(module) {
      let facts = ModelFixtures.records(StructureFact.self, "structure", of: module)
      return Dictionary(uniqueKeysWithValues: facts.map { ($0.name, $0) })
    }
  }

  private static let modules = PerModule<[String: StructureFact]>()

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
    package let test_input_size: [Int]?
    package let fixed_input_size: Bool
    package let num_classes: Int
    package let crop_pct: Double
    package let test_crop_pct: Double?
    package let crop_mode: String?
    package let interpolation: String
    package let mean: [Double]
    package let std: [Double]
    package let tag: String?
    package let hf_hub_id: String?
    package let license: String?
  }
}
