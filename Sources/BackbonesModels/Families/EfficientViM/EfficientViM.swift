internal import BackbonesGraphs
internal import BackbonesTensors

/// EfficientViM: a state space layer whose channels are mixed within few hidden states, not at each pixel, and a classifier of
/// the states of all stages (Lee et al. 2024, arXiv:2411.15241). timm 1.0.31, `models/efficientvim.py`.
struct EfficientViM: Architecture, Family, Hashable {
  static let module = "efficientvim"

  var widths: [Int]
  var depths = [2, 2, 2]
  /// Hidden states of each stage's layers.
  var states = [49, 25, 9]
  /// Whether there are classifiers that learned from a teacher beside the others.
  var isDistilled = false

  static let variants = Variants<EfficientViM> { table in
    let rows = [
      ("m1", EfficientViM(widths: [128, 192, 320])), ("m2", EfficientViM(widths: [128, 256, 512])),
      ("m3", EfficientViM(widths: [224, 320, 512])),
      ("m4", EfficientViM(widths: [224, 320, 512], depths: [3, 4, 2], states: [64, 32, 16])),
    ]
    for (name, row) in rows {
      var distilled = row
      distilled.isDistilled = true
      (table["efficientvim_\(name)"], table["efficientvim_\(name)_dist"]) = (row, distilled)
    }
  }

  var takesOutputStride: Bool { false }

  private static let norm = Normalization.layer(epsilon: 1e-5)

