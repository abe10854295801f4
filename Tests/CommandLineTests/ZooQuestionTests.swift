import Backbones
import BackbonesTestSupport
import Foundation
import Testing

@Suite struct ZooQuestionTests {
  struct Model: Decodable, Hashable {
    let name: String
    let macs: Int
    let top: Double?
    let channels: Int

    enum CodingKeys: String, CodingKey {
      case name, macs, top
      case channels = "feature(stride: 8).channels"
    }
  }

  @Test("A question to all names is answered as each model's own report would")
  func asksTheZoo() throws {
    let run = try Command(
      "list", "--where",
      "macs < 2e9 and parameters < 1e7 and feature(stride: 8).channels >= 64 and license ~ apache and input <= 256",
      "--size", "384", "--sort", "macs", "--columns", "name,macs,top,feature(stride: 8).channels", "--json")
    #expect(run.status == 0)
    #expect(run.complaint.contains("of 1371 cannot take images of 384x384 and are left out"))
    let models = try run.json([Model].self)
    #expect(models.count > 20)
    #expect(models.map(\.macs) == models.map(\.macs).sorted())
    for model in models {
      let report = try ModelReport(model.name, options: ModelOptions(inputSize: 384))
      #expect(report.totals.macs == model.macs && model.macs < 2_000_000_000 && report.totals.parameters < 10_000_000)
      #expect(report.features.last { $0.reduction == 8 }?.channels == model.channels)
    }
    let table = try Command("list", "lcnet_0*", "--sort", "-macs", "--columns", "name, macs, top, pretrained").output
    #expect(
      table == """
        name         macs   top  pretrained
        lcnet_075  94.8 M  68.8  yes
        lcnet_050  44.7 M  63.1  yes
        lcnet_035  27.4 M     -  no

        """)
  }

  /// What a process has counts, so each has its own; that of a plan holds the graph and the plan too, a few megabytes.
  @Test("Memory is the planned peak", arguments: ["resnet50", "vit_small_patch16_224", "mobilenetv3_small_050"])
  func memoryIsPlanned(_ name: String) throws {
    struct Row: Decodable { let memory: Int }
    struct Plan: Decodable { let peakBytes: Int }
    let memory = try Command("list", name, "--columns", "memory", "--size", "224", "--json").json([Row].self)[0].memory
    let planned = try Command("shapes", name, "--plan", "--size", "224", "--json").json(Plan.self).peakBytes
    #expect(abs(memory - planned) < 16_000_000)
    #expect(try memory > 4 * ModelReport(name).totals.parameters)
  }

  @Test("Without columns names stand alone, also of weights")
  func names() throws {
    let names = try Command("list", "resnet18*", "--where", "not pretrained or top < 73.5").output
    #expect(names == "resnet18\n")
    let weights = try Command(
      "list", "resnet18*", "--pretrained", "--where", "license ~ bsd or license ~ 'cc-*'", "--columns", "name,license")
    #expect(
      weights.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) } == [
        ["name", "license"], ["resnet18.fb_ssl_yfcc100m_ft_in1k", "cc-by-nc-4.0"],
        ["resnet18.fb_swsl_ig1b_ft_in1k", "cc-by-nc-4.0"], ["resnet18.tv_in1k", "bsd-3-clause"],
      ])
    let table = try Command("list", "resnet18*", "--pretrained", "--where", "license ~ bsd").output
    #expect(
      table.hasPrefix("name              input      parameters  classes  license       cached\nresnet18.tv_in1k  "))
  }

  @Test("Wrong questions are one error that shows the place")
  func faults() throws {
    let run = try Command("list", "--where", "macs < 2e9 and mac < 3")
    #expect(run.status == 1 && run.output.isEmpty)
    let lines = run.complaint.split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("error: where: unknown field 'mac' (did you mean macs"))
    #expect(lines[2] == "                 ^~~")
    for (arguments, words) in [
      (["--columns", "name,size"], "columns: unknown field 'size'"), (["--sort", "+macs"], "sort: unexpected '+'"),
      (["--size", "0"], "HEIGHTxWIDTH"), (["nothing*", "--where", "macs < 1"], "no model matches 'nothing*'"),
    ] {
      let run = try Command(["list"] + arguments)
      #expect(run.status != 0 && run.complaint.contains(words), "\(arguments): \(run.complaint)")
    }
    let none = try Command("list", "resnet*", "--where", "macs < 1")
    #expect(none.status == 0 && none.output.isEmpty && none.complaint.contains("none of"))
  }
}
