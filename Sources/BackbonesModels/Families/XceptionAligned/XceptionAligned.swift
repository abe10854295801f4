internal import BackbonesGraphs
internal import BackbonesTensors

/// Aligned Xception: Chollet 2017 (arXiv:1610.02357) as modified by Chen et al. 2018 (arXiv:1802.02611), strides in
/// the last separable convolution of a block instead of maxima. timm 1.0.31, `models/xception_aligned.py`.
struct XceptionAligned: Architecture, Family, Hashable {
  static let module = "xception_aligned"

  /// The blocks before the middle flow.
  var entry = [
    Block(128, stride: 2),
    Block(256, stride: 2),
    Block(728, stride: 2),
  ]
  /// Blocks of 728 channels without a stride.
  var middle: Int
  /// Whether norms and activations come before convolutions.
  var preactivation = false
  var norm = Normalization.batch(epsilon: 1e-3)

  /// Three separable convolutions and a shortcut.
  struct Block: Hashable {
    var widths: [Int]
    var stride: Int
    var hasShortcut = true

    init(_ width: Int, stride: Int) { (widths, self.stride) = ([width, width, width], stride) }
    init(_ widths: [Int], stride: Int, hasShortcut: Bool = true) {
      (self.widths, self.stride, self.hasShortcut) = (widths, stride, hasShortcut)
    }
  }

  static let variants = Variants<XceptionAligned> { table in
    table["xception41"] = XceptionAligned(middle: 8)
    table["xception41p"] = XceptionAligned(middle: 8, preactivation: true, norm: .batch())
    table["xception65"] = XceptionAligned(middle: 16)
    table["xception65p"] = XceptionAligned(middle: 16, preactivation: true)
    table["xception71"] = XceptionAligned(
      entry: [
        Block(128, stride: 2),
        Block(256, stride: 1),
        Block(256, stride: 2),
        Block(728, stride: 1),
        Block(728, stride: 2),
      ], middle: 16)
  }

  private var blocks: [Block] {
    entry + Array(repeating: Block(728, stride: 1), count: middle) + [
      Block([728, 1024, 1024], stride: 2),
      Block([1536, 1536, 2048], stride: 1, hasShortcut: false),
    ]
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = (g / "stem" / 0).convNormAct(image, 32, kernel: 3, stride: 2, norm: norm)
    let second = g / "stem" / 1
    x = preactivation ? second.convolution(x, 64, kernel: 3) : second.convNormAct(x, 64, kernel: 3, norm: norm)
    (g / "stem").output(x)
    for (index, block) in blocks.enumerated() {
      x = buildBlock(block, x, in: g / "blocks" / index)
    }
    let last = (g / "blocks").output(x)
    if preactivation { x = (g / "act").act(x) }
    (g / "blocks" / (blocks.count - 1)).feature(last, hidden: x)
    g.hidden(x)
    (g / "head").classifierHead(x, head, classifier: g / "head" / "fc")
  }

  /// A block that strides gives a feature: what enters its last convolution.
  private func buildBlock(_ block: Block, _ x: Value, in g: Scope) -> Value {
    let stack = g / "stack"
    let entrance = preactivation ? (g / "norm").normalize(x, norm, activation: .relu) : x
    var y = entrance
    for (index, width) in block.widths.enumerated() {
      let (isLast, conv) = (index == 2, stack / "conv\(index + 1)")
      if block.hasShortcut && !preactivation { y = (stack / "act\(index + 1)").act(y) }
      if isLast && block.stride > 1 { (stack / (preactivation ? "conv2" : "act3")).feature(y) }
      if index > 0 && preactivation { y = (conv / "norm").normalize(y, norm, activation: .relu) }
      y = buildSeparable(
        y, width, stride: isLast ? block.stride : 1, activation: block.hasShortcut ? .identity : .relu, in: conv)
    }
    y = stack.output(y)
    if block.hasShortcut {
      // A stride that became dilation needs no projection for itself: xception71 loses one so, as in timm.
      let isIdentity = !g.steps(x, stride: block.stride) && x.channels == y.channels
      y = g.add(
        y, isIdentity ? entrance : buildShortcut(entrance, y.channels, stride: block.stride, in: g / "shortcut"))
    }
    return g.output(y)
  }

  private func buildSeparable(
    _ x: Value, _ channels: Int, stride: Int, activation: Activation, in g: Scope
  ) -> Value {
    var y = (g / "conv_dw").convolution(x, x.channels, kernel: 3, stride: stride, groups: x.channels)
    if !preactivation { y = (g / "act_dw").act((g / "bn_dw").normalize(y, norm), activation) }
    y = (g / "conv_pw").convolution(y, channels)
    if !preactivation { y = (g / "act_pw").act((g / "bn_pw").normalize(y, norm), activation) }
    return g.output(y)
  }

  private func buildShortcut(
    _ x: Value, _ channels: Int, stride: Int, in g: Scope
  ) -> Value {
    preactivation
      ? g.convolution(x, channels, stride: stride)
      : g.convNormAct(x, channels, stride: stride, norm: norm, activation: .identity)
  }
}
