internal import BackbonesGraphs
internal import BackbonesTensors

/// Inception-ResNet-v2: Szegedy et al. 2016 (arXiv:1602.07261). timm 1.0.31, `models/inception_resnet_v2.py`.
struct InceptionResNetV2: Architecture, Family, Hashable {
  static let module = "inception_resnet_v2"

  static let variants = Variants<InceptionResNetV2> { table in
    table["inception_resnet_v2"] = InceptionResNetV2()
  }

  /// Maps lose their borders where they shrink, which dilation would keep.
  var takesOutputStride: Bool { false }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = image
    func layer(_ layer: InceptionLayer, _ name: String) { x = layer(x, in: g / name) }
    func shrink(_ name: String) {
      x = (g / name).output((g / name).pool(x, .max, kernel: 3, stride: 2))
    }
    func join(_ name: String, _ branches: [InceptionBranch]) {
      x = (g / name).output((g / name).inception(x, branches))
    }
    func residual(_ name: String, _ count: Int, scale: Float, _ branches: [InceptionBranch]) {
      for index in 0..<count { x = buildResidual(x, branches, scale: scale, in: g / name / index) }
      (g / name).feature((g / name).output(x))
    }
    layer(.valid(32, stride: 2), "conv2d_1a")
    layer(.valid(32), "conv2d_2a")
    layer(.same(64, 3), "conv2d_2b")
    (g / "conv2d_2b").feature(x)
    shrink("maxpool_3a")
    layer(.same(80), "conv2d_3b")
    layer(.valid(192), "conv2d_4a")
    (g / "conv2d_4a").feature(x)
    shrink("maxpool_5a")
    join(
      "mixed_5b",
      [
        .single(.same(96)), .layers([.same(48), .same(64, 5)]),
        .layers([.same(64), .same(96, 3), .same(96, 3)]),
        .mean(64),
      ])
    residual(
      "repeat", 10, scale: 0.17,
      [
        .single(.same(32)), .layers([.same(32), .same(32, 3)]),
        .layers([.same(32), .same(48, 3), .same(64, 3)]),
      ])
    join(
      "mixed_6a",
      [
        .single(.valid(384, stride: 2)),
        .layers([.same(256), .same(256, 3), .valid(384, stride: 2)]), .maximum,
      ])
    residual(
      "repeat_1", 20, scale: 0.1,
      [.single(.same(192)), .layers([.same(128), .same(160, [1, 7]), .same(192, [7, 1])])])
    join(
      "mixed_7a",
      [
        .layers([.same(256), .valid(384, stride: 2)]),
        .layers([.same(256), .valid(288, stride: 2)]),
        .layers([.same(256), .same(288, 3), .valid(320, stride: 2)]), .maximum,
      ])
    let last: [InceptionBranch] = [
      .single(.same(192)), .layers([.same(192), .same(224, [1, 3]), .same(256, [3, 1])]),
    ]
    for index in 0..<9 {
      x = buildResidual(x, last, scale: 0.2, activation: "relu", in: g / "repeat_2" / index)
    }
    (g / "repeat_2").output(x)
    x = buildResidual(x, last, scale: 1, activation: nil, in: g / "block8")
    layer(.same(1536), "conv2d_7b")
    (g / "conv2d_7b").feature(x)
    g.hidden(x)
    g.classifierHead(x, head, classifier: g / "classif")
  }

  /// Branches, a 1x1 convolution of what they give, and a share of that added to the input.
  ///
  /// - Parameter activation: timm's name of the activation after the sum, where there is one.
  private func buildResidual(
    _ x: Value, _ branches: [InceptionBranch], scale: Float, activation: String? = "act",
    in g: Scope
  ) -> Value {
    let y = (g / "conv2d").convolution(g.inception(x, branches), x.channels, bias: true)
    let sum = g.add(g.scale(y, by: scale), x)
    return g.output(activation.map { (g / $0).act(sum) } ?? sum)
  }
}
