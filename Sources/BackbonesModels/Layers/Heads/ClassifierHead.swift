public import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// Pools a map as `head` says and classifies the result with a linear layer named `classifier`; marks `prelogits`
  /// and `logits`. The map is `hidden` unless the caller marked something else before.
  ///
  /// - Parameters:
  ///   - pooling: the name of the pooling's module.
  ///   - flattening: the name of the module that flattens the pooled map; nil if the pooling does.
  public func classifierHead(
    _ x: Value, _ head: Head, classifier: Scope, pooling: String = "global_pool", flattening: String? = nil
  ) {
    var pooled = poolMap(x, head, named: pooling, flattens: flattening == nil)
    if let flattening, head.pooling != .unpooled { pooled = (self / flattening).output(flatten(pooled)) }
    prelogits(pooled)
    logits(head.classes == 0 ? pooled : classifier.linear(pooled, head.classes))
  }

  /// The same with a 1x1 convolution named `classifier`, which classifies each pixel where there is no pooling.
  func convolutionalHead(_ x: Value, _ head: Head, classifier: Scope) {
    guard head.classes > 0 else { return classifierHead(x, head, classifier: classifier) }
    let pooled = head.pooling == .unpooled ? x : poolMap(x, head)
    prelogits(pooled)
    let map = pooled.shape.rank == 4 ? pooled : reshape(pooled, [pooled.shape[0], 1, 1, pooled.channels])
    let classified = classifier.convolution(map, head.classes, bias: true)
    logits(head.pooling == .unpooled ? classified : flatten(classified))
  }

  /// Whether a pooling is among those that a head takes; fails where it is not.
  func takes(_ pooling: Pooling, of poolings: Set<Pooling>) -> Bool {
    if poolings.contains(pooling) { return true }
    let names = Pooling.allCases.filter(poolings.contains).map { $0 == .unpooled ? "none" : $0.rawValue }
    fail(
      .invalidOption,
      "pooling '\(pooling.rawValue)' is not for this head; it takes \(names.joined(separator: ", "))")
    return false
  }

  /// A map as `[N, C]` (`[N, 2C]` for mean beside maximum), or the map itself where there is no pooling.
  ///
  /// - Parameter flattens: whether the result has two axes, instead of being a map of one pixel.
  func poolMap(_ x: Value, _ head: Head, named name: String = "global_pool", flattens: Bool = true) -> Value {
    let g = self / name
    switch head.pooling {
    case .unpooled:
      if head.classes > 0 {
        fail(.invalidOption, "a classifier of \(head.classes) classes needs a pooling; none goes with 0 classes")
      }
      return x
    case .average, .maximum, .averageMaximum, .concatenated:
      func pooled(_ kind: Scope.PoolKind) -> Value {
        flattens ? g.flatten(g.globalPool(x, kind)) : g.globalPool(x, kind)
      }
      let mean = head.pooling == .maximum ? nil : pooled(.average)
      let maximum = head.pooling == .average ? nil : pooled(.max)
      guard let mean, let maximum else { return g.output((mean ?? maximum)!) }
      return g.output(
        head.pooling == .concatenated
          ? g.concatenate([mean, maximum]) : g.scale(g.add(mean, maximum), by: 0.5))
    case .token, .map:
      fail(
        .invalidOption,
        "pooling '\(head.pooling.rawValue)' is for tokens; this model takes avg, max, avgmax, catavgmax or none")
      return x
    }
  }
}
