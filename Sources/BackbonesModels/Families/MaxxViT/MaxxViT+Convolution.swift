internal import BackbonesGraphs
internal import BackbonesTensors

extension MaxxViT {
  /// A block of convolutions: an inverted residual (MBConv) with a norm before it, or ConvNeXt's.
  struct Convolution: Sendable, Hashable {
    var kind = Kind.inverted
    /// Whether four times the output's channels are inside, instead of the input's.
    var expandsOutput = true
    /// Whether the first norm has an activation.
    var activatesInput = false
    /// Biases of the shortcut and of the last product.
    var bias = true
    /// Whether a mean halves the map, instead of the depthwise convolution.
    var poolsFirst = false
    /// What halves the shortcut.
    var pool = Shrinking.mean
    var squeeze = Squeeze()
    var activation = Activation.gelu
    var norm = Normalization.batch()
    var padding = Padding.symmetric

    enum Kind: Sendable { case inverted, next }

    /// Squeeze-and-excitation.
    struct Squeeze: Sendable, Hashable {
      /// A share of the output's channels where these are expanded, of those inside otherwise.
      var ratio = 0.25
      var activation = Activation.silu
      /// Whether it stands before the norm.
      var isEarly = false
    }

    func build(_ x: Value, _ channels: Int, stride: Int, in g: Scope) -> Value {
      switch kind {
      case .inverted: buildInverted(x, channels, stride: stride, in: g)
      case .next: buildNext(x, channels, stride: stride, in: g)
      }
    }

    private func buildInverted(_ x: Value, _ channels: Int, stride: Int, in g: Scope) -> Value {
      let shortcut =
        stride > 1
        ? (g / "shortcut").shrink(x, channels, pool, padding: padding, bias: bias) : (g / "shortcut").output(x)
      let inner = makeDivisible(Double(4 * (expandsOutput ? channels : x.channels)))
      func gate(_ x: Value, _ name: String) -> Value {
        let reduced = Int(squeeze.ratio * Double(expandsOutput ? channels : inner))
        return (g / name).squeezeExcite(x, reduced: reduced, activation: squeeze.activation)
      }
      let isPooled = poolsFirst && stride > 1
      var y = (g / "pre_norm").normalize(x, norm, activation: activatesInput ? activation : .identity)
      y = isPooled ? (g / "down").shrink(y, y.channels, .mean, padding: padding) : (g / "down").output(y)
      y = (g / "norm1").normalize((g / "conv1_1x1").convolution(y, inner), norm, activation: activation)
      y = (g / "conv2_kxk").convolution(
        y, inner, kernel: 3, stride: isPooled ? 1 : stride, groups: inner, padding: padding)
      if squeeze.isEarly { y = gate(y, "se_early") }
      y = (g / "norm2").normalize(y, norm, activation: activation)
      if !squeeze.isEarly { y = gate(y, "se") }
      return g.join((g / "conv3_1x1").convolution(y, channels, bias: bias), shortcut)
    }

    private func buildNext(_ x: Value, _ channels: Int, stride: Int, in g: Scope) -> Value {
      let shortcut =
        stride > 1 ? (g / "shortcut").shrink(x, channels, .mean) : (g / "shortcut").output(x)
      var y = (g / "conv_dw").convolution(
        (g / "down").output(x), channels, kernel: 7, stride: stride, groups: x.channels, bias: true)
      y = (g / "norm").normalize(y, norm)
      y = FeedForward(activation: activation, convolves: true)(y, in: g / "mlp")
      return g.join((g / "ls").channelScale(y), shortcut)
    }
  }

  /// What halves a map.
  enum Shrinking: Sendable {
    /// A 2x2 mean.
    case mean
    /// A 3x3 maximum.
    case maximum
  }
}

extension Scope {
  /// A map of half the lines and columns, as module `self`, and a 1x1 convolution `expand` where it gets other channels.
  func shrink(
    _ x: Value, _ channels: Int, _ kind: MaxxViT.Shrinking, padding: Padding = .symmetric, bias: Bool = true
  ) -> Value {
    let g = self / "pool"
    let pooled =
      kind == .maximum
      ? g.pool(x, .max, kernel: 3, stride: 2, padding: padding)
      : g.pool(x, .averageCountingPadding, kernel: 2, stride: 2, padding: padding == .same ? .same : .none)
    let expand = self / "expand"
    return output(
      x.channels == channels
        ? expand.output(g.output(pooled)) : expand.convolution(g.output(pooled), channels, bias: bias))
  }

  /// The sum of a branch and its shortcut, which must be halved alike.
  func join(_ branch: Value, _ shortcut: Value) -> Value {
    output(branch.shape == shortcut.shape ? add(branch, shortcut) : branch)
  }
}
