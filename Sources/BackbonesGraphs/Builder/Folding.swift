public import BackbonesTensors

// Windows over a map taken apart and added up again. They step whatever the output stride is, and do not follow the dilation
// of their input.
extension Scope {
  /// A transposed convolution: a map about `stride` times as large.
  ///
  /// - Parameter padding: lines and columns left out at each side of the result.
  public func transposedConvolution(
    _ x: Value, _ channels: Int, kernel: ImageSize, stride: Int = 1, padding: Int = 0, groups: Int = 1,
    bias: Bool = true
  ) -> Value {
    let weight = parameter("weight", [x.channels, channels / max(groups, 1), kernel.height, kernel.width])
    let window = Window(kernel: kernel, stride: stride, padding: padding)
    var y = module(
      TransposedConvolution(window: window, channels: channels, groups: groups), [x],
      bias ? [weight, parameter("bias", [channels])] : [weight])
    y.reduction = ImageSize(max(1, x.reduction.height / stride), max(1, x.reduction.width / stride))
    return y
  }

  /// The pixels under each window of a map `[N, H, W, C]`: `[N, H', W', taps * C]`, tap by tap, zeros outside.
  public func unfold(_ x: Value, kernel: ImageSize, stride: Int = 1, padding: Int = 0) -> Value {
    let window = Window(kernel: kernel, stride: stride, padding: padding)
    var y = step(Unfold(window: window), [x])
    y.reduction = ImageSize(stride) * x.reduction
    return y
  }

  /// The map, of the extent and reduction of another, in which each pixel is the sum of what the windows over it hold:
  /// `[N, H', W', taps * C]` as `unfold` gives them, with the same geometry, to `[N, H, W, C]`.
  public func fold(_ windows: Value, like map: Value, kernel: ImageSize, stride: Int = 1, padding: Int = 0) -> Value {
    guard map.shape.rank == 4 else { return refuse(windows, "windows over the pixels of \(map.shape)") }
    let window = Window(kernel: kernel, stride: stride, padding: padding)
    var y = step(Fold(window: window, size: map.shape.extent), [windows])
    (y.reduction, y.dilation) = (map.reduction, map.dilation)
    return y
  }
}
