public import BackbonesTensors

extension RasterImage {
  /// This picture in grey, with the means of a map's channels as heat over it: violet where they are least, yellow where
  /// they are most.
  ///
  /// - Parameter map: `[C, H, W]`, of any size.
  /// - Throws: `BackboneError.shape` where the map has another rank or no elements, `BackboneError.image` where it holds values
  ///   that are not finite.
  public func heated(by map: Tensor) throws(BackboneError) -> RasterImage {
    guard map.shape.rank == 3, 1...Int(Int32.max) ~= map.count else {
      throw BackboneError(.shape, "a map to draw has shape \(map.shape), expected channels x height x width")
    }
    let area = map.shape[1] * map.shape[2]
    var means = [Double](repeating: 0, count: area)
    map.withElements { elements in
      for (index, element) in elements.enumerated() { means[index % area] += Double(element) }
    }
    let (least, most) = (means.min()!, means.max()!)
    guard means.allSatisfy(\.isFinite) else {
      throw BackboneError(.image, "a map to draw holds values that are not finite")
    }
    let heat = try RasterImage(width: map.shape[2], height: map.shape[1]) { pixels in
      for (index, mean) in means.enumerated() {
        let color = Self.heatColor(most > least ? (mean - least) / (most - least) : 0.5)
        (pixels[3 * index], pixels[3 * index + 1], pixels[3 * index + 2]) = (color.red, color.green, color.blue)
      }
    }
    let large = try heat.resized(width: width, height: height, .bicubic)
    let grey = try luminance
    return try RasterImage(width: width, height: height) { result in
      for index in grey.pixels.indices {
        result[index] = UInt8((2 * Int(grey.pixels[index]) + 3 * Int(large.pixels[index])) / 5)
      }
    }
  }

  /// A colour between the stops of a map whose lightness grows evenly (after Matplotlib's `plasma`).
  private static func heatColor(_ share: Double) -> Color {
    let stops: [(Double, Double, Double)] = [
      (13, 8, 135), (126, 3, 168), (204, 71, 120), (248, 149, 64), (240, 249, 33),
    ]
    let place = share * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    let (a, b, rest) = (stops[index], stops[index + 1], place - Double(index))
    func mixed(_ a: Double, _ b: Double) -> UInt8 { UInt8((a + (b - a) * rest).rounded()) }
    return Color(red: mixed(a.0, b.0), green: mixed(a.1, b.1), blue: mixed(a.2, b.2))
  }
}
