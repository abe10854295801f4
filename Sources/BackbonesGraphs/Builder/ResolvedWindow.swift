internal import BackbonesTensors

/// How a map is bordered before a window slides over it.
public enum Padding: Hashable, Sendable {
  /// `((stride - 1) + dilation * (kernel - 1)) / 2` at each side: PyTorch's habit.
  case symmetric
  /// TensorFlow's: as little as makes the output `ceil(size / stride)`, the odd one at the bottom and right.
  case same
  /// The given number at each side.
  case explicit(Int)
  /// The given number at the top and left alone.
  case leading(Int)
  /// None.
  public static let none = Padding.explicit(0)
}

/// A window whose stride has been settled with the output stride.
struct ResolvedWindow {
  let window: Window
  fileprivate let reduction: ImageSize
  fileprivate let dilation: ImageSize

  /// The value with its new reduction and dilation.
  func mark(_ value: Value) -> Value {
    var value = value
    value.reduction = reduction
    value.dilation = dilation
    return value
  }
}

extension Scope {
  /// Whether a window of this stride over `x` would still step, along a side at least, or the output stride turns it into
  /// dilation.
  public func steps(_ x: Value, stride: Int) -> Bool { strideTaken(x, stride) != 1 }

  /// The part of a stride that keeps the output stride: all of it or, along a side where it would lead beyond, none.
  private func strideTaken(_ x: Value, _ stride: Int) -> ImageSize {
    let most = builder.outputStride
    return ImageSize(
      x.reduction.height * stride <= most.height ? stride : 1, x.reduction.width * stride <= most.width ? stride : 1)
  }

  /// Settles a window's stride, dilation and borders: the one place that knows of output strides.
  ///
  /// A stride that would take the map beyond the output stride becomes 1, and what follows is dilated by it: each
  /// window sees the very pixels that it saw before (the à trous algorithm, Holschneider et al. 1990; Chen et al.
  /// 2017, arXiv:1706.05587). The window itself still uses the dilation in force before it.
  func resolveWindow(
    _ x: Value, kernel: ImageSize, stride: Int, dilation own: Int, padding: Padding, ceilMode: Bool = false,
    dilates: Bool = true, alwaysSteps: Bool = false
  ) -> ResolvedWindow {
    let taken = alwaysSteps ? ImageSize(stride) : strideTaken(x, stride)
    if taken != ImageSize(stride) && stride > 4 {
      fail(.shape, "a stride of \(stride) cannot become dilation; the output stride is \(builder.outputStride.brief)")
    }
    let inForce = dilates ? x.dilation : 1
    let dilation = ImageSize(own) * inForce
    // The operator itself refuses what is no map.
    let map = x.shape.rank == 4 ? x.shape.extent : ImageSize(1)
    func borders(_ side: ImageSide) -> (Int, Int) {
      let (size, taken, reach) = (map[side], taken[side], dilation[side] * (kernel[side] - 1))
      let before: Int
      switch padding {
      case .same:
        let total = max((size + taken - 1) / taken * taken - taken + reach + 1 - size, 0)
        return (total / 2, total - total / 2)
      case .symmetric: before = (taken - 1 + reach) / 2
      case .explicit(let count): before = count * inForce[side]
      case .leading(let count):
        let before = count * inForce[side]
        return (before, taken == stride ? 0 : reach - before)
      }
      // A window that lost its stride keeps the map's size, whatever it did to it before.
      return (before, taken == stride ? before : reach - before)
    }
    let (top, bottom) = borders(.lines)
    let (left, right) = borders(.columns)
    let window = Window(
      kernel: kernel, stride: taken, dilation: dilation,
      padding: .init(top: top, left: left, bottom: bottom, right: right),
      ceilMode: ceilMode && (taken != 1 || stride == 1))
    return ResolvedWindow(
      window: window, reduction: x.reduction * taken,
      dilation: ImageSize(
        x.dilation.height * stride / taken.height, x.dilation.width * stride / taken.width))
  }
}
