import Backbones
import BackbonesTestSupport
import Testing

@Suite struct ZooQueryTests {
  /// timm's own counts, channels and licenses, filtered by hand.
  @Test("A condition holds of the models of which timm's facts say so")
  func agreesWithTimmsFacts() throws {
    let facts = ["resnet", "efficientnet", "swin_transformer", "convnext", "xcit"].flatMap { module in
      StructureFact.all(of: module).values
    }
    let expected = facts.filter { fact in
      let level = fact.feature_info.last { $0.reduction == 8 }
      return fact.num_params < 30_000_000 && (level?.num_chs ?? 0) >= 64 && fact.cfg.license?.contains("apache") == true
        && max(fact.cfg.input_size[1], fact.cfg.input_size[2]) <= 256
    }
    let query = try ZooQuery(
      where: "parameters < 30M and feature(stride: 8).channels >= 64 and license ~ Apache and input <= 256",
      sort: "-parameters", columns: "parameters, feature(stride: 8).channels, license, classes")
    let answer = try query.answer(among: facts.map(\.name))
    #expect(Set(answer.rows.map(\.name)) == Set(expected.map(\.name)))
    #expect(answer.rows.count > 50 && answer.rows.count < facts.count / 2)
    #expect(answer.columns.map(\.name) == ["parameters", "feature(stride: 8).channels", "license", "classes"])
    let byName = Dictionary(uniqueKeysWithValues: facts.map { ($0.name, $0) })
    for row in answer.rows {
      let fact = byName[row.name]!
      #expect(
        row.values == [
          .number(Double(fact.num_params)), .number(Double(fact.feature_info.last { $0.reduction == 8 }!.num_chs)),
          .text(fact.cfg.license!), .number(Double(fact.cfg.num_classes)),
        ])
    }
    let counts = answer.rows.map { byName[$0.name]!.num_params }
    #expect(counts == counts.sorted(by: >))
  }

  @Test("Its numbers are those of each model's own report, at the size asked for")
  func agreesWithReports() throws {
    let names = Registry.names.enumerated().filter { $0.offset % 60 == 0 }.map(\.element)
    let fields =
      "macs, activations, levels, feature(index: -1).channels, feature(index: -1).stride, feature(index: 0).height, "
      + "feature(index: 0).width, feature(index: 0).module, feature(stride: 16)"
    let answer = try ZooQuery(columns: fields, size: ImageSize(160, 192)).answer(among: names)
    #expect(answer.rows.map(\.name) + answer.leftOut != [])
    for name in names {
      let report = try? ModelReport(name, options: ModelOptions(inputSize: ImageSize(160, 192)))
      guard let row = answer.rows.first(where: { $0.name == name }) else {
        #expect(report == nil && answer.leftOut.contains(name), "\(name)")
        continue
      }
      let told = try #require(report, "\(name)")
      var expected: [ZooQuery.Value] = [told.totals.macs, told.totals.peakActivationBytes, told.features.count].map {
        .number(Double($0))
      }
      if let first = told.features.first, let last = told.features.last {
        expected += [last.channels, last.reduction, first.shape[2], first.shape[3]].map { .number(Double($0)) }
        expected.append(.text(first.module))
      } else {
        expected += Array(repeating: .absent, count: 5)
      }
      expected.append(.truth(told.features.contains { $0.reduction == 16 }))
      #expect(row.values == expected, "\(name)")
    }
  }

  @Test(
    "and, or, not and parentheses bind as in other languages",
    arguments: [
      ("model = resnet18 or model = resnet34 and not model = resnet34", ["resnet18"]),
      ("(model = resnet18 or model = resnet34) and not model = resnet18", ["resnet34"]),
      ("NOT (model = resnet18 || module != resnet) && !fixed", ["resnet34", "resnet50"]),
      ("name ~ 'RESNET?4'", ["resnet34"]), ("name ~ net5", ["resnet50"]),
      ("21.5e6 < macs", ["resnet18", "resnet34", "resnet50", "vit_tiny_patch16_224"]),
      ("parameters >= 20M and parameters <= 0.0226G", ["resnet34"]), ("feature(stride: 64).channels > 0", []),
      ("not feature(stride: 4)", ["vit_tiny_patch16_224"]), ("license = nobody", []),
      ("pretrained", ["resnet18", "resnet34", "resnet50", "vit_tiny_patch16_224"]),
    ])
  func conditions(_ condition: String, expected: [String]) throws {
    let names = ["resnet18", "resnet34", "resnet50", "vit_tiny_patch16_224"]
    #expect(try ZooQuery(where: condition).answer(among: names).rows.map(\.name) == expected)
  }

  @Test("What has no value comes last, whichever way is sorted; sets of weights are asked by their names")
  func sortsWeights() throws {
    let names = ["resnet50.a1_in1k", "ecaresnet200d", "resnet50.tv_in1k", "resnet18.a1_in1k"]
    func sorted(_ key: String) throws -> [String] { try ZooQuery(sort: key).answer(among: names).rows.map(\.name) }
    #expect(try sorted("-top") == ["resnet50.a1_in1k", "resnet50.tv_in1k", "resnet18.a1_in1k", "ecaresnet200d"])
    #expect(try sorted("top") == ["resnet18.a1_in1k", "resnet50.tv_in1k", "resnet50.a1_in1k", "ecaresnet200d"])
    #expect(
      try sorted("macs, -license") == ["resnet18.a1_in1k", "resnet50.tv_in1k", "resnet50.a1_in1k", "ecaresnet200d"])
    #expect(Registry.pretrainedNames.count > Registry.names.count)
    #expect(Registry.pretrainedNames.contains("resnet50.tv_in1k"))
  }

  /// Lines of timm's results/results-imagenet.csv: 1,556 of 1,266 sets of weights, some at two sizes.
  @Test("Accuracies are timm's, the best of a set of weights, and each is of weights that there are")
  func accuracies() throws {
    let answer = try ZooQuery(where: "top > 0", sort: "-top", columns: "top").answer(among: Registry.pretrainedNames)
    #expect(answer.rows.count == 1266)
    #expect(answer.rows[0].name == "eva02_large_patch14_448.mim_m38m_ft_in22k_in1k")
    let tops = Dictionary(uniqueKeysWithValues: answer.rows.map { ($0.name, $0.values[0]) })
    #expect(answer.rows[0].values == [.number(90.056)])
    #expect(tops["resnet50.a1_in1k"] == .number(81.24))
  }

  @Test(
    "A fault is shown at its place",
    arguments: [
      ("mac < 2", "^~~", 0, "did you mean macs"), ("macs < 2Q", "^~", 7, "'Q'"), ("(macs < 2", "^", 0, "not closed"),
      ("macs", "^~~~", 0, "macs < 2G"), ("macs ~ 2", "^~~~", 0, "~ is for texts"), ("license < 2", "^", 8, "text"),
      ("macs < license", "^~~~~~~", 7, "is a number, and license is a text"),
      ("feature(stride: 8).depth > 1", "^~~~~", 19, "channels, stride"), ("feature(8)", "^", 8, "feature(stride: 8)"),
      ("macs < 1 macs", "^~~~", 9, "'and', 'or' or the end"), ("1 < macs < 2", "^", 9, "two sides"),
      ("macs # 2", "^", 5, "'#'"), ("name = 'x", "^~", 7, "closing"), ("pretrained = 1", "^", 11, "by itself"),
      ("macs <", "^", 6, "the end"), ("'a' = name", "^~~", 0, "expected a field, not a text"),
      ("", "^", 0, "the fields are name"),
    ])
  func faults(_ condition: String, mark: String, column: Int, words: String) throws {
    do {
      _ = try ZooQuery(where: condition)
      Issue.record("'\(condition)' was taken")
    } catch {
      let lines = error.message.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(error.code == .invalidOption)
      #expect(lines.count == 3 && lines[1] == "  " + condition, "\(error)")
      #expect(lines[0].contains(words), "\(error)")
      #expect(lines.last! == String(repeating: " ", count: column + 2) + mark, "\(error)")
    }
  }

  @Test("However deep conditions are nested, the stack holds them or they are refused")
  func nesting() throws {
    func nested(_ depth: Int, _ opening: String, _ closing: String) -> String {
      String(repeating: opening, count: depth) + "macs > 1" + String(repeating: closing, count: depth)
    }
    for (opening, closing) in [("(", ")"), ("not ", ""), ("(not ", ")")] {
      _ = try ZooQuery(where: nested(40, opening, closing))
      expectError(.invalidOption, naming: "within one another") {
        _ = try ZooQuery(where: nested(100_000, opening, closing))
      }
    }
  }

  @Test("A long text is shown around the fault, and what would steer a terminal is not shown")
  func longFaults() throws {
    let text = String(repeating: "macs < 1 and ", count: 40) + "\u{1B}mac < 2"
    expectError(.invalidOption, naming: "unexpected '\\u{1B}'") { _ = try ZooQuery(where: text) }
    do {
      _ = try ZooQuery(where: text)
    } catch {
      let lines = error.message.split(separator: "\n")
      #expect(lines[1].count < 110 && lines[1].last == "2")
      #expect(Array(lines[1])[lines[2].count - 1] == "?")
    }
  }
}
