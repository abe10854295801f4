import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
import Testing

@Suite struct ResamplingTests {
  @Test("Resizing gives Pillow's pixels", arguments: ImageFacts.shared.resized)
  func resizesAsPillow(fact: ImageFacts.Resized) throws {
    let image = try RasterImage(contentsOf: fixture(fact.image ?? "chelsea.png"))
    let resized = try image.resized(width: fact.width, height: fact.height, fact.interpolation)
    #expect(
      ImageFacts.Picture(of: resized) == .init(width: fact.width, height: fact.height, hash: fact.hash))
  }

  @Test("Impossible sizes are errors", arguments: [(0, 5), (5, 0), (-1, 5), (1 << 20, 1 << 20), (Int.max, 2)])
  func refusesSizes(width: Int, height: Int) throws {
    let image = try RasterImage(contentsOf: fixture("rgb.png"))
    let error = #expect(throws: BackboneError.self) { try image.resized(width: width, height: height, .bicubic) }
    #expect(error?.code == .image)
  }
}

@Suite struct PreprocessingTests {
  /// In standard deviations. Bytes agree with PIL's; what is left is the rounding of the facts to seven digits.
  static let tolerance = 5e-6

  @Test("Preprocessing gives timm's tensor", arguments: ImageFacts.shared.preprocessing)
  func preparesAsTimm(fact: ImageFacts.Preprocessed) throws {
    let preprocessing = Preprocessing(
      inputChannels: fact.input_size[0], inputSize: ImageSize(fact.input_size[1], fact.input_size[2]),
      interpolation: fact.interpolation, cropFraction: fact.crop_pct, cropMode: fact.crop_mode, mean: fact.mean,
      standardDeviation: fact.std)
    let tensor = try preprocessing.tensor(of: RasterImage(contentsOf: fixture(fact.image)))
    #expect(tensor.shape == TensorShape([1] + fact.input_size))
    let mismatch = fact.tensor.mismatch(tensor.reshaped(TensorShape(fact.input_size)), tolerance: Self.tolerance)
    #expect(mismatch == nil)
  }

  @Test("A batch is its images, one by one")
  func batchIsItsImages() throws {
    let images = try ["chelsea.png", "coffee.png"].map { try RasterImage(contentsOf: fixture($0)) }
    let preprocessing = Preprocessing(inputSize: ImageSize(32, 48))
    let batch = try preprocessing.tensor(of: images)
    #expect(batch.shape == [2, 3, 32, 48])
    #expect(batch.elements == (try images.flatMap { try preprocessing.tensor(of: $0).elements }))
  }

  @Test("A model of one channel gets the luminance")
  func greyIsOneChannelOfLuminance() throws {
    let image = try RasterImage(contentsOf: fixture("chelsea.png"))
    var preprocessing = Preprocessing(mean: [0.5], standardDeviation: [0.25])
    let three = try preprocessing.tensor(of: image.luminance).elements
    preprocessing.inputChannels = 1
    let one = try preprocessing.tensor(of: image)
    #expect(one.shape == [1, 1, 224, 224])
    #expect(one.elements == Array(three.prefix(224 * 224)))
  }

  /// A crop larger than the resized image: black around the middle, the odd pixel to the right and below.
  @Test("A crop larger than the image has a border of zeros")
  func bordersWithZeros() throws {
    let image = try RasterImage(width: 2, height: 2, pixels: Array(repeating: 255, count: 12))
    let preprocessing = Preprocessing(
      inputSize: ImageSize(5, 5), interpolation: .nearest, cropFraction: 2.5, mean: [0],
      standardDeviation: [1])
    let row: [Float] = [0, 1, 1, 0, 0]
    let none: [Float] = [0, 0, 0, 0, 0]
    let plane = try preprocessing.tensor(of: image).elements.prefix(25)
    #expect(plane == ([none, row, row, none, none].flatMap { $0 })[...])
  }

  @Test(
    "Impossible options are errors",
    arguments: [
      Preprocessing(inputChannels: 4, inputSize: 8),
      Preprocessing(inputSize: ImageSize(0, 8)),
      Preprocessing(inputSize: ImageSize(1 << 40, 1 << 40)), Preprocessing(cropFraction: 0),
      Preprocessing(cropFraction: .nan), Preprocessing(cropFraction: 1e-300), Preprocessing(cropFraction: 1e9),
      Preprocessing(mean: [0, 0]), Preprocessing(mean: []), Preprocessing(mean: [.infinity]),
      Preprocessing(standardDeviation: [0, 1, 1]),
    ])
  func refusesOptions(preprocessing: Preprocessing) throws {
    let image = try RasterImage(contentsOf: fixture("rgb.png"))
    let error = #expect(throws: BackboneError.self) { try preprocessing.tensor(of: image) }
    #expect(error?.code == .invalidOption)
  }

  @Test("An image that would be resized without bound is an error")
  func refusesWhatWouldGrowWithoutBound() throws {
    let thread = try RasterImage(width: 1, height: 1 << 16, pixels: Array(repeating: 7, count: 3 << 16))
    let error = #expect(throws: BackboneError.self) { try Preprocessing().tensor(of: thread) }
    #expect(error?.code == .image)
    #expect(try Preprocessing(cropMode: .border).tensor(of: thread).shape == [1, 3, 224, 224])
    #expect(throws: BackboneError.self) { try Preprocessing().tensor(of: []) }
  }
}
