import Backbones
import BackbonesImages
import BackbonesModels
import BackbonesTestSupport
import Foundation
import Testing

struct Report: Decodable {
  struct Feature: Decodable {
    let index: Int
    let name: String
    let module: String
    let channels: Int
    let reduction: Int
    let shape: [Int]
    let `default`: Bool
  }
  struct Entry: Decodable, Hashable {
    let name: String
    let shape: [Int]
  }
  struct Totals: Decodable {
    let parameters: Int
    let macs: Int
    let peakActivationBytes: Int
  }

  let model: String
  let input: [Int]
  let features: [Feature]
  let outputs: [Entry]
  let parameters: [Entry]
  let totals: Totals
  let nodes: [Entry]?
}

@Suite struct ShapesTests {
  static let names = ["resnet50", "densenet121", "regnety_032", "tf_efficientnet_lite0", "vit_small_patch16_224"]

  @Test("shapes reports timm's shapes and metadata", arguments: names)
  func agreesWithTimm(_ name: String) throws {
    let report = try Command("shapes", name, "--json").json(Report.self)
    let fact = try #require(StructureFact.all(of: Registry.entry(named: name).module)[name])
    #expect(report.model == name)
    #expect(report.input == [1] + fact.cfg.input_size)
    #expect(report.features.map(\.index) == Array(fact.feature_info.indices))
    #expect(report.features.map(\.name) == fact.feature_info.indices.map { "feature:\($0)" })
    #expect(report.features.map(\.module) == fact.feature_info.map(\.module))
    #expect(report.features.map(\.channels) == fact.feature_info.map(\.num_chs))
    #expect(report.features.map(\.reduction) == fact.feature_info.map(\.reduction))
    #expect(report.features.filter(\.default).map(\.index) == fact.features_only.out_indices)
    for feature in report.features {
      #expect(feature.shape == [1, feature.channels] + report.input.suffix(2).map { $0 / feature.reduction })
    }
    #expect(report.outputs == [Report.Entry(name: "logits", shape: [1, fact.cfg.num_classes])])
    let timm = (fact.params + fact.buffers).map { Report.Entry(name: $0.name, shape: $0.shape) }
    #expect(Set(report.parameters) == Set(timm))
    #expect(report.totals.parameters == fact.num_params)
    #expect(report.nodes == nil)
  }

  /// Published costs of ResNet-50: 4.09 GMACs.
  @Test("shapes counts parameters and MACs")
  func costs() throws {
    let totals = try Command("shapes", "resnet50", "--json").json(Report.self).totals
    #expect(totals.macs == 4_089_184_256)
    // Most is alive in the first block: its branch's result, and the shortcut's before and after normalization.
    #expect(totals.peakActivationBytes == 3 * 256 * 56 * 56 * 4)
    let batch = try Command("shapes", "resnet50", "--json", "--batch", "3").json(Report.self).totals
    #expect(batch.macs == 3 * totals.macs)
    #expect(batch.parameters == totals.parameters)
  }

