import BackbonesGraphs
import BackbonesTensors
import Testing
import BackbonesWeights

/// Bit for bit what NumPy makes.
@Suite struct SyntheticTests {
  @Test("Synthetic parameters have the bits of the reference", arguments: WeightFacts.all.synthetic)
  func parameters(_ fact: WeightFacts.Synthetic) throws {
    let seed = try #require(UInt64(fact.seed))
    let parameter = Parameter(name: fact.name, shape: TensorShape(fact.shape), kind: .parameter)
    let tensor = try SyntheticParameters(seed: seed, gain: fact.gain).tensor(for: parameter)
    #expect(tensor.isBitIdentical(to: Tensor(fact.shape, bits: fact.bits)))
  }

  @Test("The default gain is that of the reference")
  func theDefaultGainIsThatOfTheFacts() {
    #expect(WeightFacts.all.synthetic.contains { $0.gain == SyntheticParameters.defaultGain })
  }

  @Test("A gain that is not finite and positive is an error", arguments: [0, -1, Double.nan, .infinity])
  func refusesGains(_ gain: Double) {
    let parameter = Parameter(name: "fc.bias", shape: [1], kind: .parameter)
    expectError(.invalidOption, saying: "gain \(gain)") {
      try SyntheticParameters(seed: 0, gain: gain).tensor(for: parameter)
    }
  }

  @Test("Synthetic inputs have the bits of the reference")
  func inputs() throws {
    for fact in WeightFacts.all.input {
      let tensor = SyntheticParameters.input(TensorShape(fact.shape), seed: try #require(UInt64(fact.seed)))
      #expect(tensor.isBitIdentical(to: Tensor(fact.shape, bits: fact.bits)))
    }
  }
}
