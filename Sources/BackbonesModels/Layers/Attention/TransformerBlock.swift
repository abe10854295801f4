internal import BackbonesGraphs

/// The block of a vision transformer (Dosovitskiy et al. 2020, arXiv:2010.11929): attention, then an MLP, a norm before each and
/// a residual around both. timm's `Block`.
struct TransformerBlock: Sendable, Hashable {
  var attention: SelfAttention
  var mlp = FeedForward()
  var norm = Normalization.layer()
  /// Whether a branch's result is scaled by a learned factor per channel, and whether the MLP's is too then.
  var layerScale = false, scalesMLP = true
  /// Whether the block has these factors itself, as `gamma_1` and `gamma_2`, instead of in modules `ls1` and `ls2`.
  var ownsScales = false

  /// The block as a module `g`, of layer number `layer`, over tokens; scores of attention are biased by `positions` of
  /// the patches, queries and keys turned by `rotation`.
  func callAsFunction(
    _ x: Value, layer: Int = 0, positions: PositionBiases? = nil, rotation: Rotation? = nil, in g: Scope
  ) -> Value {
    func scaled(_ x: Value, branch: Int) -> Value {
      let module = g / "ls\(branch)"
      guard layerScale && (branch == 1 || scalesMLP) else { return module.output(x) }
      return ownsScales ? g.learnedChannelScale(x, named: "gamma_\(branch)") : module.channelScale(x)
    }
    let attended = attention(
      (g / "norm1").normalize(x, norm), layer: layer, positions: positions, rotation: rotation, in: g / "attn")
    let y = g.add(x, scaled(attended, branch: 1))
    let processed = mlp((g / "norm2").normalize(y, norm), in: g / "mlp")
    return g.output(g.add(y, scaled(processed, branch: 2)))
  }
}
