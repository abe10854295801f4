internal import BackbonesCLibrary
internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// Where the pixels of a map lie, `[1, H, W, channels]`: sines and cosines of many wavelengths (Vaswani et al. 2017,
  /// arXiv:1706.03762) of a pixel's share of the height and of the width, projected by a convolution `token_projection`.
  func fourierPositions(of map: ImageSize, _ channels: Int) -> Value {
    let count = 32
    /// The waves of place `index` of `extent`: a sine and a cosine of each frequency.
    func waves(_ index: Int, of extent: Int) -> [Float] {
      (0..<count).map { wave in
        let angle = 2 * Double.pi * Double(index + 1) / (Double(extent) + 1e-6)
        let phase = angle / pow(10000, Double(wave / 2 * 2) / Double(count))
        return Float(wave % 2 == 0 ? sin(phase) : cos(phase))
      }
    }
    let columns = (0..<map.width).map { waves($0, of: map.width) }
    let elements = (0..<map.height).flatMap { y in
      let line = waves(y, of: map.height)
      return columns.flatMap { line + $0 }
    }
    let places = fixed("positions", [1, map.height, map.width, 2 * count], elements)
    return output((self / "token_projection").convolution(places, channels, bias: true))
  }
}
