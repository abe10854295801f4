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
  private let reduction: Int
  private let dilation: Int

  /// The value with its new reduction and dilation.
  func mark(_ value: Value) -> Value {
    var value = value
    value.reduction = reduction
    value.dilation = dilation
    return value
  }

  fileprivate init(window: Window, reduction: Int, dilation: Int) {
    (self.window, self.reduction, self.dilation) = (window, reduction, dilation)
  }
}

extension Scope {
  /// Whether a window of this stride over `x` would still step, or the output stride turns it into dilation.
  public func steps(_ x: Value, stride: Int) -> Bool { stride > 1 && x.reduction * stride <= builder.outputStride }

  /// Settles a window's stride, dilation and borders: the one place that knows of output strides.
  ///
  /// A stride that would take the map beyond the output stride becomes 1, and what follows is dilated by it: each
  /// window sees the very pixels that it saw before (the à trous algorithm, Holschneider et al. 1990; Chen et al.
  /// 2017, arXiv:1706.05587). The window itself still uses the dilation in force before it.
  func resolveWindow(
    _ x: Value, kernel: ImageSize, stride: Int, dilation own: Int, padding: Padding, ceilMode: Bool = false,
    dilates: Bool = true, alwaysSteps: Bool = false
  ) -> ResolvedWindow {
    let steps = alwaysSteps || stride == 1 || self.steps(x, stride: stride)
    let taken = steps ? stride : 1
    if !steps && stride > 4 {
      fail(.shape, "a stride of \(stride) cannot become dilation; the output stride is \(builder.outputStride)")
    }
    let dilation = own * (dilates ? x.dilation : 1)
    func borders(_ size: Int, _ kernel: Int) -> (Int, Int) {
      let reach = dilation * (kernel - 1)
      let before: Int
      switch padding {
      case .same:
        let total = max((size + taken - 1) / taken * taken - taken + reach + 1 - size, 0)
        return (total / 2, total - total / 2)
      case .symmetric: before = (taken - 1 + reach) / 2
      case .explicit(let count): before = count * (dilates ? x.dilation : 1)
      case .leading(let count):
        let before = count * (dilates ? x.dilation : 1)
        return (before, steps ? 0 : reach - before)
      }
      // A window that lost its stride keeps the map's size, whatever it did to it before.
      return (before, steps ? before : reach - before)
    }
    // The operator itself refuses what is no map.
    let map = x.shape.rank == 4 ? x.shape.extent : ImageSize(1)
    let (top, bottom) = borders(map.height, kernel.height)
    let (left, right) = borders(map.width, kernel.width)
    let window = Window(
      kernel: kernel, stride: ImageSize(taken), dilation: ImageSize(dilation),
      padding: .init(top: top, left: left, bottom: bottom, right: right), ceilMode: ceilMode && steps)
    return ResolvedWindow(
      window: window, reduction: x.reduction * taken, dilation: steps ? x.dilation : x.dilation * stride)
  }
}
