#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
package import BackbonesModels
internal import BackbonesGraphs
package import BackbonesTensors

/// The `config.json` of a model on the hub: which architecture, how it was changed, and what its weights were trained on.
package struct ModelDescription: Sendable, Hashable {
  /// The architecture, without a tag: `resnet50`.
  package let architecture: String
  /// Classes of the classifier, 0 for none; nil where the file does not say.
  package let classes: Int?
  /// The classes' names, in order.
  package let labels: [String]?
  /// How the model differs from its architecture.
  package let arguments: ModelArguments
  /// Input and preprocessing of the weights, and their classes: those of the model that is meant, where the file does
  /// not say.
  package let configuration: PretrainedConfiguration

  /// Reads a `config.json`.
  ///
  /// - Parameter name: the model that is meant, with or without a tag; nil for the architecture that the file names.
  /// - Throws: `.inputOutput` where it cannot be read, `.malformedFile` where a field is missing or of another type.
  package init(contentsOf path: String, of name: String? = nil) throws(BackboneError) {
    let file = try MappedFile(path)
    guard file.bytes.count <= InputLimits.configurationBytes else {
      throw BackboneError(
        .malformedFile, "'\(path)': \(file.bytes.count) bytes, expected at most \(InputLimits.configurationBytes)")
    }
    let decoder = JSONDecoder()
    decoder.userInfo[.modelName] = name
    do {
      self = try decoder.decode(ModelDescription.self, from: Data(file.bytes))
    } catch let error as DecodingError {
      throw BackboneError(.malformedFile, "'\(path)': \(error.summary)")
    } catch {
      throw BackboneError(.malformedFile, "'\(path)': \(error)")
    }
  }
}

extension CodingUserInfoKey {
  fileprivate static let modelName = CodingUserInfoKey(rawValue: "model name")!
}

extension ModelDescription: Decodable {
  private enum Key: String, CodingKey {
    case architecture
    case classes = "num_classes"
    case labels = "label_names"
    case oldLabels = "labels"
    case arguments = "model_args"
    case pretrained = "pretrained_cfg"
  }

  /// Decodes timm's JSON.
  package init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    architecture = try object.decode(String.self, forKey: .architecture)
    arguments = try object.decodeIfPresent(ModelArguments.self, forKey: .arguments) ?? ModelArguments()
    // Old files have the fields of pretrained_cfg beside the architecture, and `labels` for `label_names`.
    let isOld = !object.contains(.pretrained)
    let fields = isOld ? object : try object.nestedContainer(keyedBy: Key.self, forKey: .pretrained)
    classes =
      try arguments.classes ?? object.decodeCountIfPresent(forKey: .classes)
      ?? fields.decodeCountIfPresent(forKey: .classes)
    labels =
      try object.decodeIfPresent(forKey: .labels) ?? fields.decodeIfPresent(forKey: .labels)
      ?? (isOld ? object.decodeIfPresent(forKey: .oldLabels) : nil)
    // A name that is not registered is an error of whoever makes the model.
    let name = decoder.userInfo[.modelName] as? String ?? architecture
    var configuration = (try? Registry.entry(named: name))?.configuration ?? PretrainedConfiguration()
    try configuration.adopt(isOld ? decoder : object.superDecoder(forKey: .pretrained))
    configuration.classes = classes ?? configuration.classes
    configuration.labels = labels
    self.configuration = configuration
  }
}

/// What `model_args` gives to a model's constructor.
package struct ModelArguments: Sendable, Hashable {
  /// Classes; 0 for none.
  package var classes: Int?
  /// Channels of the image.
  package var inputChannels: Int?
  /// Height and width of the image.
  package var imageSize: [Int]?
  /// The pooling before the classifier, in timm's words; empty for none.
  package var pooling: String?
  /// The largest reduction of maps.
  package var outputStride: ImageSize?
  /// Arguments that are not understood here, sorted. The model they describe may be another than its architecture.
  package var others: [String] = []

  /// No arguments.
  package init() {}
}

