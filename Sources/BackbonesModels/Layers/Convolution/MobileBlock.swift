internal import BackbonesGraphs

/// A run of equal blocks: one row of the table of a mobile network. Only the first block of a stage has the stride.
struct MobileBlock: Sendable, Hashable {
  var kind: Kind
  var count: Int
  /// Channels of the output, before the network is scaled.
  var channels: Int
  /// The convolution over space.
  var kernel: Taps = 3
  var stride = 1
  /// Inner channels per input channel.
  var expansion = 1.0
  /// The channels that `expansion` multiplies; nil for those of the block's input.
  var expandedChannels: Int?
  /// Channels between the layers of squeeze-and-excitation per input channel of the block; 0 for none.
  var squeeze = 0.0
  /// Whether a block that keeps size and channels adds its input.
  var skips = true
  /// The network's where nil.
  var activation: Activation?
  /// Whether the last 1x1 convolution is followed by an activation too.
  var activatesOutput = false
  /// Channels of a group of the convolution over space: 1 for a depthwise one, nil for the network's or the kind's.
  var groupSize: Int?
  /// Groups of channels that the 1x1 convolutions that widen and narrow are split into.
  var expandingSplits = 1, projectingSplits = 1
  /// Kernels that each image mixes its own from (CondConv, Yang et al. 2019, arXiv:1904.04971); 0 for a plain one.
  var experts = 0
  /// Whether the first block begins by turning 2x2 pixels into channels, until the next stride would have halved the
  /// map (EfficientNet-X, Li et al. 2021, arXiv:2102.05610).
  var spaceToDepth = false

  enum Kind: Sendable {
    /// A convolution over space and channels.
    case convolution
    /// A depthwise convolution, then a 1x1 one (MobileNet, Howard et al. 2017, arXiv:1704.04861).
    case separable
    /// Wide inside: 1x1, depthwise, 1x1 (MobileNetV2, Sandler et al. 2018, arXiv:1801.04381).
    case inverted
    /// Wide inside, the first two as one: k x k over all channels, then 1x1 (EfficientNet-EdgeTPU; "fused MBConv").
    case edge
  }

  /// The side of a kernel, or those of several, each for its share of the channels (MixConv, Tan & Le 2019,
  /// arXiv:1907.09595).
  struct Taps: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    var sides: [Int]
    init(_ sides: [Int]) { self.sides = sides }
    init(integerLiteral side: Int) { sides = [side] }
    init(arrayLiteral sides: Int...) { self.sides = sides }
    /// Kernel sizes with the same reach after space-to-depth.
    var halved: Taps { Taps(sides.map { ($0 + 1) / 2 }) }
  }

  /// Channels of one block of the scaled network.
  struct Widths: Sendable, Hashable {
    /// Channels of the convolution over space.
    var inner: Int
    /// Channels between the layers of squeeze-and-excitation; 0 for none.
    var squeezed: Int
    var output: Int

    init(_ inner: Int, _ squeezed: Int, _ output: Int) {
      (self.inner, self.squeezed, self.output) = (inner, squeezed, output)
    }
  }
}

// The rows of tables: blocks, channels, then what differs from the usual.
extension MobileBlock {
  static func convolution(_ count: Int, _ channels: Int, kernel: Taps = 3, skips: Bool = false) -> MobileBlock {
    MobileBlock(kind: .convolution, count: count, channels: channels, kernel: kernel, skips: skips)
  }

  static func separable(
    _ count: Int, _ channels: Int, stride: Int = 1, squeeze: Double = 0, skips: Bool = true,
    activatesOutput: Bool = false, spaceToDepth: Bool = false
  ) -> MobileBlock {
    MobileBlock(
      kind: .separable, count: count, channels: channels, stride: stride, squeeze: squeeze, skips: skips,
      activatesOutput: activatesOutput, spaceToDepth: spaceToDepth)
  }

  static func inverted(
    _ count: Int, _ channels: Int, kernel: Taps = 3, stride: Int = 1, expansion: Double, squeeze: Double = 0,
    skips: Bool = true, activation: Activation? = nil, expandingSplits: Int = 1, projectingSplits: Int = 1,
    experts: Int = 0
  ) -> MobileBlock {
    MobileBlock(
      kind: .inverted, count: count, channels: channels, kernel: kernel, stride: stride, expansion: expansion,
      squeeze: squeeze, skips: skips, activation: activation, expandingSplits: expandingSplits,
      projectingSplits: projectingSplits, experts: experts)
  }

  static func edge(
    _ count: Int, _ channels: Int, kernel: Taps = 3, stride: Int = 1, expansion: Double, squeeze: Double = 0,
    skips: Bool = true, activation: Activation? = nil, groupSize: Int? = nil, expandedChannels: Int? = nil
  ) -> MobileBlock {
    MobileBlock(
      kind: .edge, count: count, channels: channels, kernel: kernel, stride: stride, expansion: expansion,
      expandedChannels: expandedChannels, squeeze: squeeze, skips: skips, activation: activation, groupSize: groupSize)
  }
}
