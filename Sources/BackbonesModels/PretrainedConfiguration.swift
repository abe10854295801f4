public import BackbonesTensors

/// What timm records of a set of pretrained weights: input, preprocessing, classes.
public struct PretrainedConfiguration: Sendable, Hashable {
  /// The tag of the weights: `a1_in1k`; empty where timm has none.
  public var tag = ""
  /// Channels of the image.
  public var inputChannels = 3
  /// Height and width of the image.
  public var inputSize: ImageSize = 224
  /// The size that gives the best accuracy, where it is another.
  public var testInputSize: ImageSize?
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
  public var mean = [0.485, 0.456, 0.406]
  /// The standard deviation of each channel.
  public var standardDeviation = [0.229, 0.224, 0.225]
  /// Classes; 0 for an encoder.
  public var classes = 1000
  /// The classes' names, in order; nil where a model's `config.json` has none, as with timm's own.
  public var labels: [String]?
  /// The hub's name of the weights: `timm/resnet50.a1_in1k`.
  public var hub: String?
  /// Where timm has weights that are not on the hub: a checkpoint of PyTorch; nil for all others.
  public var url: String?
  /// The license of the weights, as the hub names it: `apache-2.0`; nil where timm says none.
  public var license: String?

  /// An ImageNet classifier's of 224x224 pixels.
  public init() {}

  /// Whether there are weights.
  package var hasWeights: Bool { hub != nil || url != nil }
}
