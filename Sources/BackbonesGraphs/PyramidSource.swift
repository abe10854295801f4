package import BackbonesTensors

/// How a model gives a map of a reduction: a feature point, and what is done to its map.
package struct PyramidSource: Sendable, Hashable {
  /// The position of the feature point.
  package let feature: Int
  /// The map's extent: the image's, divided by the reduction and rounded up.
  package let extent: ImageSize
  /// How the feature point's map is brought to that extent; nil where it has it.
  package let resampling: Scope.ResizeMode?
}

extension Graph {
  /// How a map of a reduction is made: of the deepest feature point that has it; else of the deepest of the next finer one, by
  /// means; else of the deepest of the finest, by bilinear interpolation. Where a network pads less than the reduction says, its
  /// map is brought to the extent in the same way. A reduction of two different sides is that of a model of such an output stride,
  /// or the means of a finer map.
  ///
  /// - Throws: `BackboneError.Code.invalidOption` where the model has no feature points, or for a reduction out of range.
  package func pyramidSource(stride: ImageSize) throws(BackboneError) -> PyramidSource {
    let (least, most) = (Self.pyramidStrides.lowerBound, Self.pyramidStrides.upperBound)
    guard ImageSize(least).fits(stride), stride.fits(ImageSize(most)) else {
      throw BackboneError(.invalidOption, "a stride of \(stride.brief); expected \(least) to \(most)")
    }
    let image = nodes[marks[.image]!].shape.extent
    let extent = ImageSize(
      (image.height + stride.height - 1) / stride.height, (image.width + stride.width - 1) / stride.width)
    let reductions = features.map(\.stride)
    let finer = reductions.filter { $0.fits(stride) }.max { $0.area < $1.area }
    guard let reduction = finer ?? reductions.min(by: { $0.area < $1.area }),
      let feature = reductions.lastIndex(of: reduction)
    else {
      throw BackboneError(
        .invalidOption, "a map of stride \(stride.brief): this model has no feature points that it could be made of")
    }
    let map = mapShape(ofFeature: feature).extent
    let grows = map.height < extent.height || map.width < extent.width
    return PyramidSource(
      feature: feature, extent: extent, resampling: map == extent ? nil : grows ? .bilinear() : .area)
  }

  /// What reductions a map can be asked for.
  private static let pyramidStrides = 1...128

  /// This graph with the maps of reductions that are asked for and no feature point has.
  func adding(_ names: [OutputName]) throws(BackboneError) -> Graph {
    var graph = self
    for case .stride(let stride) in names where graph.pyramidMaps[stride] == nil {
      let source = try pyramidSource(stride: stride)
      let map = features[source.feature].values.map
      guard let mode = source.resampling else {
        graph.pyramidMaps[stride] = map
        continue
      }
      let operation = Resize(size: source.extent, mode: mode)
      graph.pyramidMaps[stride] = graph.nodes.count
      graph.nodes.append(
        Node(
          name: OutputName.stride(stride).description, operation: operation, inputs: [map], parameters: [],
          shape: try operation.outputShape([nodes[map].shape])))
    }
    return graph
  }
}
