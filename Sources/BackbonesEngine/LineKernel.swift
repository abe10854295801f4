internal import BackbonesGraphs
internal import BackbonesTensors

/// A step that can compute any lines of its map from lines of its operand, so that it can be part of a `Chain`.
struct LineKernel: Sendable {
  /// The map that is read, and the one that is written.
  let x: View, y: View
  /// The window under which lines of `y` read lines of `x`.
  let window: Window
  /// Floats of weights, which every call reads in full, however few lines it computes.
  let weights: Int
  /// Whether the kernel is memory-bound, so that an operand in cache makes it faster.
  let isMemoryBound: Bool
  /// Floats of scratch memory that it needs.
  let scratch: Int
  /// Computes `lines`, counted over all images. `x` and `y` are where line 0 of each map is, or would be if the whole
  /// map were there.
  let body:
    @Sendable (
      _ arena: Program.Arena, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ lines: Range<Int>,
      _ scratch: UnsafeMutablePointer<Float>
    ) -> Void

  /// Lines of one image's map, and floats of each.
  var height: Int { y.shape[1] }
  var lineFloats: Int { y.shape[2] * y.stride }

  /// The halo: lines of `x` that two neighbouring lines of `y` both need.
  var halo: Int { (window.kernel.height - 1) * window.dilation.height + 1 - window.stride.height }

  /// The number of lines of `x` that `lines` lines of `y` need.
  func span(of lines: Int) -> Int {
    min(x.shape[1], (lines - 1) * window.stride.height + (window.kernel.height - 1) * window.dilation.height + 1)
  }

  /// The lines of one image's `x` that `lines` of its `y` need.
  func needed(for lines: Range<Int>) -> Range<Int> {
    let first = lines.lowerBound * window.stride.height - window.padding.top
    let last = (lines.upperBound - 1) * window.stride.height - window.padding.top
    let end = last + (window.kernel.height - 1) * window.dilation.height + 1
    return (first..<end).clamped(to: 0..<x.shape[1])
  }
}
