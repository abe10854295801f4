internal import BackbonesGraphs
internal import BackbonesTensors

/// FocalNet: Yang et al. 2022 (arXiv:2203.11926), modulation by contexts of growing reach. timm 1.0.31,
/// `models/focalnet.py`.
struct FocalNet: Architecture, Family, Hashable {
  static let module = "focalnet"

  var depths = [2, 2, 18, 2]
  /// Channels of the first stage.
  var width: Int
  /// Levels of context, and the side of the first one's kernels.
  var levels = 2
  var window = 3
  var size = Size.usual

  enum Size: Sendable {
    case usual
    /// With overlapping patches, norms and LayerScale behind branches.
    case large
    /// The same, and a norm within the modulation.
    case huge
  }

  static let variants = Variants<FocalNet> { table in
    for (name, width) in [("tiny", 96), ("small", 96), ("base", 128)] {
      let depths = [2, 2, name == "tiny" ? 6 : 18, 2]
      table["focalnet_\(name)_srf"] = FocalNet(depths: depths, width: width)
      table["focalnet_\(name)_lrf"] = FocalNet(depths: depths, width: width, levels: 3)
    }
    for (name, width) in [("large", 192), ("xlarge", 256)] {
      table["focalnet_\(name)_fl3"] = FocalNet(width: width, levels: 3, window: 5, size: .large)
      table["focalnet_\(name)_fl4"] = FocalNet(width: width, levels: 4, size: .large)
    }
    table["focalnet_huge_fl3"] = FocalNet(width: 352, levels: 3, size: .huge)
    table["focalnet_huge_fl4"] = FocalNet(width: 352, levels: 4, size: .huge)
  }

  private var norm: Normalization { .layer(epsilon: 1e-5) }
  private var isLarge: Bool { size != .usual }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = embed(image, width, stride: 4, in: g / "stem")
    for (index, depth) in depths.enumerated() {
      let stage = g / "layers" / index
      x =
        index > 0
        ? embed(x, width << index, stride: 2, in: stage / "downsample") : (stage / "downsample").output(x)
      for number in 0..<depth { x = buildBlock(x, in: stage / "blocks" / number) }
      stage.output(x)
      if index < depths.count - 1 { stage.feature(x) }
    }
    (g / "layers").output(x)
    let normalized = (g / "norm").normalize(x, norm)
    (g / "layers" / (depths.count - 1)).feature(
      x, taps: .init(normalized: normalized, tokens: x, normalizedTokens: normalized))
    g.hidden(normalized)
    (g / "head").classifierHead(normalized, head, classifier: g / "head" / "fc")
  }

  /// Patches, or a stride between stages.
  private func embed(_ x: Value, _ channels: Int, stride: Int, in g: Scope) -> Value {
    let (kernel, border) = !isLarge ? (stride, 0) : stride == 4 ? (7, 2) : (3, 1)
    let y = (g / "proj").convolution(
      x, channels, kernel: ImageSize(kernel), stride: stride, bias: true, padding: .explicit(border))
    return g.output((g / "norm").normalize(y, norm))
  }

  private func buildBlock(_ x: Value, in g: Scope) -> Value {
    /// A branch with its norm before it, or behind it with its factors.
    func branch(_ x: Value, _ number: Int, _ body: (Value) -> Value) -> Value {
      let (before, behind) = (g / "norm\(number)", g / "norm\(number)_post")
      let scale = g / "ls\(number)"
      guard isLarge else { return g.add(x, scale.output(behind.output(body(before.normalize(x, norm))))) }
      return g.add(x, scale.channelScale(behind.normalize(body(before.output(x)), norm)))
    }
    let y = branch(x, 1) { modulate($0, in: g / "modulation") }
    return g.output(branch(y, 2) { FeedForward(convolves: true)($0, in: g / "mlp") })
  }

  /// Queries times a sum of contexts: each level sees further than the one before, the last the whole map, and each
  /// pixel weighs them.
  private func modulate(_ x: Value, in g: Scope) -> Value {
    let channels = x.channels
    let all = (g / "f").convolution(x, 2 * channels + levels + 1, bias: true)
    var context = g.slice(all, channels..<2 * channels)
    var contexts: [Value] = []
    for level in 0..<levels {
      let layer = g / "focal_layers" / level
      context = (layer / 0).convolution(
        context, channels, kernel: ImageSize(window + 2 * level), groups: channels)
      context = layer.output((layer / 1).act(context, .gelu))
      contexts.append(context)
    }
    contexts.append((g / "act").act(g.globalPool(context, .average), .gelu))
    let sum = g.weightedSum(contexts, weights: g.slice(all, 2 * channels..<2 * channels + levels + 1))
    var y = g.multiply(g.slice(all, 0..<channels), (g / "h").convolution(sum, channels, bias: true))
    y = size == .huge ? (g / "norm").normalize(y, norm) : (g / "norm").output(y)
    return g.output((g / "proj").convolution(y, channels, bias: true))
  }
}
