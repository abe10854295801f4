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
  /// map is brought to the extent in the same way.
  ///
  /// - Throws: `BackboneError.Code.invalidOption` where the model has no feature points, or for a reduction out of range.
  package func pyramidSource(stride: Int) throws(BackboneError) -> PyramidSource {
    guard Self.pyramidStrides.contains(stride) else {
      throw BackboneError(
        .invalidOption,
        "a stride of \(stride); expected \(Self.pyramidStrides.lowerBound) to \(Self.pyramidStrides.upperBound)")
    }
    let image = nodes[marks[.image]!].shape.extent
    let extent = ImageSize((image.height + stride - 1) / stride, (image.width + stride - 1) / stride)
    let finer = features.map(\.reduction).filter { $0 <= stride }.max()
    guard let reduction = finer ?? features.map(\.reduction).min(),
      let feature = features.lastIndex(where: { $0.reduction == reduction })
    else {
      throw BackboneError(
        .invalidOption, "a map of stride \(stride): this model has no feature points that it could be made of")
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
