import Foundation
import BackbonesGraphs
import BackbonesTensors
import BackbonesTestSupport
import Testing
import BackbonesWeights

@Suite struct StateDictionaryTests {
  private func dictionary(_ shapes: [String: TensorShape]) throws -> StateDictionary {
    try withTemporaryDirectory { (directory) throws in
      let path = directory.appending(path: "x.safetensors").path
      try SafetensorsFile.write(shapes.map { ($0, Tensor($1, repeating: 3)) }, to: path)
      return StateDictionary(try SafetensorsFile(contentsOf: path))
    }
  }

  /// Everything above a format asks the protocol alone.
  @Test("Any archive's tensors are parameters")
  func takesAnyArchive() throws {
    let weight = Tensor([2, 3, 1, 2], (0..<12).map(Float.init))
    var archive = StateDictionary(
      MemoryArchive(["module.conv.weight": weight, "module.bn.num_batches_tracked": Tensor([], [9])]))
    #expect(archive.names == ["conv.weight"])
    #expect(archive.shape(of: "conv.weight") == weight.shape)
    #expect(try archive["conv.weight"].isBitIdentical(to: weight))
    let grey = Parameter(name: "conv.weight", shape: [2, 1, 1, 2], kind: .parameter, fit: .inputConvolution)
    try archive.verify([grey], known: [])
    #expect(try archive.tensor(for: grey).elements == [6, 9, 24, 27])
    expectError(.weights, saying: "'memory' does not fit", "1 missing: b") {
      try archive.verify(parameters(["conv.weight": weight.shape, "b": [1]]), known: [])
    }
    archive.remove(module: "conv")
    #expect(archive.names == [])
  }

  private func parameters(_ shapes: [String: TensorShape]) -> [Parameter] {
    shapes.sorted { $0.key < $1.key }.map { Parameter(name: $0, shape: $1, kind: .parameter) }
  }

  @Test("A dictionary that fits is accepted")
  func verifiesWhatFits() throws {
    let file = try dictionary(["a.weight": [2, 3], "b": [], "bn.num_batches_tracked": []])
    #expect(file.names == ["a.weight", "b"])
    try file.verify(parameters(["a.weight": [2, 3], "b": []]), known: [])
    #expect(try file.tensor(for: parameters(["a.weight": [2, 3]])[0]).elements == [3, 3, 3, 3, 3, 3])
  }

  @Test("An error lists everything missing, unexpected or of another shape")
  func tellsEverythingThatDiffers() throws {
    let file = try dictionary(["same": [1], "z.shape": [2, 3], "a.shape": [4], "extra": [1], "aside": [1]])
    let expected = parameters(["same": [1], "z.shape": [3, 2], "a.shape": [], "lack2": [1], "lack1": [1]])
    let error = #expect(throws: BackboneError.self) { try file.verify(expected, known: ["aside"]) }
    #expect(error?.code == .weights)
    #expect(
      error?.message.hasSuffix(
        "x.safetensors' does not fit the model. 2 missing: lack1, lack2. 1 unexpected: extra. "
          + "2 of another shape: a.shape is [4], expected [], z.shape is [2, 3], expected [3, 2]") == true)
  }

  @Test("A long list in an error is cut short")
  func cutsLongLists() throws {
    let file = try dictionary(Dictionary(uniqueKeysWithValues: (100..<150).map { ("p\($0)", [1]) }))
    expectError(.weights, saying: "50 unexpected: p100, p101", "p119 and 30 more") { try file.verify([], known: []) }
  }

  @Test("A single parameter of another shape is an error")
  func refusesParametersOneByOneToo() throws {
    let file = try dictionary(["a": [2]])
    expectError(.weights, saying: "1 missing: b") { try file.tensor(for: parameters(["b": [2]])[0]) }
    expectError(.weights, saying: "a is [2], expected [3]") { try file.tensor(for: parameters(["a": [3]])[0]) }
    expectError(.weights, saying: "no parameter 'b'") { try file["b"] }
  }

  @Test("Wrappers' prefixes are taken off each name that has them, as timm does")
  func takesPrefixesOff() throws {
    #expect(try dictionary(["module.a": [1], "module.b": [1]]).names == ["a", "b"])
    #expect(try dictionary(["module._orig_mod.a": [1], "_orig_mod.module.b": [1]]).names == ["a", "b"])
    #expect(try dictionary(["module.a": [1], "b": [1]]).names == ["a", "b"])
    #expect(try dictionary(["module.module.a": [1]]).names == ["module.a"])
    #expect(try dictionary([:]).names == [])
    #expect(try dictionary(["module.a": [2]])["a"].elements == [3, 3])
  }

  @Test("A model in a larger one is found under the prefix that has most of it")
  func findsPrefixes() throws {
    let wanted = parameters(["a": [1], "b.c": [2]])
    let archive = try dictionary([
      "module.encoder_q.a": [1], "module.encoder_q.b.c": [2], "module.encoder_k.a": [3], "queue": [4], "a": [5],
    ])
    let found = try #require(archive.resolved(for: wanted) as? StateDictionary)
    #expect(found.prefix == "encoder_q.")
    #expect(found.names == ["a", "b.c"])
    try found.verify(wanted, known: [])
    #expect(try found.tensor(for: wanted[0]).shape == [1])
    #expect(try #require(found.resolved(for: wanted) as? StateDictionary).names == ["a", "b.c"])
    expectError(.weights, saying: "x.safetensors' (under 'encoder_q.') does not fit", "1 missing: d") {
      try found.verify(wanted + parameters(["d": [1]]), known: [])
    }
    let plain = try dictionary(["a": [1], "b.c": [2], "backbone.a": [1]])
    #expect(try #require(plain.resolved(for: wanted) as? StateDictionary).prefix == nil)
  }

  @Test("Of two names that are one without prefixes, both stay")
  func keepsCollisions() throws {
    #expect(try dictionary(["a": [1], "module.a": [2]]).names == ["a", "module.a"])
    #expect(try dictionary(["a": [1], "module.a": [2]]).shape(of: "a") == [1])
  }

  @Test("A counter is a single number")
  func refusesLargeCounters() throws {
    let file = try dictionary(["a.num_batches_tracked": [], "b.num_batches_tracked": [2]])
    #expect(file.names == ["b.num_batches_tracked"])
  }

  @Test("Parameters can be replaced, added and removed")
  func canBeChanged() throws {
    var file = try dictionary(["fc.weight": [2, 3], "fc.bias": [2], "fc2.bias": [1], "conv1.weight": [1, 3, 1, 1]])
    file.remove(module: "fc")
    #expect(file.names == ["conv1.weight", "fc2.bias"])
    file.set("conv1.weight", to: try Adaptation.inputConvolution(file["conv1.weight"], to: 1))
    try file.verify(parameters(["conv1.weight": [1, 1, 1, 1], "fc2.bias": [1]]), known: [])
    #expect(try file["conv1.weight"].elements == [9])
    file.set("fc.bias", to: Tensor([1], [1]))
    #expect(file.names == ["conv1.weight", "fc.bias", "fc2.bias"])
    #expect(file.shape(of: "fc.bias") == [1])
  }
}
