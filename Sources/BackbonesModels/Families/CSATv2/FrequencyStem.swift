internal import BackbonesCLibrary

/// The discrete cosine transform of 8x8 pixels as a convolution: from an image as ImageNet's statistics normalise it to
/// luminance and chrominance, to their frequencies in zigzag order, lowest first, each normalised by its mean and variance.
enum FrequencyStem {
  /// Pixels on a side of a block.
  static let side = 8

  /// The weight `[3 * 64, 3, 8, 8]` and the bias of the convolution, computed in double precision.
  static let convolution: (weight: [Float], bias: [Float]) = {
    var (weight, bias) = ([Float](), [Float]())
    for (component, colors) in components.enumerated() {
      // What a pixel of the mean color is, of values up to 255.
      let offset = zip(colors.weights, colorMeans).map { 255 * $0 * $1 }.reduce(colors.offset, +)
      for (order, (vertical, horizontal)) in zigzag.enumerated() {
        let deviation = variances[component][order].squareRoot() + 1e-8
        let block: [Double] = basis[vertical].flatMap { y in basis[horizontal].map { y * $0 / deviation } }
        for (color, scale) in zip(colors.weights, colorDeviations) {
          let factor = 255 * color * scale
          weight += block.map { Float(factor * $0) }
        }
        bias.append(Float(offset * block.reduce(0, +) - means[component][order] / deviation))
      }
    }
    return (weight, bias)
  }()

  /// Each frequency's cosine at each pixel of a line.
  private static let basis: [[Double]] = (0..<side).map { frequency in
    let length = (Double(frequency == 0 ? 1 : 2) / Double(side)).squareRoot()
    return (0..<side).map { place -> Double in
      let angle = Double.pi * Double(frequency * (2 * place + 1)) / Double(2 * side)
      return length * cos(angle)
    }
  }

  /// Luminance and the two chrominances of red, green and blue.
  private static let components: [(weights: [Double], offset: Double)] = {
    let luminance = [0.299, 0.587, 0.114]
    func difference(_ factor: Double, _ color: Int) -> [Double] {
      luminance.indices.map { factor * ((($0 == color) ? 1 : 0) - luminance[$0]) }
    }
    return [(luminance, 0), (difference(0.564, 2), 128), (difference(0.713, 0), 128)]
  }()

