internal import CBackbonesKernels
public import BackbonesTensors

/// What a network wants done to an image: timm's transform for evaluation.
///
/// The image is resized so that the crop is `cropFraction` of it, the middle is cropped to the input size, and
/// values from 0 to 1 are normalised by each channel's mean and standard deviation.
public struct Preprocessing: Sendable, Hashable {
  /// How an image whose proportions are not the network's is made to fit.
  public enum CropMode: String, Sendable, Hashable, CaseIterable, Codable {
    /// Proportions are kept; what sticks out of the middle is cut off.
    case center
    /// Proportions are ignored.
    case squash
    /// Proportions are kept; the whole image is shown, bordered with the mean.
    case border
  }

  /// Channels of the network's input: 3, or 1 for greys.
  public var inputChannels: Int
  /// Height and width of the network's input.
  public var inputSize: ImageSize
  /// How the image is resized.
  public var interpolation: Interpolation
  /// The part of the resized image's side that the crop keeps.
  public var cropFraction: Double
  /// How an image of other proportions is made to fit.
  public var cropMode: CropMode
  /// The mean of each channel, or one for all, of values from 0 to 1.
  public var mean: [Double]
  /// The standard deviation of each channel, or one for all.
  public var standardDeviation: [Double]

  /// Preprocessing of the given kind; the defaults are those of most networks trained on ImageNet.
  public init(
    inputChannels: Int = 3, inputSize: ImageSize = 224, interpolation: Interpolation = .bicubic,
    cropFraction: Double = 0.875, cropMode: CropMode = .center, mean: [Double] = [0.485, 0.456, 0.406],
    standardDeviation: [Double] = [0.229, 0.224, 0.225]
  ) {
    self.inputChannels = inputChannels
    self.inputSize = inputSize
    self.interpolation = interpolation
    self.cropFraction = cropFraction
    self.cropMode = cropMode
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}

extension Preprocessing {
  /// The network's input for one image.
  ///
  /// - Returns: `[1, channels, height, width]`.
  /// - Throws: as `tensor(of:)` for several.
  public func tensor(of image: RasterImage) throws(BackboneError) -> Tensor { try tensor(of: [image]) }

  /// The network's input for a batch of images.
  ///
  /// - Returns: `[images, channels, height, width]`.
  /// - Throws: `BackboneError.invalidOption` where a property has a value that it cannot take, `BackboneError.image`
  ///   where there is no image, or one is so long and thin that resizing it takes more than
  ///   `RasterImage.pixelLimit` pixels.
  public func tensor(of images: [RasterImage]) throws(BackboneError) -> Tensor {
    guard !images.isEmpty else { throw BackboneError(.image, "a batch needs at least one image, found none") }
    return try tensor(ofViews: try images.map(view))
  }

  /// The network's input for an image file. What the crop leaves out is not decoded where the format allows that.
  ///
  /// - Parameters:
  ///   - path: a PNG, JPEG, WebP or TIFF file.
  ///   - maxPixels: the most pixels of the file.
  /// - Returns: `[1, channels, height, width]`.
  /// - Throws: as `RasterImage(contentsOf:maxPixels:)` and `tensor(of:)`.
  public func tensor(
    contentsOf path: String, maxPixels: Int = RasterImage.filePixelLimit
  ) throws(BackboneError) -> Tensor {
    try tensor(ofViews: [try view(contentsOf: path, maxPixels: maxPixels)])
  }

  /// The network's input for images that are as it sees them.
  ///
  /// - Parameter views: at least one, of `view(of:)`.
  package func tensor(ofViews views: [RasterImage]) throws(BackboneError) -> Tensor {
    let size = inputSize.height * inputSize.width
    return try Tensor(allocating: [views.count, inputChannels, inputSize.height, inputSize.width]) { elements in
      var plane = elements.baseAddress!
      for view in views {
        for channel in 0..<inputChannels {
          let mean = Float(mean[channel % mean.count])
          let deviation = Float(standardDeviation[channel % standardDeviation.count])
          bb_normalize_bytes(view.pixels, plane, size, Int32(channel), mean, deviation)
          plane += size
        }
      }
    }
  }

