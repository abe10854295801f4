/// What timm records of a set of pretrained weights: input, preprocessing, classes.
public struct Configuration: Sendable, Hashable {
  /// The tag of the weights: `a1_in1k`; empty where timm has none.
  public var tag = ""
  /// Channels, height and width.
  public var inputSize: [Int]
  /// Channels, height and width that give the best accuracy, where they are others.
  public var testInputSize: [Int]?
  /// Whether the network is built for one size.
  public var fixedInputSize = false
  /// The part of the resized image's side that the crop keeps.
  public var cropFraction = 0.875
  /// That at the test size, where it is another.
  public var testCropFraction: Double?
  /// `center`, `squash` or `border`.
  public var cropMode = "center"
  /// `bicubic`, `bilinear`, ….
  public var interpolation = "bicubic"
  /// The mean of each channel, of values from 0 to 1.
  public var mean: [Double]
  /// The standard deviation of each channel.
  public var standardDeviation: [Double]
  /// Classes; 0 for an encoder.
  public var classes = 1000
  /// The hub's name of the weights: `timm/resnet50.a1_in1k`.
  public var hub: String?
}

extension Configuration {
  /// Reads the lines of a family's table that belong to an architecture; the default one comes first.
  ///
  /// A line is `architecture.tag`, then `key=value` fields in any order; what is not said is as the properties have it:
  /// `in` channels x height x width, `test` that at test time, `crop`, `testcrop`, `mode`, `interp`, `norm` (a name,
  /// or mean/std), `classes`, `hub`, `fixed`.
  static func parse(_ table: String, of architecture: String) -> [Configuration] {
    table.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      let name = fields[0].split(separator: ".", maxSplits: 1)
      guard name[0] == architecture else { return nil }
      var c = Configuration(inputSize: [3, 224, 224], mean: imageNet.mean, standardDeviation: imageNet.deviation)
      c.tag = name.count > 1 ? String(name[1]) : ""
      for field in fields.dropFirst() {
        let pair = field.split(separator: "=", maxSplits: 1)
        let value = String(pair[pair.count - 1])
        switch pair[0] {
        case "in": c.inputSize = value.split(separator: "x").map { Int($0)! }
        case "test": c.testInputSize = value.split(separator: "x").map { Int($0)! }
        case "fixed": c.fixedInputSize = true
        case "crop": c.cropFraction = Double(value)!
        case "testcrop": c.testCropFraction = Double(value)!
        case "mode": c.cropMode = value
        case "interp": c.interpolation = value
        case "norm": (c.mean, c.standardDeviation) = normalization(value)
        case "classes": c.classes = Int(value)!
        case "hub": c.hub = value
        default: preconditionFailure("unknown field '\(field)' of \(fields[0])")
        }
      }
      return c
    }
  }

  private static let imageNet = (mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225])

  private static func normalization(_ value: String) -> (mean: [Double], deviation: [Double]) {
    switch value {
    case "imagenet": return imageNet
    case "half": return ([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])
    case "clip": return ([0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711])
    case "unit": return ([0, 0, 0], [1, 1, 1])
    default:
      let parts = value.split(separator: "/").map { $0.split(separator: ",").map { Double($0)! } }
      return (parts[0], parts[1])
    }
  }
}
