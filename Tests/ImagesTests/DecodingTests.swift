import Foundation
import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
import Testing

@Suite struct DecodingTests {
  @Test("Images decode as Pillow decodes them", arguments: ImageFacts.shared.decoded.keys.sorted())
  func decodesAsPillow(name: String) throws {
    let image = try RasterImage(contentsOf: fixture(name))
    #expect(ImageFacts.Picture(of: image) == ImageFacts.shared.decoded[name])
  }

  /// The lines of a picture, one behind the other.
  private static func lines(of path: String) throws(BackboneError) -> RasterImage {
    var (size, pixels) = (ImageSize(0), [UInt8]())
    try RasterImage.readLines(of: path, maxPixels: RasterImage.filePixelLimit) { (whole) throws(BackboneError) in
      size = whole
    } line: { (line) throws(BackboneError) in
      pixels.append(contentsOf: line)
    }
    return try RasterImage(width: size.width, height: size.height, pixels: pixels)
  }

  @Test(
    "Pictures read by lines are those that are read whole",
    arguments: ImageFacts.shared.decoded.keys.sorted().filter { $0.hasSuffix(".png") || $0.hasSuffix(".jpg") })
  func readsLines(name: String) throws {
    let path = fixture(name)
    switch name {
    case "interlaced.png", "progressive.jpg", "subsampled-progressive.jpg":
      let error = #expect(throws: BackboneError.self) { try Self.lines(of: path) }
      #expect(error?.message.hasSuffix("and cannot be read by lines") == true)
    case _ where name.hasPrefix("orientation") && name != "orientation-1.jpg":
      let error = #expect(throws: BackboneError.self) { try Self.lines(of: path) }
      #expect(error?.message.contains("is to be turned by its EXIF orientation") == true)
    default: #expect(ImageFacts.Picture(of: try Self.lines(of: path)) == ImageFacts.shared.decoded[name])
    }
  }

  @Test("Luminance is Pillow's")
  func luminanceIsPillows() throws {
    let image = try RasterImage(contentsOf: fixture("chelsea.png")).luminance
    #expect(ImageFacts.Picture(of: image) == ImageFacts.shared.luminance)
  }

  @Test("A missing file is an error that names it")
  func namesAFileThatIsNotThere() {
    let error = #expect(throws: BackboneError.self) { try RasterImage(contentsOf: "/no/such/photo.png") }
    #expect(error?.code == .inputOutput)
    #expect(error?.message.contains("'/no/such/photo.png': No such file") == true)
  }

  @Test("A folder is an error")
  func refusesAFolder() {
    let error = #expect(throws: BackboneError.self) { try RasterImage(contentsOf: fixture("")) }
    #expect(error?.code == .inputOutput)
  }

  @Test(
    "Other formats are errors",
    arguments: [[], Array("GIF89a, really".utf8), [0xFF, 0xD8], Array(repeating: 0, count: 64)] as [[UInt8]])
  func refusesOtherFormats(bytes: [UInt8]) {
    let error = #expect(throws: BackboneError.self) { try RasterImage(decoding: bytes, named: "thing") }
    #expect(error?.code == .image)
    #expect(error?.message.contains("'thing'") == true)
    #expect(error?.message.contains("expected a PNG, JPEG, WebP or TIFF file") == true)
  }

