internal import BackbonesGraphs
internal import BackbonesTensors

/// Twins: Chu et al. 2021 (arXiv:2104.13840). Four stages whose attention reads a smaller map of keys and values, with positions
/// from a depthwise convolution behind each stage's first block (PCPVT), or in turns with attention within windows (SVT).
/// timm 1.0.31, `models/twins.py`.
struct Twins: Architecture, Family, Hashable {
  static let module = "twins"

  var widths: [Int]
  var heads: [Int]
  var depths: [Int]
  /// Channels inside the MLP, per channel, in each stage.
  var expansions: [Int]
  /// The side of the windows of every other block, where there are any.
  var window: Int?

  // Dilation leaves windows as they are.
  var takesOutputStride: Bool { window == nil }

  static let variants = Variants<Twins> { table in
    for (name, depths) in [("small", [3, 4, 6, 3]), ("base", [3, 4, 18, 3]), ("large", [3, 8, 27, 3])] {
      table["twins_pcpvt_\(name)"] = Twins(
        widths: [64, 128, 320, 512], heads: [1, 2, 5, 8], depths: depths, expansions: [8, 8, 4, 4])
    }
    for (name, heads, depths) in [
      ("small", 2, [2, 2, 10, 4]), ("base", 3, [2, 2, 18, 2]), ("large", 4, [2, 2, 18, 2]),
    ] {
      table["twins_svt_\(name)"] = Twins(
        widths: (0..<4).map { 32 * heads << $0 }, heads: (0..<4).map { heads << $0 }, depths: depths,
        expansions: [4, 4, 4, 4], window: 7)
    }
  }

  /// The side of the blocks that keys and values are made of, in each stage.
  private static let keyStrides = [8, 4, 2, 1]

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = image, tokens = image
    for stage in depths.indices {
      let patches = g / "patch_embeds" / stage, side = stage == 0 ? 4 : 2
      x = (patches / "proj").convolution(
        x, widths[stage], kernel: ImageSize(side), stride: side, bias: true, padding: .none)
      x = patches.output((patches / "norm").normalize(x, .layer(epsilon: 1e-5)))
      for number in 0..<depths[stage] {
        x = buildBlock(x, stage, number, in: g / "blocks" / stage / number)
        if number == 0 { x = addPositions(x, in: g / "pos_block" / stage) }
      }
      tokens = g.reshape(x, [x.shape[0], x.shape.extent.area, x.channels])
      if stage < depths.count - 1 { g.feature(x, module: "block.\(stage)", taps: .init(tokens: tokens)) }
    }
    let y = (g / "norm").normalize(tokens, .layer())
    g.feature(
      x, module: "block.\(depths.count - 1)",
      taps: .init(normalized: g.reshape(y, x.shape), tokens: tokens, normalizedTokens: y))
    g.hidden(y)
    guard g.takes(head.pooling, of: [.average, .unpooled]) else { return }
    let pooled = head.pooling == .unpooled ? y : g.globalPool(y, .average)
    g.prelogits(pooled)
    g.logits(head.classes == 0 ? pooled : (g / "head").linear(pooled, head.classes))
  }

  /// Positions that a depthwise convolution tells by the map's border (Chu et al. 2021, arXiv:2102.10882).
  private func addPositions(_ x: Value, in g: Scope) -> Value {
    let convolved = (g / "proj" / 0).convolution(x, x.channels, kernel: 3, groups: x.channels, bias: true)
    return g.output(g.add((g / "proj").output(convolved), x))
  }

  private func buildBlock(_ x: Value, _ stage: Int, _ number: Int, in g: Scope) -> Value {
    let normalized = (g / "norm1").normalize(x, .layer())
    let attended: Value
    if let window, number % 2 == 0 {
      // A window is no smaller where the map is.
      var windows = ShiftedWindows(ImageSize(window), of: x.shape.extent, isShifted: false)
      windows.size = ImageSize(window)
      attended = WindowAttention(heads: heads[stage], positions: nil)(normalized, windows, in: g / "attn")
    } else {
      attended = attendToFewer(normalized, stage, in: g / "attn")
    }
    let y = g.add(x, attended)
    let mlp = FeedForward(hidden: expansions[stage] * x.channels)
    return g.output(g.add(y, mlp((g / "norm2").normalize(y, .layer()), in: g / "mlp")))
  }

  /// Attention to fewer keys and values than there are queries.
  private func attendToFewer(_ x: Value, _ stage: Int, in g: Scope) -> Value {
    let (width, side) = (x.channels, Self.keyStrides[stage])
    let q = (g / "q").linear(x, width)
    var fewer = x
    if side > 1 {
      fewer = (g / "sr").convolution(
        x, width, kernel: ImageSize(side), stride: side, bias: true, padding: .none, alwaysSteps: true, dilates: false)
      fewer = (g / "norm").normalize(fewer, .layer(epsilon: 1e-5))
    }
    let kv = (g / "kv").linear(fewer, 2 * width)
    let attended = g.attention(
      q, g.slice(kv, 0..<width), g.slice(kv, width..<2 * width), heads: heads[stage],
      scale: Float(1 / Double(width / heads[stage]).squareRoot()))
    return g.output((g / "proj").linear(attended, width))
  }
}
