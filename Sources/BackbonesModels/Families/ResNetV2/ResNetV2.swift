internal import BackbonesGraphs
internal import BackbonesTensors

/// Residual networks with pre-activation: He et al. 2016 (arXiv:1603.05027) with the stride in the 3x3 convolution; Big
/// Transfer (Kolesnikov et al. 2019, arXiv:1912.11370) with group norms and standardised weights. timm 1.0.31,
/// `models/resnetv2.py`.
struct ResNetV2: Architecture, Family, Hashable {
  static let module = "resnetv2"

  var block = Block.bottleneck
  var depths: [Int]
  /// What multiplies all channels.
  var width = 1
  var stem = Stem.plain
  var norm = Normalization.batch()
  /// Weight standardisation; group norms of BiT go with it.
  var standardization: WeightStandardization?
  /// Whether a shortcut shrinks by a 2x2 mean before its 1x1 convolution, instead of by its stride.
  var averagesShortcut = false
  /// The borders of convolutions, and of the maximum behind the stem.
  var padding = Padding.symmetric
  /// Whether norms stand before convolutions. Where they do not, the network is the front of a hybrid vision transformer.
  var preActivates = true

  enum Block: Sendable {
    case basic, bottleneck

    /// Channels of a stage per 64 of the first.
    var expansion: Int { self == .basic ? 1 : 4 }
  }

  enum Stem: Sendable {
    /// One 7x7 convolution.
    case plain
    /// The same; the maximum behind it counts zeros around the map.
    case counted
    /// Three 3x3 convolutions of half the channels, half and all.
    case deep
    /// Three 3x3 convolutions of three eighths of the channels, half and all.
    case tiered
  }

  static let variants = Variants<ResNetV2> { table in
    table["resnetv2_18"] = ResNetV2(block: .basic, depths: [2, 2, 2, 2])
    table["resnetv2_18d"] = ResNetV2(block: .basic, depths: [2, 2, 2, 2], stem: .deep, averagesShortcut: true)
    table["resnetv2_34"] = ResNetV2(block: .basic, depths: [3, 4, 6, 3])
    table["resnetv2_34d"] = ResNetV2(block: .basic, depths: [3, 4, 6, 3], stem: .deep, averagesShortcut: true)
    table["resnetv2_50"] = ResNetV2(depths: [3, 4, 6, 3])
    table["resnetv2_50d"] = ResNetV2(depths: [3, 4, 6, 3], stem: .deep, averagesShortcut: true)
    table["resnetv2_50t"] = ResNetV2(depths: [3, 4, 6, 3], stem: .tiered, averagesShortcut: true)
    table["resnetv2_101"] = ResNetV2(depths: [3, 4, 23, 3])
    table["resnetv2_101d"] = ResNetV2(depths: [3, 4, 23, 3], stem: .deep, averagesShortcut: true)
    table["resnetv2_152"] = ResNetV2(depths: [3, 8, 36, 3])
    table["resnetv2_152d"] = ResNetV2(depths: [3, 8, 36, 3], stem: .deep, averagesShortcut: true)
    for (name, norm) in [
      ("gn", Normalization.group()), ("evos", .evoNormS0()), ("frn", .filterResponse()),
    ] {
      table["resnetv2_50d_" + name] = ResNetV2(
        depths: [3, 4, 6, 3], stem: .deep, norm: norm, averagesShortcut: true)
    }
    for (name, depths, width) in [
      ("50x1", [3, 4, 6, 3], 1), ("50x3", [3, 4, 6, 3], 3), ("101x1", [3, 4, 23, 3], 1), ("101x3", [3, 4, 23, 3], 3),
      ("152x2", [3, 8, 36, 3], 2), ("152x4", [3, 8, 36, 3], 4),
    ] {
      table["resnetv2_\(name)_bit"] = ResNetV2(
        depths: depths, width: width, stem: .counted, norm: .group(), standardization: .plain(epsilon: 1e-8))
    }
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let maps = buildMaps(image, in: g)
    for (module, map) in maps.dropLast() { module.feature(map) }
    let (last, x) = maps.last!
    let normalized = (g / "norm").normalize(x, norm, activation: .relu)
    last.feature(x, taps: .init(normalized: normalized, tokens: x, normalizedTokens: normalized))
    g.hidden(normalized)
    (g / "head").convolutionalHead(normalized, head, classifier: g / "head" / "fc")
  }

