internal import BackbonesGraphs
internal import BackbonesModels
internal import BackbonesTensors

/// Something that can be asked of a model.
struct QueryField: Sendable {
  enum ValueType: String, Sendable { case number, text, truth }

  /// What is to be found out first, the cheapest first.
  enum Need: Int, Sendable, CaseIterable, Comparable {
    /// The name and timm's facts of it.
    case configuration
    /// The graph: a millisecond, as a rule.
    case graph
    /// The engine's plan: several.
    case plan

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  let name: String
  let meaning: String
  let type: ValueType
  let unit: ZooQuery.Unit
  let need: Need
  let value: @Sendable (QueryCandidate) throws(BackboneError) -> ZooQuery.Value

  private static func number(
    _ name: String, _ meaning: String, _ unit: ZooQuery.Unit = .plain, from need: Need = .configuration,
    _ value: @escaping @Sendable (QueryCandidate) throws(BackboneError) -> Int
  ) -> QueryField {
    QueryField(name: name, meaning: meaning, type: .number, unit: unit, need: need) {
      (candidate) throws(BackboneError) in .number(Double(try value(candidate)))
    }
  }

  private static func text(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (QueryCandidate) -> String?
  ) -> QueryField {
    QueryField(name: name, meaning: meaning, type: .text, unit: .plain, need: .configuration) { candidate in
      value(candidate).map { .text($0) } ?? .absent
    }
  }

  private static func truth(
    _ name: String, _ meaning: String, _ value: @escaping @Sendable (QueryCandidate) -> Bool
  ) -> QueryField {
    QueryField(name: name, meaning: meaning, type: .truth, unit: .plain, need: .configuration) { candidate in
      .truth(value(candidate))
    }
  }

  /// All fields but those of a level, in the order in which they are told.
  static let all: [QueryField] = [
    text("name", "the name; of a set of weights with its tag") { $0.name },
    text("model", "the name without a tag") { $0.entry.name },
    text("module", "timm's module, such as vision_transformer") { $0.entry.module },
    text("tag", "the tag of the weights") { candidate in
      let tag = candidate.entry.configuration.tag
      return tag.isEmpty ? nil : tag
    },
    text("license", "the license of the weights") { $0.entry.configuration.license },
    number("input", "the longer side of the images that the weights are for") { candidate in
      let size = candidate.entry.configuration.inputSize
      return max(size.height, size.width)
    },
    number("classes", "classes of the weights' classifier; 0 for an encoder") { $0.entry.configuration.classes },
    QueryField(
      name: "top", meaning: "ImageNet top-1 accuracy in per cent, the best that timm measured of these weights",
      type: .number, unit: .percent, need: .configuration
    ) { candidate in candidate.entry.imageNetAccuracy.map { .number($0) } ?? .absent },
    truth("pretrained", "whether there are weights") { $0.entry.configuration.hasWeights },
    truth("fixed", "whether the weights are for images of one size") { $0.entry.configuration.fixedInputSize },
    number("macs", "multiply-accumulates of one image", .count, from: .graph) {
      (candidate) throws(BackboneError) in try candidate.network.selection().macs
    },
    number("parameters", "learnt values", .count, from: .graph) { (candidate) throws(BackboneError) in
      try candidate.network.graph().parameterCount
    },
    number("activations", "the least memory for values, in bytes", .bytes, from: .graph) {
      (candidate) throws(BackboneError) in try candidate.network.selection().peakActivationBytes
    },
    number("memory", "the planned peak of a process that computes one image, in bytes", .bytes, from: .plan) {
      (candidate) throws(BackboneError) in try candidate.network.memory()
    },
    number("levels", "feature points", from: .graph) { (candidate) throws(BackboneError) in
      try candidate.network.graph().features.count
    },
    number("embedding", "numbers of the vector before the classifier", from: .graph) {
      (candidate) throws(BackboneError) in try candidate.network.graph().prelogitsChannels
    },
  ]
}

/// Which feature point is meant.
enum QueryLevel: Sendable {
  /// The deepest of a reduction.
  case stride(Int)
  /// That of an index; negative ones count from the last.
  case index(Int)

  /// The position of the level; nil where the model has none.
  private func position(in features: [Feature]) -> Int? {
    switch self {
    case .stride(let stride): features.lastIndex { $0.reduction == stride }
    case .index(let index): try? features.absoluteIndex(index)
    }
  }

  var text: String {
    switch self {
    case .stride(let stride): "feature(stride: \(stride))"
    case .index(let index): "feature(index: \(index))"
    }
  }

  /// What is said of a level.
  enum Attribute: String, CaseIterable, Sendable { case channels, stride, height, width, index, module }

  /// Whether there is such a level.
  var exists: QueryTerm {
    QueryTerm(text: text, type: .truth, unit: .plain, need: .graph) { (candidate) throws(BackboneError) in
      .truth(position(in: try candidate.network.graph().features) != nil)
    }
  }

  /// The term for an attribute.
  func term(_ attribute: Attribute) -> QueryTerm {
    QueryTerm(
      text: "\(text).\(attribute)", type: attribute == .module ? .text : .number, unit: .plain, need: .graph
    ) { (candidate) throws(BackboneError) in
      let graph = try candidate.network.graph()
      guard let position = position(in: graph.features) else { return .absent }
      let feature = graph.features[position]
      let map = graph.mapShape(ofFeature: position).extent
      return switch attribute {
      case .channels: .number(Double(feature.channels))
      case .stride: .number(Double(feature.reduction))
      case .height: .number(Double(map.height))
      case .width: .number(Double(map.width))
      case .index: .number(Double(position))
      case .module: .text(feature.module)
      }
    }
  }
}

/// A field, a level's attribute or a literal, as a question has it.
struct QueryTerm: Sendable {
  /// As it is written in full.
  let text: String
  let type: QueryField.ValueType
  let unit: ZooQuery.Unit
  let need: QueryField.Need
  private let find: @Sendable (QueryCandidate) throws(BackboneError) -> ZooQuery.Value

  init(
    text: String, type: QueryField.ValueType, unit: ZooQuery.Unit, need: QueryField.Need,
    find: @escaping @Sendable (QueryCandidate) throws(BackboneError) -> ZooQuery.Value
  ) {
    (self.text, self.type, self.unit, self.need, self.find) = (text, type, unit, need, find)
  }

  init(_ field: QueryField) {
    self.init(text: field.name, type: field.type, unit: field.unit, need: field.need, find: field.value)
  }

  /// A number or a text as it stands.
  init(literal value: ZooQuery.Value, _ type: QueryField.ValueType, text: String) {
    self.init(text: text, type: type, unit: .plain, need: .configuration) { _ in value }
  }

  func value(of candidate: QueryCandidate) throws(BackboneError) -> ZooQuery.Value { try find(candidate) }
}
