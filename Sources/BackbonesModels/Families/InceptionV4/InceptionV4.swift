internal import BackbonesGraphs
internal import BackbonesTensors

/// Inception-v4: Szegedy et al. 2016 (arXiv:1602.07261). timm 1.0.31, `models/inception_v4.py`.
struct InceptionV4: Architecture, Family, Hashable {
  static let module = "inception_v4"

  static let variants = Variants<InceptionV4> { table in
    table["inception_v4"] = InceptionV4()
  }

  /// Maps lose their borders where they shrink, which dilation would keep.
  var takesOutputStride: Bool { false }

  /// The blocks of the paper, in order.
  private static var blocks: [[InceptionBranch]] {
    let (row, column): (ImageSize, ImageSize) = ([1, 7], [7, 1])
    let stem: [[InceptionBranch]] = [
      [.maximum, .single(.valid(96, stride: 2))],
      [
        .layers([.same(64), .valid(96)]),
        .layers([.same(64), .same(64, row), .same(64, column), .valid(96)]),
      ],
      [.single(.valid(192, stride: 2)), .maximum],
    ]
    let a: [InceptionBranch] = [
      .single(.same(96)), .layers([.same(64), .same(96, 3)]),
      .layers([.same(64), .same(96, 3), .same(96, 3)]), .mean(96),
    ]
    let reductionA: [InceptionBranch] = [
      .single(.valid(384, stride: 2)),
      .layers([.same(192), .same(224, 3), .valid(256, stride: 2)]),
      .maximum,
    ]
    let b: [InceptionBranch] = [
      .single(.same(384)), .layers([.same(192), .same(224, row), .same(256, column)]),
      .layers([
        .same(192), .same(192, column), .same(224, row), .same(224, column), .same(256, row),
      ]), .mean(128),
    ]
    let reductionB: [InceptionBranch] = [
      .layers([.same(192), .valid(192, stride: 2)]),
      .layers([.same(256), .same(256, row), .same(320, column), .valid(320, stride: 2)]), .maximum,
    ]
    let c: [InceptionBranch] = [
      .single(.same(256)),
      .fork([.same(384)], [.same(256, [1, 3]), .same(256, [3, 1])]),
      .fork(
        [.same(384), .same(448, [3, 1]), .same(512, [1, 3])],
        [.same(256, [1, 3]), .same(256, [3, 1])]),
      .mean(256),
    ]
    func times(_ count: Int, _ block: [InceptionBranch]) -> [[InceptionBranch]] {
      Array(repeating: block, count: count)
    }
    return stem + times(4, a) + [reductionA] + times(7, b) + [reductionB] + times(3, c)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let f = g / "features"
    var x = InceptionLayer.valid(32, stride: 2)(image, in: f / 0)
    x = InceptionLayer.valid(32)(x, in: f / 1)
    x = InceptionLayer.same(64, 3)(x, in: f / 2)
    (f / 2).feature(x)
    for (index, branches) in Self.blocks.enumerated() {
      let block = f / (index + 3)
      let names = [0: ["maxpool", "conv"], 2: ["conv", "maxpool"]][index]
      x = block.output(block.inception(x, branches, names: names))
      if [0, 6, 14, 18].contains(index) { block.feature(x) }
    }
    g.hidden(f.output(x))
    g.classifierHead(x, head, classifier: g / "last_linear")
  }
}
