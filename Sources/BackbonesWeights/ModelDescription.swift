#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
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
  /// Input and preprocessing of the weights.
  package let pretrained: PretrainedDescription

  /// Reads a `config.json`.
  ///
  /// - Throws: `.inputOutput` where it cannot be read, `.malformedFile` where a field is missing or of another type.
  package init(contentsOf path: String) throws(BackboneError) {
    let file = try MappedFile(path)
    do {
      self = try JSONDecoder().decode(ModelDescription.self, from: Data(file.bytes))
    } catch let error as DecodingError {
      throw BackboneError(.malformedFile, "'\(path)': \(error.summary)")
    } catch {
      throw BackboneError(.malformedFile, "'\(path)': \(error)")
    }
  }
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
    pretrained = try isOld ? PretrainedDescription(from: decoder) : object.decode(forKey: .pretrained)
    classes =
      try arguments.classes ?? object.decodeCountIfPresent(forKey: .classes)
      ?? fields.decodeCountIfPresent(forKey: .classes)
    labels =
      try object.decodeIfPresent(forKey: .labels) ?? fields.decodeIfPresent(forKey: .labels)
      ?? (isOld ? object.decodeIfPresent(forKey: .oldLabels) : nil)
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
  package var outputStride: Int?
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
      case .output_stride: outputStride = try object.decodeExtentsIfPresent(1, forKey: key)?[0]
      case nil: others.append(key.stringValue)
      }
    }
    others.sort()
  }
}

/// What `pretrained_cfg` says of the weights; nil is what it does not say.
package struct PretrainedDescription: Sendable, Hashable, Decodable {
  /// The tag: `a1_in1k`.
  package let tag: String?
  /// Channels, height and width.
  package let inputSize: [Int]?
  /// Those at the size of best accuracy.
  package let testInputSize: [Int]?
  /// Whether the network is built for one size.
  package let fixedInputSize: Bool?
  /// The mean of each channel, of values from 0 to 1.
  package let mean: [Double]?
  /// The standard deviation of each channel.
  package let standardDeviation: [Double]?
  /// The part of the resized image's side that the crop keeps.
  package let cropFraction: Double?
  /// That at the test size.
  package let testCropFraction: Double?
  /// `center`, `squash` or `border`.
  package let cropMode: String?
  /// `bicubic`, `bilinear`, ….
  package let interpolation: String?
  /// The modules that read the image.
  package let firstConvolutions: [String]
  /// The modules that give the logits.
  package let classifiers: [String]

  private enum Key: String, CodingKey {
    case tag, mean, interpolation, classifier
    case inputSize = "input_size"
    case testInputSize = "test_input_size"
    case fixedInputSize = "fixed_input_size"
    case standardDeviation = "std"
    case cropFraction = "crop_pct"
    case testCropFraction = "test_crop_pct"
    case cropMode = "crop_mode"
    case firstConvolution = "first_conv"
  }

  /// Decodes timm's JSON.
  package init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    tag = try object.decodeIfPresent(forKey: .tag)
    inputSize = try object.decodeExtentsIfPresent(3, forKey: .inputSize)
    testInputSize = try object.decodeExtentsIfPresent(3, forKey: .testInputSize)
    fixedInputSize = try object.decodeIfPresent(forKey: .fixedInputSize)
    mean = try object.decodeIfPresent(forKey: .mean)
    standardDeviation = try object.decodeIfPresent(forKey: .standardDeviation)
    cropFraction = try object.decodeIfPresent(forKey: .cropFraction)
    testCropFraction = try object.decodeIfPresent(forKey: .testCropFraction)
    cropMode = try object.decodeIfPresent(forKey: .cropMode)
    interpolation = try object.decodeIfPresent(forKey: .interpolation)
    firstConvolutions = try object.decodeIfPresent(OneOrMore<String>.self, forKey: .firstConvolution)?.values ?? []
    classifiers = try object.decodeIfPresent(OneOrMore<String>.self, forKey: .classifier)?.values ?? []
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
