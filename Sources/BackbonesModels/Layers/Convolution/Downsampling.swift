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

  /// Means of `side` x `side` parts of a map, as even as its size allows: part `i` of `n` pixels is from `n * i / side`, rounded
  /// down, to `n * (i + 1) / side`, rounded up (PyTorch's `AdaptiveAvgPool2d`).
  func adaptiveMean(_ x: Value, _ side: Int) -> Value {
    guard x.shape.rank == 4 else { return pool(x, .average, kernel: 1, stride: 1) }
    let (height, width) = (x.shape[1], x.shape[2])
    if height == width && height % side == 0 {
      return pool(
        x, .average, kernel: ImageSize(height / side), stride: height / side, dilates: false, alwaysSteps: true)
    }
    /// The means along one axis.
    func means(_ x: Value, axis: Int) -> Value {
      let count = x.shape[axis]
      let parts = (0..<side).map { i in
        let part = slice(x, count * i / side..<(count * (i + 1) + side - 1) / side, axis: axis)
        let extent = part.shape[axis]
        return pool(
          part, .average, kernel: axis == 1 ? ImageSize(extent, 1) : ImageSize(1, extent), stride: 1, dilates: false)
      }
      return concatenate(parts, axis: axis)
    }
    return means(means(x, axis: 1), axis: 2)
  }
}
