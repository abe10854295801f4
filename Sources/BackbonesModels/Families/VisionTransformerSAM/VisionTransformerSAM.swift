internal import BackbonesGraphs
internal import BackbonesTensors

/// The image encoders of Segment Anything (Kirillov et al. 2023, arXiv:2304.02643): plain vision transformers whose pixels attend
/// within windows, and to the whole map in a few blocks, with scores by distance in lines and in columns (Li et al. 2022,
/// arXiv:2203.16527). timm 1.0.31, `models/vision_transformer_sam.py`.
struct VisionTransformerSAM: Architecture, Family, Hashable {
  static let module = "vision_transformer_sam"

  var width: Int
  var depth: Int
  var heads: Int
  /// How many blocks lie between one that attends to the whole map and the next: the last of so many does.
  var period = 3
  /// Channels that convolutions behind the blocks make; nil for a norm alone.
  var neck: Int? = 256
  /// Whether patches have position embeddings.
  var hasPositions = true

  static let variants = Variants<VisionTransformerSAM> { table in
    table["samvit_base_patch16"] = VisionTransformerSAM(width: 768, depth: 12, heads: 12)
    table["samvit_large_patch16"] = VisionTransformerSAM(width: 1024, depth: 24, heads: 16, period: 6)
    table["samvit_huge_patch16"] = VisionTransformerSAM(width: 1280, depth: 32, heads: 16, period: 8)
    table["samvit_base_patch16_224"] = VisionTransformerSAM(
      width: 768, depth: 12, heads: 12, neck: nil, hasPositions: false)
  }

  var takesOutputStride: Bool { false }
  private static let patch = 16
  private static let window = ImageSize(14)
  private static let norm = Normalization.layer(epsilon: 1e-5)

  func build(_ image: Value, head: Head, in g: Scope) {
    guard image.shape[1] % Self.patch == 0, image.shape[2] % Self.patch == 0 else {
      return g.fail(
        .shape,
        "images of \(image.shape.extent) are not made of \(Self.patch)x\(Self.patch) patches; their sides are multiples of "
          + "\(Self.patch)")
    }
    let embedding = g / "patch_embed"
    var x = (embedding / "proj").convolution(
      image, width, kernel: ImageSize(Self.patch), stride: Self.patch, bias: true, padding: .none)
    x = embedding.output((embedding / "norm").output(x))
    if hasPositions { x = g.add(x, g.learnedPositions(like: x)) }
    for name in ["pos_drop", "patch_drop", "norm_pre"] { (g / name).output(x) }
    var hidden = x
    for index in 0..<depth {
      let block = g / "blocks" / index
      let isGlobal = index % period == period - 1
      x = buildBlock(x, windows: isGlobal ? nil : ShiftedWindows(Self.window), in: block)
      hidden = buildNeck(x, in: g / "neck")
      block.feature(x, taps: .init(normalized: hidden, tokens: x, normalizedTokens: hidden))
    }
    (g / "blocks").output(x)
    g.defaultFeatures(Array(depth - 3..<depth))
    g.hidden(hidden)
    (g / "head").classifierHead(hidden, head, classifier: g / "head" / "fc")
  }

  private func buildBlock(_ x: Value, windows: ShiftedWindows?, in g: Scope) -> Value {
    let attended = attend((g / "norm1").normalize(x, Self.norm), windows, in: g / "attn")
    let y = g.add(x, (g / "ls1").output(attended))
    let processed = FeedForward()((g / "norm2").normalize(y, Self.norm), in: g / "mlp")
    return g.output(g.add(y, (g / "ls2").output(processed)))
  }

  /// Attention within windows, or of the whole map. Zeros that pad the map have the product's biases.
  private func attend(_ x: Value, _ windows: ShiftedWindows?, in g: Scope) -> Value {
    let width = x.channels
    let qkv = (g / "qkv").linear(x, 3 * width)
    func attended(_ qkv: Value, _ partition: AttentionPartition) -> Value {
      let parts = (0..<3).map { g.slice(qkv, $0 * width..<($0 + 1) * width) }
      let size = windows?.size ?? qkv.shape.extent
      let terms = g.decomposedPositions(parts[0], heads: heads, queries: size, keys: size)
      return g.attention(
        parts[0], parts[1], parts[2], heads: heads, scale: Float(1 / Double(width / heads).squareRoot()),
        partition: partition, lines: terms.lines, columns: terms.columns)
    }
    let y =
      windows.map {
        $0(qkv, padding: { (g / "qkv").channelShift(g.zeros($0), named: "bias") }, in: g, attended)
      } ?? attended(qkv, .whole)
    return g.output((g / "proj").linear(y, width))
  }

  /// What `forward_features` gives of the map.
  private func buildNeck(_ x: Value, in g: Scope) -> Value {
    guard let neck else { return g.normalize(x, .layer()) }
    let y = (g / 1).normalize((g / 0).convolution(x, neck), .layer())
    return g.output((g / 3).normalize((g / 2).convolution(y, neck, kernel: 3), .layer()))
  }
}
