internal import CBackbonesKernels
internal import BackbonesLinearAlgebra
internal import BackbonesTensors

/// The weight of a convolution that makes a token of each patch, made one for patches of another size.
///
/// An image that is resized with its patches keeps its tokens as far as it can (FlexiViT, Beyer et al. 2022, arXiv:2212.08013): with
/// A the bicubic, antialiased resize of a line of a patch, the weight W becomes A⁺ᵀ W A⁺.
enum PatchProjection {
  /// Sides of patches that are resized.
  static let sides = 2...64

  /// - Parameters:
  ///   - weight: `[O, I, h, w]`, sides within `sides`.
  ///   - size: the patches to come.
  /// - Returns: `[O, I, height, width]`.
  static func resampled(_ weight: Tensor, to size: ImageSize) throws(BackboneError) -> Tensor {
    let (filters, height, width) = (weight.shape[0] * weight.shape[1], weight.shape[2], weight.shape[3])
    let (vertical, horizontal) = (try inverse(height, size.height), try inverse(width, size.width))
    return try weight.withElements { old throws(BackboneError) in
      try Tensor(allocating: [weight.shape[0], weight.shape[1], size.height, size.width]) { new in
        var lines = [Double](repeating: 0, count: height * size.width)
        for filter in 0..<filters {
          for y in 0..<height {
            let line = old[(filter * height + y) * width..<(filter * height + y + 1) * width]
            for x in 0..<size.width {
              lines[y * size.width + x] = zip(line, 0...).reduce(0) {
                $0 + Double($1.0) * horizontal[$1.1 * size.width + x]
              }
            }
          }
          for y in 0..<size.height {
            for x in 0..<size.width {
              new[(filter * size.height + y) * size.width + x] = Float(
                (0..<height).reduce(0) { $0 + vertical[$1 * size.height + y] * lines[$1 * size.width + x] })
            }
          }
        }
      }
    }
  }

  /// The pseudoinverse of the resize of a line, `old` rows of `new` values.
  private static func inverse(_ old: Int, _ new: Int) throws(BackboneError) -> [Double] {
    let unit = (0..<old * old).map { Float($0 / old == $0 % old ? 1 : 0) }
    var resize = [Float](repeating: 0, count: new * old)
    bb_resample(BB_FILTER_CUBIC, unit, &resize, 1, Int64(old), Int64(new), Int64(old))
    guard let inverse = OpenBLAS.pseudoinverse(of: resize.map(Double.init), rows: new, columns: old) else {
      throw BackboneError(.weights, "patches of \(old) pixels cannot be made patches of \(new)")
    }
    return inverse
  }
}