  @Test("The keys of JSON have a fixed order")
  func keysStandInOrder() throws {
    let text = try Command("shapes", "test_resnet", "--json").output
    var keys: [Substring] = []
    for key in text.matches(of: /"(\w+)":/).map(\.1) where !keys.contains(key) { keys.append(key) }
    #expect(
      keys == [
        "model", "input", "features", "index", "name", "module", "channels", "reduction", "stride", "shape", "default",
        "outputs", "parameters", "totals", "macs", "peakActivationBytes",
      ])
  }

  @Test("Sets of weights are named as on the hub too")
  func takesNamesOfTheHub() throws {
    let expected = try Command("shapes", "resnet50.a1_in1k", "--json")
    #expect(expected.status == 0)
    #expect(try Command("shapes", "timm/resnet50.a1_in1k", "--json").output == expected.output)
  }

  @Test("Options change the shapes")
  func optionsChangeShapes() throws {
    let report = try Command(
      "shapes", "resnet50", "--json", "--batch", "2", "--size", "256x320", "--output-stride", "8"
    ).json(Report.self)
    #expect(report.input == [2, 3, 256, 320])
    #expect(report.features.map(\.shape).last == [2, 2048, 32, 40])
    #expect(report.features.map(\.reduction) == [2, 4, 8, 8, 8])
    let wide = try Command("shapes", "resnet50", "--output-stride", "8x32", "--pyramid", "8x32")
    #expect(wide.output.contains("2048       8x32  1x2048x28x7"), "\(wide.output)")
    #expect(wide.output.contains("stride:8x32  1x2048x28x7"), "\(wide.output)")
    let grey = try Command("shapes", "resnet50", "--json", "--in-chans", "1").json(Report.self)
    #expect(grey.parameters.first == Report.Entry(name: "conv1.weight", shape: [64, 1, 7, 7]))
    let bare = try Command("shapes", "resnet50", "--json", "--num-classes", "0").json(Report.self)
    #expect(bare.outputs == [Report.Entry(name: "logits", shape: [1, 2048])])
    #expect(bare.totals.parameters == 25_557_032 - 2048 * 1000 - 1000)
    #expect(!bare.parameters.contains { $0.name.hasPrefix("fc.") })
    let map = try Command("shapes", "resnet50", "--json", "--num-classes", "0", "--global-pool", "none")
      .json(Report.self)
    #expect(map.outputs.map(\.shape) == [[1, 2048, 7, 7]])
  }

  @Test(
    "Outputs may be chosen by index or by name",
    arguments: [["--out-indices", "-2"], ["--out-indices=-2"], ["--outputs", "feature:-2"]])
  func chosenOutputs(_ choice: [String]) throws {
    let report = try Command(["shapes", "resnet18", "--json"] + choice).json(Report.self)
    #expect(report.outputs == [Report.Entry(name: "feature:-2", shape: [1, 256, 14, 14])])
    #expect(report.features.count == 5)
    #expect(report.totals.parameters == 2_782_784)
    #expect(report.parameters.contains { $0.name == "fc.weight" })
  }

  @Test("Nodes are listed, and chosen by pattern")
  func nodesAndPatterns() throws {
    let report = try Command("shapes", "resnet18", "--json", "--nodes", "--outputs", "node:layer*.0.act1,logits")
      .json(Report.self)
    #expect(report.outputs.map(\.name) == (1...4).map { "node:layer\($0).0.act1" } + ["logits"])
    let nodes = try #require(report.nodes)
    #expect(nodes.first?.shape == [1, 3, 224, 224])
    #expect(nodes.contains(Report.Entry(name: "layer4.1.conv2", shape: [1, 512, 7, 7])))
    let text = try Command("shapes", "resnet18", "--nodes", "--parameters").output
    #expect(text.contains("layer4.1.conv2.weight"))
    #expect(text.contains("layer4.1.bn2.running_var"))
    #expect(text.contains("11,689,512"))
  }
}

extension ShapesTests {
  @Test("The graph is drawn whole, in the form that the file's name says, or not at all")
  func drawsTheGraph() throws {
    try withTemporaryDirectory { folder in
      for (file, start) in [
        ("a.svg", "<svg "), ("a.dot", "digraph \"resnet18\""), ("a.json", "{\n  \"model\": \"resnet18\""),
      ] {
        let path = folder.appending(path: file).path
        let run = try Command("shapes", "resnet18", "--graph", path, "--depth", "2")
        #expect(run.status == 0 && run.output == "\(path): 12 boxes of 70 operations, depth 2\n", "\(run)")
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix(start))
      }
      for (arguments, words) in [
        (["--graph", folder.appending(path: "a.png").path], "expected a file that ends in .svg, .dot or .json"),
        (["--graph", folder.appending(path: "none/a.svg").path], "none/a.svg"),
        (["--depth", "2"], "--depth goes with --graph"),
        (["--graph", folder.appending(path: "b.svg").path, "--depth", "0"], "whole number from 1"),
        (["--graph", folder.appending(path: "b.svg").path, "--outputs", "node:none"], "none"),
      ] {
        let run = try Command(["shapes", "resnet18"] + arguments)
        #expect(
          run.status != 0 && run.output.isEmpty && run.complaint.contains(words), "\(arguments): \(run.complaint)")
      }
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a.dot", "a.json", "a.svg"])
    }
  }

  @Test(
    "A pyramid of given strides is told before it is computed, and computed so", arguments: ["test_resnet", "test_vit"])
  func pyramids(_ name: String) throws {
    struct Level: Decodable {
      let stride: Int
      let name: String
      let shape: [Int]
      let resampling: String?
    }
    struct Told: Decodable { let pyramid: [Level], outputs: [Report.Entry] }
    struct Features: Decodable {
      struct Level: Decodable { let name: String, shape: [Int], reduction: Int }
      let features: [Level]
    }
    let told = try Command("shapes", name, "--pyramid", "16,4,8,32", "--json").json(Told.self)
    #expect(told.pyramid.map(\.stride) == [4, 8, 16, 32])
    #expect(told.outputs.map(\.name) == ["stride:4", "stride:8", "stride:16", "stride:32"])
    #expect((told.pyramid[0].resampling == nil) == (name == "test_resnet"))
    let run = try Command(
      "features", Command.photo, "--model", name, "--weights", "synthetic:0", "--pyramid", "4,8,16,32", "--json")
    #expect(run.status == 0, "\(run.complaint)")
    let features = try run.json(Features.self).features
    #expect(features.map(\.shape) == told.pyramid.map(\.shape))
    #expect(features.map(\.reduction) == [4, 8, 16, 32])
    for (arguments, words) in [
      (["--pyramid", "4,x"], "4,8,16,32"), (["--pyramid", "500"], "a stride of 500; expected 1 to 128"),
    ] {
      let run = try Command(["shapes", name] + arguments)
      #expect(run.status != 0 && run.complaint.contains(words), "\(run.complaint)")
    }
  }
}