  func build(_ image: Value, head: Head, in g: Scope) {
    guard g.takes(head.pooling, of: [.average, .unpooled]) else { return }
    let layers = g / "patch_embed" / "conv"
    var x = image
    for layer in 0..<4 {
      x = (layers / layer).convolutionLayer(
        x, widths[0] >> (3 - layer), kernel: 3, stride: 2, activation: layer < 3 ? .relu : .identity)
    }
    (g / "patch_embed").output(layers.output(x))
    // The hidden states of the stages so far, and those after their norms.
    var states: [Value] = [], normalizedStates: [Value] = []
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      let norm = g / "norm" / index
      let isLast = index == depths.count - 1
      var hidden = x
      for number in 0..<depth {
        (x, hidden) = buildBlock(x, states: self.states[index], in: stage / "blocks" / number)
      }
      stage.output(x)
      // One norm is for the map, where it is asked for, and for the hidden states.
      let normalized = norm.normalize(x, Self.norm)
      states.append(hidden)
      normalizedStates.append(norm.normalize(hidden, Self.norm))
      let map = isLast ? (g / "norm" / depths.count).normalize(x, Self.norm) : x
      let all = normalizedStates + [g.tokens(of: map)]
      let taken = rows(all, in: g)
      stage.feature(
        x,
        taps: .init(
          normalized: normalized, tokens: rows(states + [g.tokens(of: x)], in: g),
          normalizedTokens: taken))
      if isLast {
        g.hidden(taken)
        buildHead(taken, of: all, head, in: g)
      } else {
        x = buildDownsample(x, widths[index + 1], in: stage / "downsample")
      }
    }
  }

  /// Tokens of several lengths and widths as rows `[N, ...]`. timm has a list of them, `[N, C, L]` each; here its tensors lie
  /// one after the other.
  private func rows(_ tokens: [Value], in g: Scope) -> Value {
    g.concatenate(tokens.map { g.flatten(g.transposeTokens($0)) })
  }

  /// A depthwise convolution, hidden states, a depthwise convolution and an MLP, each of which takes a learned share of every
  /// channel from its input. The block's hidden states are `[N, states, C]`.
  private func buildBlock(_ x: Value, states: Int, in g: Scope) -> (Value, Value) {
    let alpha = g.learned("alpha", [1, 4, x.channels], batched: false)
    func share(_ branch: Int, _ sign: Float) -> Value {
      let row = g.reshape(g.slice(alpha, branch..<branch + 1, axis: 1), [1, 1, 1, x.channels])
      return g.activate(g.scale(row, by: sign), .sigmoid)
    }
    // What the branch does not take, 1 - sigmoid(a), is sigmoid(-a).
    func blend(_ x: Value, _ y: Value, _ branch: Int) -> Value {
      g.add(g.gate(y, by: share(branch, 1)), g.gate(x, by: share(branch, -1)))
    }
    var y = blend(x, convolveDepthwise(x, in: g / "dwconv1"), 0)
    let (mixed, hidden) = mix((g / "norm").normalize(y, Self.norm), states: states, in: g / "mixer")
    y = blend(y, mixed, 1)
    y = blend(y, convolveDepthwise(y, in: g / "dwconv2"), 2)
    let ffn = g / "ffn"
    let inner = (ffn / "fc1").convolutionLayer(y, 4 * y.channels, activation: .relu)
    y = blend(y, ffn.output((ffn / "fc2").convolutionLayer(inner, y.channels)), 3)
    return (g.output(y), hidden)
  }

  private func convolveDepthwise(_ x: Value, in g: Scope) -> Value {
    g.convolutionLayer(x, x.channels, kernel: 3, groups: x.channels)
  }

  /// The state space layer in its dual form: each hidden state is a weighted sum of pixels, and each pixel one of hidden
  /// states. Gates and products over channels are of the states.
  private func mix(_ x: Value, states: Int, in g: Scope) -> (map: Value, hidden: Value) {
    let tokens = g.tokens(of: x)
    let (images, count, width) = (tokens.shape[0], tokens.shape[1], tokens.channels)
    let projected = product(tokens, 3 * states, in: g / "BCdt_proj")
    let depthwise = g / "dw"
    let all = depthwise.output(
      (depthwise / "conv").convolution(
        g.map(of: projected, x.shape.extent), 3 * states, kernel: 3, groups: 3 * states))
    let parts = (0..<3).map { g.slice(g.tokens(of: all), $0 * states..<($0 + 1) * states) }
    let steps = g.channelShift(parts[2], named: "A")
    // Of one pixel all states have all; split attention's softmax would be a sigmoid there.
    var weights = parts[0]
    if count > 1 {
      let shares = g.radixSoftmax(g.reshape(steps, [images, 1, 1, count * states]), radix: count, groups: 1)
      weights = g.multiply(g.reshape(shares, [images, count, states]), weights)
    }
    var hidden = g.product(g.transposeTokens(weights), tokens)
    let both = product(hidden, 2 * width, in: g / "hz_proj")
    let (h, z) = (g.slice(both, 0..<width), g.slice(both, width..<2 * width))
    let gates = (g / "act").act(z, .silu)
    (g / "act").output(g.transposeTokens(gates))
    let gated = g.multiply(h, gates)
    hidden = product(
      g.add(gated, g.learnedScale(h, named: "D", rank: 1)), width, in: g / "out_proj")
    return (g.output(g.map(of: g.product(parts[1], hidden), x.shape.extent)), hidden)
  }

  /// A product over channels, a 1-D convolution in the state dict. timm has channels before tokens there.
  private func product(_ x: Value, _ channels: Int, in g: Scope) -> Value {
    let y = (g / "conv").linear(x, channels, bias: false, axesBehind: 1)
    g.output((g / "conv").output(g.transposeTokens(y)))
    return y
  }

  /// An inverted bottleneck of stride 2 with squeeze-and-excitation, between depthwise convolutions that are added to their
  /// input.
  private func buildDownsample(_ x: Value, _ channels: Int, in g: Scope) -> Value {
    let (layers, inner) = (g / "conv", 4 * channels)
    var y = g.add(x, convolveDepthwise(x, in: g / "dwconv1"))
    y = (layers / 0).convolutionLayer(y, inner, activation: .relu)
    y = (layers / 1).convolutionLayer(
      y, inner, kernel: 3, stride: 2, groups: inner, activation: .relu)
    y = ChannelAttention.squeezeExcite(ratio: 1.0 / 4)(y, in: layers / 2)
    y = layers.output((layers / 3).convolutionLayer(y, channels))
    return g.output(g.add(y, convolveDepthwise(y, in: g / "dwconv2")))
  }

  /// Means of the hidden states of each stage and of the last map's pixels; their scores are weighed by a softmax of learned
  /// numbers.
  private func buildHead(_ hidden: Value, of tokens: [Value], _ head: Head, in g: Scope) {
    let suffixes = isDistilled ? ["", "_dist"] : [""]
    // They stay where there are no classes.
    let weights = suffixes.map { g.learned("weights\($0)", [1, tokens.count], batched: false) }
    guard head.pooling == .average else {
      if head.classes > 0 {
        g.fail(.invalidOption, "a classifier of this model needs pooling; none goes with 0 classes")
      }
      g.prelogits(hidden)
      return g.logits(hidden)
    }
    var first = 0
    let pooled = tokens.map { tokens in
      let (length, width) = (tokens.shape[1], tokens.channels)
      let part = g.reshape(
        g.slice(hidden, first..<first + length * width), [hidden.shape[0], width, length])
      first += length * width
      return g.globalPool(g.transposeTokens(part), .average)
    }
    let joined = g.concatenate(pooled)
    g.prelogits(joined)
    guard head.classes > 0 else { return g.logits(joined) }
    let scores = zip(suffixes, weights).map { suffix, weights in
      let maps = pooled.enumerated().map { index, x in
        g.reshape(
          (g / "heads\(suffix)" / index).linear(x, head.classes), [x.shape[0], 1, 1, head.classes])
      }
      let shares = g.radixSoftmax(
        g.reshape(weights, [1, 1, 1, maps.count]), radix: maps.count, groups: 1)
      return g.flatten(g.weightedSum(maps, weights: shares))
    }
    g.logits(isDistilled ? g.scale(g.add(scores[0], scores[1]), by: 0.5) : scores[0])
  }
}