  /// An image as the network sees it: resized and cropped to the input size, and grey if the network has one input
  /// channel.
  ///
  /// - Throws: as `tensor(of:)`.
  public func view(of image: RasterImage) throws(BackboneError) -> RasterImage {
    try crop(of: image.frame).view(of: image, at: image.frame)
  }

  /// What the network sees of a file: the pixels of `view(of:)`, without decoding what the crop leaves out, where the format
  /// allows that.
  ///
  /// - Parameters:
  ///   - bytes: a PNG, JPEG, WebP or TIFF file.
  ///   - name: what messages call the image.
  ///   - maxPixels: the most pixels of the file.
  ///   - isFast: whether a JPEG much larger than the view is decoded at half, a quarter or an eighth of its size, by smaller inverse
  ///     transforms. Pixels then differ from `view(of:)`'s.
  /// - Returns: the view, and the size of the upright picture.
  /// - Throws: as `RasterImage(decoding:named:maxPixels:)` and `tensor(of:)`.
  package func view(
    decoding bytes: UnsafeRawBufferPointer, named name: String, maxPixels: Int = RasterImage.filePixelLimit,
    isFast: Bool = false
  ) throws(BackboneError) -> (view: RasterImage, size: ImageSize) {
    var plan: (crop: Crop, size: Frame)?
    let (image, frame) = try RasterImage.decode(bytes, named: name, maxPixels: maxPixels) {
      (size, canReduce) throws(BackboneError) in
      let reduction = isFast && canReduce ? try reduction(of: size) : 1
      let crop = try crop(of: size, reducedBy: reduction)
      plan = (crop, size)
      return (crop.resampling.source, reduction)
    }
    return (try plan!.crop.view(of: image, at: frame), ImageSize(plan!.size.height, plan!.size.width))
  }

  /// What the network sees of a file; see `view(decoding:named:maxPixels:)`.
  package func view(
    contentsOf path: String, maxPixels: Int = RasterImage.filePixelLimit
  ) throws(BackboneError) -> RasterImage {
    let file = try MappedFile(path)
    defer { withExtendedLifetime(file) {} }
    return try view(decoding: file.bytes, named: path, maxPixels: maxPixels).view
  }

  /// The pixels of a picture that some of the network's input are made of.
  ///
  /// - Parameters:
  ///   - lines: of the input, and `columns`; what lies in a border that the picture does not fill is made of none.
  ///   - size: of the upright picture.
  /// - Throws: as `tensor(of:)`.
  public func source(
    ofLines lines: Range<Int>, columns: Range<Int>, in size: ImageSize
  ) throws(BackboneError) -> (lines: Range<Int>, columns: Range<Int>) {
    let crop = try crop(of: Frame(size.width, size.height))
    let source = crop.resampling.source(
      of: Frame(
        columns: columns.lowerBound - crop.left..<columns.upperBound - crop.left,
        rows: lines.lowerBound - crop.top..<lines.upperBound - crop.top))
    return (source.rows, source.columns)
  }

  /// How a picture of a size is resized and cropped.
  private struct Crop {
    let preprocessing: Preprocessing
    let resampling: Resampling
    /// Where the resized picture begins in the view; negative where it is cut off.
    let left: Int
    let top: Int

    /// The view of an image whose pixels are those of a frame that holds `resampling.source`.
    func view(of image: RasterImage, at frame: Frame) throws(BackboneError) -> RasterImage {
      let image = preprocessing.inputChannels == 1 ? try image.luminance : image
      return try resampling.apply(to: image, at: frame).bordered(
        width: preprocessing.inputSize.width, height: preprocessing.inputSize.height, left: max(left, 0),
        top: max(top, 0), fill: preprocessing.fill)
    }
  }

  /// By what a picture's sides can be divided before it is resized: half as much again as is needed must be left, since a transform's
  /// pixels are the means of squares.
  private func reduction(of size: Frame) throws(BackboneError) -> Int {
    try check()
    let scaled = scaledSize(of: size)
    return [8, 4, 2].first { factor in
      let reduced = size.reduced(by: factor)
      return 2 * reduced.width >= 3 * scaled.width && 2 * reduced.height >= 3 * scaled.height
    } ?? 1
  }

