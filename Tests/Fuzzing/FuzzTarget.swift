import BackbonesEngine
import BackbonesGraphs
import BackbonesImages
import BackbonesTensors
import BackbonesWeights

/// What reads bytes from outside: each is given any bytes, and may only return, or throw an error that can be shown.
///
/// `Scripts/fuzz` builds these with libFuzzer, which looks for bytes that end the process, take long, or take much memory.
enum FuzzTarget: String, CaseIterable {
  case safetensors, index, numpy, npz, pytorch, packed, configuration, png, jpeg, webp, tiff, geometry, outputs

  /// Reads the bytes as what the target is for.
  func read(_ bytes: UnsafeRawBufferPointer) {
    do throws(BackboneError) {
      switch self {
      case .safetensors: try Self.read(SafetensorsFile(contentsOf: ScratchFile.holding(bytes)))
      case .index: try Self.read(SafetensorsShards(contentsOf: ScratchFile.holding(bytes)))
      case .numpy: _ = try NumPyFile.read(ScratchFile.holding(bytes))
      case .npz: try Self.read(NumPyArchive(contentsOf: ScratchFile.holding(bytes)))
      case .pytorch: try Self.read(PyTorchFile(contentsOf: ScratchFile.holding(bytes)))
      case .packed: Self.readPacked(bytes)
      case .configuration: _ = try ModelDescription(contentsOf: ScratchFile.holding(bytes))
      case .png, .jpeg: try Self.decode(bytes)
      case .webp, .tiff: _ = try Self.picture(bytes)
      case .geometry: try Self.preprocess(bytes)
      case .outputs: try Self.select(String(decoding: bytes, as: UTF8.self))
      }
    } catch {
      precondition(error.message.utf8.count <= 4096, "a message of \(error.message.utf8.count) bytes")
      precondition(
        error.message.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control },
        "a message that would steer a terminal")
    }
  }

  /// The tensors of an archive.
  private static func read(_ archive: any TensorArchive) throws(BackboneError) {
    for name in archive.names.prefix(100) { _ = try archive.tensor(name) }
  }

  /// A file of packed weights, whose mark, hash and size are made right: a fuzzer does not find them.
  private static func readPacked(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 32 else { return }
    var file = Array(bytes)
    file.replaceSubrange(0..<8, with: "packed01".utf8)
    file.withUnsafeMutableBytes { file in
      file.storeBytes(of: UInt64(file.count).littleEndian, toByteOffset: 24, as: UInt64.self)
      let end = Int(truncatingIfNeeded: UInt64(littleEndian: file.load(fromByteOffset: 16, as: UInt64.self)))
      guard (16...file.count).contains(end) else { return }
      let hash = stableHash(UnsafeRawBufferPointer(rebasing: file[16..<end]))
      file.storeBytes(of: hash.littleEndian, toByteOffset: 8, as: UInt64.self)
    }
    guard let packed = file.withUnsafeBytes({ PackedFile(ScratchFile.holding($0), key: "key") }) else { return }
    for name in packed.names.prefix(100) {
      for floats in 1...64 {
        guard let form = packed.form(name, floats: floats) else { continue }
        precondition(form.bytes.count == 4 * floats)
        withExtendedLifetime(stableHash(form.bytes)) {}
      }
    }
  }

  /// A picture of at most 16 megapixels: more take longer than a second under the sanitizer, and few bytes may claim them.
  private static func picture(_ bytes: UnsafeRawBufferPointer) throws(BackboneError) -> RasterImage {
    try RasterImage(decoding: Array(bytes), maxPixels: 1 << 24)
  }

  /// A picture, whole and line by line, which are to be the same.
  private static func decode(_ bytes: UnsafeRawBufferPointer) throws(BackboneError) {
    let picture = try Self.picture(bytes)
    // Few bytes may claim many pixels, for which there is a second.
    guard picture.pixels.count < 1 << 20 else { return }
    var pixels: [UInt8] = []
    try RasterImage.readLines(
      of: ScratchFile.holding(bytes), maxPixels: RasterImage.filePixelLimit, begin: { (_) throws(BackboneError) in }
    ) { (line) throws(BackboneError) in pixels.append(contentsOf: line) }
    precondition(pixels == picture.pixels, "other pixels line by line")
  }

  /// A picture of up to 64 x 64 pixels, cropped and resized as the first bytes say.
  private static func preprocess(_ bytes: UnsafeRawBufferPointer) throws(BackboneError) {
    guard bytes.count >= 32 else { return }
    func number<Number: BitwiseCopyable>(_ offset: Int, _: Number.Type) -> Number {
      bytes.loadUnaligned(fromByteOffset: offset, as: Number.self)
    }
    let (width, height) = (Int(bytes[0] % 64) + 1, Int(bytes[1] % 64) + 1)
    let pixels = (0..<3 * width * height).map { bytes[$0 % bytes.count] }
    let image = try RasterImage(width: width, height: height, pixels: pixels)
    let preprocessing = Preprocessing(
      inputChannels: bytes[2] % 4 == 0 ? 1 : 3,
      // Sides of the network's input: mostly small, so that many pictures are made a second.
      inputSize: ImageSize(side(number(3, UInt64.self), bytes[2]), side(number(11, UInt64.self), bytes[2])),
      interpolation: Interpolation.allCases[Int(bytes[19]) % Interpolation.allCases.count],
      cropFraction: bytes[20] % 2 == 0 ? Double(number(21, Float.self)) : Double(bytes[21]) / 255,
      cropMode: Preprocessing.CropMode.allCases[Int(bytes[20] / 2) % Preprocessing.CropMode.allCases.count])
    // Large pictures within the limits may take long, and are no finds.
    let area = Double(preprocessing.inputSize.height) * Double(preprocessing.inputSize.width)
    let fraction = min(preprocessing.cropFraction, 1)
    guard !(0x1p16...0x1p35).contains(area / (fraction * fraction)) else { return }
    _ = try preprocessing.tensor(of: image)
  }

  private static func side(_ value: UInt64, _ mode: UInt8) -> Int {
    mode & 0x80 == 0 ? Int(value % 256) : Int(truncatingIfNeeded: value)
  }

  /// Outputs and patterns of nodes, comma-separated.
  private static func select(_ text: String) throws(BackboneError) {
    for part in text.split(separator: ",").prefix(16) {
      let name = try OutputName(parsing: String(part))
      let again = try OutputName(parsing: name.description)
      precondition(again == name, "another name in its own words")
      if case .node(let pattern) = name { _ = ["layer1.0.act1", "blocks.11.mlp"].matching(pattern) }
    }
  }
}
