internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// The mean of all pixels or tokens, then the mean of two classifiers `head` and `head_dist`, one of which learned from a
  /// teacher (DeiT, Touvron et al. 2020, arXiv:2012.12877); this scope is the module of both. `hidden` is the map.
  ///
  /// - Parameters:
  ///   - linear: the name of a classifier's product, behind its norm `bn`; nil for a product alone.
  ///   - isDistilled: whether there is the second.
  ///   - keepsTeacher: whether the second stays when the classifier is reset.
  func distilledHead(
    _ x: Value, _ head: Head, linear: String?, isDistilled: Bool = true, keepsTeacher: Bool = false
  ) {
    hidden(x)
    // A product alone classifies each token, too.
    let classifiesTokens = linear == nil && x.shape.rank == 3
    guard head.pooling == .average || head.pooling == .unpooled && (head.classes == 0 || classifiesTokens) else {
      fail(
        .invalidOption,
        "pooling '\(head.pooling.rawValue)' is not for this head; it takes avg, and none"
          + (classifiesTokens ? "" : " where there are 0 classes"))
      return
    }
    let pooled =
      head.pooling == .unpooled
      ? x : x.shape.rank == 4 ? flatten(globalPool(x, .average)) : globalPool(x, .average)
    prelogits(pooled)
    guard head.classes > 0 else { return logits(pooled) }
    func classify(in g: Scope) -> Value {
      guard let linear else { return g.linear(pooled, head.classes) }
      return g.output((g / linear).linear((g / "bn").normalize(pooled, .batch()), head.classes))
    }
    var scores = classify(in: self / "head")
    if isDistilled, keepsTeacher || !head.wasReset {
      scores = scale(add(scores, classify(in: self / "head_dist")), by: 0.5)
    }
    logits(path.isEmpty ? scores : output(scores))
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
