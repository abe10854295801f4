internal import BackbonesGraphs

// What the variants of a paper have in common.
extension Eva {
  /// A ViT whose keys have no biases; its mean pooling comes before the final norm.
  static func eva(_ size: VisionTransformer.Size, patch: Int = 16) -> VisionTransformer {
    .init(
      size: size, patch: patch, splitsBias: true, poolingsBeforeNorm: [.average], pooling: .average,
      attentionPooling: .init(heads: size.heads, mlp: .init(hidden: size.hidden)))
  }

  /// EVA-02: rotary positions as of 16x16 patches, and gated MLPs of two thirds of the channels.
  static func eva02(_ size: VisionTransformer.Size, patch: Int = 14) -> VisionTransformer {
    let hidden = size.width * 8 / 3
    var model = eva(size, patch: patch)
    (model.mlp, model.activation, model.size.hidden) = (.gated, .silu, 2 * hidden)
    model.attentionPooling?.mlp.hidden = hidden
    model.rotaryPositions = .init(coordinates: .indices(reference: 16))
    return model
  }

  /// EVA-02 from the base size on: a norm in MLPs, gates and values of products of their own, as queries, keys and values.
  static func eva02Large(
    _ size: VisionTransformer.Size, patch: Int = 14, innerNorms: VisionTransformer.InnerNorms = .mlp
  ) -> VisionTransformer {
    var model = eva02(size, patch: patch)
    (model.mlp, model.size.hidden) = (.gatedApart, size.width * 8 / 3)
    (model.projectsApart, model.innerNorms) = (true, innerNorms)
    return model
  }

  /// Register tokens and the mean of the patches.
  static func registers(_ count: Int, _ size: VisionTransformer.Size, bias: Bool = true) -> VisionTransformer {
    var model = eva(size)
    (model.qkvBias, model.splitsBias, model.layerScale, model.ownsScales) = (bias, bias, true, true)
    (model.classToken, model.registers, model.positions) = (false, count, .none)
    model.rotaryPositions = .init(coordinates: .indices(reference: 16))
    return model
  }

  /// RoPE-ViT (Heo et al. 2024), with frequencies of each axis or learned ones of both.
  static func rope(
    _ size: VisionTransformer.Size, _ frequencies: RotaryPositions.Frequencies, positions: VisionTransformer.Positions
  ) -> VisionTransformer {
    var model = eva(size)
    (model.splitsBias, model.layerScale, model.ownsScales) = (false, true, true)
    (model.positions, model.pooling) = (positions, .token)
    model.rotaryPositions = .init(frequencies: frequencies, columnsFirst: true)
    return model
  }

  /// Perception Encoder's core, whose tokens a learned query pools.
  static func perception(
    _ size: VisionTransformer.Size, patch: Int = 16, grid: Int, classToken: Bool = true
  ) -> VisionTransformer {
    var model = eva(size, patch: patch)
    (model.norm, model.preNorm, model.splitsBias) = (.layer(epsilon: 1e-5), true, false)
    (model.classToken, model.pooling) = (classToken, .map)
    model.rotaryPositions = .init(
      coordinates: .indices(offset: classToken ? 1 : 0, reference: grid), columnsFirst: true)
    model.attentionPooling = .init(heads: 8, mlp: .init())
    return model
  }

  /// Perception Encoder for language and dense maps: neither a final norm nor attention pooling.
  static func perceptionMap(
    _ size: VisionTransformer.Size, patch: Int = 16, classToken: Bool = true, layerScale: Bool = false
  ) -> VisionTransformer {
    var model = perception(size, patch: patch, grid: 32, classToken: classToken)
    (model.finalNorm, model.pooling) = (false, .average)
    (model.layerScale, model.ownsScales) = (layerScale, layerScale)
    model.attentionPooling = .init(heads: size.heads, mlp: .init(hidden: size.hidden))
    return model
  }

  /// DINOv3 and LingBot-Vision, which took its shape.
  ///
  /// - Parameter gated: channels inside a gated MLP.
  static func dinov3(_ size: VisionTransformer.Size, gated: Int? = nil, bias: Bool = false) -> VisionTransformer {
    var model = eva(size)
    if let gated { (model.mlp, model.activation, model.size.hidden) = (.gatedApart, .silu, gated) }
    model.attentionPooling?.mlp.hidden = gated
    (model.norm, model.qkvBias, model.splitsBias) = (.layer(epsilon: 1e-5), bias, bias)
    (model.layerScale, model.ownsScales, model.normAfterPooling) = (true, true, false)
    (model.registers, model.positions, model.takesWholePatches) = (4, .none, true)
    model.rotaryPositions = .init(
      coordinates: .centres, frequencies: .series(temperature: 100), pairs: .halves)
    return model
  }

  /// Sapiens2: half as many heads of keys as of queries in the blocks between the first and the last eight.
  static func sapiens2(_ size: VisionTransformer.Size) -> VisionTransformer {
    var model = dinov3(size, bias: true)
    (model.mlp, model.activation, model.size.hidden) = (.gated, .silu, 8 * size.width)
    model.attentionPooling?.mlp.hidden = 4 * size.width
    (model.norm, model.queryKeyNorm, model.splitsBias) = (.rms(), true, false)
    (model.projectsApart, model.scalesMLP) = (true, false)
    model.groupedKeys = .init(heads: size.heads / 2, fullBlocks: 8)
    (model.registers, model.pooling) = (8, .token)
    return model
  }
}

extension VisionTransformer {
  /// The same with another pooling.
  func pooled(_ pooling: Pooling) -> Self {
    var model = self
    model.pooling = pooling
    return model
  }
}
