import Foundation
import BackbonesImages
import BackbonesTensors
import Testing

/// What Pillow and timm make of the fixtures; `Scripts/facts images` writes them.
struct ImageFacts: Decodable, Sendable {
  /// A picture: its size and the FNV-1a hash of its RGB bytes.
  struct Picture: Decodable, Sendable, Hashable {
    let width: Int
    let height: Int
    let hash: String
  }

  struct Resized: Decodable, Sendable, CustomTestStringConvertible {
    let image: String?
    let interpolation: Interpolation
    let width: Int
    let height: Int
    let hash: String
    var testDescription: String { "\(image ?? "chelsea.png") \(interpolation) \(width)x\(height)" }
  }

  struct Preprocessed: Decodable, Sendable, CustomTestStringConvertible {
    let image: String
    let input_size: [Int]
    let interpolation: Interpolation
    let crop_pct: Double
    let crop_mode: Preprocessing.CropMode
    let mean: [Double]
    let std: [Double]
    let tensor: TensorDigest
    var testDescription: String { "\(image) \(input_size) \(interpolation) \(crop_pct) \(crop_mode)" }
  }

  let decoded: [String: Picture]
  let resized: [Resized]
  let luminance: Picture
  let preprocessing: [Preprocessed]

  static let shared: ImageFacts = {
    do {
      return try JSONDecoder().decode(Self.self, from: Data(contentsOf: URL(filePath: fixture("facts.json"))))
    } catch {
      fatalError("facts.json: \(error)")
    }
  }()
}

func fixture(_ name: String) -> String {
  Bundle.module.bundleURL.appending(path: "Fixtures/\(name)").path
}

func fixtureBytes(_ name: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(filePath: fixture(name))))
}

extension ImageFacts.Picture {
  init(of image: RasterImage) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in image.pixels { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    self.init(
      width: image.width, height: image.height, hash: String(repeating: "0", count: 16 - digits.count) + digits)
  }
}

/// Shape, moments, and elements at fixed pseudo-random positions.
struct TensorDigest: Decodable, Sendable {
  let shape: [Int]
  let mean: Double
  let std: Double
  let absmax: Double
  let samples: [Double]

  init(of tensor: Tensor, samples count: Int) {
    let elements = tensor.elements.map(Double.init)
    let mean = elements.reduce(0, +) / Double(elements.count)
    self.mean = mean
    shape = tensor.shape.dimensions
    std = (elements.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(elements.count)).squareRoot()
    absmax = elements.reduce(0) { max($0, abs($1)) }
    samples = (1...count).map { k in
      elements[Int(Self.mix(UInt64(k) &* 0x9E37_79B9_7F4A_7C15) % UInt64(elements.count))]
    }
  }

  private static func mix(_ z: UInt64) -> UInt64 {
    var z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The largest difference of any number, or infinity where the shapes differ.
  func distance(to other: TensorDigest) -> Double {
    guard shape == other.shape, samples.count == other.samples.count else { return .infinity }
    let moments = [mean - other.mean, std - other.std, absmax - other.absmax]
    return (moments + zip(samples, other.samples).map { $0 - $1 }).reduce(0) { max($0, abs($1)) }
  }
}
