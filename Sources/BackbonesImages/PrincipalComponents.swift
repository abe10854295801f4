internal import CBackbonesKernels
internal import CBackbonesLAPACKE
internal import CBackbonesOpenBLAS
internal import BackbonesLinearAlgebra
public import BackbonesTensors

extension RasterImage {
  /// A feature map as a picture: red, green and blue are what its pixels show along the first three principal components
  /// of their channels.
  ///
  /// A component's sign is arbitrary; it is chosen so that the middle of the map is brighter than its rim. Each
  /// component is stretched so that 1 % of its values are black and 1 % full. A component without variance is mid-grey,
  /// and where a map has fewer than three, the last stands for the rest.
  ///
  /// - Parameter map: `[C, H, W]`, the picture being W pixels wide and H high.
  /// - Throws: `BackboneError.shape` where the map has another rank or no elements, `BackboneError.image` where it holds
  ///   values that are not finite.
  public init(principalComponentsOf map: Tensor) throws(BackboneError) {
    guard map.shape.rank == 3, 1...Int(Int32.max) ~= map.count else {
      throw BackboneError(.shape, "a map to draw has shape \(map.shape), expected channels x height x width")
    }
    let (height, width) = (map.shape[1], map.shape[2])
    let planes = try PrincipalComponents(of: map, most: 3).scores.map { scores in
      stretched(centerIsPositive(scores, height: height, width: width) ? scores : scores.map { -$0 })
    }
    try self.init(width: width, height: height) { pixels in
      for i in 0..<width * height {
        for channel in 0..<3 { pixels[3 * i + channel] = planes[min(channel, planes.count - 1)][i] }
      }
    }
  }
}

/// The directions in which a map's pixels, as vectors of channels, differ most.
private struct PrincipalComponents {
  /// Each component's score at each pixel, up to a factor; the component of most variance first. All zero where a
  /// component has no variance but that of rounding.
  let scores: [[Double]]

  /// Components of a map `[C, H, W]`: eigenvectors of the channels' covariance, or, where there are fewer pixels than
  /// channels, of the pixels' products, which are the scores themselves.
  init(of map: Tensor, most limit: Int) throws(BackboneError) {
    let (channels, pixels) = (map.shape[0], map.shape[1] * map.shape[2])
    try OpenBLAS.prepare(requireMemory)
    let side = min(channels, pixels)
    try requireMemory((map.count + side * side) * MemoryLayout<Double>.stride)
    var centered = [Double](repeating: 0, count: map.count)
    let energy = map.withElements { bb_center_rows($0.baseAddress, &centered, Int64(channels), Int64(pixels)) }
    guard energy.isFinite else { throw BackboneError(.image, "a map to draw holds values that are not finite") }

    let (n, byChannel) = (min(channels, pixels), channels <= pixels)
    let count = min(limit, n)
    var products = [Double](repeating: 0, count: n * n)
    OpenBLAS.call {
      cblas_dsyrk(
        CblasRowMajor, CblasUpper, byChannel ? CblasNoTrans : CblasTrans, Int32(n), Int32(max(channels, pixels)), 1,
        centered, Int32(pixels), 0, &products, Int32(n))
    }
    let (values, vectors) = try Self.largestEigenpairs(of: &products, n, count)
    scores = (0..<count).reversed().map { component in
      guard values[component] > Self.roundingNoise * energy else { return [Double](repeating: 0, count: pixels) }
      let vector = stride(from: component, to: n * count, by: count).map { vectors[$0] }
      guard byChannel else { return vector }
      var scores = [Double](repeating: 0, count: pixels)
      OpenBLAS.call {
        cblas_dgemv(
          CblasRowMajor, CblasTrans, Int32(channels), Int32(pixels), 1, centered, Int32(pixels), vector, 1, 0, &scores,
          1)
      }
      return scores
    }
  }

  /// Variance, as a part of the map's sum of squares, that is taken for rounding of single-precision values.
  private static let roundingNoise = 1e-12

  /// - Returns: `count` eigenvalues of a symmetric n x n matrix, ascending, and their eigenvectors as columns.
  private static func largestEigenpairs(
    of matrix: inout [Double], _ n: Int, _ count: Int
  ) throws(BackboneError) -> (values: [Double], vectors: [Double]) {
    var values = [Double](repeating: 0, count: n)
    var vectors = [Double](repeating: 0, count: n * count)
    var support = [Int32](repeating: 0, count: 2 * n)
    var found: Int32 = 0
    let status = OpenBLAS.call {
      LAPACKE_dsyevr(
        LAPACK_ROW_MAJOR, letter("V"), letter("I"), letter("U"), Int32(n), &matrix, Int32(n), 0, 0,
        Int32(n - count + 1), Int32(n), 0, &found, &values, &vectors, Int32(count), &support)
    }
    guard status == 0, Int(found) == count else {
      throw BackboneError(.image, "a map's principal components were not found (LAPACK's dsyevr answers \(status))")
    }
    return (values, vectors)
  }

  private static func letter(_ letter: Unicode.Scalar) -> CChar { CChar(letter.value) }
}

/// Whether the middle quarter of a map sums to no less than zero. The whole map's sum is zero.
private func centerIsPositive(_ scores: [Double], height: Int, width: Int) -> Bool {
  var sum = 0.0
  for y in height / 4..<height - height / 4 {
    for x in width / 4..<width - width / 4 { sum += scores[y * width + x] }
  }
  return sum >= 0
}

/// Values as bytes: the percentiles 1 and 99 become 0 and 255.
private func stretched(_ values: [Double]) -> [UInt8] {
  let sorted = values.sorted()
  let cut = (sorted.count - 1) / 100
  let (low, high) = (sorted[cut], sorted[sorted.count - 1 - cut])
  guard high > low else { return [UInt8](repeating: 128, count: values.count) }
  return values.map { UInt8(min(max((255 * ($0 - low) / (high - low)).rounded(), 0), 255)) }
}
