internal import BackbonesGraphs
internal import BackbonesTensors

/// "Bring your own blocks": networks laid out by a stem, a block for each layer and a head. GE-Nets (Lin et al. 2020,
/// arXiv:2006.14090), RepVGG (Ding et al. 2021, arXiv:2101.03697), MobileOne (Vasu et al. 2022, arXiv:2206.04040), RegNetZ
/// (Dollár et al. 2021, arXiv:2103.06877), the ResNets of CLIP (Radford et al. 2021, arXiv:2103.00020), and ResNets with
/// attention. timm 1.0.31, `models/byobnet.py`.
struct ByobNet: Architecture, Family, Hashable {
  static let module = "byobnet"

  var stem: Stem
  /// A row of blocks for each stage.
  var stages: [[Block]]
  /// What multiplies all channels.
  var width = 1.0
  /// Channels of the last 1x1 convolution, before `width`; 0 for none.
  var final = 0
  var shortcut = Shortcut.convolution
  var attention = Attention.none
  var activation = Activation.relu
  var norm = Normalization.batch()
  /// Whether a bottleneck is as wide as a share of what enters it, instead of what it gives.
  var widensInput = false
  /// Whether a sum goes on without an activation.
  var linear = false
  /// Whether a strided convolution of a stage takes every pixel, and a mean behind its activation shrinks the map.
  var averages = false
  var head = HeadKind.classifier

  /// Blocks of one kind, one after the other.
  struct Block: Sendable, Hashable {
    var kind: Kind
    var count = 1
    /// Channels that it gives.
    var channels: Double
    /// The stride of a stage, which its first block has.
    var stride = 2
    /// Channels of a group of the k x k convolutions; nil for one group.
    var groupSize: Int?
    /// Channels within per channel of the block.
    var ratio = 1.0
    /// Whether a bottleneck has a second k x k convolution.
    var doubles = false
    /// The side of the kernel, and convolutions that are added, of a MobileOne block.
    var kernel = 3, branches = 1
    /// The network's where nil.
    var attention: Attention?
  }

  enum Kind: Sendable, Hashable {
    /// Two k x k convolutions.
    case basic
    /// 1x1, k x k, 1x1.
    case bottleneck
    /// 1x1, k x k.
    case dark
    /// k x k, 1x1.
    case edge
    /// k x k, 1x1 and the identity added up.
    case repVGG
    /// Several k x k, 1x1 and the identity added up.
    case mobileOne
    /// 1x1, attention of pixels to each other, 1x1.
    case selfAttention(MapAttention)
    /// Convolutions around a transformer of equal places of patches.
    case patches(PatchTransformer)
  }

  enum Stem: Sendable, Hashable {
    /// A 3x3 convolution of stride 2.
    case convolution(Int)
    /// Convolutions, 3x3 unless said otherwise, the first of stride 2, and what shrinks maps again: a pool, or the last
    /// convolution's stride. The first `bare` have neither norm nor activation.
    case stack([Int], kernel: Int = 3, bare: Int = 0, pool: Pool? = nil)
    /// A block of stride 2.
    case block(Kind, Int)

    enum Pool: Sendable { case maximum, average }
  }

  /// How a shortcut changes shape.
  enum Shortcut: Sendable {
    /// A strided 1x1 convolution.
    case convolution
    /// A 2x2 mean, then a 1x1 convolution.
    case average
    /// There is none where the shape changes.
    case none
  }

  enum Attention: Sendable, Hashable {
    case none
    case channel(ChannelAttention)
    /// Global context that is added.
    case context
    /// Bilinear attention over so many blocks along each side.
    case bilinear(Int)
  }

  enum HeadKind: Sendable {
    case classifier
    /// A norm and a hidden layer.
    case mlp
    /// Attention from the mean to all pixels, with learned positions.
    case attention
  }

  var pooling: Pooling { head == .attention ? .token : .average }

  func build(_ image: Value, head: Head, in g: Scope) {
    // What the first stage with a stride closes: the last map of a resolution is a level of the pyramid.
    var (x, level) = buildStem(image, in: g / "stem")
    for (index, rows) in stages.enumerated() {
      let stage = g / "stages" / index
      if rows[0].stride > 1, let level { level.scope.feature(level.map) }
      var position = 0
      for row in rows {
        for _ in 0..<row.count {
          x = buildBlock(row, x, stride: position == 0 ? rows[0].stride : 1, in: stage / position)
          position += 1
        }
      }
      level = (stage, stage.output(x))
    }
    let last = g / "final_conv"
    if final > 0 { x = last.convNormAct(x, scaled(Double(final)), norm: norm, activation: activation) }
    last.feature(x)
    g.hidden(x)
    let h = g / "head"
    switch self.head {
    case .classifier: h.classifierHead(x, head, classifier: h / "fc")
    case .mlp: NormHead(norm: norm, width: 1024, activation: activation)(x, head, in: h)
    case .attention: buildAttentionHead(x, head, in: h)
    }
  }

