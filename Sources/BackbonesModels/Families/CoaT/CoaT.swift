internal import BackbonesGraphs
internal import BackbonesTensors

/// Co-scale conv-attentional image transformers: factorised attention with relative positions from convolutions, over tokens of
/// four scales, one after the other and then beside each other (Xu et al. 2021, arXiv:2104.06399).
/// timm 1.0.31, `models/coat.py`.
struct CoaT: Architecture, Family, Hashable {
  static let module = "coat"

  /// Channels, blocks, and channels inside the MLP per channel, of each scale.
  var widths: [Int]
  var depths = [2, 2, 2, 2]
  var expansions = [4, 4, 4, 4]
  /// Blocks in which the last three scales exchange; without them the last scale alone classifies.
  var parallelDepth = 0

  static let variants = Variants<CoaT> { table in
    table["coat_tiny"] = CoaT(widths: [152, 152, 152, 152], parallelDepth: 6)
    table["coat_mini"] = CoaT(widths: [152, 216, 216, 216], parallelDepth: 6)
    table["coat_small"] = CoaT(widths: [152, 320, 320, 320], parallelDepth: 6)
    table["coat_lite_tiny"] = CoaT(widths: [64, 128, 256, 320], expansions: [8, 8, 4, 4])
    table["coat_lite_mini"] = CoaT(widths: [64, 128, 320, 512], expansions: [8, 8, 4, 4])
    table["coat_lite_small"] = CoaT(widths: [64, 128, 320, 512], depths: [3, 4, 6, 3], expansions: [8, 8, 4, 4])
    for name in ["coat_lite_medium", "coat_lite_medium_384"] {
      table[name] = CoaT(widths: [128, 256, 320, 512], depths: [3, 6, 10, 8])
    }
  }

  let pooling = Pooling.token
  var takesOutputStride: Bool { false }
  private static let norm = Normalization.layer()
  private static let heads = 8
  /// Heads by the side of the kernels that give their relative positions.
  private static let kernels = [(side: 3, heads: 2), (side: 5, heads: 3), (side: 7, heads: 3)]

  /// A class token and, behind it, the pixels of a map.
  private struct Scale {
    /// Tokens `[N, 1 + L, C]`.
    var x: Value
    var size: ImageSize
    /// Its number in the names of modules, from 1.
    var number: Int
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var scales: [Scale] = []
    var map = image
    for number in 1...widths.count {
      scales.append(buildSerial(map, number, in: g))
      map = pixels(of: scales.last!, in: g)
    }
    if parallelDepth > 0 {
      let size = scales[1].size
      guard size.height % 4 == 0, size.width % 4 == 0 else {
        return g.fail(
          .shape, "a map of \(size) pixels cannot be halved twice; sides of images are multiples of 32 for this model")
      }
      for index in 0..<parallelDepth { exchange(&scales, in: g / "parallel_blocks" / index, of: g) }
      (g / "parallel_blocks").output(scales[1].x)
    }
    // Scales that classify.
    let last = parallelDepth > 0 ? 1..<4 : 3..<4
    let normalized = scales[last].map { (g / "norm\($0.number)").normalize($0.x, Self.norm) }
    let hidden = g.joined(normalized), plain = g.joined(scales[last].map(\.x))
    for (index, scale) in scales.enumerated() {
      guard last.contains(index) else {
        (g / "serial_blocks\(scale.number)").feature(pixels(of: scale, in: g), taps: .init(tokens: scale.x))
        continue
      }
      var end = scale
      end.x = normalized[index - last.lowerBound]
      g.feature(
        pixels(of: scale, in: g), module: parallelDepth > 0 ? "parallel_blocks" : "serial_blocks\(scale.number)",
        reduction: 4 << index,
        taps: .init(normalized: pixels(of: end, in: g), tokens: plain, normalizedTokens: hidden))
    }
    g.hidden(hidden)
    buildHead(hidden, normalized.map(\.shape), head, in: g)
  }

  /// The map whose pixels tokens are.
  private func pixels(of scale: Scale, in g: Scope) -> Value {
    g.map(of: g.slice(scale.x, 1..<scale.x.shape[1], axis: 1), scale.size)
  }

  /// A scale whose pixels `change` makes others of; the class token stays.
  private func changed(_ scale: Scale, in g: Scope, _ change: (Value) -> Value) -> Scale {
    let map = change(pixels(of: scale, in: g))
    let x = g.concatenate([g.slice(scale.x, 0..<1, axis: 1), g.tokens(of: map)], axis: 1)
    return Scale(x: x, size: map.shape.extent, number: scale.number)
  }

