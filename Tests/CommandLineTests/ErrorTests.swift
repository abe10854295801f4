import BackbonesModels
import Foundation
import BackbonesGraphs
import BackbonesTensors
import BackbonesTestSupport
import Testing
import BackbonesWeights

/// What the command does with what it cannot do: it says so, on standard error, and ends with the right status.
@Suite struct ErrorTests {
  struct Case: CustomTestStringConvertible {
    let arguments: [String]
    let fragment: String
    init(_ arguments: String, _ fragment: String) {
      self.arguments = arguments.split(separator: " ").map(String.init)
      self.fragment = fragment
    }
    var testDescription: String { arguments.joined(separator: " ") }
  }

  private func expect(
    _ status: Int32, _ arguments: [String], _ fragment: String, environment: [String: String] = [:]
  ) throws {
    let command = try Command(arguments, environment: environment)
    #expect(!command.crashed)
    #expect(command.status == status, "\(command.complaint)")
    #expect(command.output.isEmpty)
    #expect(command.complaint.lowercased().hasPrefix("error: "))
    #expect(command.complaint.contains(fragment), "\(command.complaint)")
  }

  @Test(
    "What cannot be done exits with 1 and names the cause",
    arguments: [
      Case("list zzz*", "no model matches 'zzz*'"),
      Case("shapes resnet51", "unknown model 'resnet51'; did you mean resnet50"),
      Case("shapes resnet50.nope", "unknown tag 'nope'"),
      Case("shapes resnet50 --outputs node:layer9.0", "no node 'layer9.0'"),
      Case("shapes resnet50 --outputs node:layer9.*", "no node matches"),
      Case("shapes resnet50 --out-indices 2,5", "feature index 5 is out of range"),
      Case("shapes resnet50 --out-indices -6", "feature index -6 is out of range"),
      Case("shapes resnet50 --outputs intermediate:0:prefix", "no class or register tokens"),
      Case("shapes vit_base_patch16_224 --output-stride 16", "takes no output stride"),
      Case("shapes vit_base_patch16_224 --size 8", "an input of 8x8, expected at least 16x16: patch_embed.proj"),
      Case("shapes densenet121 --size 40x20", "an input of 40x20, expected at least 29x29"),
      Case("shapes resnet50 --size 100000", "100000"),
      Case("shapes resnet50 --batch 9223372036854775807", "expected at most"),
      Case("shapes resnet50 --in-chans 1000000", "input channels"),
      Case("shapes resnet50 --size 16384 --in-chans 5", "expected 1 to 4"),
      Case("shapes resnet50 --num-classes 99999999999", "classes"),
      Case("run --model resnet51 --weights synthetic:0 --input synthetic:0 --outputs logits -o x", "resnet51"),
      Case("run --weights synthetic:0 --input synthetic:0 --outputs logits -o x", "which architecture"),
      Case("run --model test_vit --weights synthetic:x --input synthetic:0 --outputs logits -o x", "seed"),
      Case("run --model test_vit --weights synthetic:0:-1 --input synthetic:0 --outputs logits -o x", "gain"),
      Case("run --model test_vit --weights synthetic:0 --input synthetic:-1 --outputs logits -o x", "seed"),
      Case("run --model test_vit --weights synthetic:0 --input synthetic:0:1 --outputs logits -o x", "gain"),
      Case("run --model test_vit --weights none.safetensors --input synthetic:0 --outputs logits -o x", "none"),
      Case("run --model test_vit --weights nothing --input synthetic:0 --outputs logits -o x", "nothing"),
      Case("run --model test_vit --weights synthetic:0 --input none.npy --outputs logits -o x", "none.npy"),
      Case("run --model test_vit --weights synthetic:0 --input none.png --outputs logits -o x", "none.png"),
      Case(
        "run --model test_vit --weights synthetic:0 --input synthetic:0 --outputs logits -o none/x.safetensors", "none/"
      ),
      Case(
        "run --model test_vit --weights synthetic:0 --input synthetic:0 --batch 9223372036854775807 --outputs logits -o x",
        "expected at most"),
      Case("bench --model test_vit --batch 1000000000", "expected at most"),
      Case("bench --model nothing", "unknown model 'nothing'"),
      Case(
        "classify photo.jpg --model resnet50",
        "HF_HUB_OFFLINE is set, and no weights of 'timm/resnet50.a1_in1k' are in the cache"),
      Case(
        "run --model test_vit --input synthetic:0 --outputs logits -o x",
        "no weights of 'timm/test_vit.r160_in1k'"),
      Case("shapes some/model", "a model of the hub is hf-hub:some/model"),
      Case("shapes s3:some/model", "expected hf-hub:ORGANISATION/NAME or local-dir:PATH"),
      Case("classify nothing.png", "nothing.png"),
      Case("features nothing.png", "nothing.png"),
    ])
  func impossible(_ example: Case) throws { try expect(1, example.arguments, example.fragment) }