  private func scaled(_ channels: Double) -> Int { Int((channels * width).rounded(.toNearestOrEven)) }

  // MARK: - Stem

  private typealias Level = (scope: Scope, map: Value)

  /// The map behind the stem, and the level that it leaves open.
  private func buildStem(_ image: Value, in g: Scope) -> (Value, Level?) {
    switch stem {
    case .convolution(let channels):
      let x = g.convNormAct(image, scaled(Double(channels)), kernel: 3, stride: 2, norm: norm, activation: activation)
      return (x, (g, x))
    case .block(let kind, let channels):
      let x = buildBlock(Block(kind: kind, channels: Double(channels)), image, stride: 2, in: g)
      return (x, (g, x))
    case .stack(let channels, let side, let bare, let pool):
      let kernel = ImageSize(side)
      var x = image
      for (index, count) in channels.enumerated() {
        let (conv, isLast) = (g / "conv\(index + 1)", index == channels.count - 1)
        if isLast && pool == nil { (g / "conv\(index)").feature(x) }
        let stride = index == 0 || isLast && pool == nil ? 2 : 1
        x =
          index < bare
          ? conv.convolution(x, scaled(Double(count)), kernel: kernel, stride: stride)
          : conv.convNormAct(
            x, scaled(Double(count)), kernel: kernel, stride: stride, norm: norm, activation: activation)
      }
      if let pool {
        (g / "conv\(channels.count)").feature(x)
        let p = g / "pool"
        x = pool == .maximum ? p.stemMaximum(x, blur: false) : p.output(p.pool(x, .average, kernel: 2, stride: 2))
      }
      return (g.output(x), nil)
    }
  }

  // MARK: - Blocks

  private func buildBlock(_ block: Block, _ x: Value, stride: Int, in g: Scope) -> Value {
    let channels = makeDivisible(block.channels * width)
    let attention = block.attention ?? self.attention
    if block.kind == .repVGG || block.kind == .mobileOne {
      let sum = addBranches(of: x, block, channels, stride: stride, in: g)
      return g.output((g / "act").act(attend(sum, attention, in: g / "attn"), activation))
    }
    if case .patches(let transformer) = block.kind { return transformer(x, norm, activation, in: g) }
    let inner = makeDivisible(Double(widensInput ? x.channels : channels) * block.ratio)
    let groups = block.groupSize.map { inner / $0 } ?? 1
    let last = Activation.identity
    var y: Value
    switch block.kind {
    case .basic:
      y = convolve(x, inner, kernel: 3, stride: stride, in: g / "conv1_kxk")
      y = convolve(y, channels, kernel: 3, groups: groups, activation: last, in: g / "conv2_kxk")
      y = attend(y, attention, in: g / "attn_last")
    case .dark:
      y = convolve(x, inner, in: g / "conv1_1x1")
      y = convolve(y, channels, kernel: 3, stride: stride, groups: groups, activation: last, in: g / "conv2_kxk")
      y = attend(y, attention, in: g / "attn_last")
    case .edge:
      y = convolve(x, inner, kernel: 3, stride: stride, groups: groups, in: g / "conv1_kxk")
      y = convolve(attend(y, attention, in: g / "attn"), channels, activation: last, in: g / "conv2_1x1")
    case .selfAttention(let mix):
      y = mix(convolve(x, inner, in: g / "conv1_1x1"), stride: stride, in: g / "self_attn")
      y = (g / "post_attn").normalize(y, norm, activation: activation)
      y = convolve(y, channels, activation: last, in: g / "conv3_1x1")
    default:
      y = convolve(x, inner, in: g / "conv1_1x1")
      y = convolve(y, inner, kernel: 3, stride: stride, groups: groups, in: g / "conv2_kxk")
      if block.doubles { y = convolve(y, inner, kernel: 3, groups: groups, in: g / "conv2b_kxk") }
      y = convolve(attend(y, attention, in: g / "attn"), channels, activation: last, in: g / "conv3_1x1")
    }
    if stride == 1 && x.channels == channels {
      y = g.add(y, x)
    } else if shortcut != .none {
      y = g.add(y, buildShortcut(x, channels, stride: stride, in: g / "shortcut"))
    }
    return g.output(linear ? y : (g / "act").act(y, activation))
  }

