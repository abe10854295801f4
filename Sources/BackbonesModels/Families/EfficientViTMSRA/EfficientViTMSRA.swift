internal import BackbonesGraphs
internal import BackbonesTensors

/// EfficientViT (MSRA): attention within windows whose heads are computed one after the other, each from its own channels and
/// what the head before gave, between depthwise convolutions and MLPs (Liu et al. 2023, arXiv:2305.07027). timm 1.0.31,
/// `models/efficientvit_msra.py`.
struct EfficientViTMSRA: Architecture, Family, Hashable {
  static let module = "efficientvit_msra"

  var widths: [Int]
  var depths = [1, 2, 3]
  var heads: [Int]
  /// The sides of the depthwise convolutions of each head's queries.
  var kernels = [7, 5, 3, 3]

  static let variants = Variants<EfficientViTMSRA> { table in
    let equal = [5, 5, 5, 5]
    table["efficientvit_m0"] = EfficientViTMSRA(widths: [64, 128, 192], heads: [4, 4, 4], kernels: equal)
    table["efficientvit_m1"] = EfficientViTMSRA(widths: [128, 144, 192], heads: [2, 3, 3])
    table["efficientvit_m2"] = EfficientViTMSRA(widths: [128, 192, 224], heads: [4, 3, 2])
    table["efficientvit_m3"] = EfficientViTMSRA(widths: [128, 240, 320], heads: [4, 3, 4], kernels: equal)
    table["efficientvit_m4"] = EfficientViTMSRA(widths: [128, 256, 384], heads: [4, 4, 4])
    table["efficientvit_m5"] = EfficientViTMSRA(widths: [192, 288, 384], depths: [1, 3, 4], heads: [3, 3, 4])
  }

  var takesOutputStride: Bool { false }

  /// Pixels of the image for one of the first map, the side of a window where maps are large enough, and channels of a head's
  /// queries and keys.
  private static let patch = 16, window = 7, keyWidth = 16

  func build(_ image: Value, head: Head, in g: Scope) {
    // The shorter side of the image says how large windows are.
    var side = min(image.shape[1], image.shape[2]) / Self.patch
    guard side > 0 else {
      return g.fail(.shape, "EfficientViT takes images of at least 16x16 pixels, not of \(image.shape.extent)")
    }
    var x = buildStem(image, in: g / "patch_embed")
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      if index > 0 {
        x = buildDownsample(x, widths[index], in: stage / "downsample")
        side = (side + 1) / 2
      }
      for number in 0..<depth {
        let block = stage / "blocks" / number
        x = buildResidual(x, "0", in: block)
        let attended = attend(x, heads: heads[index], ImageSize(min(Self.window, side)), in: block / "mixer" / "m")
        x = (block / "mixer").output(g.add(x, attended))
        x = block.output(buildResidual(x, "1", in: block))
      }
      (stage / "blocks").output(x)
      stage.feature(stage.output(x))
    }
    g.hidden((g / "stages").output(x))
    buildHead(x, head, in: g)
  }

  private func buildStem(_ image: Value, in g: Scope) -> Value {
    var x = image
    for number in 1...4 {
      x = convolve(x, widths[0] >> (4 - number), kernel: 3, stride: 2, in: g / "conv\(number)")
      if number < 4 { x = (g / "relu\(number)").act(x) }
    }
    return g.output(x)
  }

  /// A depthwise convolution and an MLP, each added to its input.
  private func buildResidual(_ x: Value, _ depthwise: Scope, _ mlp: Scope) -> Value {
    let y = depthwise.output(
      depthwise.add(x, convolve(x, x.channels, kernel: 3, groups: x.channels, in: depthwise / "m")))
    let layers = mlp / "m"
    let inner = (layers / "act").act(convolve(y, 2 * y.channels, in: layers / "pw1"))
    return mlp.output(mlp.add(y, layers.output(convolve(inner, y.channels, in: layers / "pw2"))))
  }

  private func buildResidual(_ x: Value, _ suffix: String, in g: Scope) -> Value {
    buildResidual(x, g / "dw\(suffix)", g / "ffn\(suffix)")
  }

  private func buildDownsample(_ x: Value, _ channels: Int, in g: Scope) -> Value {
    func residual(_ x: Value, in g: Scope) -> Value { g.output(buildResidual(x, g / 0, g / 1)) }
    let (merge, inner) = (g / "patchmerge", 4 * x.channels)
    var y = merge.activate(convolve(residual(x, in: g / "res1"), inner, in: merge / "conv1"), .relu)
    y = convolve(y, inner, kernel: 3, stride: 2, groups: inner, in: merge / "conv2")
    y = ChannelAttention.squeezeExcite(ratio: 1.0 / 4)((merge / "act").act(y), in: merge / "se")
    y = merge.output(convolve(y, channels, in: merge / "conv3"))
    return g.output(residual(y, in: g / "res2"))
  }

  /// Attention within windows that are maps of their own: what convolves queries sees zeros around each.
  private func attend(_ x: Value, heads: Int, _ window: ImageSize, in g: Scope) -> Value {
    let map = x.shape.extent
    if map == window { return g.output(cascade(x, heads: heads, in: g / "attn")) }
    let padded = g.pad(x, toPartsOf: window)
    let mixed = cascade(g.windows(padded, of: window), heads: heads, in: g / "attn")
    let whole = g.map(ofWindows: mixed, padded.shape.extent)
    return g.output(g.slice(g.slice(whole, 0..<map.height, axis: 1), 0..<map.width, axis: 2))
  }

  /// Attention of a head to itself, of the next head's channels and its result, and so on.
  private func cascade(_ x: Value, heads: Int, in g: Scope) -> Value {
    let (width, keys) = (x.channels / heads, Self.keyWidth)
    let biases = g.offsetTable(heads: heads, x.shape.extent, isResized: true)
    var results: [Value] = []
    for head in 0..<heads {
      var part = g.slice(x, head * width..<(head + 1) * width)
      if let last = results.last { part = g.add(last, part) }
      let qkv = convolve(part, 2 * keys + width, in: g / "qkvs" / head)
      let q = convolve(
        g.slice(qkv, 0..<keys), keys, kernel: ImageSize(kernels[head]), groups: keys, in: g / "dws" / head)
      results.append(
        g.attention(
          q, g.slice(qkv, keys..<2 * keys), g.slice(qkv, 2 * keys..<2 * keys + width), heads: 1,
          scale: Float(1 / Double(keys).squareRoot()), offsets: g.slice(biases, head..<head + 1, axis: 1)))
    }
    let projection = g / "proj"
    let y = (projection / 0).act(g.concatenate(results))
    return g.output(projection.output(convolve(y, x.channels, in: projection / 1)))
  }

  private func buildHead(_ x: Value, _ head: Head, in g: Scope) {
    let pooled = g.poolMap(x, head)
    g.prelogits(pooled)
    guard head.classes > 0 else { return g.logits(pooled) }
    let classifier = g / "head"
    let normalized = (classifier / "bn").normalize(pooled, .batch())
    g.logits(classifier.output((classifier / "linear").linear(normalized, head.classes)))
  }

  private func convolve(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, in g: Scope
  ) -> Value {
    g.convNormAct(x, channels, kernel: kernel, stride: stride, groups: groups, activation: .identity)
  }
}
