import Foundation
import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
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
    let tensor: Digest
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
  let folder = name == "coffee.png" ? Bundle.module.bundleURL : Bundle.module.bundleURL.appending(path: "Fixtures")
  return folder.appending(path: name).path
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