extension ModelArguments: Decodable {
  private enum Known: String, CaseIterable {
    case num_classes, in_chans, img_size, global_pool, output_stride
  }

  /// Decodes timm's JSON.
  package init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: AnyKey.self)
    for key in object.allKeys where try !object.decodeNil(forKey: key) {
      switch Known(rawValue: key.stringValue) {
      case .num_classes: classes = try object.decodeCountIfPresent(forKey: key)
      case .in_chans: inputChannels = try object.decodeExtentsIfPresent(1, forKey: key)?[0]
      case .img_size: imageSize = try object.decodeExtentsIfPresent(2, forKey: key)
      case .global_pool: pooling = try object.decode(forKey: key)
      case .output_stride:
        outputStride = try object.decodeExtentsIfPresent(2, forKey: key).map { ImageSize($0[0], $0[1]) }
      case nil: others.append(key.stringValue)
      }
    }
    others.sort()
  }
}

extension PretrainedConfiguration {
  private enum Key: String, CodingKey {
    case tag, mean, interpolation
    case inputSize = "input_size"
    case testInputSize = "test_input_size"
    case fixedInputSize = "fixed_input_size"
    case standardDeviation = "std"
    case cropFraction = "crop_pct"
    case testCropFraction = "test_crop_pct"
    case cropMode = "crop_mode"
  }

  /// Takes over what timm's JSON says. What else is tested at than trained at is the JSON's alone.
  fileprivate mutating func adopt(_ decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    tag = try object.decodeIfPresent(forKey: .tag) ?? tag
    if let size = try object.decodeExtentsIfPresent(3, forKey: .inputSize) {
      (inputChannels, inputSize) = (size[0], ImageSize(size[1], size[2]))
    }
    testInputSize = try object.decodeExtentsIfPresent(3, forKey: .testInputSize).map { ImageSize($0[1], $0[2]) }
    fixedInputSize = try object.decodeIfPresent(forKey: .fixedInputSize) ?? fixedInputSize
    mean = try object.decodeIfPresent(forKey: .mean) ?? mean
    standardDeviation = try object.decodeIfPresent(forKey: .standardDeviation) ?? standardDeviation
    cropFraction = try object.decodeIfPresent(forKey: .cropFraction) ?? cropFraction
    testCropFraction = try object.decodeIfPresent(forKey: .testCropFraction)
    cropMode = try object.decodeIfPresent(forKey: .cropMode) ?? cropMode
    interpolation = try object.decodeIfPresent(forKey: .interpolation) ?? interpolation
  }
}

/// What JSON writes as a value or as a list of them.
private struct OneOrMore<Value: Decodable>: Decodable {
  let values: [Value]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    values = try (try? [container.decode(Value.self)]) ?? container.decode([Value].self)
  }
}

private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension KeyedDecodingContainer {
  fileprivate func decode<Value: Decodable>(forKey key: Key) throws -> Value { try decode(Value.self, forKey: key) }

  fileprivate func decodeIfPresent<Value: Decodable>(forKey key: Key) throws -> Value? {
    try decodeIfPresent(Value.self, forKey: key)
  }

  /// A number that is not negative.
  fileprivate func decodeCountIfPresent(forKey key: Key) throws -> Int? {
    guard let value = try decodeIfPresent(Int.self, forKey: key) else { return nil }
    guard value >= 0 else { throw fault("\(value) is negative", key) }
    return value
  }

  /// So many positive numbers, as a list; or one number, which stands for all of them.
  fileprivate func decodeExtentsIfPresent(_ count: Int, forKey key: Key) throws -> [Int]? {
    guard var values = try decodeIfPresent(OneOrMore<Int>.self, forKey: key)?.values else { return nil }
    if values.count == 1 { values = Array(repeating: values[0], count: count) }
    guard values.count == count, values.allSatisfy({ $0 > 0 }) else {
      throw fault("\(values) is not \(count) positive numbers", key)
    }
    return values
  }

  private func fault(_ text: String, _ key: Key) -> DecodingError {
    DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: text)
  }
}
