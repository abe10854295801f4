internal import BackbonesTensors

/// The pretrained configurations of a family, as text.
///
/// A line is `architecture.tag`, then `key=value` fields with timm's keys, in any order. What is not said is as the
/// properties of `PretrainedConfiguration` have it: `input_size` and `test_input_size` (channels x height x width),
/// `fixed_input_size`, `crop_pct`, `test_crop_pct`, `crop_mode`, `interpolation`, `num_classes`, `hf_hub_id` (`timm/` for
/// `timm/architecture.tag`), `url` (of weights that are not on the hub), `license` (empty for none; `apache-2.0` where a line with a tag says nothing), and `norm`: `half`, `clip`, `unit`, or the means and deviations themselves.
struct ConfigurationTable: Sendable {
  private let lines: [Substring: [Substring]]

  init(_ text: String) {
    lines = Dictionary(grouping: text[...].parts(at: "\n")) { line in
      Substring(line.utf8.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: " ") })
    }
  }

  /// The architectures, in no order.
  var names: some Collection<Substring> { lines.keys }

  /// The configurations of an architecture; the default one comes first.
  subscript(architecture: String) -> [PretrainedConfiguration] {
    lines[architecture[...], default: []].map(PretrainedConfiguration.init(line:))
  }
}

extension PretrainedConfiguration {
  fileprivate init(line: Substring) {
    let fields = line.parts(at: " ")
    let name = fields[0].parts(at: ".", maxSplits: 1)
    self.init()
    tag = name.count > 1 ? String(name[1]) : ""
    license = tag.isEmpty ? nil : "apache-2.0"
    for field in fields.dropFirst() {
      let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = String(pair[pair.count - 1])
      switch pair[0] {
      case "input_size": (inputChannels, inputSize) = Self.size(value)
      case "test_input_size": testInputSize = Self.size(value).size
      case "fixed_input_size": fixedInputSize = true
      case "crop_pct": cropFraction = Double(value)!
      case "test_crop_pct": testCropFraction = Double(value)!
      case "crop_mode": cropMode = value
      case "interpolation": interpolation = value
      case "norm": (mean, standardDeviation) = Self.normalization(value)
      case "num_classes": classes = Int(value)!
      case "license": license = value.isEmpty ? nil : value
      case "url": url = value
      case "hf_hub_id": hub = value == "timm/" ? value + fields[0] : value
      default: preconditionFailure("unknown field '\(field)' of \(fields[0])")
      }
    }
  }

  private static func size(_ value: String) -> (channels: Int, size: ImageSize) {
    let extents = value.split(separator: "x").map { Int($0)! }
    return (extents[0], ImageSize(extents[1], extents[2]))
  }

  private static func normalization(_ value: String) -> (mean: [Double], deviation: [Double]) {
    switch value {
    case "half": return ([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])
    case "clip": return ([0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711])
    case "unit": return ([0, 0, 0], [1, 1, 1])
    default:
      let parts = value.split(separator: "/").map { $0.split(separator: ",").map { Double($0)! } }
      return (parts[0], parts[1])
    }
  }
}
