internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// The mean of all pixels, then the mean of two classifiers `head` and `head_dist`, one of which learned from a teacher
  /// (DeiT, Touvron et al. 2020, arXiv:2012.12877), each with a norm; this scope is the module of both. `hidden` is the map.
  ///
  /// As in timm, the second is gone once the classifier has been reset.
  func distilledHead(_ x: Value, _ head: Head) {
    hidden(x)
    guard [.average, .unpooled].contains(head.pooling), head.pooling == .average || head.classes == 0 else {
      fail(
        .invalidOption,
        "pooling '\(head.pooling.rawValue)' is not for this head; it takes avg, and none where there are 0 classes")
      return
    }
    let pooled = head.pooling == .average ? flatten(globalPool(x, .average)) : x
    prelogits(pooled)
    guard head.classes > 0 else { return logits(pooled) }
    func classify(in g: Scope) -> Value {
      g.output((g / "l").linear((g / "bn").normalize(pooled, .batch()), head.classes))
    }
    let learned = classify(in: self / "head")
    logits(output(head.wasReset ? learned : scale(add(learned, classify(in: self / "head_dist")), by: 0.5)))
  }

  /// The mean of two classifiers, `head` of the class token and `head_dist` of the distillation token behind it (DeiT); this
  /// scope is the model. `prelogits` is the mean of both tokens.
  ///
  /// Unlike in `distilledHead`, both classifiers stay when they are reset.
  ///
  /// - Parameter keepsPooling: whether a reset that removes the pooling changes nothing, instead of being refused.
  func distilledTokenHead(_ tokens: Value, _ head: Head, keepsPooling: Bool = false) {
    guard takes(head.pooling, of: keepsPooling && head.wasReset ? [.token, .unpooled] : [.token]) else { return }
    let pair = slice(tokens, 0..<2, axis: 1)
    let mean = globalPool(pair, .average)
    prelogits(mean)
    guard head.classes > 0 else { return logits(mean) }
    func classify(_ token: Int, in g: Scope) -> Value {
      g.linear(flatten(slice(pair, token..<token + 1, axis: 1)), head.classes)
    }
    logits(scale(add(classify(0, in: self / "head"), classify(1, in: self / "head_dist")), by: 0.5))
  }
}
