public import BackbonesTensors

// Verbs that make a map of another size: pools, and resized maps.
extension Scope {
  /// Pooling over windows. See `convolution` for the stride.
  ///
  /// - Parameters:
  ///   - dilates: whether the window follows the dilation of its input.
  ///   - alwaysSteps: whether the stride is taken whatever the output stride is.
  public func pool(
    _ x: Value, _ kind: PoolKind, kernel: ImageSize, stride: Int, padding: Padding = .none, ceilMode: Bool = false,
    dilates: Bool = true, alwaysSteps: Bool = false
  ) -> Value {
    let sliding = resolveWindow(
      x, kernel: kernel, stride: stride, dilation: 1, padding: padding, ceilMode: ceilMode, dilates: dilates,
      alwaysSteps: alwaysSteps)
    return sliding.mark(step(Pool(kind: kind, window: sliding.window), [x]))
  }

  /// The means of a map's windows, `size` of them however large the map is: window i of n covers the elements from
  /// `floor(i * m / n)` to `ceil((i + 1) * m / n)` of m, lines and columns (PyTorch's `adaptive_avg_pool2d`).
  ///
  /// - Parameter onlyGrows: a larger side keeps its elements. The choice is made anew where a caller brings the map.
  public func adaptiveAveragePool(_ x: Value, _ size: ImageSize, onlyGrows: Bool = false) -> Value {
    var means = step(Resize(size: size, mode: .area, onlyGrows: onlyGrows), [x])
    // Its pixels lie as far apart as if all strides had been taken.
    if !onlyGrows || means.shape != x.shape { means.dilation = 1 }
    return means
  }

  /// A map of another size; it keeps its reduction.
  public func resize(_ x: Value, to size: ImageSize, _ mode: ResizeMode = .nearest) -> Value {
    x.shape.rank == 4 && x.shape.extent == size ? x : step(Resize(size: size, mode: mode), [x])
  }

  /// A map as large as another; it takes over the other's reduction.
  public func resize(_ x: Value, like other: Value, _ mode: ResizeMode = .nearest) -> Value {
    guard other.shape.rank == 4 else {
      fail(.shape, "\(other.shape) has no pixels that a map could be resized to")
      return x
    }
    var resized = resize(x, to: other.shape.extent, mode)
    (resized.reduction, resized.dilation) = (other.reduction, other.dilation)
    return resized
  }

  /// Blur pooling with three taps. The window does not follow the dilation of its input.
  public func blurPool(
    _ x: Value, stride: Int, border: BlurBorder = .reflection
  ) -> Value {
    let sliding = resolveWindow(x, kernel: 3, stride: stride, dilation: 1, padding: .symmetric, dilates: false)
    return sliding.mark(step(BlurPool(window: sliding.window, border: border), [x]))
  }

  /// Means of all pixels, each weighted by the softmax of one channel of `scores` (`[N, H, W, S]`): `[N, 1, S, C]`.
  public func contextPool(_ x: Value, _ scores: Value) -> Value {
    step(ContextPool(), [x, scores])
  }

  /// The mean or maximum over all pixels (`[N, 1, 1, C]`), or over tokens after the first `skipping` (`[N, C]`).
  public func globalPool(_ x: Value, _ kind: PoolKind, skipping: Int = 0) -> Value {
    step(GlobalPool(kind: kind, skipping: skipping), [x])
  }
}

extension Scope {
  /// What is taken of a window.
  public enum PoolKind: String, Sendable {
    case max, average
    /// A maximum of windows that may hold zeros of the padding.
    case maxCountingPadding
    /// A mean that counts the zeros of the padding.
    case averageCountingPadding
  }
}

extension Scope {
  /// What a pixel of a resized map is made of, along each side; the names are those of PyTorch's `interpolate`.
  public enum ResizeMode: Hashable, Sendable {
    /// The nearest pixel: line i of n is line `floor(i * m / n)` of m, computed in single precision.
    case nearest
    /// The two nearest, weighted by how near they are. Pixels are squares, whose outer edges meet, or, with
    /// `alignCorners`, points, the outermost of which do.
    case bilinear(alignCorners: Bool = false)
    /// The four nearest, by cubic convolution with a = -0.75 (Keys 1981).
    case bicubic(alignCorners: Bool = false)
    /// Antialiased: linear interpolation, or cubic convolution with a = -0.5. Where the map shrinks, the kernel is widened by as
    /// much. Weights beyond the edges are shared out (PyTorch's `antialias`, as PIL resamples).
    case antialiasedBilinear, antialiasedBicubic
    /// The mean of all that it covers, in part or in full; see `adaptiveAveragePool`.
    case area
  }
}

extension Scope {
  /// How the map is continued.
  public enum BlurBorder: String, Sendable {
    /// By its reflection, without the edge itself.
    case reflection
    case zeros
  }
}
