internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// MobileOne's block (Vasu et al. 2022, arXiv:2206.04040): the sum of a convolution, of a 1x1 one, and of the map itself
  /// where the block keeps size and channels, each with a norm; then an activation.
  ///
  /// - Parameters:
  ///   - scales: whether there is a 1x1 convolution; nil where the kernel is larger.
  ///   - reduced: channels between the layers of squeeze-and-excitation behind the sum; nil for none.
  func mobileOne(
    _ x: Value, _ channels: Int, kernel: ImageSize, stride: Int = 1, groups: Int = 1, scales: Bool? = nil,
    reduced: Int? = nil, activation: Activation = .gelu
  ) -> Value {
    var y = mobileOneSum(x, channels, kernel: kernel, stride: stride, groups: groups, scales: scales)
    if let reduced { y = (self / "se").squeezeExcite(y, reduced: reduced) }
    return output((self / "act").act(y, activation))
  }

  /// The sum of the block's branches.
  ///
  /// - Parameters:
  ///   - count: convolutions of the whole kernel.
  ///   - dilates: whether these are dilated where a stride became dilation; timm's `byobnet` does not.
  func mobileOneSum(
    _ x: Value, _ channels: Int, kernel: ImageSize, stride: Int = 1, groups: Int = 1, count: Int = 1,
    scales: Bool? = nil, norm: Normalization = .batch(), dilates: Bool = true
  ) -> Value {
    func branch(_ kernel: ImageSize, dilates: Bool = true, in g: Scope) -> Value {
      g.convNormAct(
        x, channels, kernel: kernel, stride: stride, groups: groups, norm: norm, activation: .identity,
        dilates: dilates)
    }
    var terms: [Value] = []
    if scales ?? (kernel != 1) { terms.append(branch(1, in: self / "conv_scale")) }
    terms += (0..<count).map { branch(kernel, dilates: dilates, in: self / "conv_kxk" / $0) }
    if stride == 1 && x.channels == channels { terms.append((self / "identity").normalize(x, norm)) }
    return terms.dropFirst().reduce(terms[0]) { add($0, $1) }
  }
}
