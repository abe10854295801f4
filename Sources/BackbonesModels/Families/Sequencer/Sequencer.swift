internal import BackbonesGraphs
internal import BackbonesTensors

/// Sequencer2D: Tatsunami & Taki 2022 (arXiv:2205.01972), LSTMs along the lines and the columns of a map for attention. timm
/// 1.0.31, `models/sequencer.py`.
struct Sequencer: Architecture, Family, Hashable {
  static let module = "sequencer"

  var depths: [Int]
  var widths = [192, 384, 384, 384]
  /// Pixels on a side of what becomes one pixel at the beginning of each stage.
  var patches = [7, 2, 1, 1]

  static let variants = Variants<Sequencer> { table in
    table["sequencer2d_s"] = Sequencer(depths: [4, 3, 8, 3])
    table["sequencer2d_m"] = Sequencer(depths: [4, 3, 14, 3])
    table["sequencer2d_l"] = Sequencer(depths: [8, 8, 16, 4])
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = (g / "stem").output(embed(image, stage: 0, in: g / "stem" / "proj"))
    (g / "stem" / "norm").output(x)
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index, down = stage / "downsample"
      x = down.output(index > 0 ? embed(x, stage: index, in: down / "down") : x)
      for number in 0..<depth { x = buildBlock(x, in: stage / "blocks" / number) }
      stage.output((stage / "blocks").output(x))
      if index < depths.count - 1 { stage.feature(x) }
    }
    (g / "stages").output(x)
    let normalized = (g / "norm").normalize(x, .layer())
    (g / "stages" / (depths.count - 1)).feature(
      x, taps: .init(normalized: normalized, tokens: x, normalizedTokens: normalized))
    g.defaultFeatures([0, 1, 2])
    g.hidden(normalized)
    (g / "head").classifierHead(normalized, head, classifier: g / "head" / "fc")
  }

  private func embed(_ x: Value, stage: Int, in g: Scope) -> Value {
    let side = patches[stage]
    return g.convolution(x, widths[stage], kernel: ImageSize(side), stride: side, bias: true, padding: .none)
  }

  private func buildBlock(_ x: Value, in g: Scope) -> Value {
    let y = g.add(x, mixTokens((g / "norm1").normalize(x, .layer()), in: g / "rnn_tokens"))
    let mlp = FeedForward(hidden: 3 * x.channels)
    return g.output(g.add(y, mlp((g / "norm2").normalize(y, .layer()), in: g / "mlp_channels")))
  }

  /// Both directions of each column beside both of each line: as many channels as there were, mixed by a product.
  private func mixTokens(_ x: Value, in g: Scope) -> Value {
    let hidden = x.channels / 4
    let vertical = (g / "rnn_v").lstm(x, hidden, axis: 1), horizontal = (g / "rnn_h").lstm(x, hidden, axis: 2)
    return g.output((g / "fc").linear(g.concatenate([vertical, horizontal]), x.channels))
  }
}
