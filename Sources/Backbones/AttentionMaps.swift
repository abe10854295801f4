internal import BackbonesGraphs
public import BackbonesTensors

/// What of a model's attention is shown as a map of patches.
public enum AttentionChoice: Hashable, Sendable, CustomStringConvertible {
  /// An attention over all patches, counted from 0; negative numbers count from the last.
  case layer(Int)
  /// All of them joined: attention rollout (Abnar & Zuidema 2020, arXiv:2005.00928).
  case rollout

  /// `5`, or `rollout`.
  public var description: String {
    switch self {
    case .layer(let index): "\(index)"
    case .rollout: "rollout"
    }
  }

  /// Reads `5`, `-1` or `rollout`; nil where the text is neither.
  public init?(parsing text: String) {
    if text == "rollout" {
      self = .rollout
    } else if let index = Int(text) {
      self = .layer(index)
    } else {
      return nil
    }
  }
}

/// How much patches are attended to.
public struct AttentionMap: Sendable {
  /// The weights that it is made of, such as `blocks.5.attn.weights`; `rollout` for all.
  public let name: String
  /// `[N, heads, H, W]`; of a rollout, whose heads are averaged, `[N, 1, H, W]`.
  public let map: Tensor
}

extension Model {
  /// How much the patches of images are attended to: by the class token, by the one query of an attention that has one, and
  /// otherwise by all tokens, on average. The whole weights are outputs, `node:blocks.5.attn.weights`.
  ///
  /// Rollout takes the mean of an attention's heads and of the identity, for the shortcut around it, and multiplies all
  /// of them.
  ///
  /// - Parameters:
  ///   - images: `[N, C, H, W]`.
  ///   - choices: which; the maps come in their order.
  /// - Throws: `BackboneError.Code.invalidOption` where the model has no such attention, or none whose keys are all patches.
  public func attentionMaps(
    _ images: Tensor, _ choices: [AttentionChoice]
  ) throws(BackboneError) -> [AttentionMap] {
    let layers = try attentionLayers(of: try graph(images: images.shape))
    // The layers of each map: one, or all for a rollout.
    let chosen = try choices.map { (choice) throws(BackboneError) in
      switch choice {
      case .layer(let index): [try layers.absolute(index)]
      case .rollout: try layers.joined()
      }
    }
    let indices = Set(chosen.joined()).sorted()
    let tensors = try outputs(indices.map { .node(layers.all[$0].name) }, of: images)
    let weights = Dictionary(uniqueKeysWithValues: zip(indices, tensors))
    return zip(choices, chosen).map { choice, chosen in
      switch choice {
      case .layer: AttentionMap(name: layers.all[chosen[0]].name, map: layers.map(of: weights[chosen[0]]!))
      case .rollout: AttentionMap(name: "rollout", map: layers.rollout(chosen.map { weights[$0]! }))
      }
    }
  }

  /// The attentions of a graph whose keys are all patches of its last map.
  private func attentionLayers(of graph: Graph) throws(BackboneError) -> AttentionLayers {
    let map = try Selection([.feature(-1)], of: graph).outputShapes[0]
    // Attention of channels has no patches.
    let points = graph.attentionWeights.filter { $0.operation is AttentionWeights }
    // Before the patches come the blocks' own class and register tokens, or a class token that only the head has.
    let prefix = try? Selection([.intermediate(-1, part: .prefix)], of: graph)
    let counts: Set = [0, 1, prefix.map { $0.outputShapes[0][1] } ?? 0]
    func isOverPatches(_ point: Graph.WeightsPoint) -> Bool {
      let (queries, keys) = (point.shape[1], point.shape[2])
      return map.rank == 4 && point.shape[0] == map[0] && (queries == keys || queries == 1)
        && counts.contains(keys - map.extent.area)
    }
    let layers = points.filter(isOverPatches)
    guard !layers.isEmpty else {
      let other = points.first.map {
        "'\($0.name)' has \($0.shape.channelsFirst); take it as an output, node:\($0.name)"
      }
      throw BackboneError(
        .invalidOption,
        "\(name) has no attention over all \(map.extent.area) patches of its last map: "
          + (other ?? "it has no attention of tokens at all"))
    }
    return AttentionLayers(
      model: name, all: layers, other: points.first { !isOverPatches($0) }, grid: map.extent,
      hasClassToken: graph.parameters.contains { $0.name.split(separator: ".").last == "cls_token" })
  }
}

