internal import BackbonesGraphs
internal import BackbonesTensors

/// Deep layer aggregation: Yu et al. 2018 (arXiv:1707.06484), trees of residual blocks whose roots join what their
/// leaves give. timm 1.0.31, `models/dla.py`.
struct DLA: Architecture, Family, Hashable {
  static let module = "dla"

  var block: Block
  /// Convolutions of the first two levels, and the depth of the tree of each later one.
  var levels: [Int]
  var channels = [16, 32, 128, 256, 512, 1024]
  var groups = 1
  var baseWidth = 64
  /// Whether a root adds the last leaf to what it joins.
  var residualRoot = false

  enum Block: Sendable {
    case basic, bottleneck
    /// A bottleneck of four scales (Res2Net).
    case scales
  }

  static let variants = Variants<DLA> { table in
    let compact = [16, 32, 64, 64, 128, 256]
    table["dla34"] = DLA(block: .basic, levels: [1, 1, 1, 2, 2, 1], channels: [16, 32, 64, 128, 256, 512])
    table["dla46_c"] = DLA(block: .bottleneck, levels: [1, 1, 1, 2, 2, 1], channels: compact)
    table["dla46x_c"] = DLA(
      block: .bottleneck, levels: [1, 1, 1, 2, 2, 1], channels: compact, groups: 32, baseWidth: 4)
    table["dla60"] = DLA(block: .bottleneck, levels: [1, 1, 1, 2, 3, 1])
    table["dla60_res2net"] = DLA(block: .scales, levels: [1, 1, 1, 2, 3, 1], baseWidth: 28)
    table["dla60_res2next"] = DLA(block: .scales, levels: [1, 1, 1, 2, 3, 1], groups: 8, baseWidth: 4)
    table["dla60x"] = DLA(block: .bottleneck, levels: [1, 1, 1, 2, 3, 1], groups: 32, baseWidth: 4)
    table["dla60x_c"] = DLA(
      block: .bottleneck, levels: [1, 1, 1, 2, 3, 1], channels: compact, groups: 32, baseWidth: 4)
    table["dla102"] = DLA(block: .bottleneck, levels: [1, 1, 1, 3, 4, 1], residualRoot: true)
    table["dla102x"] = DLA(
      block: .bottleneck, levels: [1, 1, 1, 3, 4, 1], groups: 32, baseWidth: 4, residualRoot: true)
    table["dla102x2"] = DLA(
      block: .bottleneck, levels: [1, 1, 1, 3, 4, 1], groups: 64, baseWidth: 4, residualRoot: true)
    table["dla169"] = DLA(block: .bottleneck, levels: [1, 1, 2, 3, 5, 1], residualRoot: true)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = buildConvolutions(image, channels[0], kernel: 7, count: 1, stride: 1, in: g / "base_layer")
    for (index, count) in levels.enumerated() {
      let level = g / "level\(index)"
      if index < 2 {
        x = buildConvolutions(x, channels[index], kernel: 3, count: count, stride: index + 1, in: level)
      } else {
        x = buildTree(x, channels[index], depth: count, stride: 2, keepsInput: index > 2, in: level)
      }
      level.feature(x)
    }
    g.defaultFeatures(Array(1..<6))
    g.hidden(x)
    g.convolutionalHead(x, head, classifier: g / "fc")
  }

  private func buildConvolutions(
    _ image: Value, _ channels: Int, kernel: ImageSize, count: Int, stride: Int, in g: Scope
  ) -> Value {
    var x = image
    for index in 0..<count {
      x = (g / (3 * index)).convolution(x, channels, kernel: kernel, stride: index == 0 ? stride : 1)
      x = (g / (3 * index + 2)).act((g / (3 * index + 1)).normalize(x, .batch()))
    }
    return g.output(x)
  }

  /// A tree: two trees of one level less, or two blocks and the root that joins them.
  ///
  /// - Parameters:
  ///   - keepsInput: whether the root also joins the input, reduced as the first leaf reduces it.
  ///   - joined: what else the root joins: what trees above this one gave before it.
  private func buildTree(
    _ x: Value, _ channels: Int, depth: Int, stride: Int, keepsInput: Bool = false, joined: [Value] = [], in g: Scope
  ) -> Value {
    var (bottom, joined) = (x, joined)
    if stride > 1 && (keepsInput || depth == 1) {
      let pool = g / "downsample"
      bottom = pool.output(pool.pool(x, .max, kernel: [stride, stride], stride: stride))
    }
    if keepsInput { joined.append(bottom) }
    let (first, second) = (g / "tree1", g / "tree2")
    if depth > 1 {
      joined.append(buildTree(x, channels, depth: depth - 1, stride: stride, in: first))
      return g.output(
        buildTree(joined[joined.count - 1], channels, depth: depth - 1, stride: 1, joined: joined, in: second))
    }
    var shortcut = bottom
    if x.channels != channels {
      let project = g / "project"
      shortcut = project.output((project / 1).normalize((project / 0).convolution(bottom, channels), .batch()))
    }
    let one = buildBlock(x, channels, shortcut: shortcut, stride: stride, in: first)
    let two = buildBlock(one, channels, shortcut: one, stride: 1, in: second)
    let root = g / "root"
    let sum = (root / "conv").convolution(root.concatenate([two, one] + joined), channels)
    let normalized = (root / "bn").normalize(sum, .batch())
    let result = (root / "relu").act(residualRoot ? root.add(normalized, two) : normalized)
    return g.output(root.output(result))
  }

  private func buildBlock(_ x: Value, _ channels: Int, shortcut: Value, stride: Int, in g: Scope) -> Value {
    let inner = channels * baseWidth / 64 * groups / 2
    var y: Value
    switch block {
    case .basic:
      y = (g / "bn1").normalize((g / "conv1").convolution(x, channels, kernel: 3, stride: stride), .batch())
      y = g.activate(y, .relu)
      y = (g / "bn2").normalize((g / "conv2").convolution(y, channels, kernel: 3), .batch())
    case .bottleneck:
      y = g.activate((g / "bn1").normalize((g / "conv1").convolution(x, inner), .batch()), .relu)
      y = (g / "conv2").convolution(y, inner, kernel: 3, stride: stride, groups: groups)
      y = g.activate((g / "bn2").normalize(y, .batch()), .relu)
      y = (g / "bn3").normalize((g / "conv3").convolution(y, channels), .batch())
    case .scales:
      y = g.activate((g / "bn1").normalize((g / "conv1").convolution(x, 4 * inner), .batch()), .relu)
      y = g.scales(y, count: 4, isFirst: stride > 1, stride: stride, groups: groups)
      y = (g / "bn3").normalize((g / "conv3").convolution(y, channels), .batch())
    }
    return g.output((g / "relu").act(g.add(y, shortcut)))
  }
}
