#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
package import BackbonesModels
package import BackbonesTensors

/// The JSON of a model's `config.json`, to be written as timm does. What is not understood is kept.
package struct ConfigurationFile {
  private var root: [String: Value] = [:]

  /// A file of nothing.
  package init() {}

  /// Reads a file.
  ///
  /// - Throws: `.inputOutput` where it cannot be read, `.malformedFile` where it is no JSON object.
  package init(contentsOf path: String) throws(BackboneError) {
    let file = try MappedFile(path)
    do { root = try JSONDecoder().decode([String: Value].self, from: Data(file.bytes)) } catch {
      throw BackboneError(.malformedFile, "'\(path)' is not a JSON object")
    }
  }

  /// Says which architecture it is, how it is changed, and what its weights take.
  ///
  /// - Parameter hasLabels: whether the classes are those that the labels name.
  package mutating func describe(_ entry: Registry.Entry, options: ModelOptions, hasLabels: Bool) {
    let configuration = entry.configuration
    let classes = options.classes ?? configuration.classes
    let channels = options.inputChannels ?? configuration.inputChannels
    let size = options.inputSize ?? configuration.inputSize
    root["architecture"] = .string(entry.name)
    root["num_classes"] = .integer(classes)
    if !hasLabels || classes != configuration.classes {
      for key in ["label_names", "label_descriptions", "labels"] { root[key] = nil }
    }
    var pretrained: [String: Value] = if case .object(let fields)? = root["pretrained_cfg"] { fields } else { [:] }
    func state(_ key: String, _ value: Value?) { if let value { pretrained[key] = value } }
    state("tag", configuration.tag.isEmpty ? nil : Value.string(configuration.tag))
    state("custom_load", .truth(false))
    state("input_size", .integers([channels, size.height, size.width]))
    state("test_input_size", configuration.testInputSize.map { Value.integers([channels, $0.height, $0.width]) })
    state("fixed_input_size", .truth(configuration.fixedInputSize))
    state("interpolation", .string(configuration.interpolation))
    state("crop_pct", .number(configuration.cropFraction))
    state("test_crop_pct", configuration.testCropFraction.map { Value.number($0) })
    state("crop_mode", .string(configuration.cropMode))
    state("mean", .numbers(configuration.mean))
    state("std", .numbers(configuration.standardDeviation))
    state("num_classes", .integer(classes))
    state("license", configuration.license.map { Value.string($0) })
    root["pretrained_cfg"] = .object(pretrained)
    var arguments: [String: Value] = if case .object(let fields)? = root["model_args"] { fields } else { [:] }
    if arguments["num_classes"] != nil { arguments["num_classes"] = .integer(classes) }
    if options.inputChannels != nil { arguments["in_chans"] = .integer(channels) }
    if options.inputSize != nil, configuration.fixedInputSize {
      arguments["img_size"] = .integers([size.height, size.width])
    }
    if let pooling = options.pooling { arguments["global_pool"] = .string(pooling.rawValue) }
    root["model_args"] = arguments.isEmpty ? nil : .object(arguments)
  }

  /// The text of the file.
  package var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Values are numbers that are finite and text.
    let data = (try? encoder.encode(root)) ?? Data()
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// Any JSON.
  private enum Value: Codable {
    case null
    case truth(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([Value])
    case object([String: Value])

    static func integers(_ values: [Int]) -> Value { .array(values.map { .integer($0) }) }
    static func numbers(_ values: [Double]) -> Value { .array(values.map { .number($0) }) }

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if value.decodeNil() {
        self = .null
      } else if let truth = try? value.decode(Bool.self) {
        self = .truth(truth)
      } else if let integer = try? value.decode(Int.self) {
        self = .integer(integer)
      } else if let number = try? value.decode(Double.self) {
        self = .number(number)
      } else if let text = try? value.decode(String.self) {
        self = .string(text)
      } else if let elements = try? value.decode([Value].self) {
        self = .array(elements)
      } else {
        self = .object(try value.decode([String: Value].self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .null: try container.encodeNil()
      case .truth(let value): try container.encode(value)
      case .integer(let value): try container.encode(value)
      case .number(let value): try container.encode(value)
      case .string(let value): try container.encode(value)
      case .array(let value): try container.encode(value)
      case .object(let value): try container.encode(value)
      }
    }
  }
}
