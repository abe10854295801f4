internal import BackbonesGraphs
internal import BackbonesTensors

/// HRNet: Wang et al. 2019 (arXiv:1908.07919), branches of four resolutions beside each other, fused again and again;
/// `ssld` is trained by distillation (Cui et al. 2021, arXiv:2103.05959). timm 1.0.31, `models/hrnet.py`.
///
/// A coarse map is repeated to the size of the finer one it is added to. timm stops where that is not a multiple of it;
/// here images may have any size.
struct HRNet: Architecture, Family, Hashable {
  static let module = "hrnet"

  /// Channels of the finest branch; each coarser one has twice as many.
  var width: Int
  /// Multi-resolution modules of the stages of two, three and four branches.
  var modules = [1, 4, 3]
  /// Residual blocks of a branch in each module.
  var depth = 4
  /// Bottlenecks of the first stage, which has one branch, and their inner channels.
  var firstDepth = 4
  var firstWidth = 64
  /// Whether the convolutions of the classification head have biases (timm's `head_conv_bias`).
  var headBias = true

  static let variants = Variants<HRNet> { table in
    table["hrnet_w18_small"] = HRNet(width: 16, modules: [1, 1, 1], depth: 2, firstDepth: 1, firstWidth: 32)
    table["hrnet_w18_small_v2"] = HRNet(width: 18, modules: [1, 3, 2], depth: 2, firstDepth: 2)
    table["hrnet_w18"] = HRNet(width: 18)
    table["hrnet_w30"] = HRNet(width: 30)
    table["hrnet_w32"] = HRNet(width: 32)
    table["hrnet_w40"] = HRNet(width: 40)
    table["hrnet_w44"] = HRNet(width: 44)
    table["hrnet_w48"] = HRNet(width: 48)
    table["hrnet_w64"] = HRNet(width: 64)
    table["hrnet_w18_ssld"] = HRNet(width: 18, headBias: false)
    table["hrnet_w48_ssld"] = HRNet(width: 48, headBias: false)
  }

  /// A repeated pixel of a coarse branch is not what a dilated one would have in its place.
  var takesOutputStride: Bool { false }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = image
    for number in 1...2 {
      x = (g / "conv\(number)").convolution(x, 64, kernel: 3, stride: 2)
      x = (g / "act\(number)").act((g / "bn\(number)").normalize(x, .batch()))
      if number == 1 { (g / "act1").feature(x, module: "stem") }
    }
    var branches = [buildBlocks(.bottleneck, x, firstWidth, count: firstDepth, in: g / "layer1")]
    for (index, count) in modules.enumerated() {
      branches = buildTransition(branches, in: g / "transition\(index + 1)")
      let stage = g / "stage\(index + 2)"
      for number in 0..<count { branches = buildModule(branches, in: stage / number) }
      stage.output(branches[0])
    }
    x = buildClassificationHead(branches, in: g)
    g.hidden(x)
    g.classifierHead(x, head, classifier: g / "classifier")
  }

  /// Blocks of a ResNet at one resolution.
  private func buildBlocks(_ block: ResNet.Block, _ x: Value, _ width: Int, count: Int, in g: Scope) -> Value {
    ResNet(block: block, depths: [count], widths: [width]).buildStage(x, 0, in: g)
  }

  /// One branch more, made of the coarsest; the first time, the channels of the finest too.
  private func buildTransition(_ branches: [Value], in g: Scope) -> [Value] {
    let count = branches.count
    let kept = count > 1 ? branches : [(g / 0).convNormActSequence(branches[0], width, kernel: 3)]
    let new = (g / count / 0).convNormActSequence(branches[count - 1], width << count, kernel: 3, stride: 2)
    return kept + [(g / count).output(new)]
  }

  /// Blocks in every branch, then for every branch the sum of all, brought to its resolution and channels.
  private func buildModule(_ inputs: [Value], in g: Scope) -> [Value] {
    let branches = inputs.enumerated().map { index, x in
      buildBlocks(.basic, x, width << index, count: depth, in: g / "branches" / index)
    }
    let fused = branches.indices.map { target in
      let terms = branches.indices.map { source in
        buildFusion(branches, from: source, to: target, in: g / "fuse_layers" / target / source)
      }
      return (g / "fuse_act").act(terms.dropFirst().reduce(terms[0], g.add))
    }
    g.output(fused[0])
    return fused
  }

  /// A branch as another one's sum takes it: a coarser one repeated, a finer one halved step by step.
  private func buildFusion(_ branches: [Value], from source: Int, to target: Int, in g: Scope) -> Value {
    let (x, channels) = (branches[source], width << target)
    if source > target {
      let projected = (g / 1).normalize((g / 0).convolution(x, channels), .batch())
      return g.output((g / 2).output(g.resize(projected, like: branches[target])))
    }
    var y = x
    for step in 0..<target - source {
      let isLast = step == target - source - 1
      y = (g / step).convNormActSequence(
        y, isLast ? channels : x.channels, kernel: 3, stride: 2, activation: isLast ? .identity : .relu)
    }
    return source == target ? y : g.output(y)
  }

  /// Each branch widened, which are the features; from the finest on, each sum is halved and added to the next.
  private func buildClassificationHead(_ branches: [Value], in g: Scope) -> Value {
    var sum: Value?
    for (index, branch) in branches.enumerated() {
      let module = g / "incre_modules" / index
      let wide = buildBlocks(.bottleneck, branch, 32 << index, count: 1, in: module)
      module.feature(wide, module: "stage\(index + 1)")
      guard let finer = sum else {
        sum = wide
        continue
      }
      let halved = (g / "downsamp_modules" / (index - 1)).convNormActSequence(
        finer, wide.channels, kernel: 3, stride: 2, bias: headBias)
      sum = g.add(wide, halved)
    }
    return (g / "final_layer").convNormActSequence(sum!, 2048, bias: headBias)
  }
}
