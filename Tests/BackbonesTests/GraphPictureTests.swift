import Backbones
import BackbonesTestSupport
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct GraphPictureTests {
  @Test("Each family's boxes have the report's operations, costs and taps, at any depth")
  func agreesWithReports() throws {
    var seen: Set<String> = []
    for name in Registry.names where seen.insert(try Registry.entry(named: name).module).inserted {
      let report = try ModelReport(name)
      for depth in [nil, 1, 2] {
        let picture = try GraphPicture(name, depth: depth)
        let what: Comment = "\(name), depth \(String(describing: depth))"
        #expect(picture.boxes.reduce(0) { $0 + $1.macs } == report.totals.macs, what)
        #expect(picture.boxes.reduce(0) { $0 + $1.parameters } == report.totals.parameters, what)
        #expect(picture.boxes.reduce(0) { $0 + $1.nodes } <= report.nodes!.count, what)
        #expect(picture.boxes.count > 1 && (picture.depth == 1 || depth == 2 || picture.boxes.count <= 64), what)
        let taps = picture.boxes.flatMap(\.taps)
        #expect(Set(taps).isSuperset(of: ["hidden", "prelogits", "logits"]), what)
        #expect(Set(taps).isSuperset(of: report.features.map(\.name)), what)
        #expect(taps.count == Set(taps).count, what)
        let shapes = Set(report.nodes!.map(\.shape))
        for edge in picture.edges { #expect(edge.from != edge.to && shapes.isSuperset(of: edge.shapes), what) }
        let reached = Set(picture.edges.map(\.to))
        #expect(picture.boxes.indices.filter { !reached.contains($0) } == [0], what)
      }
    }
  }

  @Test("Repeated blocks are drawn once, residual edges are there")
  func foldsBlocks() throws {
    let picture = try GraphPicture("resnet50", depth: 2)
    let blocks = ["1.0", "1.1", "2.0", "2.1", "3.0", "3.1", "4.0", "4.1"].map { "layer" + $0 }
    #expect(picture.boxes.map(\.name) == ["input", "conv1", "maxpool"] + blocks + ["global_pool", "fc"])
    #expect(picture.boxes.map(\.repeats) == [1, 1, 1, 1, 2, 1, 3, 1, 5, 1, 2, 1, 1])
    #expect(picture.boxes.first { $0.name == "layer2.1" }?.macs == 3 * (51_380_224 * 2 + 115_605_504))
    #expect(picture.svg.contains(">layer3.1  ×5</text>") && picture.dot.contains("layer3.1  ×5"))
    let whole = try GraphPicture("resnet50", depth: 3)
    func place(_ name: String) -> Int { whole.boxes.firstIndex { $0.name == name }! }
    let shortcut = whole.edges.first { $0.from == place("layer3.0.add") && $0.to == place("layer3.1.add") }
    #expect(shortcut?.shapes == [[1, 1024, 14, 14]])
    #expect(whole.groups.contains { $0.name == "layer3.1-5" && $0.repeats == 5 })
    #expect(try GraphPicture("convnext_tiny").groups.contains { $0.name == "stages.2.blocks.0-8" && $0.repeats == 9 })
    let swin = try GraphPicture("swin_tiny_patch4_window7_224")
    #expect(swin.groups.contains { $0.name == "layers.2.blocks.0-5" && $0.repeats == 3 })
  }

  @Test(
    "SVG is well-formed and has every box and shape; DOT has every edge",
    arguments: ["resnet50", "swin_tiny_patch4_window7_224", "hrnet_w18_small", "nasnetalarge", "test_vit"])
  func writesSVGAndDOT(_ name: String) throws {
    let picture = try GraphPicture(name)
    let parser = XMLParser(data: Data(picture.svg.utf8))
    let texts = Texts()
    parser.delegate = texts
    #expect(parser.parse())
    for edge in picture.edges {
      let text = edge.shapes.prefix(2).map { $0.dropFirst().map(String.init).joined(separator: "x") }
      #expect(texts.found.contains { $0.hasPrefix(text.joined(separator: ", ")) }, "\(edge)")
    }
    let titles = texts.found.map { $0.trimmingCharacters(in: .newlines).components(separatedBy: "  ×")[0] }
    for box in picture.boxes {
      #expect(titles.contains { !$0.isEmpty && box.name.hasSuffix($0) }, "\(box.name)")
    }
    #expect(picture.dot.matches(of: /\n  \d+ -> \d+ \[/).count == picture.edges.count)
    #expect(picture.dot.filter { $0 == "{" }.count == picture.dot.filter { $0 == "}" }.count)
  }

  /// The text of each element; a parser gives it in pieces.
  private final class Texts: NSObject, XMLParserDelegate {
    var found: [String] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      found.append("")
    }
    func parser(_ parser: XMLParser, foundCharacters string: String) { found[found.count - 1] += string }
  }

  @Test("A depth below 1 is refused")
  func refusals() throws {
    expectError(.invalidOption, naming: "depth of 0") { _ = try GraphPicture("resnet18", depth: 0) }
    expectError(.unknownName, naming: "resnet19") { _ = try GraphPicture("resnet19") }
  }
}
