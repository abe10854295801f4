internal import BackbonesGraphs
internal import BackbonesTensors

/// Residual networks of the ResNet kind: He et al. 2016 (arXiv:1512.03385) with the stride in the 3x3 convolution,
/// ResNeXt's groups (arXiv:1611.05431), the stems and shortcuts of "bag of tricks" (arXiv:1812.01187), anti-aliasing
/// (arXiv:1904.11486) and ResNet-RS (arXiv:2103.07579). timm 1.0.31, `models/resnet.py`.
struct ResNet: Architecture, Family, Hashable {
  static let module = "resnet"

  var block: Block
  /// The blocks of stages that have others.
  var otherBlocks: [Int: Block] = [:]
  var depths: [Int]
  /// Channels of each stage, before the block's expansion.
  var widths = [64, 128, 256, 512]
  var stem = Stem.plain
  var stemPool = StemPool.maximum
  var downsample = Downsample.convolution()
  /// Cardinality, and the base width of a group (ResNeXt's 32x4d: groups 32, baseWidth 4).
  var groups = 1
  var baseWidth = 64
  /// The factor by which a block's first convolution is narrower than its second (timm's `block_reduce_first`).
  var reduceFirst = 1
  var attention: ChannelAttention?
  /// What replaces strides, beyond the stem's first.
  var antiAliasing: AntiAliasing?
  var norm = Normalization.batch()
  /// Channels that pruning left, a stage each.
  var pruned: [PrunedStage]?

  enum Block: Sendable, Hashable {
    case basic, bottleneck
    /// A bottleneck with split attention; see `ResNeSt.swift`.
    case splitAttention(radix: Int, averagesFirst: Bool = false)
    /// A bottleneck of several scales; see `Scope.scales`.
    case scales(Int)
    /// Blocks whose strided convolution chooses its kernel; see `SKNet.swift`.
    case selectiveBasic(SelectiveKernel), selectiveBottleneck(SelectiveKernel)

    var expansion: Int {
      switch self {
      case .basic, .selectiveBasic: 1
      case .bottleneck, .splitAttention, .scales, .selectiveBottleneck: 4
      }
    }

    /// timm's name of the activation after the sum.
    var lastActivation: String {
      switch self {
      case .basic: "act2"
      case .bottleneck, .splitAttention: "act3"
      case .scales: "relu"
      case .selectiveBasic, .selectiveBottleneck: "act"
      }
    }
  }

  enum Stem: Sendable, Hashable {
    /// One 7x7 convolution of 64 channels.
    case plain
    /// Three 3x3 convolutions: `width`, `width` and `2 * width` channels.
    case deep(width: Int)
    /// Three 3x3 convolutions that widen: `3/4 * width`, `width` and `2 * width` channels.
    case tiered(width: Int)
  }

  /// What follows the stem, with stride 2.
  enum StemPool: Sendable {
    case maximum
    /// A 3x3 convolution, a norm and an activation.
    case convolution
  }

  /// How a shortcut changes resolution.
  enum Downsample: Sendable, Hashable {
    /// A convolution; 1x1 where it has no stride.
    case convolution(kernel: Int = 1)
    /// A 2x2 mean, then a 1x1 convolution.
    case average
  }

  /// What takes every second pixel after an activation.
  enum AntiAliasing: Sendable {
    case blur
    /// A 2x2 mean; behind the stem it stands in for the maximum.
    case average
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let maps = buildMaps(image, in: g)
    for (module, map) in maps { module.feature(map) }
    g.hidden(maps.last!.map)
    g.classifierHead(maps.last!.map, head, classifier: g / "fc")
  }

  /// The map of the stem and of each stage, with the modules that make them.
  func buildMaps(_ image: Value, in g: Scope) -> [(module: Scope, map: Value)] {
    var maps = [(g / "act1", buildStem(image, in: g))]
    var x = buildStemPool(maps[0].1, in: g / "maxpool")
    for stage in depths.indices {
      let layer = g / "layer\(stage + 1)"
      x = buildStage(x, stage, in: layer)
      maps.append((layer, x))
    }
    return maps
  }

  /// The blocks of a stage; the first of later stages has the stride 2.
  func buildStage(_ x: Value, _ stage: Int, in g: Scope) -> Value {
    g.output((0..<depths[stage]).reduce(x) { x, index in buildBlock(x, stage, index, in: g / index) })
  }

  private func buildStem(_ image: Value, in g: Scope) -> Value {
    let conv = g / "conv1"
    var x: Value
    switch stem {
    case .plain: x = conv.convolution(image, 64, kernel: 7, stride: 2)
    case .deep(let width), .tiered(let width):
      let first = if case .tiered = stem { 3 * (width / 4) } else { width }
      x = (conv / 0).convolution(image, first, kernel: 3, stride: 2)
      x = (conv / 2).act((conv / 1).normalize(x, norm))
      x = (conv / 3).convolution(x, width, kernel: 3)
      x = (conv / 5).act((conv / 4).normalize(x, norm))
      x = conv.output((conv / 6).convolution(x, 2 * width, kernel: 3))
    }
    return (g / "act1").act((g / "bn1").normalize(x, norm))
  }