  /// A convolution, norm and activation, and the mean that shrinks the map where the convolution does not.
  private func convolve(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1,
    activation: Activation? = nil, in g: Scope
  ) -> Value {
    let shrinks = averages && g.steps(x, stride: stride)
    let y = g.convNormAct(
      x, channels, kernel: kernel, stride: shrinks ? 1 : stride, groups: groups, norm: norm,
      activation: activation ?? self.activation)
    let aa = g / "aa"
    return shrinks ? g.output(aa.output(aa.pool(y, .average, kernel: ImageSize(stride), stride: stride))) : y
  }

  private func buildShortcut(_ x: Value, _ channels: Int, stride: Int, in g: Scope) -> Value {
    guard shortcut == .average else { return convolve(x, channels, stride: stride, activation: .identity, in: g) }
    let pooled = (g / "pool").averageDownsample(x, stride: stride, skipsFirst: true)
    return g.output(convolve(pooled, channels, activation: .identity, in: g / "conv"))
  }

  /// Convolutions of one input, each with its norm, and the norm of the input itself, added up.
  private func addBranches(
    of x: Value, _ block: Block, _ channels: Int, stride: Int, in g: Scope
  ) -> Value {
    let groups = block.groupSize.map { x.channels / $0 } ?? 1
    if block.kind == .mobileOne {
      return g.mobileOneSum(
        x, channels, kernel: ImageSize(block.kernel), stride: stride, groups: groups, count: block.branches, norm: norm,
        dilates: false)
    }
    func branch(_ kernel: ImageSize, in g: Scope) -> Value {
      g.convNormAct(
        x, channels, kernel: kernel, stride: stride, groups: groups, norm: norm, activation: .identity)
    }
    let sum = g.add(branch(1, in: g / "conv_1x1"), branch(3, in: g / "conv_kxk"))
    return stride == 1 && x.channels == channels ? g.add(sum, (g / "identity").normalize(x, norm)) : sum
  }

  // MARK: - Attention

  private func attend(_ x: Value, _ attention: Attention, in g: Scope) -> Value {
    switch attention {
    case .none: return x
    case .channel(let gate): return gate(x, in: g)
    case .context: return g.globalContext(x, reduced: x.channels / 8, adds: true)
    case .bilinear(let blocks):
      let inner = (g / "conv1").convNormAct(x, makeDivisible(Double(x.channels) / 4))
      let mixed = (g / "ba").bilinearAttention(inner, blocks: blocks, groups: 2)
      return g.output(g.add((g / "conv2").convNormAct(mixed, x.channels), x))
    }
  }

  /// Pools a map by attention of its mean to all pixels, and projects what that gives; without pooling every pixel attends.
  private func buildAttentionHead(_ map: Value, _ head: Head, in g: Scope) {
    guard head.pooling == .token || head.pooling == .unpooled else {
      g.fail(.invalidOption, "pooling '\(head.pooling.rawValue)' is not for this head; it takes token or none")
      return
    }
    let (n, width, size) = (map.shape[0], map.channels, map.shape.extent)
    let pixels = g.reshape(map, [n, size.area, width])
    let mean = g.reshape(g.globalPool(map, .average), [n, 1, width])
    let positions = g.learned(
      "pos_embed", [1, size.area + 1, width], batched: false,
      fit: .positions(rows: size.height, columns: size.width, prefixTokens: 1))
    let tokens = g.add(g.concatenate([mean, pixels], axis: 1), positions)
    let (k, v) = ((g / "k").linear(tokens, width), (g / "v").linear(tokens, width))
    func attend(_ x: Value) -> Value {
      g.attention((g / "q").linear(x, width), k, v, heads: width / 64, scale: 0.125)
    }
    let asking = head.pooling == .token ? g.slice(tokens, 0..<1, axis: 1) : g.slice(tokens, 1..<size.area + 1, axis: 1)
    let y = attend(asking)
    let pooled = head.pooling == .token ? g.flatten(y) : g.reshape(y, [n, size.height, size.width, width])
    g.prelogits(pooled)
    g.logits(head.classes == 0 ? pooled : (g / "proj").linear(pooled, head.classes))
    // The modules' own values are of all tokens.
    let all = attend(tokens)
    if head.classes > 0 { _ = (g / "proj").linear(all, head.classes) }
  }
}
