internal import BackbonesGraphs
internal import BackbonesTensors

/// ConvNeXt: Liu et al. 2022 (arXiv:2201.03545), and V2 with global response normalisation, Woo et al. 2023
/// (arXiv:2301.00808). timm 1.0.31, `models/convnext.py`.
struct ConvNeXt: Architecture, Family, Hashable {
  static let module = "convnext"

  var depths: [Int]
  var widths: [Int]
  var stem = Stem.patch
  /// The side of each stage's depthwise kernels.
  var kernels = [7, 7, 7, 7]
  /// Whether the products of a block are 1x1 convolutions in the state dict.
  var convolves = false
  /// Whether channels are normalised by their response inside a block (V2), instead of LayerScale behind it.
  var responseNorm = false
  var norm = Normalization.layer()
  var activation = Activation.gelu
  /// Whether the last norm stands before the pooling.
  var normBeforePooling = false
  /// Channels of a layer before the classifier, where there is one.
  var headWidth: Int?

  enum Stem: Sendable, Hashable {
    /// Patches of 4x4 pixels.
    case patch
    /// Two 3x3 convolutions of stride 2; the first has all channels.
    case overlapping(activation: Activation = .identity)
    /// The first of them has half the channels.
    case tiered
  }

  static let variants = Variants<ConvNeXt> { table in
    // The paper's table, and its smaller kin.
    let sizes: [(name: String, depths: [Int], width: Int)] = [
      ("zepto", [2, 2, 4, 2], 32), ("atto", [2, 2, 6, 2], 40), ("femto", [2, 2, 6, 2], 48), ("pico", [2, 2, 6, 2], 64),
      ("nano", [2, 2, 8, 2], 80), ("tiny", [3, 3, 9, 3], 96), ("small", [3, 3, 27, 3], 96),
      ("base", [3, 3, 27, 3], 128),
      ("large", [3, 3, 27, 3], 192), ("xlarge", [3, 3, 27, 3], 256), ("xxlarge", [3, 4, 30, 3], 384),
      ("huge", [3, 3, 27, 3], 352),
    ]
    let convolving: Set = ["zepto", "atto", "femto", "pico", "nano"]
    func size(_ name: String) -> ConvNeXt {
      let row = sizes.first { $0.name == name }!
      return ConvNeXt(
        depths: row.depths, widths: (0..<4).map { row.width << $0 }, convolves: convolving.contains(name))
    }
    for name in ["atto", "femto", "pico", "nano", "tiny", "small", "base", "large", "xlarge"] {
      table["convnext_\(name)"] = size(name)
    }
    for name in ["atto", "femto", "pico", "nano", "tiny", "small", "base", "large", "huge"] {
      var variant = size(name)
      variant.responseNorm = true
      table["convnextv2_\(name)"] = variant
    }
    func derive(_ name: String, from base: ConvNeXt, _ change: (inout ConvNeXt) -> Void) {
      var variant = base
      change(&variant)
      table[name] = variant
    }
    for name in ["atto", "femto", "pico"] {
      derive("convnext_\(name)_ols", from: size(name)) { $0.stem = .tiered }
    }
    derive("convnext_nano_ols", from: size("nano")) { $0.stem = .overlapping() }
    derive("convnext_atto_rms", from: size("atto")) { $0.norm = .rms() }
    derive("convnext_zepto_rms", from: size("zepto")) { $0.norm = .simple() }
    derive("convnext_zepto_rms_ols", from: size("zepto")) {
      ($0.norm, $0.stem) = (.simple(), .overlapping(activation: .gelu))
    }
    derive("convnext_tiny_hnf", from: size("tiny")) { ($0.normBeforePooling, $0.convolves) = (true, true) }
    derive("convnext_large_mlp", from: size("large")) { $0.headWidth = 1536 }
    derive("convnext_xxlarge", from: size("xxlarge")) { $0.norm = .layer(epsilon: 1e-5) }
    let tests: [(depths: [Int], widths: [Int], kernels: [Int], activation: Activation)] = [
      ([1, 2, 4, 2], [24, 32, 48, 64], [7, 7, 7, 7], .geluTanh),
      ([1, 1, 1, 1], [32, 64, 96, 128], [7, 7, 7, 7], .geluTanh),
      ([1, 1, 1, 1], [32, 64, 96, 128], [7, 5, 5, 3], .silu),
    ]
    for (name, row) in zip(["test_convnext", "test_convnext2", "test_convnext3"], tests) {
      table[name] = ConvNeXt(
        depths: row.depths, widths: row.widths, kernels: row.kernels, norm: .layer(epsilon: 1e-5),
        activation: row.activation)
    }
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = buildStem(image, in: g / "stem")
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      x =
        index > 0
        ? (stage / "downsample").normDownsample(x, widths[index], norm: norm) : (stage / "downsample").output(x)
      for number in 0..<depth { x = buildBlock(x, kernel: kernels[index], in: stage / "blocks" / number) }
      stage.output((stage / "blocks").output(x))
      if index < depths.count - 1 { stage.feature(x) }
    }
    let last = g / "stages" / (depths.count - 1)
    if normBeforePooling {
      let normalized = (g / "norm_pre").normalize(x, norm)
      last.feature(x, taps: .init(normalized: normalized, tokens: x, normalizedTokens: normalized))
      g.hidden(normalized)
      (g / "head").classifierHead(normalized, head, classifier: g / "head" / "fc")
    } else {
      last.feature(x)
      g.hidden((g / "norm_pre").output(x))
      NormHead(norm: norm, width: headWidth)(x, head, in: g / "head")
    }
  }

  private func buildStem(_ image: Value, in g: Scope) -> Value {
    let width = widths[0]
    var x: Value
    let last: Int
    switch stem {
    case .patch:
      x = (g / 0).convolution(image, width, kernel: 4, stride: 4, bias: true, padding: .none)
      last = 1
    case .overlapping(let activation):
      x = (g / 0).convolution(image, width, kernel: 3, stride: 2, bias: true)
      if activation != .identity { x = (g / 1).act(x, activation) }
      last = activation == .identity ? 2 : 3
      x = (g / (last - 1)).convolution(x, width, kernel: 3, stride: 2, bias: true)
    case .tiered:
      x = (g / 0).convolution(image, makeDivisible(Double(width) / 2), kernel: 3, stride: 2, bias: true)
      x = (g / 1).convolution(x, width, kernel: 3, stride: 2, bias: true)
      last = 2
    }
    return g.output((g / last).normalize(x, norm))
  }

  private func buildBlock(_ x: Value, kernel: Int, in g: Scope) -> Value {
    var y = (g / "conv_dw").convolution(x, x.channels, kernel: ImageSize(kernel), groups: x.channels, bias: true)
    y = (g / "norm").normalize(y, norm)
    let mlp = FeedForward(
      activation: activation, innerNorm: responseNorm ? .globalResponse() : nil, innerNormName: "grn",
      convolves: convolves)
    y = mlp(y, in: g / "mlp")
    if !responseNorm { y = g.channelScale(y) }
    return g.output(g.add(x, y))
  }
}
