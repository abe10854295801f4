internal import BackbonesGraphs
internal import BackbonesTensors

/// SelecSLS: Mehta et al. 2020 (arXiv:1907.00837), selective long and short skips: a block concatenates its
/// convolutions' results with the output of the stage's first block. timm 1.0.31, `models/selecsls.py`.
struct SelecSLS: Architecture, Family, Hashable {
  static let module = "selecsls"

  /// Each stage's blocks: the channels of their convolutions, and what each block gives.
  var stages: [Stage]
  /// The convolutions after them, the first and the third of stride 2.
  var head: [Convolution]

  struct Stage: Sendable, Hashable {
    var inner: Int
    var outputs: [Int]
  }

  struct Convolution: Sendable, Hashable {
    var channels: Int
    var kernel = 3
  }

  static let variants = Variants<SelecSLS> { table in
    let stages42 = [
      Stage(inner: 64, outputs: [64, 128]), Stage(inner: 144, outputs: [144, 288]),
      Stage(inner: 304, outputs: [304, 480]),
    ]
    let stages60 = [
      Stage(inner: 64, outputs: [64, 128]), Stage(inner: 128, outputs: [128, 128, 288]),
      Stage(inner: 288, outputs: [288, 288, 288, 416]),
    ]
    let stages84 = [
      Stage(inner: 64, outputs: [64, 144]), Stage(inner: 144, outputs: [144, 144, 144, 144, 304]),
      Stage(inner: 304, outputs: [304, 304, 304, 304, 304, 512]),
    ]
    /// The convolutions after the stages: A widens last, B narrows last.
    func headA(_ first: Int, lastKernel: Int = 1) -> [Convolution] {
      [
        Convolution(channels: first), Convolution(channels: 1024), Convolution(channels: 1024),
        Convolution(channels: 1280, kernel: lastKernel),
      ]
    }
    func headB(_ first: Int) -> [Convolution] {
      [
        Convolution(channels: first), Convolution(channels: 1024), Convolution(channels: 1280),
        Convolution(channels: 1024, kernel: 1),
      ]
    }
    table["selecsls42"] = SelecSLS(stages: stages42, head: headA(960))
    table["selecsls42b"] = SelecSLS(stages: stages42, head: headB(960))
    table["selecsls60"] = SelecSLS(stages: stages60, head: headA(756))
    table["selecsls60b"] = SelecSLS(stages: stages60, head: headB(756))
    table["selecsls84"] = SelecSLS(stages: stages84, head: headA(960, lastKernel: 3))
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = (g / "stem").convNormActSequence(image, 32, kernel: 3, stride: 2)
    (g / "stem" / 2).feature(x)
    var block = 0
    for stage in stages {
      var first: Value?
      for (index, channels) in stage.outputs.enumerated() {
        let b = g / "features" / block
        x = buildBlock(x, first: first, stage.inner, channels, stride: index == 0 ? 2 : 1, in: b)
        if first == nil { first = x }
        if index == stage.outputs.count - 1 { b.feature(x) }
        block += 1
      }
    }
    for (index, convolution) in self.head.enumerated() {
      let h = g / "head" / index
      x = h.convNormActSequence(
        x, convolution.channels, kernel: ImageSize(convolution.kernel), stride: index % 2 == 0 ? 2 : 1)
      if index % 2 == 1 { h.feature(x) }
    }
    // The level of reduction 64 is not one of a pyramid unless it is asked for.
    g.defaultFeatures(Array(0..<5))
    g.hidden((g / "head").output(x))
    g.classifierHead(x, head, classifier: g / "fc")
  }

  private func buildBlock(
    _ x: Value, first: Value?, _ inner: Int, _ channels: Int, stride: Int, in g: Scope
  ) -> Value {
    let one = (g / "conv1").convNormActSequence(x, inner, kernel: 3, stride: stride)
    var two = (g / "conv2").convNormActSequence(one, inner)
    two = (g / "conv3").convNormActSequence(two, inner / 2, kernel: 3)
    var three = (g / "conv4").convNormActSequence(two, inner)
    three = (g / "conv5").convNormActSequence(three, inner / 2, kernel: 3)
    let all = g.concatenate([one, two, three] + (first.map { [$0] } ?? []))
    return g.output((g / "conv6").convNormActSequence(all, channels))
  }
}
