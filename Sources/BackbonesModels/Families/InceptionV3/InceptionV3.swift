internal import BackbonesGraphs
internal import BackbonesTensors

/// Inception-v3: Szegedy et al. 2015 (arXiv:1512.00567), without its auxiliary classifier. timm 1.0.31,
/// `models/inception_v3.py`.
struct InceptionV3: Architecture, Family, Hashable {
  static let module = "inception_v3"

  static let variants = Variants<InceptionV3> { table in
    table["inception_v3"] = InceptionV3()
  }

  /// Maps lose their borders where they shrink, which dilation would keep.
  var takesOutputStride: Bool { false }

  /// What stands beside each other in a block, by the name of the modules.
  private enum Branch {
    case single(String, InceptionLayer)
    /// Layers, numbered from 1; where there are ends, two side by side behind them.
    case chain(String, [InceptionLayer], ends: [InceptionLayer] = [])
    /// A mean of each pixel's neighbours, then a 1x1 convolution.
    case mean(Int)
    case maximum
  }

  private static let row: ImageSize = [1, 7], column: ImageSize = [7, 1]

  private static func a(pool: Int) -> [Branch] {
    [
      .single("branch1x1", .same(64)), .chain("branch5x5", [.same(48), .same(64, 5)]),
      .chain("branch3x3dbl", [.same(64), .same(96, 3), .same(96, 3)]), .mean(pool),
    ]
  }
  private static func c(_ width: Int) -> [Branch] {
    [
      .single("branch1x1", .same(192)),
      .chain("branch7x7", [.same(width), .same(width, row), .same(192, column)]),
      .chain(
        "branch7x7dbl",
        [
          .same(width), .same(width, column), .same(width, row), .same(width, column),
          .same(192, row),
        ]), .mean(192),
    ]
  }
  private static var e: [Branch] {
    let ends: [InceptionLayer] = [.same(384, [1, 3]), .same(384, [3, 1])]
    return [
      .single("branch1x1", .same(320)), .chain("branch3x3", [.same(384)], ends: ends),
      .chain("branch3x3dbl", [.same(448), .same(384, 3)], ends: ends), .mean(192),
    ]
  }

  /// The blocks, by timm's names.
  private static var blocks: [(name: String, branches: [Branch])] {
    [
      ("5b", a(pool: 32)), ("5c", a(pool: 64)), ("5d", a(pool: 64)),
      (
        "6a",
        [
          .single("branch3x3", .valid(384, stride: 2)),
          .chain("branch3x3dbl", [.same(64), .same(96, 3), .valid(96, stride: 2)]), .maximum,
        ]
      ),
      ("6b", c(128)), ("6c", c(160)), ("6d", c(160)), ("6e", c(192)),
      (
        "7a",
        [
          .chain("branch3x3", [.same(192), .valid(320, stride: 2)]),
          .chain(
            "branch7x7x3",
            [.same(192), .same(192, row), .same(192, column), .valid(192, stride: 2)]), .maximum,
        ]
      ),
      ("7b", e), ("7c", e),
    ]
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    func shrink(_ x: Value, in g: Scope) -> Value {
      g.output(g.pool(x, .max, kernel: 3, stride: 2))
    }
    var x = InceptionLayer.valid(32, stride: 2)(image, in: g / "Conv2d_1a_3x3")
    x = InceptionLayer.valid(32)(x, in: g / "Conv2d_2a_3x3")
    x = InceptionLayer.same(64, 3)(x, in: g / "Conv2d_2b_3x3")
    (g / "Conv2d_2b_3x3").feature(x)
    x = InceptionLayer.same(80)(shrink(x, in: g / "Pool1"), in: g / "Conv2d_3b_1x1")
    x = InceptionLayer.valid(192)(x, in: g / "Conv2d_4a_3x3")
    (g / "Conv2d_4a_3x3").feature(x)
    x = shrink(x, in: g / "Pool2")
    for (name, branches) in Self.blocks {
      let block = g / "Mixed_\(name)"
      x = block.output(block.concatenate(branches.map { build($0, x, in: block) }))
      if ["5d", "6e", "7c"].contains(name) { block.feature(x) }
    }
    g.hidden(x)
    g.classifierHead(x, head, classifier: g / "fc")
  }

  private func build(_ branch: Branch, _ x: Value, in g: Scope) -> Value {
    switch branch {
    case .single(let name, let layer): return layer(x, in: g / name)
    case .chain(let name, let layers, let ends):
      var y = x
      for (index, layer) in layers.enumerated() { y = layer(y, in: g / "\(name)_\(index + 1)") }
      guard !ends.isEmpty else { return y }
      return g.concatenate(
        zip(["a", "b"], ends).map { letter, layer in
          layer(y, in: g / "\(name)_\(layers.count + 1)\(letter)")
        })
    case .mean(let channels):
      let mean = g.pool(x, .averageCountingPadding, kernel: 3, stride: 1, padding: .symmetric)
      return InceptionLayer.same(channels)(mean, in: g / "branch_pool")
    case .maximum: return g.pool(x, .max, kernel: 3, stride: 2)
    }
  }
}