  /// The patches of a map, or of an image, and the blocks of their scale.
  private func buildSerial(_ map: Value, _ number: Int, in g: Scope) -> Scale {
    let embedding = g / "patch_embed\(number)", side = number == 1 ? 4 : 2
    let patches = (embedding / "proj").convolution(
      map, widths[number - 1], kernel: ImageSize(side), stride: side, bias: true, padding: .none)
    let tokens = embedding.output((embedding / "norm").normalize(g.tokens(of: patches), .layer(epsilon: 1e-5)))
    let classToken = g.learned("cls_token\(number)", [1, 1, widths[number - 1]])
    var scale = Scale(
      x: g.concatenate([classToken, tokens], axis: 1), size: patches.shape.extent, number: number)
    for index in 0..<depths[number - 1] {
      let block = g / "serial_blocks\(number)" / index
      scale = addPositions(scale, in: g)
      (block / "cpe").alias(of: g / "cpe\(number)")
      var x = scale.x
      x = g.add(x, attend((block / "norm1").normalize(x, Self.norm), scale, in: block / "factoratt_crpe", of: g))
      let mlp = FeedForward(hidden: expansions[number - 1] * x.channels)
      scale.x = block.output(g.add(x, mlp((block / "norm2").normalize(x, Self.norm), in: block / "mlp")))
    }
    (g / "serial_blocks\(number)").output(scale.x)
    return scale
  }

  /// Positions that a depthwise convolution tells by the map's border; all blocks of a scale have the same.
  private func addPositions(_ scale: Scale, in g: Scope) -> Scale {
    let module = g / "cpe\(scale.number)"
    let y = changed(scale, in: g) {
      g.add((module / "proj").convolution($0, $0.channels, kernel: 3, groups: $0.channels, bias: true), $0)
    }
    module.output(y.x)
    return y
  }

  /// Factorised attention of a scale's normalised tokens, and products of queries with what convolutions make of the values,
  /// which all blocks of a scale share.
  private func attend(_ x: Value, _ scale: Scale, in g: Scope, of model: Scope) -> Value {
    let width = x.channels
    let qkv = (g / "qkv").linear(x, 3 * width)
    let parts = (0..<3).map { g.slice(qkv, $0 * width..<($0 + 1) * width) }
    let attended = g.factorizedAttention(
      parts[0], parts[1], parts[2], heads: Self.heads, scale: Float(1 / Double(width / Self.heads).squareRoot()))
    let maps = parts.map { g.map(of: g.slice($0, 1..<x.shape[1], axis: 1), scale.size) }
    let positions = model / "crpe\(scale.number)"
    var first = 0
    let convolved = Self.kernels.enumerated().map { index, kernel in
      let own = first..<first + kernel.heads * (width / Self.heads)
      first = own.upperBound
      return (positions / "conv_list" / index).convolution(
        g.slice(maps[2], own), own.count, kernel: ImageSize(kernel.side), groups: own.count, bias: true)
    }
    (g / "crpe").alias(of: positions)
    let relative = g.tokens(of: g.multiply(maps[0], g.concatenate(convolved)))
    // The class token has no place.
    let y = g.add(attended, g.concatenate([g.zeros([1, 1, width]), relative], axis: 1))
    return g.output((g / "proj").linear(y, width))
  }

  /// A block beside others: what attention makes of each of the last three scales is added to all of them, resized.
  private func exchange(_ scales: inout [Scale], in g: Scope, of model: Scope) {
    let own = 1..<scales.count
    for index in own { scales[index] = addPositions(scales[index], in: model) }
    let attended = own.map { index in
      var scale = scales[index]
      let normalized = (g / "norm1\(scale.number)").normalize(scale.x, Self.norm)
      scale.x = attend(normalized, scale, in: g / "factoratt_crpe\(scale.number)", of: model)
      return scale
    }
    for index in own {
      let size = scales[index].size
      let others = attended.filter { $0.number != scales[index].number }.map { other in
        changed(other, in: g) { g.resize($0, to: size, .bilinear()) }.x
      }
      let sum = others.reduce(attended[index - own.lowerBound].x) { g.add($0, $1) }
      scales[index].x = g.add(scales[index].x, sum)
    }
    // All scales have one MLP.
    let mlp = FeedForward(hidden: expansions[1] * widths[1])
    for index in own {
      let normalized = (g / "norm2\(scales[index].number)").normalize(scales[index].x, Self.norm)
      scales[index].x = g.add(scales[index].x, mlp(normalized, in: g / "mlp2"))
    }
    for number in 3...4 { (g / "mlp\(number)").alias(of: g / "mlp2") }
  }

  /// Scores of what pooling gives of one scale, or of a sum of several, whose weights are learned.
  private func buildHead(_ hidden: Value, _ scales: [TensorShape], _ head: Head, in g: Scope) {
    guard g.takes(head.pooling, of: [.token, .average]) else { return }
    var pooled = g.parts(of: hidden, scales).map {
      g.poolTokens($0, head.pooling, skipping: 1, hasClassToken: true)
    }
    if pooled.count > 1 {
      let rows = pooled.map { g.reshape($0, [$0.shape[0], $0.channels, 1]) }
      pooled = [g.flatten((g / "aggregate").linear(g.concatenate(rows), 1, axesBehind: 1))]
    }
    g.prelogits(pooled[0])
    g.logits(head.classes == 0 ? pooled[0] : (g / "head").linear(pooled[0], head.classes))
  }
}
