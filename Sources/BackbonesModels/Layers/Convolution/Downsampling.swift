internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// The 2x2 average pooling of "bag of tricks" shortcuts (ResNet-D). If the stride has become dilation, the pooling is
  /// not dilated and counts its zero padding, as timm's `AvgPool2dSame` does.
  ///
  /// - Parameter skipsFirst: whether the mean is left out in the first stage that loses its stride, though not in the next.
  func averageDownsample(_ x: Value, stride: Int, skipsFirst: Bool = false) -> Value {
    guard stride > 1 else { return x }
    if skipsFirst && !steps(x, stride: stride) && x.dilation == 1 { return x }
    return output(
      steps(x, stride: stride)
        ? pool(x, .average, kernel: 2, stride: stride, ceilMode: true)
        : pool(x, .averageCountingPadding, kernel: 2, stride: stride, padding: .same, dilates: false))
  }

  /// The 3x3 maximum of stride 2 behind a stem; with `blur`, taken at every pixel and then blurred.
  func stemMaximum(_ x: Value, blur: Bool) -> Value {
    guard blur else { return output(pool(x, .max, kernel: 3, stride: 2, padding: .symmetric)) }
    let highest = (self / 0).output((self / 0).pool(x, .max, kernel: 3, stride: 1, padding: .symmetric))
    return output((self / 1).output((self / 1).blurPool(highest, stride: 2)))
  }

  /// A norm, then a 2x2 convolution of stride 2 (Liu et al. 2022, arXiv:2201.03545). Where the stride becomes dilation,
  /// the convolution is padded as TensorFlow does.
  func normDownsample(_ x: Value, _ channels: Int, norm: Normalization) -> Value {
    let y = (self / 0).normalize(x, norm)
    let padding = steps(x, stride: 2) ? Padding.none : .same
    return output((self / 1).convolution(y, channels, kernel: 2, stride: 2, bias: true, padding: padding))
  }
}
