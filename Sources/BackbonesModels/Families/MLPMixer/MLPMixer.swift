internal import BackbonesGraphs
internal import BackbonesTensors

/// Networks of products over tokens and over channels: MLP-Mixer, Tolstikhin et al. 2021 (arXiv:2105.01601); ResMLP,
/// Touvron et al. 2021 (arXiv:2105.03404); gMLP, Liu et al. 2021 (arXiv:2105.08050). timm 1.0.31,
/// `models/mlp_mixer.py`.
struct MLPMixer: Architecture, Family, Hashable {
  static let module = "mlp_mixer"

  var block: Block
  var width: Int
  var depth: Int
  /// Pixels of a patch's side.
  var patch = 16

  enum Block: Sendable, Hashable {
    /// One MLP over tokens, one over channels.
    case mixer
    /// The same with gates (Shazeer 2020, arXiv:2002.05202).
    case gatedMixer
    /// One product over tokens, and a factor and a term per channel for a norm.
    case residual
    /// One MLP, which one half of its channels, mixed over tokens, gates.
    case spatialGating
  }

  static let variants = Variants<MLPMixer> { table in
    let sizes = [("s", 512, 8), ("b", 768, 12), ("l", 1024, 24)]
    for (name, width, depth) in sizes {
      for patch in [16, 32] {
        table["mixer_\(name)\(patch)_224"] = MLPMixer(block: .mixer, width: width, depth: depth, patch: patch)
      }
    }
    for depth in [12, 24] {
      table["gmixer_\(depth)_224"] = MLPMixer(block: .gatedMixer, width: 384, depth: depth)
    }
    for depth in [12, 24, 36] {
      table["resmlp_\(depth)_224"] = MLPMixer(block: .residual, width: 384, depth: depth)
    }
    table["resmlp_big_24_224"] = MLPMixer(block: .residual, width: 768, depth: 24, patch: 8)
    for (name, width) in [("ti", 128), ("s", 256), ("b", 512)] {
      table["gmlp_\(name)16_224"] = MLPMixer(block: .spatialGating, width: width, depth: 30)
    }
  }

  var takesOutputStride: Bool { false }

  func build(_ image: Value, head: Head, in g: Scope) {
    let map = (g / "stem" / "proj").convolution(
      image, width, kernel: ImageSize(patch), stride: patch, bias: true, padding: .none)
    var x = (g / "stem").output(g.reshape(map, [map.shape[0], map.shape[1] * map.shape[2], width]))
    var hidden = x
    for index in 0..<depth {
      let block = g / "blocks" / index
      x = block.output(buildBlock(x, in: block))
      hidden = normalize(x, in: g / "norm")
      block.feature(
        g.reshape(x, map.shape),
        taps: .init(normalized: g.reshape(hidden, map.shape), tokens: x, normalizedTokens: hidden))
    }
    g.defaultFeatures(Array(depth - 3..<depth))
    g.hidden(hidden)
    if ![.average, .unpooled].contains(head.pooling) {
      g.fail(.invalidOption, "pooling '\(head.pooling.rawValue)' is not for this model; it takes avg or none")
    }
    let pooled = head.pooling == .unpooled ? hidden : g.globalPool(hidden, .average)
    g.prelogits(pooled)
    g.logits(head.classes == 0 ? pooled : (g / "head").linear(pooled, head.classes))
  }

  private func normalize(_ x: Value, in g: Scope) -> Value {
    guard block == .residual else { return g.normalize(x, .layer()) }
    return g.output(g.channelShift(g.channelScale(x, named: "alpha", rank: 3), named: "beta", rank: 3))
  }

  private func buildBlock(_ x: Value, in g: Scope) -> Value {
    switch block {
    case .mixer, .gatedMixer:
      let isGated = block == .gatedMixer
      let kind = isGated ? FeedForward.Kind.gatedLast : .plain
      let activation = isGated ? Activation.silu : .gelu
      let tokens = FeedForward(kind: kind, hidden: isGated ? width : width / 2, activation: activation)
      let mixed = g.transposeTokens(tokens(g.transposeTokens(normalize(x, in: g / "norm1")), in: g / "mlp_tokens"))
      let y = g.add(x, mixed)
      let channels = FeedForward(kind: kind, activation: activation)
      return g.add(y, channels(normalize(y, in: g / "norm2"), in: g / "mlp_channels"))
    case .residual:
      let turned = g.transposeTokens(normalize(x, in: g / "norm1"))
      let mixed = g.transposeTokens((g / "linear_tokens").linear(turned, turned.channels))
      let y = g.add(x, g.channelScale(mixed, named: "ls1"))
      let processed = FeedForward()(normalize(y, in: g / "norm2"), in: g / "mlp_channels")
      return g.add(y, g.channelScale(processed, named: "ls2"))
    case .spatialGating:
      return g.add(x, gateSpatially((g / "norm").normalize(x, .layer()), in: g / "mlp_channels"))
    }
  }

  private func gateSpatially(_ x: Value, in g: Scope) -> Value {
    let hidden = 6 * width
    let y = (g / "act").act((g / "fc1").linear(x, hidden), .gelu)
    let gate = g / "gate"
    let mixed = (gate / "norm").normalize(g.slice(y, hidden / 2..<hidden), .layer(epsilon: 1e-5))
    let turned = g.transposeTokens(mixed)
    let factors = g.transposeTokens((gate / "proj").linear(turned, turned.channels))
    let gated = gate.output(g.multiply(g.slice(y, 0..<hidden / 2), factors))
    return g.output((g / "fc2").linear(gated, width))
  }
}
