internal import BackbonesGraphs
public import BackbonesTensors

// The calls of timm's models, each a choice of inputs and outputs.
extension Model {
  /// What the model returns for images `[N, C, H, W]`: class scores `[N, classes]`, or features where it has no
  /// classifier.
  public func callAsFunction(_ images: Tensor) throws(BackboneError) -> Tensor {
    try outputs([.logits], of: images)[0]
  }

  /// The last hidden state: after the final norm, before pooling. A map `[N, C, H, W]` or tokens `[N, L, C]`;
  /// where timm returns a list, as of CoaT and CrossViT, the elements of one tensor behind the other's, `[N, E]`.
  public func forwardFeatures(_ images: Tensor) throws(BackboneError) -> Tensor {
    try outputs([.hidden()], of: images)[0]
  }

  /// The head over what `forwardFeatures` gave: joined, they equal the whole model bit for bit.
  ///
  /// - Parameters:
  ///   - hidden: a map, of any size that the model gives, or as many tokens as it has.
  ///   - preLogits: gives what the classifier would consume.
  /// - Throws: `BackboneError.Code.shape` for a hidden state of another form.
  public func forwardHead(_ hidden: Tensor, preLogits: Bool = false) throws(BackboneError) -> Tensor {
    try outputs([preLogits ? .prelogits : .logits], of: hidden, from: .hidden)[0]
  }

  /// A feature pyramid (timm's `features_only`): one map `[N, C, H, W]` a level, shallow to deep.
  ///
  /// Maps and `featureInfo().channels` are both shallow to deep, for every model. timm returns most models' maps so, but
  /// their channels, and the maps of a few such as `xception41`, in the order of `out_indices`.
  ///
  /// - Parameters:
  ///   - images: `[N, C, H, W]`.
  ///   - outIndices: the levels; negative ones count from the last; by default as `featureInfo()` says. Whatever their
  ///     order, maps come shallow to deep, each once.
  ///   - outputStride: the largest reduction, 8, 16 or 32, or of height and width, `[8, 16]`: later strides become dilation.
  public func features(
    _ images: Tensor, outIndices: [Int]? = nil, outputStride: ImageSize? = nil
  ) throws(BackboneError) -> [Tensor] {
    let info = try featureInfo(outIndices: outIndices, outputStride: outputStride)
    return try outputs(info.outIndices.map { .feature($0) }, of: images, outputStride: outputStride)
  }

  /// What is known of a pyramid before anything is computed.
  ///
  /// - Throws: `BackboneError.Code.invalidOption` where an index is out of range.
  public func featureInfo(outIndices: [Int]? = nil, outputStride: ImageSize? = nil) throws(BackboneError) -> FeatureInfo
  {
    let info = try defaultFeatureInfo(outputStride: outputStride)
    return try outIndices.map(info.choosing) ?? info
  }
}

/// Which intermediates are asked for.
public enum IntermediateIndices: Sendable, Hashable, ExpressibleByArrayLiteral, ExpressibleByIntegerLiteral {
  /// Every block or stage.
  case all
  /// The last blocks or stages, this many.
  case last(Int)
  /// These; negative ones count from the last.
  case list([Int])

  /// These; negative ones count from the last.
  public init(arrayLiteral indices: Int...) { self = .list(indices) }
  /// The last blocks or stages, this many.
  public init(integerLiteral count: Int) { self = .last(count) }

  /// The indices made absolute, in the order given.
  func absolute(count: Int) throws(BackboneError) -> [Int] {
    switch self {
    case .all: return Array(0..<count)
    case .last(let n):
      guard (1...count).contains(n) else {
        throw BackboneError(
          .invalidOption, "the last \(n) intermediates; this model has \(count), expected 1 to \(count)")
      }
      return Array(count - n..<count)
    case .list(let indices):
      guard !indices.isEmpty else {
        throw BackboneError(.invalidOption, "no intermediate indices; expected at least one of 0 to \(count - 1)")
      }
      var result: [Int] = []
      for index in indices {
        let absolute = index < 0 ? count + index : index
        guard (0..<count).contains(absolute) else {
          throw BackboneError(.invalidOption, "intermediate index \(index) is out of range (0 to \(count - 1))")
        }
        result.append(absolute)
      }
      return result
    }
  }
}

/// What `forwardIntermediates` gives.
public struct Intermediates: Sendable {
  /// The last hidden state; nil where only intermediates were asked for.
  public let final: Tensor?
  /// The intermediates, shallow to deep.
  public let maps: [Tensor]
  /// Class and register tokens `[N, P, C]` of each, where they were asked for and the model has some.
  public let prefixTokens: [Tensor]?
}

extension Model {
  /// Blocks or stages that intermediates are taken from.
  public func intermediateCount() throws(BackboneError) -> Int {
    try defaultFeatureInfo(outputStride: nil).all.count
  }

  /// The chosen intermediates, and the last hidden state, which goes to `forwardHead` (timm's `forward_intermediates`).
  ///
  /// - Parameters:
  ///   - images: `[N, C, H, W]`.
  ///   - indices: blocks of ViT-like models; stem and stages of hierarchical ones. They come shallow to deep, each once.
  ///   - norm: applies the model's final norm to the intermediates, where the family does.
  ///   - stopEarly: computes nothing beyond the last intermediate; the final state is then that of the shorter model.
  ///   - outputFormat: maps `[N, C, H, W]`, or `.tokens`, `[N, L, C]`.
  ///   - intermediatesOnly: leaves out the final state.
  ///   - returnPrefixTokens: gives class and register tokens beside the maps.
  public func forwardIntermediates(
    _ images: Tensor, indices: IntermediateIndices = .all, norm: Bool = false, stopEarly: Bool = false,
    outputFormat: OutputFormat = .channelsFirst, intermediatesOnly: Bool = false, returnPrefixTokens: Bool = false
  ) throws(BackboneError) -> Intermediates {
    let chosen = Set(try indices.absolute(count: try intermediateCount())).sorted()
    var names: [OutputName] = chosen.map { .intermediate($0, norm: norm) }
    if returnPrefixTokens { names += chosen.map { .intermediate($0, norm: norm, part: .prefix) } }
    if !intermediatesOnly { names.append(stopEarly ? .hidden(block: chosen.last!) : .hidden()) }
    let layouts = names.map { name in
      if case .intermediate = name { outputFormat } else { OutputFormat.channelsFirst }
    }
    let tensors = try outputs(names, of: images, layouts: layouts)
    return Intermediates(
      final: intermediatesOnly ? nil : tensors.last, maps: Array(tensors.prefix(chosen.count)),
      prefixTokens: returnPrefixTokens ? Array(tensors.dropFirst(chosen.count).prefix(chosen.count)) : nil)
  }
}
