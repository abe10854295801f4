internal import BackbonesGraphs
internal import BackbonesTensors

/// FastViT: depthwise convolutions of several branches mix tokens, and attention where maps are small (Vasu et al. 2023,
/// arXiv:2303.14189); and the image encoders of MobileCLIP (Vasu et al. 2023, arXiv:2311.17049) and MobileCLIP2 (Faghri et
/// al. 2025, arXiv:2508.20691). timm 1.0.31, `models/fastvit.py`.
struct FastViT: Architecture, Family, Hashable {
  static let module = "fastvit"

  /// Channels of the first stage; each has twice those of the one before.
  var width: Int
  var depths: [Int]
  /// Inner channels of a block per channel.
  var expansion = 4
  /// The norm of blocks of attention, which stages from the fourth on have; nil for none.
  var attention: Normalization?
  /// Whether the stem's convolutions have 1x1 branches.
  var scalesStem = true
  /// Whether the large kernels between stages are followed by an activation.
  var activatesLargeKernel = false
  /// The stages that begin with squeeze-and-excitation.
  var squeezingStages: Set<Int> = []

  static let variants = Variants<FastViT> { table in
    table["fastvit_t8"] = FastViT(width: 48, depths: [2, 2, 4, 2], expansion: 3)
    table["fastvit_t12"] = FastViT(width: 64, depths: [2, 2, 6, 2], expansion: 3)
    table["fastvit_s12"] = FastViT(width: 64, depths: [2, 2, 6, 2])
    table["fastvit_sa12"] = FastViT(width: 64, depths: [2, 2, 6, 2], attention: .batch())
    table["fastvit_sa24"] = FastViT(width: 64, depths: [4, 4, 12, 4], attention: .batch())
    table["fastvit_sa36"] = FastViT(width: 64, depths: [6, 6, 18, 6], attention: .batch())
    table["fastvit_ma36"] = FastViT(width: 76, depths: [6, 6, 18, 6], attention: .batch())
    func mobileCLIP(_ width: Int, _ depths: [Int]) -> FastViT {
      FastViT(
        width: width, depths: depths, expansion: 3, attention: .batch(), activatesLargeKernel: true,
        squeezingStages: [2, 3])
    }
    table["fastvit_mci0"] = mobileCLIP(64, [2, 6, 10, 2])
    table["fastvit_mci1"] = mobileCLIP(64, [4, 12, 20, 4])
    table["fastvit_mci2"] = mobileCLIP(80, [4, 12, 24, 4])
    func mobileCLIP2(_ width: Int, _ depths: [Int]) -> FastViT {
      FastViT(
        width: width, depths: depths, attention: .layer(epsilon: 1e-5), scalesStem: false, activatesLargeKernel: true)
    }
    table["fastvit_mci3"] = mobileCLIP2(96, [2, 12, 24, 4, 2])
    table["fastvit_mci4"] = mobileCLIP2(128, [2, 12, 24, 4, 4])
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    let scales = scalesStem ? nil : false
    var x = (stem / 0).mobileOne(image, width, kernel: 3, stride: 2, scales: scales)
    x = (stem / 1).mobileOne(x, width, kernel: 3, stride: 2, groups: width, scales: scales)
    x = stem.output((stem / 2).mobileOne(x, width, kernel: 1))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      let attends = attention != nil && index >= 3
      if index > 0 {
        x = buildDownsample(
          x, 2 * x.channels, squeezes: squeezingStages.contains(index), in: stage / "downsample" / "proj")
        (stage / "downsample").output(x)
      }
      if attends { x = encodePositions(x, in: stage / "pos_emb") }
      for number in 0..<depth {
        let block = stage / "blocks" / number
        x = attends ? buildAttention(x, in: block) : buildMixer(x, in: block)
      }
      (stage / "blocks").output(x)
      stage.feature(stage.output(x))
    }
    (g / "stages").output(x)
    g.defaultFeatures([0, 1, 2, 3])
    let last = (g / "final_conv").mobileOne(
      x, 2 * x.channels, kernel: 3, groups: x.channels, reduced: x.channels / 8)
    g.hidden(last)
    (g / "head").classifierHead(last, head, classifier: g / "head" / "fc")
  }

  /// A large kernel beside a small one, of stride 2, then a 1x1 convolution.
  private func buildDownsample(_ x: Value, _ channels: Int, squeezes: Bool, in g: Scope) -> Value {
    let kernels = g / 0
    func branch(_ kernel: ImageSize, in g: Scope) -> Value {
      g.convNormAct(x, channels, kernel: kernel, stride: 2, groups: x.channels, activation: .identity)
    }
    var y = kernels.add(branch(7, in: kernels / "large_conv"), branch(3, in: kernels / "small_conv"))
    if squeezes { y = (kernels / "se").squeezeExcite(y, reduced: channels / 4) }
    y = kernels.output((kernels / "act").act(y, activatesLargeKernel ? .gelu : .identity))
    return g.output((g / 1).mobileOne(y, channels, kernel: 1))
  }

  /// Conditional positions (Chu et al. 2021, arXiv:2102.10882): a depthwise convolution of the map, added to it.
  private func encodePositions(_ x: Value, in g: Scope) -> Value {
    g.output(g.add((g / "pos_enc").convolution(x, x.channels, kernel: 7, groups: x.channels, bias: true), x))
  }

  /// What a depthwise block of branches changes, compared with the norm alone.
  private func buildMixer(_ x: Value, in g: Scope) -> Value {
    let mixer = g / "token_mixer"
    let mixed = (mixer / "mixer").mobileOne(
      x, x.channels, kernel: 3, groups: x.channels, activation: .identity)
    let normalized = (mixer / "norm").output((mixer / "norm" / "identity").normalize(x, .batch()))
    let change = mixer.add(mixed, mixer.scale(normalized, by: -1))
    let y = mixer.output(mixer.add(x, scaleLayer(change, in: mixer / "layer_scale")))
    return g.output(g.add(y, scaleLayer(mixChannels(y, in: g / "mlp"), in: g / "layer_scale")))
  }

  private func buildAttention(_ x: Value, in g: Scope) -> Value {
    let normalized = (g / "norm").normalize(x, attention!)
    let tokens = g.reshape(normalized, [x.shape[0], x.shape[1] * x.shape[2], x.channels])
    let mixed = SelfAttention(heads: x.channels / 32, bias: false)(tokens, layer: 0, in: g / "token_mixer")
    let map = (g / "token_mixer").output(g.reshape(mixed, x.shape))
    let y = g.add(x, scaleLayer(map, in: g / "layer_scale_1"))
    return g.output(g.add(y, scaleLayer(mixChannels(y, in: g / "mlp"), in: g / "layer_scale_2")))
  }

  private func mixChannels(_ x: Value, in g: Scope) -> Value {
    let y = (g / "conv").convNormAct(x, x.channels, kernel: 7, groups: x.channels, activation: .identity)
    return FeedForward(hidden: expansion * x.channels, convolves: true)(y, in: g)
  }

  private func scaleLayer(_ x: Value, in g: Scope) -> Value { g.channelScale(x, axesBehind: 2) }
}
