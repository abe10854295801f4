internal import BackbonesGraphs
internal import BackbonesTensors

/// SENet as its authors trained it: Hu et al. 2018 (arXiv:1709.01507), residual networks in Caffe's manner with
/// squeeze-and-excitation in every block. timm 1.0.31, `models/senet.py`.
struct SENet: Architecture, Family, Hashable {
  static let module = "senet"

  var block: Block
  var depths: [Int]
  var groups = 1
  /// Three 3x3 convolutions instead of one 7x7, and shortcuts of 3x3 where they have a stride.
  var deep = false

  enum Block: Sendable {
    case basic
    /// Its first convolution has the stride.
    case bottleneck
    /// ResNeXt's, of groups of four channels in the first stage; the 3x3 convolution has the stride.
    case grouped
    /// SENet-154's: the 3x3 convolution doubles the channels.
    case widening
  }

  static let variants = Variants<SENet> { table in
    table["legacy_senet154"] = SENet(block: .widening, depths: [3, 8, 36, 3], groups: 64, deep: true)
    table["legacy_seresnet18"] = SENet(block: .basic, depths: [2, 2, 2, 2])
    table["legacy_seresnet34"] = SENet(block: .basic, depths: [3, 4, 6, 3])
    table["legacy_seresnet50"] = SENet(block: .bottleneck, depths: [3, 4, 6, 3])
    table["legacy_seresnet101"] = SENet(block: .bottleneck, depths: [3, 4, 23, 3])
    table["legacy_seresnet152"] = SENet(block: .bottleneck, depths: [3, 8, 36, 3])
    table["legacy_seresnext26_32x4d"] = SENet(block: .grouped, depths: [2, 2, 2, 2], groups: 32)
    table["legacy_seresnext50_32x4d"] = SENet(block: .grouped, depths: [3, 4, 6, 3], groups: 32)
    table["legacy_seresnext101_32x4d"] = SENet(block: .grouped, depths: [3, 4, 23, 3], groups: 32)
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "layer0"
    var x = image
    let widths: [Int] = deep ? [64, 64, 128] : [64]
    for (index, width) in widths.enumerated() {
      x = buildConvolution(
        x, width, kernel: deep ? 3 : 7, stride: index == 0 ? 2 : 1, number: index + 1, in: stem)
      x = (stem / "relu\(index + 1)").act(x)
    }
    stem.feature(stem.output(x))
    x = (g / "pool0").output((g / "pool0").pool(x, .max, kernel: 3, stride: 2, ceilMode: true))
    for (stage, depth) in depths.enumerated() {
      let layer = g / "layer\(stage + 1)"
      for index in 0..<depth {
        x = buildBlock(x, 64 << stage, stride: stage > 0 && index == 0 ? 2 : 1, in: layer / index)
      }
      layer.feature(layer.output(x))
    }
    g.hidden(x)
    g.classifierHead(x, head, classifier: g / "last_linear")
  }

  private func buildBlock(_ x: Value, _ width: Int, stride: Int, in g: Scope) -> Value {
    var (number, y) = (0, x)
    /// The next convolution with its norm.
    func convolve(_ x: Value, _ channels: Int, kernel: ImageSize, stride: Int = 1, groups: Int = 1) -> Value {
      number += 1
      return buildConvolution(x, channels, kernel: kernel, stride: stride, groups: groups, number: number, in: g)
    }
    let channels = block == .basic ? width : 4 * width
    switch block {
    case .basic:
      y = g.activate(convolve(y, width, kernel: 3, stride: stride), .relu)
      y = g.activate(convolve(y, width, kernel: 3), .relu)
    case .bottleneck:
      y = g.activate(convolve(y, width, kernel: 1, stride: stride), .relu)
      y = g.activate(convolve(y, width, kernel: 3), .relu)
      y = convolve(y, channels, kernel: 1)
    case .grouped, .widening:
      y = g.activate(convolve(y, 2 * width, kernel: 1), .relu)
      let inner = block == .widening ? channels : 2 * width
      y = g.activate(convolve(y, inner, kernel: 3, stride: stride, groups: groups), .relu)
      y = convolve(y, channels, kernel: 1)
    }
    y = (g / "se_module").squeezeExcite(
      y, reduced: channels / 16, names: ("fc1", "relu", "fc2"), gateName: "sigmoid")
    var shortcut = x
    if stride > 1 || x.channels != channels {
      let d = g / "downsample"
      shortcut = (d / 0).convolution(x, channels, kernel: deep && stride > 1 ? 3 : 1, stride: stride)
      shortcut = d.output((d / 1).normalize(shortcut, .batch()))
    }
    return g.output((g / "relu").act(g.add(y, shortcut)))
  }

  private func buildConvolution(
    _ x: Value, _ channels: Int, kernel: ImageSize, stride: Int, groups: Int = 1, number: Int, in g: Scope
  ) -> Value {
    let y = (g / "conv\(number)").convolution(x, channels, kernel: kernel, stride: stride, groups: groups)
    return (g / "bn\(number)").normalize(y, .batch())
  }
}
