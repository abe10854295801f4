import Backbones
import BackbonesTestSupport
import Foundation
import Testing

/// Receptive fields, against the gradients of timm's models; `Scripts/facts receptive-fields` writes these.
@Suite struct ReceptiveFieldTests {
  /// Where the gradient of a cell of a module's value is not 0.
  struct Fact: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let size: [Int]
    let outputStride: Int
    let node: String
    let cells: [Cell]

    struct Cell: Decodable, Sendable {
      let at: [Int]
      let lines: [[Int]], columns: [[Int]]
    }

    var testDescription: String { "\(name) \(node)" }

    func graph() throws(BackboneError) -> Graph {
      try Registry.entry(named: name).graph(
        options: ModelOptions(outputStride: ImageSize(outputStride), inputSize: ImageSize(size[0], size[1])))
    }
  }

  private static let facts: [Fact] =
    (try? Facts.read(
      Fact.self,
      from: Bundle.module.url(forResource: "receptive-fields.jsonl", withExtension: "gz", subdirectory: "Fixtures")!))
    ?? []

  @Test("The lines and columns that a cell depends on are those of timm's gradient", arguments: facts)
  func cells(_ fact: Fact) throws {
    let graph = try fact.graph()
    let node = try Selection([.node(fact.node)], of: graph).outputs[0].node
    let shape = graph.nodes[node].shape
    let dependence = Dependence(of: node, in: graph)
    for cell in fact.cells {
      var region = Region(allOf: shape)
      region.axes[0] = RangeSet(0..<1)
      for (axis, position) in cell.at.enumerated() { region.axes[axis + 1] = RangeSet(position..<position + 1) }
      let read = try #require(dependence.image(region, .bordered))
      for (axis, runs) in [cell.lines, cell.columns].enumerated() {
        #expect(read.axes[axis + 1] == RangeSet(runs.map { $0[0]..<$0[1] }), "cell \(cell.at), axis \(axis)")
      }
    }
  }

  @Test func coversManyKinds() { #expect(Set(Self.facts.map(\.name)).count == 20) }

  /// Araujo et al. 2019 (distill.pub/2019/computing-receptive-fields) give these of ResNet-50 with strides in the first layers of
  /// blocks, Inception and MobileNet; by hand, with a stride of a block in its 3x3 convolution.
  @Test("Size, stride and first pixel of regular maps are those of the closed form", arguments: [0, 1, 2, 3, 4])
  func closedForm(level: Int) throws {
    let model = try Model("resnet50", weights: .synthetic(seed: 0))
    let field = try model.receptiveField(of: .feature(level))
    // Each window of k taps and stride s adds (k - 1) times the stride before it.
    var (size, stride, first) = (1, 1, 0)
    func window(_ kernel: Int, _ step: Int) {
      size += (kernel - 1) * stride
      first -= kernel / 2 * stride
      stride *= step
    }
    window(7, 2)
    if level > 0 { window(3, 2) }
    for (stage, blocks) in [3, 4, 6, 3].enumerated().prefix(level) {
      for block in 0..<blocks { window(3, stage > 0 && block == 0 ? 2 : 1) }
    }
    for side in [field.lines, field.columns] {
      #expect(side.size == size && side.stride == stride && side.offset == first)
      #expect(side.centre == 0.5 && side.joinedBy.isEmpty)
    }
    #expect(field.isExact)
  }

  @Test func globalLayersAreNamed() throws {
    let gated = try ReceptiveFieldReport("efficientnet_b0", outputs: [.feature(0)]).fields[0]
    let plain = try ReceptiveFieldReport("tf_efficientnet_lite0", outputs: [.feature(0)]).fields[0]
    #expect(gated.lines.size == nil && gated.lines.joinedBy == ["blocks.0.0.se.global-pool"])
    #expect(plain.lines.size == 7 && gated.lines.largest == 7 && gated.lines.cells[3] == 0..<224)
    // The recurrence along columns of a map joins its lines.
    let sequencer = try ReceptiveFieldReport(
      "sequencer2d_s", outputs: [.node("stages.0.blocks.0.rnn_tokens.rnn_v.lstm")]
    ).fields[0]
    #expect(!sequencer.lines.joinedBy.isEmpty && sequencer.columns.size == 7)
  }

  @Test func missingCellsAreRefused() throws {
    let model = try Model("resnet18", weights: .synthetic(seed: 0))
    #expect(throws: BackboneError(.invalidOption, "'feature:4' has no cell 7,0; expected 0,0 to 6,6")) {
      try model.receptivePixels(of: .feature(4), line: 7, column: 0)
    }
    #expect(throws: BackboneError(.invalidOption, "'logits' has no cell 1; expected 0 to 0")) {
      try model.receptivePixels(of: .logits, line: 1)
    }
  }
}
