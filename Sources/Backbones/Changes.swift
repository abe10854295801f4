public import BackbonesModels
internal import BackbonesEngine
internal import BackbonesGraphs
public import BackbonesTensors
public import BackbonesWeights

extension Model {
  /// The same backbone with another classifier or pooling (timm's `reset_classifier`).
  ///
  /// - Parameters:
  ///   - classes: 0 removes the classifier: the model then returns pooled features, or unpooled ones where pooling is
  ///     `.unpooled`.
  ///   - pooling: nil keeps the pooling.
  ///   - classifier: the new classifier's parameters; by default synthetic ones of seed 0, for training elsewhere or
  ///     for shapes. A classifier of as many classes over as many features keeps the model's own parameters.
  /// - Throws: `.invalidOption` for a pooling that the model cannot have, or where its head was pruned.
  public func resettingClassifier(
    classes: Int, pooling: Pooling? = nil, classifier: WeightSource = .synthetic(seed: 0)
  ) throws(BackboneError) -> Model {
    let keepsHead = truncation?.keepsHead != false
    guard keepsHead || classes == 0 && [nil, Pooling.unpooled].contains(pooling) else {
      throw BackboneError(
        .invalidOption, "\(name): the head of this model was pruned; reset the classifier before, or keep the head")
    }
    var changed = options
    changed.classes = classes
    // Not the pooling at creation: the layers of that pooling and their parameters stay.
    changed.resetPooling = pooling ?? options.resetPooling ?? options.pooling ?? entry.architecture.pooling
    let known = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.shape) })
    let fresh = try entry.graph(options: changed).stateDictionary.filter { known[$0.name] != $0.shape }
    return try recreated(
      options: changed,
      source: fresh.isEmpty
        ? nil : Overlay(base: parameterSource, names: Set(fresh.map(\.name)), over: try classifier.open()))
  }

  /// A shorter model that gives the chosen intermediates: later blocks or stages, and their parameters, are gone
  /// (timm's `prune_intermediate_layers`).
  ///
  /// - Parameters:
  ///   - indices: the intermediates that are wanted.
  ///   - pruneNorm: also removes the final norm. Where blocks differ in shape, it goes with the last one in any case.
  ///   - pruneHead: removes pooling and classifier. Where blocks differ in shape, they go with the last one in any case.
  /// - Returns: the model, and absolute indices: negative ones would mean other layers in it.
  /// - Throws: `.invalidOption` where an index is out of range.
  public func prunedIntermediateLayers(
    indices: IntermediateIndices = 1, pruneNorm: Bool = false, pruneHead: Bool = true
  ) throws(BackboneError) -> (model: Model, indices: [Int]) {
    let absolute = try indices.absolute(count: try intermediateCount())
    let shorter = Graph.Truncation(
      last: absolute.max()!, keepsNorm: !pruneNorm && truncation?.keepsNorm != false,
      keepsHead: !pruneHead && truncation?.keepsHead != false)
    return (try recreated(options: options, truncation: shorter), absolute)
  }
}

/// A source in which some parameters are another's.
private struct Overlay: HalfParameterSource, IdentifiedSource {
  let base: any ParameterSource
  let names: Set<String>
  let over: any ParameterSource

  func tensor(for parameter: Parameter) throws(BackboneError) -> Tensor {
    try (names.contains(parameter.name) ? over : base).tensor(for: parameter)
  }

  var identity: SourceIdentity? {
    guard let under = (base as? any IdentifiedSource)?.identity, let above = (over as? any IdentifiedSource)?.identity
    else { return nil }
    return SourceIdentity(
      place: "\(under.place)\n\(names.sorted()) of \(above.place)", state: "\(under.state)\n\(above.state)")
  }

  func halves(of parameter: Parameter) -> StoredHalves? {
    ((names.contains(parameter.name) ? over : base) as? any HalfParameterSource)?.halves(of: parameter)
  }

  func verify(_ parameters: [Parameter], known: Set<String>) throws(BackboneError) {
    try base.verify(parameters.filter { !names.contains($0.name) }, known: known)
    try over.verify(parameters.filter { names.contains($0.name) }, known: names)
  }
}
