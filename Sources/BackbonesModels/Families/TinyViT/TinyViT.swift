internal import BackbonesGraphs
internal import BackbonesTensors

/// TinyViT: a stage of inverted bottlenecks, then three of attention within windows, with a depthwise convolution between
/// attention and MLP (Wu et al. 2022, arXiv:2207.10666). timm 1.0.31, `models/tiny_vit.py`.
struct TinyViT: Architecture, Family, Hashable {
  static let module = "tiny_vit"

  var widths: [Int]
  var depths = [2, 2, 6, 2]
  /// Heads of the stages that attend.
  var heads: [Int]
  /// The sides of their windows.
  var windows = [7, 14, 7]

  static let variants = Variants<TinyViT> { table in
    table["tiny_vit_5m_224"] = TinyViT(widths: [64, 128, 160, 320], heads: [4, 5, 10])
    table["tiny_vit_11m_224"] = TinyViT(widths: [64, 128, 256, 448], heads: [4, 8, 14])
    for (pixels, window) in [(224, 7), (384, 12), (512, 16)] {
      table["tiny_vit_21m_\(pixels)"] = TinyViT(
        widths: [96, 192, 384, 576], heads: [6, 12, 18], windows: [window, 2 * window, window])
    }
  }

  var takesOutputStride: Bool { false }
  private static let norm = Normalization.layer(epsilon: 1e-5)

  func build(_ image: Value, head: Head, in g: Scope) {
    let embed = g / "patch_embed"
    var x = convolve(image, widths[0] / 2, kernel: 3, stride: 2, in: embed / "conv1")
    x = (embed / "act").act(x, .gelu)
    x = embed.output(convolve(x, widths[0], kernel: 3, stride: 2, in: embed / "conv2"))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      if index > 0 {
        x = convolveThrice(x, inner: widths[index], widths[index], stride: 2, in: stage / "downsample")
        (stage / "downsample").output(x)
      }
      for number in 0..<depth {
        let block = stage / "blocks" / number
        if index == 0 {
          let y = convolveThrice(x, inner: 4 * x.channels, x.channels, in: block)
          x = block.output((block / "act3").act(g.add(y, x), .gelu))
        } else {
          x = buildBlock(x, heads: heads[index - 1], ImageSize(windows[index - 1]), in: block)
        }
      }
      (stage / "blocks").output(x)
      stage.feature(stage.output(x))
    }
    g.hidden((g / "stages").output(x))
    NormHead(norm: Self.norm)(x, head, in: g / "head")
  }

  private func buildBlock(_ x: Value, heads: Int, _ window: ImageSize, in g: Scope) -> Value {
    let y = g.add(x, attend(x, heads: heads, window, in: g / "attn"))
    let local = convolve(y, y.channels, kernel: 3, groups: y.channels, in: g / "local_conv")
    let mlp = g / "mlp"
    let processed = FeedForward()((mlp / "norm").normalize(local, Self.norm), in: mlp)
    return g.output(g.add(local, processed))
  }

  /// Attention within windows. Pixels that fill up the last ones are zeros before the norm, and take part as others do.
  private func attend(_ x: Value, heads: Int, _ window: ImageSize, in g: Scope) -> Value {
    let (map, width) = (x.shape.extent, x.channels / heads)
    let padded = g.pad(x, toPartsOf: window)
    let qkv = (g / "qkv").linear((g / "norm").normalize(padded, Self.norm), 3 * x.channels)
    let parts = g.splitHeads(qkv, heads: heads, [width, width, width])
    let mixed = g.attention(
      parts[0], parts[1], parts[2], heads: heads, scale: Float(1 / Double(width).squareRoot()), hasHeadAxis: true,
      partition: padded.shape.extent == window ? .whole : .windows(window),
      offsets: g.offsetTable(heads: heads, window, isResized: true))
    let projected = g.output((g / "proj").linear(mixed, x.channels))
    return g.slice(g.slice(projected, 0..<map.height, axis: 1), 0..<map.width, axis: 2)
  }

  /// A 1x1, a depthwise 3x3 and a 1x1 convolution, with activations between them.
  private func convolveThrice(_ x: Value, inner: Int, _ channels: Int, stride: Int = 1, in g: Scope) -> Value {
    var y = (g / "act1").act(convolve(x, inner, in: g / "conv1"), .gelu)
    y = convolve(y, inner, kernel: 3, stride: stride, groups: inner, in: g / "conv2")
    return convolve((g / "act2").act(y, .gelu), channels, in: g / "conv3")
  }

  private func convolve(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, in g: Scope
  ) -> Value {
    g.convNormAct(x, channels, kernel: kernel, stride: stride, groups: groups, activation: .identity)
  }
}
