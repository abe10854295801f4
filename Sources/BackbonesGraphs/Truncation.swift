package import BackbonesTensors

extension Graph {
  /// Where a shorter model ends.
  package struct Truncation: Sendable, Hashable {
    /// The last block or stage that is left.
    package var last: Int
    /// Whether the final norm stays.
    package var keepsNorm: Bool
    /// Whether pooling and classifier stay.
    package var keepsHead: Bool

    package init(last: Int, keepsNorm: Bool, keepsHead: Bool) {
      self.last = last
      self.keepsNorm = keepsNorm
      self.keepsHead = keepsHead
    }
  }

  /// The graph of a shorter model, without the nodes and parameters that it does not need.
  ///
  /// After an earlier block, norm and head can stay only if all blocks have one shape, as in a plain ViT.
  ///
  /// - Throws: `BackboneError.Code.shape` where the head cannot follow what is left.
  package func truncated(_ truncation: Truncation?) throws(BackboneError) -> Graph {
    guard let truncation else { return self }
    var graph = self
    graph.features = Array(features[...truncation.last])
    let end = graph.features[truncation.last].values
    let isWhole = truncation.last == features.count - 1
    let fits = isWhole || end.normalized != nil
    if !truncation.keepsNorm { graph.forgetNorm() }
    let hidden =
      !fits || !truncation.keepsNorm
      ? end.hiddenWithoutNorm : truncation.keepsHead ? end.hidden : end.hiddenWithoutHead
    if fits && truncation.keepsHead {
      try graph.replace(marks[.hidden]!, by: hidden)
    } else {
      graph.marks[.prelogits] = hidden
      graph.marks[.logits] = hidden
    }
    graph.marks[.hidden] = hidden
    graph.defaultFeatures = defaultFeatures.filter { $0 <= truncation.last }
    if graph.defaultFeatures.isEmpty { graph.defaultFeatures = [truncation.last] }
    return graph.compacted()
  }

  /// Normalised values of features become what they are without norm.
  private mutating func forgetNorm() {
    features = features.map { feature in
      var values = feature.values
      if values.normalized != nil { values.normalized = values.map }
      if values.normalizedPrefix != nil { values.normalizedPrefix = values.prefix }
      (values.hidden, values.hiddenWithoutHead) = (values.hiddenWithoutNorm, values.hiddenWithoutNorm)
      return Feature(module: feature.module, channels: feature.channels, stride: feature.stride, values: values)
    }
  }

  /// Replaces a value by an earlier one of the same shape, for all its readers.
  private mutating func replace(_ old: Int, by new: Int) throws(BackboneError) {
    guard nodes[old].shape == nodes[new].shape else {
      throw BackboneError(
        .shape,
        "the head takes a hidden state of \(nodes[old].shape.channelsFirst), but what is left gives "
          + "\(nodes[new].shape.channelsFirst); prune the head too")
    }
    if old == new { return }
    for index in nodes.indices where index > old {
      nodes[index].inputs = nodes[index].inputs.map { $0 == old ? new : $0 }
    }
    for (mark, node) in marks where node == old { marks[mark] = new }
  }

  /// The graph without the nodes and parameters that no mark and no feature needs.
  private func compacted() -> Graph {
    var needed = Set(marks.values)
    for feature in features { needed.formUnion(feature.values.nodes) }
    for index in nodes.indices.reversed() where needed.contains(index) { needed.formUnion(nodes[index].inputs) }
    let kept = needed.sorted()
    let keptParameters = Set(kept.flatMap { nodes[$0].parameters }).sorted()
    let place = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    let parameterPlace = Dictionary(uniqueKeysWithValues: keptParameters.enumerated().map { ($1, $0) })

    var graph = self
    graph.nodes = kept.map { index in
      let node = nodes[index]
      return Node(
        name: node.name, operation: node.operation, inputs: node.inputs.map { place[$0]! },
        parameters: node.parameters.map { parameterPlace[$0]! }, shape: node.shape)
    }
    graph.parameters = keptParameters.map { parameters[$0] }
    graph.modules = modules.compactMapValues { place[$0] }
    graph.marks = marks.mapValues { place[$0]! }
    graph.features = features.map { feature in
      Feature(
        module: feature.module, channels: feature.channels, stride: feature.stride,
        values: feature.values.mapped { place[$0]! })
    }
    return graph
  }
}

extension Feature.Values {
  /// Every node that can be an output.
  fileprivate var nodes: [Int] {
    [map, hidden, hiddenWithoutHead, hiddenWithoutNorm] + [normalized, prefix, normalizedPrefix].compactMap { $0 }
  }

  /// The same values where nodes are elsewhere.
  fileprivate func mapped(_ place: (Int) -> Int) -> Feature.Values {
    Feature.Values(
      map: place(map), normalized: normalized.map(place), prefix: prefix.map(place),
      normalizedPrefix: normalizedPrefix.map(place), hidden: place(hidden),
      hiddenWithoutHead: place(hiddenWithoutHead), hiddenWithoutNorm: place(hiddenWithoutNorm))
  }
}
