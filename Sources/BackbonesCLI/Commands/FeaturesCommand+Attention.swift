import ArgumentParser
import Backbones

/// `features --attention`.
extension FeaturesCommand {
  /// The attention of an image.
  private struct AttentionResult: Encodable {
    let image: String
    let file: String?
    let attention: [Map]

    struct Map: Encodable {
      /// `blocks.5.attn.weights`, or `rollout`.
      let name: String
      let heads: Int
      /// `[1, heads, H, W]`.
      let shape: [Int]
      /// Line and column of the patch that gets most, the mean of the heads, and what it gets.
      let strongest: Patch
    }

    struct Patch: Encodable {
      let line, column: Int
      let weight: Double
    }
  }

  /// Shows, writes and draws what of each image is attended to.
  func show(_ choices: [AttentionChoice], of model: Model, _ progress: inout Progress) throws {
    let preprocessing = try model.preprocessing
    for (number, path) in images.enumerated() {
      progress.report("\(number + 1) of \(images.count): \(path)")
      let view = try photos.view(path, preprocessing)
      let maps = try model.attentionMaps(try preprocessing.tensor(ofViews: [view]), choices)
      if let picture {
        progress.report("drawing \(picture)")
        let levels = maps.map { map in
          FeaturePicture.Level(
            map: map.map.reshaped(TensorShape(Array(map.map.shape.dimensions.dropFirst()))), caption: map.caption,
            drawing: .heat)
        }
        try FeaturePicture(photo: view, levels: levels).draw().writePNG(to: picture)
      }
      let file = destination.map { mapFile(for: path, at: $0) }
      if let file { try SafetensorsFile.write(maps.map { (name: $0.name, tensor: $0.map) }, to: file) }
      progress.end()
      let result = AttentionResult(
        image: path, file: file,
        attention: maps.map { map in
          AttentionResult.Map(
            name: map.name, heads: map.map.shape[1], shape: map.map.shape.dimensions, strongest: strongest(of: map.map))
        })
      try Console.show(result, asJSON: format.asJSON, onOneLine: true, (number > 0 ? "\n" : "") + text(of: result))
    }
  }

  private func strongest(of map: Tensor) -> AttentionResult.Patch {
    let (heads, width, area) = (map.shape[1], map.shape[3], map.shape[2] * map.shape[3])
    let means = map.withElements { elements in
      (0..<area).map { patch in
        (0..<heads).reduce(0) { $0 + Double(elements[$1 * area + patch]) } / Double(heads)
      }
    }
    let place = means.indices.max { means[$0] < means[$1] }!
    return AttentionResult.Patch(line: place / width, column: place % width, weight: means[place])
  }

  private func text(of result: AttentionResult) -> String {
    var table = Table(
      ("attention", .left), ("heads", .right), ("shape", .left), ("strongest patch", .left), ("weight", .right))
    for map in result.attention {
      table.add(
        map.name, "\(map.heads)", joined(map.shape), "line \(map.strongest.line), column \(map.strongest.column)",
        map.strongest.weight.fixed(4))
    }
    return "\(result.image)\n\(table.text)"
  }
}

extension AttentionMap {
  /// What is written below its picture: `blocks.5.attn`, or `rollout`.
  fileprivate var caption: String {
    name == "rollout" ? name : String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)])
  }
}
