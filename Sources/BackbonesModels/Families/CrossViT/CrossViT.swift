internal import BackbonesGraphs
internal import BackbonesTensors

/// Cross-attention vision transformers: two branches, of small and of larger patches, exchange their class tokens, each of which
/// attends to the other branch's patches (Chen et al. 2021, arXiv:2103.14899). timm 1.0.31, `models/crossvit.py`.
struct CrossViT: Architecture, Family, Hashable {
  static let module = "crossvit"

  /// Channels of the first branch; the second has twice as many.
  var width: Int
  /// Heads of both.
  var heads: Int
  /// Blocks of the second branch in each stage; the first has one.
  var depth: Int
  /// Channels inside the MLP, per channel.
  var expansion = 3
  /// Whether three convolutions make the patches.
  var convolvesPatches = false
  /// The sides of images, of which the second branch takes a smaller copy.
  var sides = [240, 224]

  static let variants = Variants<CrossViT> { table in
    table["crossvit_tiny_240"] = CrossViT(width: 96, heads: 3, depth: 4, expansion: 4)
    table["crossvit_small_240"] = CrossViT(width: 192, heads: 6, depth: 4, expansion: 4)
    table["crossvit_base_240"] = CrossViT(width: 384, heads: 12, depth: 4, expansion: 4)
    for (size, width, heads, depth) in [(9, 128, 4, 3), (15, 192, 6, 5), (18, 224, 7, 6)] {
      table["crossvit_\(size)_240"] = CrossViT(width: width, heads: heads, depth: depth)
      table["crossvit_\(size)_dagger_240"] = CrossViT(
        width: width, heads: heads, depth: depth, convolvesPatches: true)
      guard size > 9 else { continue }
      table["crossvit_\(size)_dagger_408"] = CrossViT(
        width: width, heads: heads, depth: depth, convolvesPatches: true, sides: [408, 384])
    }
  }

  let pooling = Pooling.token
  var takesOutputStride: Bool { false }
  private static let norm = Normalization.layer()
  private static let patches = [12, 16]
  private static let stages = 3
  private static let branches = 0..<2

  func build(_ image: Value, head: Head, in g: Scope) {
    var grids: [TensorShape] = [], tokens: [Value] = []
    for branch in Self.branches {
      let scaled = scale(image, branch, in: g)
      guard g.takes(scaled, inPatchesOf: Self.patches[branch]) else { return }
      let map = buildPatches(scaled, branch, in: g / "patch_embed" / branch / "proj")
      let classToken = g.learned("cls_token_\(branch)", [1, 1, map.channels])
      let x = g.concatenate([classToken, (g / "patch_embed" / branch).output(g.tokens(of: map))], axis: 1)
      tokens.append(g.add(x, g.learned("pos_embed_\(branch)", [1, x.shape[1], x.channels])))
      grids.append(map.shape)
    }
    var ends: [[Value]] = []
    for stage in 0..<Self.stages {
      tokens = buildStage(tokens, in: g / "blocks" / stage)
      ends.append(tokens)
    }
    let normalized = ends.map { end in
      zip(end, Self.branches).map { (g / "norm" / $1).normalize($0, Self.norm) }
    }
    for branch in Self.branches {
      for stage in 0..<Self.stages {
        func map(_ x: Value) -> Value { g.reshape(g.slice(x, 1..<x.shape[1], axis: 1), grids[branch]) }
        g.feature(
          map(ends[stage][branch]), module: "blocks.\(stage)",
          reduction: Int((Double(Self.patches[branch] * sides[0]) / Double(sides[branch])).rounded()),
          taps: .init(
            normalized: map(normalized[stage][branch]), tokens: g.joined(ends[stage]),
            normalizedTokens: g.joined(normalized[stage])))
      }
    }
    g.defaultFeatures(Self.branches.map { ($0 + 1) * Self.stages - 1 })
    let hidden = g.joined(normalized.last!)
    g.hidden(hidden)
    buildHead(hidden, tokens.map(\.shape), head, in: g)
  }

