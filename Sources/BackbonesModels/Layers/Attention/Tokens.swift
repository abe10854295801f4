internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// The pixels of a map, line by line: `[N, L, C]`.
  func tokens(of map: Value) -> Value { reshape(map, [map.shape[0], map.shape[1] * map.shape[2], map.channels]) }

  /// The map whose pixels tokens are, line by line; a map is itself.
  func map(of tokens: Value, _ grid: ImageSize) -> Value {
    reshape(tokens, [tokens.shape[0], grid.height, grid.width, tokens.channels])
  }

  /// A hidden state that timm has as several tensors: the elements of one behind the other's, `[N, E]`; one is itself.
  func joined(_ values: [Value]) -> Value { values.count == 1 ? values[0] : concatenate(values.map(flatten)) }

  /// The tensors of the given shapes that a hidden state was made of: the inverse of `joined`.
  func parts(of hidden: Value, _ shapes: [TensorShape]) -> [Value] {
    guard shapes.count > 1 else { return [hidden] }
    var first = 0
    return shapes.map { shape in
      let count = shape.count / shape[0]
      defer { first += count }
      return reshape(
        slice(hidden, first..<first + count), TensorShape([hidden.shape[0]] + shape.dimensions.dropFirst()))
    }
  }

  /// Parts of channels that lie side by side in each head, such as queries, keys and values: `[..., heads, width]` of each
  /// width.
  func splitHeads(_ x: Value, heads: Int, _ widths: [Int]) -> [Value] {
    let all = reshape(x, TensorShape(x.shape.dimensions.dropLast() + [heads, x.channels / heads]))
    return widths.indices.map { index in
      let first = widths[..<index].reduce(0, +)
      return slice(all, first..<first + widths[index])
    }
  }

  /// A table of a term for each pixel and channel, as a value to add to `map`; in the state dict `[1, C, H, W]`. timm does not
  /// resize it.
  func learnedMap(_ name: String, like map: Value) -> Value { learnedMap(name, map.channels, map.shape.extent) }

  /// A table of a term for each pixel and channel of a map of any size; in the state dict `[1, C, H, W]`.
  func learnedMap(_ name: String, _ channels: Int, _ size: ImageSize) -> Value {
    permute(learned(name, [1, channels, size.height, size.width]), [0, 2, 3, 1])
  }

  /// Position embeddings of a map's pixels, `[1, H, W, C]`; resampled where weights are for another size.
  func learnedPositions(named name: String = "pos_embed", like map: Value) -> Value {
    let size = map.shape.extent
    return learned(
      name, [1, size.height, size.width, map.channels],
      fit: .positions(rows: size.height, columns: size.width, prefixTokens: 0))
  }

  /// Whether an image is made of whole patches; if not, that is an error.
  func takes(_ image: Value, inPatchesOf patch: Int) -> Bool {
    let size = image.shape.extent
    if size.height % patch == 0 && size.width % patch == 0 { return true }
    fail(.shape, "images of \(size) are not made of patches of \(patch)x\(patch); both sides are multiples of \(patch)")
    return false
  }

  /// Marks what can be taken after a block of a transformer: tokens, map and prefix, as they are and after the final norm.
  ///
  /// - Parameters:
  ///   - grid: the shape of the map that the tokens behind the prefix are.
  ///   - prefix: the number of class and register tokens.
  ///   - module: timm's name of the block, where it is not this scope.
  ///   - reduction: pixels of the image per token, along a side, where the value does not say so.
  ///   - hidden: what `forward_features` returns where this is the last block and a head's layers come before the norm.
  func tokenFeature(
    _ x: Value, normalized: Value, grid: TensorShape, prefix: Int, module: String? = nil, reduction: Int? = nil,
    hidden: Value? = nil
  ) {
    func map(_ x: Value) -> Value {
      reshape(slice(x, prefix..<x.shape[1], axis: 1), grid)
    }
    func front(_ x: Value) -> Value? {
      prefix > 0 ? slice(x, 0..<prefix, axis: 1) : nil
    }
    feature(
      map(x), module: module, reduction: reduction,
      taps: .init(
        normalized: map(normalized), prefix: front(x), normalizedPrefix: front(normalized), tokens: x,
        normalizedTokens: normalized),
      hidden: hidden, hiddenWithoutHead: normalized)
  }
}
