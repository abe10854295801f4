import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

@Suite struct PartialDecodingTests {
  static let files = ImageFacts.shared.decoded.keys.sorted()

  @Test("What a crop leaves out of a file is not decoded, and the view is the same", arguments: files)
  func viewsAreOfWholePictures(name: String) throws {
    let path = fixture(name)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let whole = try RasterImage(contentsOf: path)
    for (size, fraction, mode) in [
      (ImageSize(48), 0.875, .center), (ImageSize(31, 9), 1, .center), (ImageSize(7, 40), 0.5, .center),
      (ImageSize(33, 20), 0.3, .squash), (ImageSize(64), 0.9, .border), (ImageSize(300), 1, .center),
    ] as [(ImageSize, Double, Preprocessing.CropMode)] {
      for interpolation in [Interpolation.bicubic, .nearest] {
        let preprocessing = Preprocessing(
          inputSize: size, interpolation: interpolation, cropFraction: fraction, cropMode: mode)
        let view = try bytes.withUnsafeBytes { try preprocessing.view(decoding: $0, named: path).view }
        #expect(try view == preprocessing.view(of: whole), "\(size), \(fraction), \(mode)")
      }
    }
  }

  @Test("A JPEG that is decoded at a part of its size looks the same", arguments: files)
  func reducedPhotosLookTheSame(name: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture(name)))
    for (size, fraction) in [(ImageSize(40), 0.875), (ImageSize(24, 60), 1), (ImageSize(20), 0.3), (ImageSize(5), 0.9)]
    {
      let preprocessing = Preprocessing(inputSize: size, cropFraction: fraction)
      func view(isFast: Bool) throws -> RasterImage {
        try bytes.withUnsafeBytes { try preprocessing.view(decoding: $0, named: name, isFast: isFast).view }
      }
      let (exact, fast) = (try view(isFast: false), try view(isFast: true))
      let differences = zip(exact.pixels, fast.pixels).map { abs(Int($0) - Int($1)) }
      let mean = Double(differences.reduce(0, +)) / Double(differences.count)
      #expect(mean < 6, "\(size), \(fraction)")
      if !name.hasSuffix(".jpg") { #expect(mean == 0) }
      if name == "rocket.jpg" && size != ImageSize(20) { #expect(mean > 0) }
    }
  }
}
