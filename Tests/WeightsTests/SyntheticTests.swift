import BackbonesGraphs
import BackbonesTensors
import Testing
import BackbonesWeights

/// Bit for bit what NumPy makes.
@Suite struct SyntheticTests {
  @Test(arguments: WeightFacts.all.synthetic)
  func parameters(_ fact: WeightFacts.Synthetic) throws {
    let seed = try #require(UInt64(fact.seed))
    let parameter = Graph.Parameter(name: fact.name, shape: Shape(fact.shape), kind: .parameter)
    let tensor = try SyntheticParameters(seed: seed).tensor(for: parameter)
    #expect(tensor.isBitIdentical(to: Tensor(fact.shape, bits: fact.bits)))
  }

  @Test func inputs() throws {
    for fact in WeightFacts.all.input {
      let tensor = SyntheticParameters.input(Shape(fact.shape), seed: try #require(UInt64(fact.seed)))
      #expect(tensor.isBitIdentical(to: Tensor(fact.shape, bits: fact.bits)))
    }
  }
}