@Suite struct ReceptiveFieldCommandTests {
  private struct Fields: Decodable {
    struct Field: Decodable {
      let output: String
      let lines: Side
    }
    struct Side: Decodable {
      let size: Int?
      let stride: Int?
      let joinedBy: [String]
      let cells: [[Int]]
    }
    let fields: [Field]
  }

  private struct Cells: Decodable {
    struct Cell: Decodable {
      let photo: Box
    }
    struct Box: Decodable {
      let lines: [Int], columns: [Int]
    }
    let cells: [Cell]
  }

  @Test func shapesListsFields() throws {
    let fields = try Command("shapes", "efficientnet_b0", "--receptive", "node:conv_stem,feature:1", "--json")
      .json(Fields.self).fields
    #expect(fields.map(\.output) == ["node:conv_stem", "feature:1"])
    #expect(fields[0].lines.size == 3 && fields[0].lines.cells[5] == [9, 12])
    #expect(fields[1].lines.size == nil && fields[1].lines.joinedBy.first == "blocks.0.0.se.global-pool")
  }

  /// What lies outside of a cell's pixels changes nothing of it, however the photo is resized and cropped.
  @Test func cellsAreDrawnOnPhotos() throws {
    try withTemporaryDirectory { folder in
      let (path, picture) = (folder.appending(path: "p.png").path, folder.appending(path: "fields.png").path)
      let (width, height) = (301, 377)
      let pixels = (0..<3 * width * height).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
      let photo = try RasterImage(width: width, height: height, pixels: pixels)
      try photo.writePNG(to: path)
      let cell = try Command(
        "features", path, "--model", "resnet18", "--weights", "synthetic:0", "--json", "--receptive", "feature:1:9,40",
        "--picture", picture
      ).json(Cells.self).cells[0]
      let (lines, columns) = (cell.photo.lines, cell.photo.columns)
      #expect(try RasterImage(contentsOf: picture).height > 224)

      // Winograd's method rounds a cell by what lies beside its field.
      let model = try Model("resnet18", weights: .synthetic(seed: 0), engine: EngineOptions(strict: true))
      func value(of photo: RasterImage) throws -> [Float] {
        let map = try model.features(try model.preprocessing.tensor(of: photo), outIndices: [1])[0]
        return (0..<64).map { map.elements[($0 * 56 + 9) * 56 + 40] }
      }
      func changed(where isChanged: (_ line: Int, _ column: Int) -> Bool) throws -> RasterImage {
        var other = pixels
        for index in other.indices where isChanged(index / 3 / width, index / 3 % width) { other[index] ^= 0xFF }
        return try RasterImage(width: width, height: height, pixels: other)
      }
      let usual = try value(of: photo)
      let outside = try changed { !(lines[0]..<lines[1] ~= $0 && columns[0]..<columns[1] ~= $1) }
      #expect(try value(of: outside) == usual)
      // A line, or column, of the cubic's taps at the ends may be too light to change a byte.
      for edge in [lines[0] + 2, lines[1] - 3] { #expect(try value(of: changed { line, _ in line == edge }) != usual) }
      for edge in [columns[0] + 2, columns[1] - 3] {
        #expect(try value(of: changed { _, column in column == edge }) != usual)
      }
    }
  }

  @Test(
    "Wrong cells are named",
    arguments: [
      ("feature:1", "'feature' is not an output"), ("feature:1:x,2", "such as feature:2:5,6"),
      ("feature:1:56,0", "'feature:1' has no cell 56,0; expected 0,0 to 55,55"), ("node:nope:1,1", "no node 'nope'"),
    ])
  func wrongCells(_ cell: String, _ complaint: String) throws {
    try withTemporaryDirectory { folder in
      let photo = folder.appending(path: "p.png").path
      try RasterImage(width: 8, height: 8, pixels: [UInt8](repeating: 9, count: 192)).writePNG(to: photo)
      let command = try Command("features", photo, "--receptive", cell)
      #expect(command.status != 0 && command.complaint.contains(complaint), "\(command.complaint)")
    }
  }
}