  /// The map of the stem, before its pooling, and of each stage, with the modules that make them.
  func buildMaps(_ image: Value, in g: Scope) -> [(module: Scope, map: Value)] {
    var maps = [buildStem(image, in: g / "stem")]
    var x = buildStemPool(maps[0].map, in: g / "stem")
    for (stage, depth) in depths.enumerated() {
      let module = g / "stages" / stage
      for index in 0..<depth {
        let block = module / "blocks" / index
        x = preActivates ? buildBlock(x, stage, index, in: block) : buildPostActivation(x, stage, index, in: block)
      }
      maps.append((module, module.output(x)))
    }
    return maps
  }

  private func convolve(_ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, in g: Scope) -> Value {
    g.convolution(x, channels, kernel: kernel, stride: stride, padding: padding, standardization: standardization)
  }

  /// The stem without its pooling; its module is `g`.
  func buildStem(_ image: Value, in g: Scope) -> (module: Scope, map: Value) {
    let channels = 64 * width
    var x = image
    var last = g / "conv"
    switch stem {
    case .plain, .counted: x = convolve(x, channels, kernel: 7, stride: 2, in: last)
    case .deep, .tiered:
      let first = stem == .tiered ? 3 * channels / 8 : channels / 2
      x = convolve(x, first, kernel: 3, stride: 2, in: g / "conv1")
      x = (g / "norm1").normalize(x, norm, activation: .relu)
      x = convolve(x, channels / 2, kernel: 3, in: g / "conv2")
      x = (g / "norm2").normalize(x, norm, activation: .relu)
      last = g / "conv3"
      x = convolve(x, channels, kernel: 3, in: last)
    }
    return preActivates ? (last, x) : (g / "norm", (g / "norm").normalize(x, norm, activation: .relu))
  }

  /// The maximum behind the stem, whose module `g` is.
  func buildStemPool(_ x: Value, in g: Scope) -> Value {
    let pool = g / "pool"
    return g.output(
      pool.output(pool.pool(x, stem == .counted ? .maxCountingPadding : .max, kernel: 3, stride: 2, padding: padding)))
  }

  private func buildBlock(_ x: Value, _ stage: Int, _ index: Int, in g: Scope) -> Value {
    let channels = (64 << stage) * block.expansion * width
    let stride = stage > 0 && index == 0 ? 2 : 1
    let entrance = (g / "norm1").normalize(x, norm, activation: .relu)
    var y: Value
    switch block {
    case .basic:
      y = convolve(entrance, channels, kernel: 3, stride: stride, in: g / "conv1")
      y = (g / "norm2").normalize(y, norm, activation: .relu)
      y = convolve(y, channels, kernel: 3, in: g / "conv2")
    case .bottleneck:
      y = convolve(entrance, channels / 4, in: g / "conv1")
      y = (g / "norm2").normalize(y, norm, activation: .relu)
      y = convolve(y, channels / 4, kernel: 3, stride: stride, in: g / "conv2")
      y = (g / "norm3").normalize(y, norm, activation: .relu)
      y = convolve(y, channels, in: g / "conv3")
    }
    var shortcut = x
    if index == 0 && (stride > 1 || x.channels != channels) {
      let d = g / "downsample"
      let pooled = averagesShortcut ? (d / "pool").averageDownsample(entrance, stride: stride) : entrance
      shortcut = d.output(convolve(pooled, channels, stride: averagesShortcut ? 1 : stride, in: d / "conv"))
    }
    return g.output(g.add(y, shortcut))
  }

  /// A bottleneck whose norms and activations stand behind its convolutions.
  private func buildPostActivation(_ x: Value, _ stage: Int, _ index: Int, in g: Scope) -> Value {
    let channels = (64 << stage) * block.expansion * width
    let stride = stage > 0 && index == 0 ? 2 : 1
    var y = convolve(x, channels / 4, in: g / "conv1")
    y = (g / "norm1").normalize(y, norm, activation: .relu)
    y = convolve(y, channels / 4, kernel: 3, stride: stride, in: g / "conv2")
    y = (g / "norm2").normalize(y, norm, activation: .relu)
    y = (g / "norm3").normalize(convolve(y, channels, in: g / "conv3"), norm)
    var shortcut = x
    if index == 0 {
      let d = g / "downsample"
      shortcut = d.output((d / "norm").normalize(convolve(x, channels, stride: stride, in: d / "conv"), norm))
    }
    return g.output((g / "act3").act(g.add(y, shortcut)))
  }
}
