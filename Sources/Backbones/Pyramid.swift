internal import BackbonesEngine
internal import BackbonesGraphs
public import BackbonesTensors

/// A level of a pyramid of given reductions, known before anything is computed.
///
/// Every model with feature points gives every level: its map has the image's height and width, divided by the reduction and rounded
/// up. It is a feature point's where one has the reduction (the deepest such), means of the next finer one's, or, where the model
/// has none so fine, as a plain ViT, bilinear interpolations of the finest (of several, the deepest).
public struct PyramidLevel: Sendable, Hashable, Encodable {
  /// Input pixels per map pixel, along each side.
  public let stride: ImageSize
  /// Its name as an output: `stride:8`.
  public let name: String
  /// Channels of the map.
  public let channels: Int
  /// The map's shape: `[N, C, H, W]`.
  public let shape: [Int]
  /// The feature point that it is made of: its number, timm's name of its module, and its reduction.
  public let index: Int, module: String, reduction: ImageSize
  /// How the feature point's map is resampled: `area` (means) or `bilinear`; nil where it is taken as it is.
  public let resampling: String?

  init(_ stride: ImageSize, in graph: Graph) throws(BackboneError) {
    let source = try graph.pyramidSource(stride: stride)
    let feature = graph.features[source.feature]
    self.stride = stride
    name = OutputName.stride(stride).description
    channels = feature.channels
    shape = [graph.mapShape(ofFeature: source.feature)[0], channels, source.extent.height, source.extent.width]
    (index, module, reduction) = (source.feature, feature.module, feature.stride)
    resampling = source.resampling?.description
  }

  /// Reductions fine to coarse, each once.
  static func ordered(_ strides: [ImageSize]) throws(BackboneError) -> [ImageSize] {
    guard !strides.isEmpty else { throw BackboneError(.invalidOption, "no strides; expected such as 4, 8, 16, 32") }
    return strides.fineToCoarse
  }

  /// The levels of reductions, fine to coarse, each once.
  static func levels(_ strides: [ImageSize], in graph: Graph) throws(BackboneError) -> [PyramidLevel] {
    var levels: [PyramidLevel] = []
    for stride in try ordered(strides) { levels.append(try PyramidLevel(stride, in: graph)) }
    return levels
  }
}

extension Model {
  /// A pyramid of given reductions: one map `[N, C, H, W]` for each, fine to coarse, each once. Every model gives the same ones, so
  /// that a decoder fits all; `pyramid` says beforehand how each is made, and of how many channels.
  ///
  /// - Parameters:
  ///   - images: `[N, C, H, W]`.
  ///   - strides: the reductions, such as `[4, 8, 16, 32]`, or `[[8, 16]]` for 8 along the height and 16 along the width.
  ///   - outputStride: the largest reduction of the model's own maps, 8, 16 or 32, or two of them: with 8, the level of stride 8 is
  ///     the last stage's, with `[8, 16]` that of `[8, 16]`.
  /// - Throws: `BackboneError.Code.invalidOption` for a stride below 1 or above 128, or where the model has no feature points.
  public func features(_ images: Tensor, strides: [ImageSize], outputStride: ImageSize? = nil) throws(BackboneError)
    -> [Tensor]
  {
    try outputs(try PyramidLevel.ordered(strides).map { .stride($0) }, of: images, outputStride: outputStride)
  }

  /// What is known of a pyramid of given reductions before it is computed; shapes are of one image of the model's own size.
  ///
  /// - Parameters:
  ///   - strides: as `features(_:strides:outputStride:)` takes them.
  ///   - outputStride: the largest reduction of the model's own maps.
  public func pyramid(strides: [ImageSize], outputStride: ImageSize? = nil) throws(BackboneError) -> [PyramidLevel] {
    try PyramidLevel.levels(
      strides, in: try graph(images: [1, inputChannels, inputSize.height, inputSize.width], outputStride: outputStride))
  }
}

extension AsynchronousModel {
  /// See `Model.features(_:strides:outputStride:)`.
  public func features(_ images: Tensor, strides: [ImageSize], outputStride: ImageSize? = nil) async throws -> [Tensor]
  {
    try await call { try $0.features(images, strides: strides, outputStride: outputStride) }
  }
}
