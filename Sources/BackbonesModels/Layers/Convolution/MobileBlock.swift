internal import BackbonesGraphs

/// A stage of equal blocks: one row of a mobile network's table. Only the first block of a stage has the stride.
struct MobileBlock: Sendable, Hashable {
  var kind: Kind
  var count: Int
  /// Output channels, before the width multiplier.
  var channels: Int
  /// Kernel sizes of the depthwise or full convolution.
  var kernel: KernelSizes = 3
  /// The side of the depthwise convolution that a universal block begins with; 0 for none.
  var startKernel = 0
  var stride = 1
  /// Expansion ratio: inner channels per input channel.
  var expansion = 1.0
  /// The channels that `expansion` multiplies; nil for those of the block's input.
  var expandedChannels: Int?
  /// Squeeze-and-excitation ratio (timm's `se_ratio`), of the block's input channels; 0 for none.
  var seRatio = 0.0
  /// Whether a block that keeps size and channels adds its input.
  var skips = true
  /// The network's where nil.
  var activation: Activation?
  /// Whether the last 1x1 convolution is followed by an activation too.
  var activatesOutput = false
  /// Group size of the spatial convolution: 1 for depthwise, nil for the network's or the kind's.
  var groupSize: Int?
  /// Channel splits of the expanding and the projecting 1x1 convolution (MixNet).
  var expandingSplits = 1, projectingSplits = 1
  /// Experts of a conditional convolution (CondConv, Yang et al. 2019, arXiv:1904.04971); 0 for a plain one.
  var experts = 0
  /// The heads of a block of attention.
  var attention: MultiQuery?
  /// Whether the first block begins with space-to-depth, which lasts to the next stride (EfficientNet-X, Li et al.
  /// 2021, arXiv:2102.05610).
  var spaceToDepth = false

  enum Kind: Sendable {
    /// One convolution (`ConvBnAct`).
    case convolution
    /// `DepthwiseSeparableConv`: depthwise, then 1x1 (MobileNet, Howard et al. 2017, arXiv:1704.04861).
    case separable
    /// `InvertedResidual`: 1x1, depthwise, 1x1 (MobileNetV2, Sandler et al. 2018, arXiv:1801.04381).
    case inverted
    /// `EdgeResidual`, or fused MBConv: k x k over all channels, then 1x1 (EfficientNet-EdgeTPU).
    case edge
    /// An inverted block whose depthwise convolution may stand before the first 1x1 one, between the two, at both places
    /// or at none, where the kernel's side is 0 (MobileNetV4, Qin et al. 2024, arXiv:2404.10518).
    case universal
    /// Attention of several queries to one key and value each (Shazeer 2019, arXiv:1911.02150).
    case attention
  }

  /// The heads of multi-query attention.
  struct MultiQuery: Sendable, Hashable {
    var heads: Int
    /// Channels of a query, a key and a value.
    var width: Int
    /// How many pixels a key and a value stand for, along a side.
    var keyStride: Int
  }

  /// The kernel size of a convolution, or one for each split of the channels (MixConv, Tan & Le 2019, arXiv:1907.09595).
  struct KernelSizes: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
    var sides: [Int]
    init(_ sides: [Int]) { self.sides = sides }
    init(integerLiteral side: Int) { sides = [side] }
    init(arrayLiteral sides: Int...) { self.sides = sides }
    /// Kernel sizes with the same reach after space-to-depth.
    var halved: KernelSizes { KernelSizes(sides.map { ($0 + 1) / 2 }) }
  }

  /// Channels of one block of the scaled network.
  struct Widths: Sendable, Hashable {
    /// Channels of the spatial convolution.
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
  static func convolution(_ count: Int, _ channels: Int, kernel: KernelSizes = 3, skips: Bool = false) -> MobileBlock {
    MobileBlock(kind: .convolution, count: count, channels: channels, kernel: kernel, skips: skips)
  }

  static func separable(
    _ count: Int, _ channels: Int, kernel: KernelSizes = 3, stride: Int = 1, seRatio: Double = 0, skips: Bool = true,
    activation: Activation? = nil, activatesOutput: Bool = false, spaceToDepth: Bool = false
  ) -> MobileBlock {
    MobileBlock(
      kind: .separable, count: count, channels: channels, kernel: kernel, stride: stride, seRatio: seRatio,
      skips: skips, activation: activation, activatesOutput: activatesOutput, spaceToDepth: spaceToDepth)
  }

  static func inverted(
    _ count: Int, _ channels: Int, kernel: KernelSizes = 3, stride: Int = 1, expansion: Double, seRatio: Double = 0,
    skips: Bool = true, activation: Activation? = nil, expandingSplits: Int = 1, projectingSplits: Int = 1,
    experts: Int = 0
  ) -> MobileBlock {
    MobileBlock(
      kind: .inverted, count: count, channels: channels, kernel: kernel, stride: stride, expansion: expansion,
      seRatio: seRatio, skips: skips, activation: activation, expandingSplits: expandingSplits,
      projectingSplits: projectingSplits, experts: experts)
  }

  /// - Parameter kernels: sides of the depthwise convolutions before the first and before the last 1x1 one.
  static func universal(
    _ count: Int, _ channels: Int, kernels: (start: Int, middle: Int), stride: Int = 1, expansion: Double
  ) -> MobileBlock {
    MobileBlock(
      kind: .universal, count: count, channels: channels, kernel: KernelSizes([kernels.middle]),
      startKernel: kernels.start,
      stride: stride, expansion: expansion)
  }

  static func attention(_ channels: Int, heads: Int, width: Int, keyStride: Int = 1) -> MobileBlock {
    MobileBlock(
      kind: .attention, count: 1, channels: channels,
      attention: MultiQuery(heads: heads, width: width, keyStride: keyStride))
  }

  static func edge(
    _ count: Int, _ channels: Int, kernel: KernelSizes = 3, stride: Int = 1, expansion: Double, seRatio: Double = 0,
    skips: Bool = true, activation: Activation? = nil, groupSize: Int? = nil, expandedChannels: Int? = nil
  ) -> MobileBlock {
    MobileBlock(
      kind: .edge, count: count, channels: channels, kernel: kernel, stride: stride, expansion: expansion,
      expandedChannels: expandedChannels, seRatio: seRatio, skips: skips, activation: activation, groupSize: groupSize)
  }
}
