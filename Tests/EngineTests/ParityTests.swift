import BackbonesModels
import BackbonesEngine
import BackbonesGraphs
import BackbonesTensors
import BackbonesTestSupport
import Testing
import BackbonesWeights

/// Models against timm's outputs for the same synthetic parameters.
@Suite("Parity with timm") struct ParityTests {
  private func run(_ golden: Golden, _ names: [OutputName], _ options: ModelOptions = .init()) throws -> [Tensor] {
    var options = options
    options.inputSize = ImageSize(golden.input[2], golden.input[3])
    let graph = try Registry.entry(named: golden.name).graph(batch: golden.input[0], options: options)
    let parameters = SyntheticParameters(seed: golden.seed, gain: golden.gain ?? SyntheticParameters.defaultGain)
    let weights = PreparedWeights(from: parameters)
    let program = try Program(try Selection(names, of: graph), weights: weights)
    return try program.run(SyntheticParameters.input(TensorShape(golden.input), seed: golden.seed))
  }

  private func check(_ tensors: [Tensor], _ digests: [Digest], _ names: [OutputName]) {
    for (index, (tensor, digest)) in zip(tensors, digests).enumerated() {
      let mismatch = digest.mismatch(digest.part(of: tensor).tensor, tolerance: Tolerance.parity)
      #expect(mismatch == nil, "\(names[index])")
    }
  }

  @Test("Logits, hidden state, prelogits and intermediates", arguments: Golden.tested)
  func outputs(_ golden: Golden) throws {
    var names: [OutputName] = [.logits, .hidden()]
    var digests = [golden.logits, golden.forward_features.digests[0]]
    if let prelogits = golden.forward_head_pre_logits?.value {
      names.append(.prelogits)
      digests.append(prelogits)
    }
    for (norm, maps) in [(false, golden.intermediates?.value), (true, golden.intermediates_norm?.value)] {
      for (index, digest) in (maps ?? []).enumerated() {
        names.append(.intermediate(index, norm: norm))
        digests.append(digest)
      }
    }
    let tensors = try run(golden, names)
    check(tensors, digests, names)
    var first = 0
    for digest in golden.forward_features.digests {
      let (part, end) = digest.part(of: tensors[1], from: first)
      #expect(digest.mismatch(part, tolerance: Tolerance.parity) == nil, "hidden from \(first)")
      first = end
    }
  }

  /// timm gives the maps in the order of the stages, whatever the order of the indices.
  @Test("The last two maps, asked for in any order", arguments: Golden.tested)
  func lastTwoMaps(_ golden: Golden) throws {
    guard let lastTwo = golden.intermediates_last_two?.value else { return }
    let names: [OutputName] = [.hidden(), .intermediate(-2), .intermediate(-1)]
    check(try run(golden, names), [lastTwo.final] + lastTwo.intermediates, names)
  }

  @Test("Prefix tokens beside a map", arguments: Golden.tested)
  func prefixTokens(_ golden: Golden) throws {
    guard let digests = golden.intermediates_prefix?.value?.last?.digests else { return }
    let names: [OutputName] = [.intermediate(-1), .intermediate(-1, part: .prefix)]
    let given = Array(names.prefix(digests.count))
    check(try run(golden, given), digests, given)
  }

  @Test("Pooled and unpooled outputs without a classifier", arguments: Golden.tested)
  func withoutClassifier(_ golden: Golden) throws {
    guard let reset = golden.reset_classifier?.value else { return }
    check(try run(golden, [.logits], ModelOptions(classes: 0)), [reset.pooled], [.logits])
    if let unpooled = reset.unpooled.value {
      check(try run(golden, [.logits], ModelOptions(classes: 0, resetPooling: .unpooled)), [unpooled], [.logits])
    }
  }

  @Test("Feature pyramids at output strides 32, 16 and 8", arguments: Golden.tested)
  func pyramids(_ golden: Golden) throws {
    for (stride, outcome) in [
      (32, golden.features_only), (16, golden.features_only_os16), (8, golden.features_only_os8),
      (32, golden.features_only_neg2),
    ] {
      guard let pyramid = outcome?.value else { continue }
      let names = pyramid.out_indices.map { OutputName.feature($0) }
      let options = ModelOptions(outputStride: stride == 32 ? nil : ImageSize(stride))
      let graph = try Registry.entry(named: golden.name).graph(options: options)
      let points = try pyramid.out_indices.map { (index) throws(BackboneError) in try graph.feature(at: index) }
      #expect(points.map(\.reduction) == pyramid.reduction)
      #expect(points.map(\.channels) == pyramid.channels)
      #expect(points.map(\.module) == pyramid.module_name)
      check(try run(golden, names, options), pyramid.tensors, names)
    }
  }
}
