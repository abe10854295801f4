import BackbonesGraphs
import BackbonesTensors
import BackbonesTestSupport
import Testing
import BackbonesWeights

/// Against timm's results for the same synthetic parameters.
@Suite struct AdaptationTests {
  /// Sums of three, and of sixteen with weights, in single precision, of numbers around 1.
  static let tolerance: Float = 2e-6

  private func parameter(_ name: String, _ shape: TensorShape) throws -> Tensor {
    try SyntheticParameters(seed: 1).tensor(for: Parameter(name: name, shape: shape, kind: .parameter))
  }

  @Test("An input convolution is adapted to other channels as timm does", arguments: WeightFacts.all.convolutions)
  func inputConvolution(_ fact: WeightFacts.Convolution) throws {
    let weight = try parameter("conv1.weight", TensorShape(fact.shape))
    let adapted = try Adaptation.inputConvolution(weight, to: fact.channels, from: fact.base)
    #expect(adapted.distance(to: Tensor(fact.adapted, bits: fact.bits)) <= Self.tolerance)
  }

  @Test("A convolution that cannot be adapted is an error")
  func refusesConvolutionsThatCannotBeAdapted() {
    let spaceToDepth = Tensor([2, 12, 3, 3], repeating: 1)
    expectError(.weights, saying: "[2, 12, 3, 3]", "take 4") { try Adaptation.inputConvolution(spaceToDepth, to: 4) }
    let linear = Tensor([8, 48], repeating: 1)
    expectError(.weights, saying: "[8, 48]") { try Adaptation.inputConvolution(linear, to: 1) }
    expectError(.invalidOption, saying: "positive") { try Adaptation.inputConvolution(spaceToDepth, to: 0) }
  }

  @Test("Position embeddings are resampled as timm does", arguments: WeightFacts.all.embeddings)
  func positionEmbedding(_ fact: WeightFacts.Embedding) throws {
    let (old, new) = ((rows: fact.old[0], columns: fact.old[1]), (rows: fact.new[0], columns: fact.new[1]))
    let table = try parameter("pos_embed", [1, fact.prefix + old.rows * old.columns, fact.channels])
    let expected = Tensor([1, fact.prefix + new.rows * new.columns, fact.channels], bits: fact.bits)
    let resampled = try Adaptation.positionEmbedding(table, from: old, to: new, prefixTokens: fact.prefix)
    #expect(resampled.distance(to: expected) <= Self.tolerance)
    if old.rows == old.columns {
      let guessed = try Adaptation.positionEmbedding(table, to: new, prefixTokens: fact.prefix)
      #expect(guessed.isBitIdentical(to: resampled))
    }
  }

  @Test("Tables of relative positions are resampled as timm does", arguments: WeightFacts.all.tables)
  func relativePositionTable(_ fact: WeightFacts.Table) throws {
    let (old, new) = (ImageSize(fact.old[0], fact.old[1]), ImageSize(fact.new[0], fact.new[1]))
    func entries(_ window: ImageSize) -> Int { (2 * window.height - 1) * (2 * window.width - 1) + fact.extra }
    let table = try parameter("relative_position_bias_table", [entries(old), fact.heads])
    let resampled = try RelativePositionTable.resampled(table, from: old, to: new, hasClassToken: fact.extra > 0)
    #expect(resampled.distance(to: Tensor([entries(new), fact.heads], bits: fact.bits)) <= Self.tolerance)
    if old.height == old.width {
      let guessed = try RelativePositionTable.resampled(table, to: new, hasClassToken: fact.extra > 0)
      #expect(guessed.isBitIdentical(to: resampled))
    }
  }

  @Test("Tables of offsets are resampled as timm does", arguments: WeightFacts.all.offsets)
  func offsetTable(_ fact: WeightFacts.Offsets) throws {
    let table = try parameter("attention_biases", [fact.heads, fact.old * fact.old])
    let fit = Parameter(
      name: "attention_biases", shape: [fact.heads, fact.new * fact.new], kind: .parameter,
      fit: .offsets(map: ImageSize(fact.new)))
    var source = StateDictionary(MemoryArchive(["attention_biases": table]))
    #expect(
      try source.tensor(for: fit).distance(to: Tensor([fact.heads, fact.new * fact.new], bits: fact.bits))
        <= Self.tolerance)
    source.set("attention_biases", to: Tensor([fact.heads, 10], repeating: 1))
    expectError(.weights, saying: "[\(fact.heads), 10]") { try source.tensor(for: fit) }
  }

  @Test("Projections of patches are resampled as timm does", arguments: WeightFacts.all.patches)
  func patches(_ fact: WeightFacts.Patches) throws {
    let weight = try parameter("patch_embed.proj.weight", TensorShape(fact.shape))
    let shape = Array(fact.shape[..<2] + fact.new)
    let fit = Parameter(name: "proj.weight", shape: TensorShape(shape), kind: .parameter, fit: .patches)
    var source = StateDictionary(MemoryArchive(["proj.weight": weight]))
    #expect(try source.tensor(for: fit).distance(to: Tensor(shape, bits: fact.bits)) <= 4 * Self.tolerance)
    source.set("proj.weight", to: Tensor(TensorShape(fact.shape[..<2] + [1, 65]), repeating: 1))
    expectError(.weights, saying: "1, 65") { try source.tensor(for: fit) }
  }

  @Test("A table that is no window's is an error")
  func refusesTablesOfNoWindow() {
    expectError(.shape, saying: "[16, 2]", "window") {
      try RelativePositionTable.resampled(Tensor([16, 2], repeating: 1), to: 7)
    }
    expectError(.shape, saying: "[9]") { try RelativePositionTable.resampled(Tensor([9], repeating: 1), to: 7) }
  }

  @Test("A position table of another grid is an error")
  func refusesTablesOfOtherGrids() {
    let table = Tensor([1, 17, 3], repeating: 1)
    expectError(.shape, saying: "[1, 17, 3]", "0 + 4 * 4") {
      try Adaptation.positionEmbedding(table, to: (7, 7), prefixTokens: 0)
    }
    expectError(.shape, saying: "1 + 3 * 5") {
      try Adaptation.positionEmbedding(table, from: (3, 5), to: (7, 7), prefixTokens: 1)
    }
    expectError(.shape, saying: "0 x 7") { try Adaptation.positionEmbedding(table, to: (0, 7), prefixTokens: 1) }
    expectError(.shape, saying: "[51]") {
      try Adaptation.positionEmbedding(table.reshaped([51]), to: (7, 7), prefixTokens: 1)
    }
  }
}