  @Test(
    "Arguments that are not understood exit with 64 and are named",
    arguments: [
      Case("shapes resnet50 --num-classes -3", "expected a whole number from 0"),
      Case("bench --model resnet50 --seconds -1", "expected seconds, from 0 to 86400"),
      Case("shapes resnet50 --size -3", "expected HEIGHTxWIDTH"),
      Case("nothing", "nothing"),
      Case("shapes", "Missing expected argument"),
      Case("shapes resnet50 --nothing", "--nothing"),
      Case("shapes resnet50 --batch 0", "--batch"),
      Case("shapes resnet50 --batch=-1", "--batch"),
      Case("shapes resnet50 --size -1x224", "--size"),
      Case("shapes resnet50 --size=-1x224", "--size"),
      Case("shapes resnet50 --size 0", "--size"),
      Case("shapes resnet50 --size 1x2x3", "--size"),
      Case("shapes resnet50 --size x", "--size"),
      Case("shapes resnet50 --size 99999999999999999999", "--size"),
      Case("shapes resnet50 --output-stride 7", "8, 16 or 32"),
      Case("shapes resnet50 --num-classes=-1", "--num-classes"),
      Case("shapes resnet50 --global-pool nothing", "nothing"),
      Case("shapes resnet50 --outputs nothing", "not an output"),
      Case("shapes resnet50 --outputs logits,,hidden", "not an output"),
      Case("shapes resnet50 --outputs feature:", "not an output"),
      Case("shapes resnet50 --outputs feature:99999999999999999999", "not an output"),
      Case("shapes resnet50 --out-indices 1,,2", "--out-indices"),
      Case("shapes resnet50 --out-indices", "--out-indices"),
      Case("shapes resnet50 --out-indices a", "--out-indices"),
      Case("run --model test_vit --weights synthetic:0 --input synthetic:0 -o x", "--outputs"),
      Case("run --model test_vit --weights synthetic:0 --outputs logits -o x", "--input"),
      Case("run --input synthetic:0 --outputs logits -o x", "--model"),
      Case("run --model test_vit --weights synthetic:0 --input synthetic:0 --outputs logits", "--output"),
      Case("bench --model test_vit --threads 0", "--threads"),
      Case("bench --model test_vit --threads x", "--threads"),
      Case("bench --model test_vit --seconds=-1", "--seconds"),
      Case("bench --model test_vit --seconds nan", "--seconds"),
      Case("bench", "--model"),
      Case("classify", "Missing expected argument"),
      Case("classify a.png --top 0", "--top"),
      Case("features a.png b.png -o maps.safetensors", "name a folder"),
      Case("features a.png x/a.jpg -o maps", "would both be written"),
      Case("features a.png b.png --picture p.png", "--picture"),
    ])
  func misunderstood(_ example: Case) throws { try expect(64, example.arguments, example.fragment) }

