import Backbones
import BackbonesGraphs
import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

/// What patches get of a model's attention, on the command line and in a program.
@Suite struct AttentionMapTests {
  private struct Result: Decodable {
    let attention: [Map]

    struct Map: Decodable {
      let name: String
      let heads: Int
      let shape: [Int]
      let strongest: Patch
    }
    struct Patch: Decodable {
      let line, column: Int
      let weight: Double
    }
  }

  /// Joined attentions by their definition: products of whole matrices (Abnar & Zuidema 2020).
  private static func rollout(_ weights: [Tensor]) -> [[Double]] {
    let tokens = weights[0].shape[2], heads = weights[0].shape[1]
    var joined = (0..<tokens).map { i in (0..<tokens).map { $0 == i ? 1.0 : 0 } }
    for layer in weights {
      let elements = layer.elements
      let mixed = (0..<tokens).map { (i: Int) -> [Double] in
        (0..<tokens).map { (j: Int) -> Double in
          let sum = (0..<heads).reduce(0.0) { sum, head in sum + Double(elements[(head * tokens + i) * tokens + j]) }
          return (sum / Double(heads) + (i == j ? 1 : 0)) / 2
        }
      }
      joined = mixed.map { (row: [Double]) -> [Double] in
        (0..<tokens).map { (j: Int) -> Double in
          (0..<tokens).reduce(0.0) { sum, k in sum + row[k] * joined[k][j] }
        }
      }
    }
    return joined
  }

  @Test("features --attention gives and draws the class token's row of weights, and their rollout")
  func classToken() throws {
    try withTemporaryDirectory { folder in
      let file = folder.appending(path: "maps.safetensors").path, drawn = folder.appending(path: "attention.png").path
      let command = try Command(
        "features", Command.photo, "--model", "test_vit", "--weights", "synthetic:0:1", "--attention", "1,-1,rollout",
        "-o",
        file, "--picture", drawn, "--json")
      #expect(command.status == 0, "\(command.complaint)")
      let result = try command.json(Result.self)
      #expect(result.attention.map(\.name) == ["blocks.1.attn.weights", "blocks.5.attn.weights", "rollout"])
      #expect(result.attention.map(\.shape) == [[1, 2, 10, 10], [1, 2, 10, 10], [1, 1, 10, 10]])

      let model = try Model("test_vit", weights: .synthetic(seed: 0, gain: 1))
      let photo = try model.preprocessing.tensor(contentsOf: Command.photo)
      let weights = try model.outputs((0..<6).map { .node("blocks.\($0).attn.weights") }, of: photo)
      let maps = try SafetensorsFile(contentsOf: file)
      for block in [1, 5] {
        let map = try maps.tensor("blocks.\(block).attn.weights"), elements = weights[block].elements
        // Row 0 of each head, without the class token's own weight.
        let expected = (0..<2).flatMap { (head: Int) -> ArraySlice<Float> in
          elements[head * 101 * 101..<(head + 1) * 101 * 101].dropFirst().prefix(100)
        }
        #expect(map.elements == expected)
        let means = (0..<100).map { Double(expected[$0] + expected[100 + $0]) / 2 }
        let strongest = try #require(result.attention.first { $0.name == "blocks.\(block).attn.weights" }).strongest
        #expect(abs(means[strongest.line * 10 + strongest.column] - means.max()!) < 1e-9)
        #expect(abs(strongest.weight - means.max()!) < 1e-7)
      }
      let joined = Self.rollout(weights)[0].dropFirst()
      let rollout = try maps.tensor("rollout").elements
      #expect(zip(rollout, joined).allSatisfy { abs(Double($0) - $1) < 1e-6 })
      // The photo, and a tile for each map.
      #expect(try RasterImage(contentsOf: drawn).width > 4 * 224)
      let text = try Command(
        "features", Command.photo, "--model", "test_vit", "--weights", "synthetic:0:1", "--attention", "rollout")
      #expect(text.output.contains("strongest patch"))
    }
  }

