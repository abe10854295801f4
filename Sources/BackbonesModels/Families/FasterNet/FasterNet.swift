internal import BackbonesGraphs
internal import BackbonesTensors

/// FasterNet: convolutions over space of a quarter of the channels (Chen et al. 2023, arXiv:2303.03667). timm 1.0.31,
/// `models/fasternet.py`.
struct FasterNet: Architecture, Family, Hashable {
  static let module = "fasternet"

  /// Channels of the first stage; each has twice those of the one before.
  var width: Int
  var depths: [Int]
  var activation = Activation.relu

  static let variants = Variants<FasterNet> { table in
    table["fasternet_t0"] = FasterNet(width: 40, depths: [1, 2, 8, 2], activation: .gelu)
    table["fasternet_t1"] = FasterNet(width: 64, depths: [1, 2, 8, 2], activation: .gelu)
    table["fasternet_t2"] = FasterNet(width: 96, depths: [1, 2, 8, 2])
    table["fasternet_s"] = FasterNet(width: 128, depths: [1, 2, 13, 2])
    table["fasternet_m"] = FasterNet(width: 144, depths: [3, 4, 18, 3])
    table["fasternet_l"] = FasterNet(width: 192, depths: [3, 4, 18, 3])
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let patches = g / "patch_embed"
    var x = (patches / "proj").convolution(image, width, kernel: 4, stride: 4, padding: .none)
    x = patches.output((patches / "norm").normalize(x, .batch()))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      if index > 0 { x = buildDownsample(x, in: stage / "downsample") }
      for number in 0..<depth { x = buildBlock(x, in: stage / "blocks" / number) }
      (stage / "blocks").output(x)
      stage.output(x)
      stage.feature(x)
    }
    g.convolutionHead(x, head, width: 1280, bias: false, activation: activation, activationName: "act")
  }

  private func buildDownsample(_ x: Value, in g: Scope) -> Value {
    let y = (g / "reduction").convolution(x, 2 * x.channels, kernel: 2, stride: 2, padding: .none)
    return g.output((g / "norm").normalize(y, .batch()))
  }

  private func buildBlock(_ x: Value, in g: Scope) -> Value {
    let (mixing, mlp, channels) = (g / "spatial_mixing", g / "mlp", x.channels)
    let part = channels / 4
    let mixed = (mixing / "partial_conv3").convolution(mixing.slice(x, 0..<part), part, kernel: 3)
    var y = mixing.output(mixing.concatenate([mixed, mixing.slice(x, part..<channels)]))
    y = (mlp / 1).normalize((mlp / 0).convolution(y, 2 * channels), .batch())
    y = mlp.output((mlp / 3).convolution((mlp / 2).act(y, activation), channels))
    return g.output(g.add(x, y))
  }
}