  private static let (colorMeans, colorDeviations) = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])

  /// Vertical and horizontal frequencies along the diagonals, each the other way than the one before.
  private static let zigzag: [(vertical: Int, horizontal: Int)] = (0...2 * (side - 1)).flatMap { sum in
    let vertical = Array(max(0, sum - side + 1)...min(sum, side - 1))
    return (sum % 2 == 0 ? vertical.reversed() : vertical).map { ($0, sum - $0) }
  }

  /// The mean of each component's frequencies.
  private static let means: [[Double]] = [
    [
      932.42657, -0.0026, 0.33415, -0.0284, 0.00003, -0.02792, -0.00183, 0.00006,
      0.00032, 0.03402, -0.00571, 0.0002, 0.00006, -0.00038, -0.00558, -0.00116,
      0, -0.00047, -0.00008, -0.0003, 0.00942, 0.00161, -0.00009, -0.00006,
      -0.00014, -0.00035, 0.00001, -0.0022, 0.00033, -0.00002, -0.00003, -0.0002,
      0.00007, 0, 0.00005, 0.00293, -0.00004, 0.00006, 0.00019, 0.00004,
      0.00006, -0.00015, -0.00002, 0.00007, 0.0001, -0.00004, 0.00008, 0,
      0.00008, -0.00001, 0.00015, 0.00002, 0.00007, 0.00003, 0.00004, -0.00001,
      0.00004, 0, 0.00002, 0, -0.00008, 0, -0.00003, 0.00003,
    ],
    [
      962.34735, -0.00428, 0.09835, 0.00152, -0.00009, 0.00312, -0.00141, -0.00001,
      -0.00013, 0.0105, 0.00065, 0.00006, 0, 0.00003, 0.00264, 0,
      0.00001, 0.00007, -0.00006, 0.00003, 0.00341, 0.00163, 0.00004, 0.00003,
      -0.00001, 0.00008, 0, 0.0009, 0.00018, -0.00006, -0.00001, 0.00007,
      -0.00003, -0.00001, 0.00006, 0.00084, 0, -0.00001, 0, 0.00004,
      -0.00001, -0.00002, 0, 0.00001, 0.00002, 0.00001, 0.00004, 0.00011,
      0, -0.00003, 0.00011, -0.00002, 0.00001, 0.00001, 0.00001, 0.00001,
      -0.00007, -0.00003, 0.00001, 0, 0.00001, 0.00002, 0.00001, 0,
    ],
    [
      1053.16101, -0.00213, -0.09207, 0.00186, 0.00013, 0.00034, -0.00119, 0.00002,
      0.00011, -0.00984, 0.00046, -0.00007, -0.00001, -0.00005, 0.0018, 0.00042,
      0.00002, -0.0001, 0.00004, 0.00003, -0.00301, 0.00125, -0.00002, -0.00003,
      -0.00001, -0.00001, -0.00001, 0.00056, 0.00021, 0.00001, -0.00001, 0.00002,
      -0.00001, -0.00001, 0.00005, -0.0007, -0.00002, -0.00002, 0.00005, -0.00004,
      0, 0.00002, -0.00002, 0.00001, 0, -0.00003, 0.00004, 0.00007,
      0.00001, 0, 0.00013, 0, 0, 0.00002, 0, -0.00001,
      -0.00004, -0.00003, 0, 0.00001, -0.00001, 0.00001, 0, 0,
    ],
  ]

  /// Their variances.
  private static let variances: [[Double]] = [
    [
      270372.375, 6287.10645, 5974.94043, 1653.10889, 1463.91748, 1832.58997, 755.92468, 692.41528,
      648.57184, 641.46881, 285.79288, 301.621, 380.43405, 349.84027, 374.15891, 190.3096,
      190.76746, 221.64578, 200.82646, 145.87979, 126.92046, 62.14622, 67.75562, 102.42001,
      129.74922, 130.04631, 103.12189, 97.76417, 53.17402, 54.81048, 73.48712, 81.04342,
      69.351, 49.06024, 33.96053, 37.03279, 20.48858, 24.9483, 33.90822, 44.54912,
      47.56363, 40.0316, 30.43313, 22.63899, 26.53739, 26.57114, 21.84404, 17.41557,
      15.18253, 10.69678, 11.24111, 12.97229, 15.08971, 15.31646, 8.90409, 7.44213,
      6.66096, 6.97719, 4.17834, 3.83882, 4.51073, 2.36646, 2.41363, 1.48266,
    ],
    [
      18839.21094, 321.70932, 300.15259, 77.4783, 76.02293, 89.04748, 33.99642, 34.74807,
      32.12333, 28.19588, 12.04675, 14.26871, 18.45779, 16.59588, 15.67892, 7.37718,
      8.56312, 10.28946, 9.41013, 6.6909, 5.16453, 2.55186, 3.03073, 4.66765,
      5.85418, 5.74644, 4.33702, 3.66948, 1.95107, 2.26034, 3.0638, 3.50705,
      3.06359, 2.19284, 1.54454, 1.5786, 0.97078, 1.13941, 1.48653, 1.89996,
      1.95544, 1.6495, 1.24754, 0.93677, 1.09267, 1.09516, 0.94163, 0.78966,
      0.72489, 0.50841, 0.50909, 0.55664, 0.63111, 0.64125, 0.38847, 0.33378,
      0.30918, 0.33463, 0.20875, 0.19298, 0.21903, 0.1338, 0.13444, 0.09554,
    ],
    [
      17127.39844, 292.81421, 271.45209, 66.64056, 63.60253, 76.35437, 28.06587, 27.84831,
      25.96656, 23.6037, 9.99173, 11.34992, 14.46955, 12.92553, 12.69353, 5.91537,
      6.60187, 7.90891, 7.32825, 5.32785, 4.2966, 2.13459, 2.44135, 3.66021,
      4.50335, 4.38959, 3.34888, 2.97181, 1.60633, 1.7701, 2.35118, 2.69018,
      2.38189, 1.74596, 1.26014, 1.31684, 0.79327, 0.92046, 1.1767, 1.47609,
      1.50914, 1.28725, 0.99898, 0.74832, 0.85736, 0.858, 0.74663, 0.63508,
      0.58748, 0.41098, 0.41121, 0.44663, 0.50277, 0.51519, 0.31729, 0.27336,
      0.25399, 0.27241, 0.17353, 0.16255, 0.1844, 0.11602, 0.11511, 0.0845,
    ],
  ]
}
