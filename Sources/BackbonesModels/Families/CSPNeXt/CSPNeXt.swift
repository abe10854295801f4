internal import BackbonesGraphs
internal import BackbonesTensors

/// CSPNeXt: cross stage partial networks of large depthwise kernels, the backbones of RTMDet (Lyu et al. 2022,
/// arXiv:2212.07784). timm 1.0.31, `models/cspnext.py`.
struct CSPNeXt: Architecture, Family, Hashable {
  static let module = "cspnext"

  /// What multiplies the blocks of stages, and their channels.
  var depth: Double, width: Double

  static let variants = Variants<CSPNeXt> { table in
    table["cspnext_tiny"] = CSPNeXt(depth: 0.167, width: 0.375)
    table["cspnext_s"] = CSPNeXt(depth: 0.33, width: 0.5)
    table["cspnext_m"] = CSPNeXt(depth: 0.67, width: 0.75)
    table["cspnext_l"] = CSPNeXt(depth: 1, width: 1)
    table["cspnext_x"] = CSPNeXt(depth: 1.33, width: 1.25)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let depths = [3, 6, 6, 3].map { max(Int((Double($0) * depth).rounded(.toNearestOrEven)), 1) }
    let channels = [128, 256, 512, 1024].map { Int(Double($0) * width) }
    let (stem, first) = (g / "stem", channels[0] / 2)
    var x = convolve(image, first / 2, kernel: 3, stride: 2, in: stem / 0)
    x = convolve(x, first / 2, kernel: 3, in: stem / 1)
    x = stem.output(convolve(x, first, kernel: 3, in: stem / 2))
    stem.feature(x)
    for index in depths.indices {
      let (stage, isLast) = (g / "stages" / index, index == depths.count - 1)
      x = convolve(x, channels[index], kernel: 3, stride: 2, in: stage / 0)
      if isLast { x = buildPyramid(x, in: stage / 1) }
      x = buildLayer(x, depth: depths[index], adds: !isLast, in: stage / (isLast ? 2 : 1))
      stage.feature(stage.output(x))
    }
    g.hidden(x)
    (g / "head").classifierHead(x, head, classifier: g / "head" / "fc")
  }

  private func convolve(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, in g: Scope
  ) -> Value {
    g.convNormAct(x, channels, kernel: kernel, stride: stride, groups: groups, activation: .silu)
  }

  /// Spatial pyramid pooling (He et al. 2014, arXiv:1406.4729): maxima of larger and larger windows side by side.
  private func buildPyramid(_ x: Value, in g: Scope) -> Value {
    let y = convolve(x, x.channels / 2, in: g / "conv1")
    let maxima = [5, 9, 13].enumerated().map { index, side in
      let m = g / "poolings" / index
      return m.output(m.pool(y, .max, kernel: ImageSize(side), stride: 1, padding: .symmetric, dilates: false))
    }
    return g.output(convolve(g.concatenate([y] + maxima), x.channels, in: g / "conv2"))
  }

  /// Half of the channels through the blocks, the others past them.
  private func buildLayer(_ x: Value, depth: Int, adds: Bool, in g: Scope) -> Value {
    let inner = x.channels / 2
    let short = convolve(x, inner, in: g / "short_conv")
    var main = convolve(x, inner, in: g / "main_conv")
    for index in 0..<depth {
      let b = g / "blocks" / index
      var y = convolve(main, inner, kernel: 3, in: b / "conv1")
      y = convolve(y, inner, kernel: 5, groups: inner, in: b / "conv2" / "depthwise_conv")
      y = (b / "conv2").output(convolve(y, inner, in: b / "conv2" / "pointwise_conv"))
      main = b.output(adds ? g.add(y, main) : y)
    }
    let gated = ChannelAttention.effectiveSqueezeExcite(g.concatenate([main, short]), in: g / "attention")
    return g.output(convolve(gated, x.channels, in: g / "final_conv"))
  }
}