  /// Every cut that takes part of the picture with it: the last 12 bytes of a PNG are its end mark, the last 2 of a JPEG.
  @Test(
    "A file that is cut off is an error",
    arguments: [("rgb.png", 0), ("palette.png", 0), ("interlaced.png", 0), ("progressive.jpg", 0), ("rgb.jpg", 2)])
  func refusesTruncatedFiles(name: String, mark: Int) throws {
    let bytes = try fixtureBytes(name)
    for length in 0..<bytes.count - mark {
      let error = #expect(throws: BackboneError.self, "cut to \(length) of \(bytes.count)") {
        try RasterImage(decoding: Array(bytes.prefix(length)), named: "cut")
      }
      #expect(error?.code == .image)
    }
  }

  /// Bytes damaged one at a time: whatever comes back is an image or a typed error.
  @Test(
    "A damaged file is an error or an image, never a crash",
    arguments: [
      "rgb.png", "interlaced.png", "palette.png", "rgb.jpg", "progressive.jpg", "cmyk.jpg", "orientation-6.jpg",
    ])
  func survivesDamage(name: String) throws {
    let bytes = try fixtureBytes(name)
    var refused = 0
    for position in bytes.indices {
      for change in [0xFF, 0x80, 0x01] as [UInt8] {
        var damaged = bytes
        damaged[position] ^= change
        do {
          let image = try RasterImage(decoding: damaged)
          #expect(image.pixels.count == 3 * image.width * image.height)
        } catch {
          #expect(error.code == .image)
          refused += 1
        }
      }
    }
    #expect(refused > 0)
  }

  /// A header that claims 40,000 x 40,000 pixels, its checksum right.
  @Test("A header that claims too many pixels is an error")
  func refusesDecompressionBombs() throws {
    let header: [UInt8] = [0x49, 0x48, 0x44, 0x52, 0, 0, 0x9C, 0x40, 0, 0, 0x9C, 0x40, 8, 2, 0, 0, 0]
    var bomb: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + header
    let checksum = crc32(header)
    bomb += bigEndian(checksum)
    bomb += [0, 0, 0, 1, 0x49, 0x44, 0x41, 0x54, 0, 0, 0, 0, 0]
    let error = #expect(throws: BackboneError.self) { try RasterImage(decoding: bomb, named: "bomb") }
    #expect(error?.message.contains("40000 x 40000") == true)

    var jpeg = try fixtureBytes("rgb.jpg")
    let frame = try #require(jpeg.indices.first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
    jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xDC, 0xFF, 0xDC])
    let other = #expect(throws: BackboneError.self) { try RasterImage(decoding: jpeg, named: "bomb") }
    #expect(other?.message.contains("65500 x 65500") == true)
  }

  /// A header alone of 14,000 x 14,000 pixels: more than are taken by default, not more than can be asked for.
  @Test("A caller says how many pixels a file may have")
  func takesAsManyPixelsAsTheCallerSays() throws {
    var jpeg = try fixtureBytes("rgb.jpg")
    let frame = try #require(jpeg.indices.first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
    jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0x36, 0xB0, 0x36, 0xB0])
    let byDefault = #expect(throws: BackboneError.self) { try RasterImage(decoding: jpeg) }
    #expect(byDefault?.message.contains("14000 x 14000 pixels, expected 1 to 178956970") == true)
    let cut = #expect(throws: BackboneError.self) { try RasterImage(decoding: jpeg, maxPixels: 14000 * 14000) }
    #expect(cut?.message.contains("14000") == false)
    let none = #expect(throws: BackboneError.self) { try RasterImage(contentsOf: fixture("rgb.png"), maxPixels: -1) }
    #expect(none?.message.contains("expected 1 to 0") == true)
  }

  /// The first scan of a progressive JPEG, again and again.
  @Test("A JPEG of too many scans is an error")
  func refusesManyScans() throws {
    let jpeg = try fixtureBytes("progressive.jpg")
    let scan = try #require(jpeg.indices.dropLast().first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xDA })
    // A zero after 0xFF stands for data; anything else there is a marker.
    let end = try #require(jpeg.indices.dropLast().first { $0 > scan && jpeg[$0] == 0xFF && jpeg[$0 + 1] != 0 })
    func repeated(_ count: Int) -> [UInt8] {
      Array(jpeg[..<scan]) + Array(repeatElement(jpeg[scan..<end], count: count).joined()) + Array(jpeg[end...])
    }
    #expect(try RasterImage(decoding: repeated(400)) == RasterImage(decoding: jpeg))
    let error = #expect(throws: BackboneError.self) { try RasterImage(decoding: repeated(600)) }
    #expect(error?.message.contains("more than 500 scans") == true)
  }

  private func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
    let named = Array(name.utf8) + content
    return bigEndian(UInt32(content.count)) + named + bigEndian(crc32(named))
  }

  @Test("An EXIF chunk of a PNG beyond the limit is passed over, as texts are")
  func passesOverLargeExif() throws {
    let png = try fixtureBytes("rgb.png")
    let upright = try RasterImage(decoding: png)
    // One entry: orientation 6, to be turned to the right.
    let exif: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
    func picture(_ exif: [UInt8]) throws -> RasterImage {
      try RasterImage(decoding: Array(png[..<33]) + chunk("eXIf", exif) + Array(png[33...]))
    }
    let turned = try picture(exif)
    #expect(turned != upright && turned.width == upright.height)
    #expect(try picture(exif + [UInt8](repeating: 0, count: InputLimits.chunkBytes)) == upright)
  }

  /// Texts of a PNG, 300 of them, and one that inflates to 32 MiB, are passed over.
  @Test("Texts of a PNG beyond the limits are passed over")
  func passesOverTexts() throws {
    let png = try fixtureBytes("rgb.png")
    let texts = (0..<300).flatMap { chunk("tEXt", Array("key\($0)".utf8) + [0] + Array("text".utf8)) }
    // A zlib stream whose checksum is wrong, which is seen only when all of it is inflated.
    let inflated = ZipWriter.deflated([UInt8](repeating: 65, count: 32 << 20))
    let bomb = chunk("zTXt", Array("bomb".utf8) + [0, 0, 0x78, 0x9C] + inflated + [0, 0, 0, 0])
    let header = 8 + 25
    let whole = Array(png[..<header]) + texts + bomb + Array(png[header...])
    #expect(try RasterImage(decoding: whole) == RasterImage(decoding: png))
  }

  @Test("A PNG that was written reads back as the same pixels")
  func pngRoundTrip() throws {
    let image = try RasterImage(contentsOf: fixture("rgb.jpg"))
    #expect(try RasterImage(decoding: image.pngBytes) == image)
    #expect(try RasterImage(decoding: image.pngData) == image)
  }

  @Test("A file is written whole or not at all")
  func writesWholeFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "images-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let image = try RasterImage(contentsOf: fixture("rgb.png"))
    let path = folder.appending(path: "a.png").path
    try image.writePNG(to: path)
    try image.writePNG(to: path)
    #expect(try RasterImage(contentsOf: path) == image)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.png"])
    let error = #expect(throws: BackboneError.self) { try image.writePNG(to: folder.path + "/none/a.png") }
    #expect(error?.code == .inputOutput)
  }

  @Test("A URL of a file is as good as its path, and any other is refused")
  func urls() throws {
    let url = URL(filePath: fixture("rgb.png"))
    let image = try RasterImage(contentsOf: url)
    #expect(try image == RasterImage(contentsOf: fixture("rgb.png")))
    let copy = FileManager.default.temporaryDirectory.appending(path: "image \(UUID()).png")
    defer { try? FileManager.default.removeItem(at: copy) }
    try image.writePNG(to: copy)
    #expect(try RasterImage(decoding: Data(contentsOf: copy)) == image)
    let remote = try #require(URL(string: "https://example.com/photo.png"))
    let error = #expect(throws: BackboneError.self) { try RasterImage(contentsOf: remote) }
    #expect(error?.code == .invalidOption)
  }

  private func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  private func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }
}
