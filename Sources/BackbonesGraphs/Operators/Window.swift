package import BackbonesTensors

/// How a window slides over a map: the geometry that convolution and pooling share.
package struct Window: Hashable, Sendable {
  /// The kernel size.
  package var kernel: ImageSize
  /// Input pixels from one output pixel to the next.
  package var stride: ImageSize
  /// The step from one tap to the next.
  package var dilation: ImageSize
  /// Rows and columns added at each side.
  package var padding: Edges
  /// Whether a last window that starts inside the map or its left padding, but ends outside, counts.
  package var ceilMode = false

  /// Widths of the four borders.
  package struct Edges: Hashable, Sendable {
    /// The number of rows or columns added at one side.
    package var top = 0, left = 0, bottom = 0, right = 0
    /// Borders of the given widths.
    package init(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) {
      (self.top, self.left, self.bottom, self.right) = (top, left, bottom, right)
    }
  }

  /// A window of one pixel.
  package static let pixel = Window(kernel: 1, stride: 1, dilation: 1, padding: Edges())

  /// The extent of the output over a map of the given extent.
  package func output(over map: ImageSize) throws(BackboneError) -> ImageSize {
    func side(_ size: Int, _ kernel: Int, _ stride: Int, _ dilation: Int, _ before: Int, _ after: Int) -> Int {
      let room = size + before + after - dilation * (kernel - 1) - 1 + (ceilMode ? stride - 1 : 0)
      guard room >= 0 else { return 0 }
      var count = room / stride + 1
      // PyTorch's rule: the last window must start inside the map or the padding before it.
      if ceilMode && (count - 1) * stride >= size + before { count -= 1 }
      return max(count, 0)
    }
    let out = ImageSize(
      side(map.height, kernel.height, stride.height, dilation.height, padding.top, padding.bottom),
      side(map.width, kernel.width, stride.width, dilation.width, padding.left, padding.right))
    guard out.height > 0, out.width > 0 else {
      throw BackboneError(.shape, "a \(kernel) window does not fit a map of \(map); the input is too small")
    }
    return out
  }

  /// `3x3 /2 dilated 2`, unsaid where 1.
  var summary: String {
    "\(kernel)" + (stride == 1 ? "" : " /\(stride.height == stride.width ? "\(stride.height)" : "\(stride)")")
      + (dilation == 1 ? "" : " dilated \(dilation.height)")
  }
}

extension Window {
  /// A window with borders of one width, not dilated.
  init(kernel: ImageSize, stride: Int, padding: Int) {
    self.init(
      kernel: kernel, stride: ImageSize(stride), dilation: 1,
      padding: Edges(top: padding, left: padding, bottom: padding, right: padding))
  }
}

extension TensorShape {
  /// Height and width of a map `[N, H, W, C]`.
  package var extent: ImageSize { ImageSize(self[1], self[2]) }
  /// The channels: the last axis.
  package var channels: Int { self[-1] }
  /// Rows of a matrix of channels: the product of all axes but the last.
  package var rows: Int { channels == 0 ? 0 : count / channels }
}