/// Attentions over all patches.
private struct AttentionLayers {
  let model: String
  let all: [Graph.WeightsPoint]
  /// The first attention of the model that is not over all patches.
  let other: Graph.WeightsPoint?
  /// Lines and columns of patches.
  let grid: ImageSize
  let hasClassToken: Bool

  /// The layer of a number; negative ones count from the last.
  func absolute(_ index: Int) throws(BackboneError) -> Int {
    let absolute = index < 0 ? all.count + index : index
    guard all.indices.contains(absolute) else {
      throw BackboneError(
        .invalidOption,
        "\(model): attention \(index); this model has \(all.count) over all patches (0 to \(all.count - 1))")
    }
    return absolute
  }

  /// All layers, where the model has no attention but those, and all have the same tokens.
  func joined() throws(BackboneError) -> [Int] {
    if let odd = other ?? all.first(where: { $0.shape[1] != all[0].shape[1] || $0.shape[2] != all[0].shape[2] }) {
      throw BackboneError(
        .invalidOption,
        "\(model): rollout joins attentions of the same tokens, but '\(odd.name)' has \(odd.shape.channelsFirst) beside "
          + "\(all[0].shape.channelsFirst) of '\(all[0].name)'")
    }
    return Array(all.indices)
  }

  /// What patches get of an attention `[N, heads, L, M]`: `[N, heads, H, W]`.
  func map(of weights: Tensor) -> Tensor {
    let (images, heads, queries, keys) = (weights.shape[0], weights.shape[1], weights.shape[2], weights.shape[3])
    let prefix = keys - grid.area
    // Where class tokens come first, the class token's row.
    let asking = queries == 1 || (hasClassToken && prefix > 0) ? 1 : queries
    return Tensor([images, heads, grid.height, grid.width]) { target in
      weights.withElements { source in
        for part in 0..<images * heads {
          for patch in 0..<grid.area {
            let sum = (0..<asking).reduce(Float(0)) { $0 + source[(part * queries + $1) * keys + prefix + patch] }
            target[part * grid.area + patch] = sum / Float(asking)
          }
        }
      }
    }
  }

  /// The rollout of attentions `[N, heads, L, L]`, first to last: `[N, 1, H, W]`.
  func rollout(_ weights: [Tensor]) -> Tensor {
    let (images, tokens) = (weights[0].shape[0], weights[0].shape[2])
    let prefix = tokens - grid.area
    let asking = hasClassToken && prefix > 0 ? 1 : tokens
    return Tensor([images, 1, grid.height, grid.width]) { target in
      for image in 0..<images {
        // The asking row, or the mean of all, times each matrix from the last to the first: nothing is as large as they are.
        var row = (0..<tokens).map { $0 < asking ? 1 / Double(asking) : 0 }
        for layer in weights.reversed() {
          let heads = layer.shape[1]
          var next = row.map { $0 / 2 }
          layer.withElements { source in
            for head in 0..<heads {
              for (query, share) in row.enumerated() where share != 0 {
                let first = ((image * heads + head) * tokens + query) * tokens
                let factor = share / Double(2 * heads)
                for key in 0..<tokens { next[key] += factor * Double(source[first + key]) }
              }
            }
          }
          row = next
        }
        for patch in 0..<grid.area { target[image * grid.area + patch] = Float(row[prefix + patch]) }
      }
    }
  }
}
