internal import BackbonesGraphs

extension VisionTransformer.Size {
  static let tiny = Self(width: 192, depth: 12, heads: 3)
  static let wee = Self(width: 256, depth: 14, heads: 4, hidden: 1280)
  static let parallelWee = Self(width: 256, depth: 16, heads: 4, hidden: 1280)
  static let little = Self(width: 320, depth: 14, heads: 5, hidden: 1792)
  static let small = Self(width: 384, depth: 12, heads: 6)
  static let medium = Self(width: 512, depth: 12, heads: 8)
  static let mediumDeep = Self(width: 512, depth: 20, heads: 8)
  static let betwixt = Self(width: 640, depth: 12, heads: 10)
  static let base = Self(width: 768, depth: 12, heads: 12)
  static let plus = Self(width: 896, depth: 12, heads: 14)
  static let large = Self(width: 1024, depth: 24, heads: 16)
  static let huge = Self(width: 1280, depth: 32, heads: 16)
  static let giant = Self(width: 1408, depth: 40, heads: 16, hidden: 6144)
  static let giantOptimal = Self(width: 1536, depth: 40, heads: 16)
  static let gigantic = Self(width: 1664, depth: 48, heads: 16, hidden: 8192)
  // Shape-optimal (Alabdulmohsin et al. 2023, arXiv:2305.13035).
  static let so150m = Self(width: 896, depth: 18, heads: 14, hidden: 2304)
  static let so150m2 = Self(width: 832, depth: 21, heads: 13, hidden: 2176)
  static let so400m = Self(width: 1152, depth: 27, heads: 16, hidden: 4304)
}

// What the variants of a paper have in common.
extension VisionTransformer {
  /// Register tokens (Darcet et al. 2023, arXiv:2309.16588) and the mean of the patches in place of a class token.
  static func registers(
    _ count: Int, _ size: Size, attention: SelfAttention.Kind = .softmax, block: Block = .preNorm
  ) -> Self {
    Self(
      size: size, block: block, attention: attention, layerScale: true, classToken: false, registers: count,
      positions: .patches, pooling: .average)
  }

  /// The image tower of CLIP (Radford et al. 2021, arXiv:2103.00020).
  static func clip(_ size: Size, patch: Int = 16, activation: Activation = .gelu) -> Self {
    Self(size: size, patch: patch, activation: activation, norm: .layer(epsilon: 1e-5), preNorm: true)
  }

  /// The image tower of SigLIP (Zhai et al. 2023, arXiv:2303.15343).
  static func siglip(_ size: Size, patch: Int = 16, activation: Activation = .gelu) -> Self {
    Self(size: size, patch: patch, activation: activation, classToken: false, pooling: .map)
  }

  /// SigLIP's tower without its attention pooling.
  static func siglipMean(_ size: Size, patch: Int = 16, activation: Activation = .gelu) -> Self {
    Self(
      size: size, patch: patch, activation: activation, classToken: false, normAfterPooling: false, pooling: .average)
  }

  /// DINOv2 (Oquab et al. 2023, arXiv:2304.07193) and TIPSv2, which took its shape.
  static func dinov2(_ size: Size, registers: Int = 0, gated: Bool = false) -> Self {
    Self(
      size: size, patch: 14, mlp: gated ? .gated : .plain, activation: gated ? .silu : .gelu, layerScale: true,
      registers: registers, positions: registers > 0 ? .patches : .allTokens)
  }

  /// RADIO (Ranzinger et al. 2023, arXiv:2312.06709).
  static func radio(_ size: Size, registers: Int, layerScale: Bool = false) -> Self {
    Self(size: size, layerScale: layerScale, registers: registers, positions: .patches, finalNorm: false)
  }

  /// AIMv2 (Fini et al. 2024, arXiv:2411.14402).
  static func aimv2(_ size: Size) -> Self {
    Self(
      size: size, patch: 14, mlp: .gatedApart, activation: .silu, norm: .rms(epsilon: 1e-5), qkvBias: false,
      projectionBias: false, classToken: false, patchNorm: true, normAfterPooling: false, pooling: .average)
  }

  /// The image half of BEiT-3 (Wang et al. 2022, arXiv:2208.10442).
  static func beit3(_ size: Size, patch: Int = 16) -> Self {
    Self(size: size, patch: patch, norm: .layer(epsilon: 1e-5), innerNorms: .attentionAndMLP, pooling: .average)
  }

  /// Blocks after ViT-22B (Dehghani et al. 2023, arXiv:2302.05442).
  static func xp(_ size: Size, patch: Int = 16) -> Self {
    Self(
      size: size, patch: patch, block: .parallel, norm: .rms(), qkvBias: false, queryKeyNorm: true,
      positions: .patches, preNorm: true)
  }
}
