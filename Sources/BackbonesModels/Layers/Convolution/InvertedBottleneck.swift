internal import BackbonesGraphs
internal import BackbonesTensors

/// A block of a mobile network that widens a map and narrows it again (MobileNetV2, Sandler et al. 2018, arXiv:1801.04381),
/// with the modules that EfficientViT (Cai et al. 2022, arXiv:2205.14756) and what followed it have. An activation stands
/// behind each convolution but the last.
struct InvertedBottleneck: Sendable, Hashable {
  var kind: Kind
  /// Inner channels per input channel.
  var expansion = 1
  var kernel = 3
  var stride = 1
  /// Groups of the first convolution, where it takes all channels.
  var groups = 1
  var norm = Normalization.batch()
  /// Which convolutions have a norm behind them, from the first to the last.
  var normed = [true, true, true]
  /// Which have a bias.
  var biased = [false, false, false]
  var activation: Activation

  enum Kind: Sendable, Hashable {
    /// A depthwise convolution, then a 1x1 one.
    case separable
    /// Two convolutions of the kernel.
    case plain
    /// 1x1, depthwise, 1x1.
    case inverted
    /// One convolution of the kernel in place of the first two.
    case fused
  }

  /// The block as a module `g`; the caller adds its input where it is to be added.
  func callAsFunction(_ x: Value, _ channels: Int, in g: Scope) -> Value {
    let inner = expansion * x.channels, kernel = ImageSize(kernel)
    var (y, layer) = (x, 0)
    func convolve(
      _ name: String, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, isLast: Bool = false
    ) {
      y = (g / name).convolutionLayer(
        y, channels, kernel: kernel, stride: stride, groups: groups, bias: biased[layer],
        norm: normed[layer] ? norm : nil, activation: isLast ? .identity : activation)
      layer += 1
    }
    switch kind {
    case .separable:
      convolve("depth_conv", x.channels, kernel: kernel, stride: stride, groups: x.channels)
      convolve("point_conv", channels, isLast: true)
    case .plain:
      convolve("conv1", inner, kernel: kernel, stride: stride)
      convolve("conv2", channels, kernel: kernel, isLast: true)
    case .inverted:
      convolve("inverted_conv", inner, groups: groups)
      convolve("depth_conv", inner, kernel: kernel, stride: stride, groups: inner)
      convolve("point_conv", channels, isLast: true)
    case .fused:
      convolve("spatial_conv", inner, kernel: kernel, stride: stride, groups: groups)
      convolve("point_conv", channels, isLast: true)
    }
    return g.output(y)
  }
}

extension Scope {
  /// A convolution `conv`, then a normalisation `norm`, where there is one, and an activation `act`, as one module. A kernel
  /// of even sides that does not step has zeros above and left of the map, a layer of the module `conv`.
  func convolutionLayer(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1, bias: Bool = false,
    norm: Normalization? = .batch(), activation: Activation = .identity
  ) -> Value {
    let conv = self / "conv", isEven = kernel.height % 2 == 0
    let padsFirst = isEven && stride == 1
    var y = (padsFirst ? conv / 1 : conv).convolution(
      x, channels, kernel: kernel, stride: stride, groups: groups, bias: bias,
      padding: padsFirst ? .leading(kernel.height / 2) : isEven ? .none : .symmetric)
    if padsFirst { conv.output(y) }
    y = norm.map { (self / "norm").normalize(y, $0) } ?? (self / "norm").output(y)
    return output((self / "act").act(y, activation))
  }
}