  private func buildStemPool(_ x: Value, in g: Scope) -> Value {
    switch stemPool {
    case .convolution:
      return g.convNormActSequence(x, x.channels, kernel: 3, stride: 2, norm: norm)
    case .maximum where antiAliasing == .average:
      return g.output(g.pool(x, .average, kernel: 2, stride: 2))
    case .maximum:
      return g.stemMaximum(x, blur: antiAliasing == .blur)
    }
  }

  private func buildBlock(_ x: Value, _ stage: Int, _ index: Int, in g: Scope) -> Value {
    let block = otherBlocks[stage] ?? block
    let (first, second, channels) = blockWidths(block, stage, index)
    let stride = stage > 0 && index == 0 ? 2 : 1
    var y: Value
    switch block {
    case .basic:
      y = buildStrided(x, first, stride: stride, number: 1, in: g)
      y = (g / "bn2").normalize((g / "conv2").convolution(y, channels, kernel: 3), norm)
    case .bottleneck, .splitAttention:
      y = (g / "bn1").normalize((g / "conv1").convolution(x, first), norm)
      y = (g / "act1").act(y)
      if case .splitAttention(let radix, let averagesFirst) = block {
        y = buildSplit(y, second, radix: radix, averagesFirst: averagesFirst, stride: stride, in: g)
      } else {
        y = buildStrided(y, second, stride: stride, groups: groups, number: 2, in: g)
      }
      y = (g / "bn3").normalize((g / "conv3").convolution(y, channels), norm)
    case .scales(let count):
      y = g.activate((g / "bn1").normalize((g / "conv1").convolution(x, second * count), norm), .relu)
      y = g.scales(y, count: count, isFirst: index == 0, stride: stride, groups: groups, norm: norm)
      y = (g / "bn3").normalize((g / "conv3").convolution(y, channels), norm)
    case .selectiveBasic(let select):
      y = select(x, first, stride: stride, groups: groups, in: g / "conv1")
      y = (g / "conv2").convNormAct(y, channels, kernel: 3, norm: norm, activation: .identity)
    case .selectiveBottleneck(let select):
      y = (g / "conv1").convNormAct(x, first, norm: norm)
      y = select(y, second, stride: stride, groups: groups, in: g / "conv2")
      y = (g / "conv3").convNormAct(y, channels, norm: norm, activation: .identity)
    }
    if let attention { y = attention(y, unpruned: widths[stage] * block.expansion, in: g / "se") }
    let needsProjection = g.steps(x, stride: stride) || x.channels != channels
    let shortcut = needsProjection ? buildShortcut(x, channels, stride: stride, in: g / "downsample") : x
    return g.output((g / block.lastActivation).act(g.add(y, shortcut)))
  }

  /// Channels that the convolutions of a block make: its first, its second or strided one, its last.
  private func blockWidths(_ block: Block, _ stage: Int, _ index: Int) -> (first: Int, second: Int, last: Int) {
    if let pruned {
      let (stage, width) = (pruned[stage], pruned[stage].inner[index])
      return (width.first, width.second, stage.channels)
    }
    let inner = block.expansion == 1 ? widths[stage] : widths[stage] * baseWidth / 64 * groups
    return (inner / reduceFirst, inner, widths[stage] * block.expansion)
  }

  /// The 3x3 convolution that has the block's stride, its norm and activation, and anti-aliasing.
  private func buildStrided(
    _ x: Value, _ channels: Int, stride: Int, groups: Int = 1, number: Int, in g: Scope
  ) -> Value {
    let thinsLater = antiAliasing != nil && g.steps(x, stride: stride)
    var y = (g / "conv\(number)").convolution(
      x, channels, kernel: 3, stride: thinsLater ? 1 : stride, groups: groups)
    y = (g / "act\(number)").act((g / "bn\(number)").normalize(y, norm))
    let aa = g / "aa"
    return switch antiAliasing {
    case .average where thinsLater: aa.output(aa.pool(y, .average, kernel: 2, stride: stride))
    // A stride that became dilation still blurs.
    case .blur where stride > 1: aa.output(aa.blurPool(y, stride: thinsLater ? stride : 1))
    default: y
    }
  }

  private func buildShortcut(_ x: Value, _ channels: Int, stride: Int, in g: Scope) -> Value {
    switch downsample {
    case .convolution(let kernel):
      let y = (g / 0).convolution(x, channels, kernel: ImageSize(stride == 1 ? 1 : kernel), stride: stride)
      return g.output((g / 1).normalize(y, norm))
    case .average:
      let pooled = (g / 0).averageDownsample(x, stride: stride)
      return g.output((g / 2).normalize((g / 1).convolution(pooled, channels), norm))
    }
  }
}
