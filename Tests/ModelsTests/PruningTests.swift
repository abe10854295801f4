import BackbonesModels
import BackbonesGraphs
import BackbonesTestSupport
import Testing

/// What is left of a model that is cut short has as many parameters as timm's needs for what it then gives.
@Suite struct PruningTests {
  @Test("A model pruned to an intermediate has as many parameters as timm's", arguments: Golden.tested)
  func upToTheIntermediateBeforeTheLast(_ golden: Golden) throws {
    let timms = try #require(golden.prune_penultimate?.value)
    let graph = try Registry.entry(named: golden.name).graph()
    let pruned = try Selection([.hidden(block: -2, norm: false), .intermediate(-2)], of: graph)
    #expect(pruned.parameterCount == timms.params)
  }

  @Test("A model without classifier has as many parameters as timm's", arguments: Golden.tested)
  func withoutClassifier(_ golden: Golden) throws {
    let timms = try #require(golden.reset_classifier?.value)
    let graph = try Registry.entry(named: golden.name).graph(options: ModelOptions(classes: 0))
    #expect(graph.parameterCount == timms.params_without_classifier)
  }
}
