import Backbones
import Testing

private struct Plan: Decodable {
  struct Step: Decodable {
    let name: String
    let algorithm: String
    let reason: String
    let macs: Int
  }
  let steps: [Step]

  /// The plan of a model as `shapes --plan` gives it.
  init(_ arguments: String...) throws {
    self = try Command(["shapes"] + arguments + ["--plan", "--json", "--threads", "1"]).json(Plan.self)
  }

  /// The step that makes a node's value.
  func step(_ name: String) throws -> Step { try #require(steps.first { $0.name == name }) }
}

@Suite struct PlanTests {
  @Test("Every product's step says why its algorithm serves, and why those before it in the list do not")
  func reasons() throws {
    let plan = try Plan("resnet50")
    for step in plan.steps where step.macs > 0 { #expect(!step.reason.isEmpty, "\(step.name)") }
    let winograd = try plan.step("layer1.0.act2.activation")
    #expect(winograd.algorithm == "winograd 4x4")
    #expect(winograd.reason == "tiles of 4x4 over 56x56 take 36 multiplications instead of 144")
    let pointwise = try plan.step("layer1.0.act1.activation")
    #expect(pointwise.algorithm == "product")
    #expect(pointwise.reason.hasPrefix("no strassen: k·n/(k+n) is 32"))
    #expect(try plan.step("maxpool.pool").reason.hasSuffix("so that 1x112x112x64 stays in cache"))
  }

  @Test("A dilated convolution is as many undilated ones by Winograd's method, but where those are of single pixels")
  func dilation() throws {
    let plan = try Plan("resnet50", "--output-stride", "8")
    let reason = "tiles of 2x2 over 28x28 take 16 multiplications instead of 36, pixels 4x4 apart by themselves"
    #expect(try plan.step("layer4.1.act2.activation").reason == reason)
    #expect(try plan.step("layer3.1.act2.activation").algorithm == "winograd 4x4")
    let small = try Plan("resnet50", "--output-stride", "8", "--size", "32")
    #expect(try small.step("layer4.1.act2.activation").reason.contains("too small for the dilation"))
  }

  @Test("A depthwise kernel serves where each channel has one, and Strassen's method where k and n are large")
  func algorithms() throws {
    let mobile = try Plan("tf_efficientnet_lite0", "--outputs", "node:blocks.3.1.bn2.activation")
    #expect(mobile.steps.contains { $0.algorithm.contains("depthwise") && $0.reason.contains("a kernel of its own") })
    let transformer = try Plan("vit_medium_patch16_gap_240")
    let qkv = try transformer.step("blocks.0.attn.qkv")
    let pays = Processor.current.sumsPay
    #expect(qkv.algorithm == (pays ? "strassen" : "product"))
    #expect(qkv.reason.contains(pays ? "seven products of quarters" : "sums gain nothing with"))
  }

  @Test("Winograd's method serves groups of three channels that are joined, and not 16 channels with stride 2")
  func fewChannels() throws {
    let groups = try Plan("dpn92").step("features.conv2_1.c1x1_c.bn.activation")
    #expect(groups.algorithm == "winograd 4x4 x8" && groups.reason.hasSuffix("4 groups of 3 channels in a panel"))
    let strided = try Plan("dla60x").step("level1.2.activation")
    #expect(strided.algorithm == "product" && strided.reason.contains("16 channels are too few for stride 2"))
  }

  @Test("A chain goes on across a stride where line buffers have room for a large map")
  func chains() throws {
    let plan = try Plan("vitamin_small_224")
    let strided = try plan.step("patch_embed.backbone.stages.0.0.act2.activation")
    #expect(strided.algorithm == "layer norm + product + depthwise")
  }

  @Test("The table shows reasons where they are asked for, and --why alone is refused")
  func table() throws {
    let (plain, explained) = (
      try Command("shapes", "resnet18", "--plan"), try Command("shapes", "resnet18", "--plan", "--why")
    )
    #expect(!plain.output.contains("no strassen") && explained.output.contains("no strassen"))
    let alone = try Command("shapes", "resnet18", "--why")
    #expect(alone.status != 0 && !alone.crashed && alone.complaint.contains("--why goes with --plan"))
  }
}