  /// The image, or the smaller copy of it that the second branch takes.
  private func scale(_ image: Value, _ branch: Int, in g: Scope) -> Value {
    func scaled(_ extent: Int) -> Int { Int(Double(extent) * (Double(sides[branch]) / Double(sides[0]))) }
    return g.resize(image, to: ImageSize(scaled(image.shape[1]), scaled(image.shape[2])), .bicubic())
  }

  /// A map with a pixel for each patch.
  private func buildPatches(_ image: Value, _ branch: Int, in g: Scope) -> Value {
    let (width, patch) = (self.width << branch, Self.patches[branch])
    guard convolvesPatches else {
      return g.convolution(
        image, width, kernel: ImageSize(patch), stride: patch, bias: true, padding: .none)
    }
    let first = (g / 0).convolution(image, width / 4, kernel: 7, stride: 4, bias: true, padding: .explicit(3))
    // Patches of 12 pixels are of three and then of one pixel of that map, those of 16 of two and two.
    let strides = patch == 12 ? (3, 1) : (2, 2)
    let second = (g / 2).convolution(
      (g / 1).act(first), width / 2, kernel: 3, stride: strides.0, bias: true, padding: .explicit(patch == 12 ? 0 : 1))
    return g.output(
      (g / 4).convolution((g / 3).act(second), width, kernel: 3, stride: strides.1, bias: true, padding: .explicit(1)))
  }

  /// Blocks of each branch, then the exchange of class tokens.
  private func buildStage(_ branches: [Value], in g: Scope) -> [Value] {
    let block = TransformerBlock(attention: SelfAttention(heads: heads))
    let ends = Self.branches.map { branch in
      var block = block
      block.mlp.hidden = expansion * branches[branch].channels
      let module = g / "blocks" / branch
      return module.output(
        (0..<(branch == 0 ? 1 : depth)).reduce(branches[branch]) { block($0, in: module / $1) })
    }
    func split(_ x: Value) -> (token: Value, patches: Value) {
      (g.slice(x, 0..<1, axis: 1), g.slice(x, 1..<x.shape[1], axis: 1))
    }
    return Self.branches.map { branch in
      let (own, other) = (split(ends[branch]), split(ends[1 - branch]))
      let token = project(own.token, other.patches.channels, in: g / "projs" / branch)
      let mixed = ask(g.concatenate([token, other.patches], axis: 1), in: g / "fusion" / branch)
      let reverted = project(mixed, own.token.channels, in: g / "revert_projs" / branch)
      return g.concatenate([reverted, own.patches], axis: 1)
    }
  }

  /// A token of the other branch's width.
  private func project(_ token: Value, _ width: Int, in g: Scope) -> Value {
    g.output((g / 2).linear((g / 1).act((g / 0).normalize(token, Self.norm), .gelu), width))
  }

  /// The first token after it has attended to all.
  private func ask(_ x: Value, in g: Scope) -> Value {
    let normalized = (g / "norm1").normalize(x, Self.norm)
    let attended = (g / "attn").classAttention(normalized, heads: heads, query: "wq", keysAndValues: ["wk", "wv"])
    return g.output(g.add(g.slice(x, 0..<1, axis: 1), attended))
  }

  /// The mean of both branches' scores.
  private func buildHead(_ hidden: Value, _ branches: [TensorShape], _ head: Head, in g: Scope) {
    guard g.takes(head.pooling, of: [.token, .average]) else { return }
    let pooled = g.parts(of: hidden, branches).map {
      g.poolTokens($0, head.pooling, skipping: 1, hasClassToken: true)
    }
    let both = g.concatenate(pooled)
    g.prelogits(both)
    guard head.classes > 0 else { return g.logits(both) }
    let scores = zip(pooled, Self.branches).map { (g / "head" / $1).linear($0, head.classes) }
    g.logits(g.scale(g.add(scores[0], scores[1]), by: 0.5))
  }
}
