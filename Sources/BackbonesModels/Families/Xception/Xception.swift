internal import BackbonesGraphs
internal import BackbonesTensors

/// Xception: Chollet 2016 (arXiv:1610.02357), as it was first ported. timm 1.0.31, `models/xception.py`.
struct Xception: Architecture, Family, Hashable {
  static let module = "xception"

  /// A block: separable convolutions and the channels of each, and its stride.
  private typealias Block = (widths: [Int], stride: Int)

  static let variants = Variants<Xception> { table in
    table["legacy_xception"] = Xception()
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    func activated(_ x: Value, number: Int) -> Value {
      (g / "act\(number)").act((g / "bn\(number)").normalize(x, .batch()))
    }
    var x = activated(
      (g / "conv1").convolution(image, 32, kernel: 3, stride: 2, padding: .none), number: 1)
    x = activated((g / "conv2").convolution(x, 64, kernel: 3, padding: .none), number: 2)
    (g / "act2").feature(x)
    let middle = Array(repeating: Block([728, 728, 728], 1), count: 8)
    let blocks =
      [Block([128, 128], 2), ([256, 256], 2), ([728, 728], 2)] + middle + [([728, 1024], 2)]
    for (index, block) in blocks.enumerated() {
      let b = g / "block\(index + 1)"
      // A level is the activation that the next resolution's block begins with.
      let entrance = index > 0 ? (b / "rep" / 0).act(x) : x
      if index > 0 && block.stride > 1 { (b / "rep" / 0).feature(entrance) }
      x = build(block, x, entrance: entrance, isActivated: index > 0, in: b)
    }
    x = activated(separable(x, 1536, in: g / "conv3"), number: 3)
    x = activated(separable(x, 2048, in: g / "conv4"), number: 4)
    (g / "act4").feature(x)
    g.hidden(x)
    g.classifierHead(x, head, classifier: g / "fc")
  }

  private func separable(_ x: Value, _ channels: Int, in g: Scope) -> Value {
    let y = (g / "conv1").convolution(x, x.channels, kernel: 3, groups: x.channels)
    return g.output((g / "pointwise").convolution(y, channels))
  }

  /// - Parameters:
  ///   - entrance: the input, or its activation, which the first convolution takes.
  ///   - isActivated: whether the block begins with an activation, and counts it.
  private func build(_ block: Block, _ x: Value, entrance: Value, isActivated: Bool, in g: Scope)
    -> Value
  {
    let rep = g / "rep"
    var y = entrance
    var position = isActivated ? 1 : 0
    for (index, width) in block.widths.enumerated() {
      if index > 0 {
        y = (rep / position).act(y)
        position += 1
      }
      y = (rep / (position + 1)).normalize(separable(y, width, in: rep / position), .batch())
      position += 2
    }
    var shortcut = x
    if block.stride > 1 {
      let pool = rep / position
      y = pool.output(pool.pool(y, .max, kernel: 3, stride: block.stride, padding: .symmetric))
      shortcut = (g / "skip").convolution(x, y.channels, stride: block.stride)
      shortcut = (g / "skipbn").normalize(shortcut, .batch())
    }
    return g.output(g.add(rep.output(y), shortcut))
  }
}