  /// - Parameter reduction: by what the sides of the picture's pixels were divided.
  private func crop(of size: Frame, reducedBy reduction: Int = 1) throws(BackboneError) -> Crop {
    try check()
    let scaled = scaledSize(of: size)
    // An odd remainder falls as it does in torchvision's `CenterCrop`: half a pixel is rounded to the even position.
    func offset(of part: Int, in whole: Int) -> Int {
      part > whole ? (part - whole) / 2 : -Int((Double(whole - part) / 2).rounded(.toNearestOrEven))
    }
    let left = offset(of: inputSize.width, in: scaled.width)
    let top = offset(of: inputSize.height, in: scaled.height)
    let part = Frame(
      columns: max(-left, 0)..<min(inputSize.width - left, max(scaled.width, 0)),
      rows: max(-top, 0)..<min(inputSize.height - top, max(scaled.height, 0)))
    let resampling = try Resampling(
      of: size.reduced(by: reduction), to: Frame(scaled.width, scaled.height), part: part, interpolation)
    return Crop(preprocessing: self, resampling: resampling, left: left, top: top)
  }

  /// What borders the image where it is smaller than the crop.
  private var fill: [UInt8] {
    guard cropMode == .border else { return [0, 0, 0] }
    return (0..<3).map { channel in
      UInt8(min(max((255 * mean[channel % mean.count]).rounded(.toNearestOrEven), 0), 255))
    }
  }

  /// The size before the crop. Truncations and roundings are timm's and torchvision's.
  private func scaledSize(of image: Frame) -> (width: Int, height: Int) {
    let target = (
      width: Int(Double(inputSize.width) / cropFraction), height: Int(Double(inputSize.height) / cropFraction)
    )
    let across = Double(image.width) / Double(target.width)
    let down = Double(image.height) / Double(target.height)
    switch cropMode {
    case .squash:
      return target
    case .center where target.width == target.height:
      let short = min(image.width, image.height)
      func scaled(_ side: Int) -> Int {
        side == short ? target.width : Int(Double(target.width * side) / Double(short))
      }
      return (scaled(image.width), scaled(image.height))
    case .center, .border:
      let ratio = cropMode == .border ? max(across, down) : min(across, down)
      func scaled(_ side: Int) -> Int { max(Int((Double(side) / ratio).rounded(.toNearestOrEven)), 1) }
      return (scaled(image.width), scaled(image.height))
    }
  }

  private func check() throws(BackboneError) {
    func refuse(_ what: String) -> BackboneError { BackboneError(.invalidOption, "preprocessing: " + what) }
    let (channels, sides) = (inputChannels, [inputSize.height, inputSize.width])
    guard [1, 3].contains(channels) else {
      throw refuse("an image has 1 or 3 channels, the input size asks for \(channels)")
    }
    guard cropFraction > 0, cropFraction.isFinite else {
      throw refuse("the crop fraction is \(cropFraction), expected a positive number")
    }
    let limit = Double(RasterImage.pixelLimit)
    guard sides.allSatisfy({ $0 > 0 }), sides.reduce(1, { $0 * (Double($1) / min(cropFraction, 1)) }) <= limit else {
      throw refuse(
        "an input of \(sides[0]) x \(sides[1]) pixels, a part of \(cropFraction) of the resized image's"
          + " sides, expected 1 to \(RasterImage.pixelLimit) pixels in all")
    }
    guard sides.allSatisfy({ Double($0) / cropFraction >= 1 }) else {
      throw refuse("the crop fraction is \(cropFraction), which leaves nothing to crop \(sides[0]) x \(sides[1]) from")
    }
    for (name, values) in [("mean", mean), ("standard deviation", standardDeviation)] {
      guard [1, channels].contains(values.count), values.allSatisfy(\.isFinite) else {
        throw refuse("the \(name) is \(values), expected 1 or \(channels) numbers")
      }
    }
    guard standardDeviation.allSatisfy({ $0 > 0 }) else {
      throw refuse("the standard deviation is \(standardDeviation), expected positive numbers")
    }
  }
}