  @Test("Files that cannot be used are named")
  func files() throws {
    try withTemporaryDirectory { directory in
      func path(_ name: String) -> String { directory.appending(path: name).path }
      func run(weights: String = "synthetic:0", input: String = "synthetic:0") -> [String] {
        [
          "run", "--model", "test_resnet", "--weights", weights, "--input", input, "--outputs", "logits", "-o",
          path("out.safetensors"),
        ]
      }
      let images = Tensor([1, 3, 32, 32], repeating: 1)
      try SafetensorsFile.write([("a", images), ("b", images)], to: path("two.safetensors"))
      try expect(1, run(input: path("two.safetensors")), "'input'")
      try expect(1, run(weights: path("two.safetensors")), "missing: ")

      try SafetensorsFile.write([("input", images)], to: path("x.safetensors"))
      let whole = try Data(contentsOf: directory.appending(path: "x.safetensors"))
      for length in [0, 7, 8, 20, whole.count - 1] {
        try whole.prefix(length).write(to: directory.appending(path: "cut.safetensors"))
        try expect(1, run(weights: path("cut.safetensors")), "cut.safetensors")
        try expect(1, run(input: path("cut.safetensors")), "cut.safetensors")
      }
      try expect(1, run(input: path("x.safetensors")) + ["--size", "64"], "--size")
      try expect(1, run(input: path("x.safetensors")) + ["--batch", "2"], "--batch")

      try NumPyFile.write(Tensor([3, 32, 32], repeating: 1), to: path("three.npy"))
      try expect(1, run(input: path("three.npy")), "3x32x32")
      try NumPyFile.write(Tensor([1, 4, 32, 32], repeating: 1), to: path("four.npy"))
      try expect(1, run(input: path("four.npy")), "1x4x32x32")
      try NumPyFile.write(Tensor([0, 3, 32, 32], repeating: 1), to: path("none.npy"))
      try expect(1, run(input: path("none.npy")), "0")
      try Data("no array".utf8).write(to: directory.appending(path: "text.npy"))
      try expect(1, run(input: path("text.npy")), "text.npy")
      try expect(1, run(weights: directory.path), "config.json")
      #expect(!FileManager.default.fileExists(atPath: path("out.safetensors")))

      try Data("no image".utf8).write(to: directory.appending(path: "text.png"))
      try expect(1, ["classify", path("text.png")], "text.png")
      let photo = try Data(contentsOf: URL(filePath: Command.photo))
      try photo.prefix(photo.count / 2).write(to: directory.appending(path: "cut.png"))
      try expect(1, ["features", path("cut.png")], "cut.png")
      try expect(1, ["features", Command.photo, "-o", path("none/maps")], "none/maps")
    }
  }

  @Test("A missing resource is an error that says what to give instead")
  func resourcesThatAreMissing() throws {
    try withTemporaryDirectory { directory in
      try expect(
        1, ["classify", Command.photo], "give --model and --weights",
        environment: ["BACKBONES_RESOURCES": directory.path])
    }
  }

  @Test("classify refuses a model that is no ImageNet classifier")
  func modelsThatAreNoClassifiers() throws {
    try withTemporaryDirectory { directory in
      let graph = try Registry.entry(named: "test_resnet").graph(options: ModelOptions(classes: 0))
      let parameters = try graph.parameters.map { parameter in
        (name: parameter.name, tensor: try SyntheticParameters(seed: 0).tensor(for: parameter))
      }
      try SafetensorsFile.write(parameters, to: directory.appending(path: "model.safetensors").path)
      func configure(_ text: String) throws {
        try Data(text.utf8).write(to: directory.appending(path: "config.json"))
      }
      try configure(#"{"architecture": "test_resnet", "num_classes": 0, "pretrained_cfg": {}}"#)
      try expect(1, ["classify", Command.photo, "--weights", directory.path], "has no classes")
      try configure(#"{"architecture": "test_resnet", "num_classes": 10, "pretrained_cfg": {}}"#)
      try expect(1, ["classify", Command.photo, "--weights", directory.path], "missing: fc.bias")
      let other = #"{"act_layer": "gelu", "drop_rate": 0.1}"#
      try configure(#"{"architecture": "test_resnet", "num_classes": 0, "model_args": \#(other)}"#)
      try expect(
        1, ["features", Command.photo, "--weights", directory.path], "model_args that are not known here: act_")
      try configure("[]")
      try expect(1, ["features", Command.photo, "--weights", directory.path], "config.json")
    }
  }
}