  @Test("Without a class token all tokens ask, and one query alone where there is one")
  func noClassToken() throws {
    let name = "vit_dwee_patch16_reg1_gap_256"
    let model = try Model(
      name, weights: .synthetic(seed: 0, gain: 1), options: ModelOptions(inputSize: ImageSize(64, 96)))
    let images = SyntheticParameters.input([2, 3, 64, 96], seed: 1)
    let maps = try model.attentionMaps(images, [.layer(3), .rollout])
    let weights = try model.outputs([.node("blocks.3.attn.weights")], of: images)[0]
    // Two softmaxes of each head; a register token before 24 patches.
    #expect(maps[0].map.shape == [2, weights.shape[1], 4, 6] && weights.shape.dimensions.suffix(2) == [25, 25])
    let elements = weights.elements
    let expected = (0..<2 * weights.shape[1]).flatMap { (part: Int) -> [Double] in
      (1..<25).map { (key: Int) -> Double in
        (0..<25).reduce(0.0) { sum, query in sum + Double(elements[(part * 25 + query) * 25 + key]) } / 25
      }
    }
    #expect(zip(maps[0].map.elements, expected).allSatisfy { abs(Double($0) - $1) < 1e-6 })
    let sums = maps[1].map.elements
    #expect(sums.count == 48 && (0..<2).allSatisfy { sums[$0 * 24..<($0 + 1) * 24].reduce(0, +) < 1 })

    let cait = try Model(
      "cait_xxs24_224", weights: .synthetic(seed: 0, gain: 1), options: ModelOptions(inputSize: ImageSize(48, 64)))
    let photo = SyntheticParameters.input([1, 3, 48, 64], seed: 1)
    let last = try cait.attentionMaps(photo, [.layer(-1)])[0]
    #expect(last.name == "blocks_token_only.1.attn.weights" && last.map.shape == [1, 4, 3, 4])
    let row = try cait.outputs([.node(last.name)], of: photo)[0].elements
    let patches = (0..<4).flatMap { (head: Int) -> ArraySlice<Float> in row[head * 13..<head * 13 + 13].dropFirst() }
    #expect(last.map.elements == patches)
    let error = #expect(throws: BackboneError.self) { try cait.attentionMaps(photo, [.rollout]) }
    #expect(error?.message.contains("rollout joins attentions of the same tokens") == true)
  }

  @Test("What has no such attention is refused, and says what there is")
  func refusals() throws {
    for (model, arguments, message) in [
      ("test_resnet", ["--attention", "0"], "it has no attention of tokens at all"),
      (
        "swin_tiny_patch4_window7_224", ["--attention", "0", "--size", "448"],
        "take it as an output, node:layers.0.blocks.0.attn.weights"
      ),
      (
        "pvt_v2_b0", ["--attention", "rollout"],
        "rollout joins attentions of the same tokens, but 'stages.0.blocks.0.attn.weights'"
      ),
      ("test_vit", ["--attention", "6"], "attention 6; this model has 6 over all patches (0 to 5)"),
      ("test_vit", ["--attention", "x"], "expected numbers of attentions"),
      ("test_vit", ["--attention", "0", "--out-indices", "1"], "--attention and --out-indices: give one of both"),
    ] {
      let command = try Command(
        ["features", Command.photo, "--model", model, "--weights", "synthetic:0:1"] + arguments)
      #expect(command.status != 0 && !command.crashed)
      #expect(command.complaint.contains(message), "\(command.complaint)")
    }
  }

  @Test("Commands that take outputs take weights, by their names and by patterns")
  func outputs() throws {
    struct Report: Decodable {
      struct Entry: Decodable { let name: String, shape: [Int] }
      let outputs: [Entry]
    }
    let model = ["--weights", "synthetic:0:1"], name = "node:blocks.2.attn.weights"
    let report = try Command("shapes", "test_vit", "--outputs", "\(name),logits", "--json").json(Report.self)
    #expect(report.outputs.map(\.shape) == [[1, 2, 101, 101], [1, 1000]])
    try withTemporaryDirectory { folder in
      let file = folder.appending(path: "weights.safetensors").path
      let run = try Command(
        ["run", "--model", "test_vit", "--input", "synthetic:1", "--outputs", "\(name),node:*.weights", "-o", file]
          + model)
      #expect(run.status == 0, "\(run.complaint)")
      let written = try SafetensorsFile(contentsOf: file)
      #expect(Set(written.names) == Set((0..<6).map { "node:blocks.\($0).attn.weights" }))
      let expected = try Model("test_vit", weights: .synthetic(seed: 0, gain: 1)).outputs(
        [.node("blocks.2.attn.weights")], of: SyntheticParameters.input([1, 3, 160, 160], seed: 1))[0]
      #expect(try written.tensor(name) == expected)
      let extracted = try Command(
        ["extract", Command.photo, "--format", "jsonl", "--model", "test_vit", "--outputs", name] + model)
      #expect(extracted.status == 0 && extracted.output.contains("\"\(name)\""), "\(extracted.complaint)")
    }
  }

  @Test("shapes --nodes lists the weights that can be asked for, apart from the nodes that are computed")
  func listing() throws {
    struct Report: Decodable {
      struct Entry: Decodable { let name: String, shape: [Int]? }
      let nodes: [Entry]?, attentionWeights: [Entry]?
    }
    let report = try Command("shapes", "test_vit", "--nodes", "--json").json(Report.self)
    let weights = try #require(report.attentionWeights)
    #expect(weights.map(\.name) == (0..<6).map { "node:blocks.\($0).attn.weights" })
    #expect(weights.allSatisfy { $0.shape == [1, 2, 101, 101] })
    #expect(try #require(report.nodes).allSatisfy { !$0.name.hasSuffix("weights") })
    #expect(try Command("shapes", "test_vit", "--json").json(Report.self).attentionWeights == nil)
  }
}
