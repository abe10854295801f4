import BackbonesModels
import BackbonesEngine
import Foundation
import BackbonesGraphs
import BackbonesTensors
import BackbonesTestSupport
import Testing
import BackbonesWeights

@Suite struct RunTests {
  static let goldens = Golden.all.filter { ["test_resnet", "test_vit", "test_efficientnet"].contains($0.name) }

  private func common(_ golden: Golden) -> [String] {
    [
      "run", "--model", golden.name, "--weights", "synthetic:\(golden.seed)", "--input", "synthetic:\(golden.seed)",
      "--batch", "\(golden.input[0])", "--size", "\(golden.input[2])x\(golden.input[3])",
    ]
  }

  private func run(_ arguments: [String]) throws -> [String: Tensor] {
    try withTemporaryDirectory { directory in
      let path = directory.appending(path: "out.safetensors").path
      let command = try Command(arguments + ["-o", path])
      try #require(command.status == 0, "\(command.complaint)")
      let file = try SafetensorsFile(contentsOf: path)
      return try Dictionary(uniqueKeysWithValues: file.names.map { ($0, try file.tensor($0)) })
    }
  }

  private func check(_ tensors: [String: Tensor], _ expected: [String: Digest]) {
    #expect(Set(tensors.keys) == Set(expected.keys))
    for (name, digest) in expected {
      let mismatch = tensors[name].flatMap { digest.mismatch($0, tolerance: Tolerance.parity) }
      #expect(mismatch == nil, "\(name)")
    }
  }

  @Test("run writes timm's outputs", arguments: goldens)
  func agreesWithTimm(_ golden: Golden) throws {
    var expected = ["logits": golden.logits, "hidden": golden.forward_features.digests[0]]
    if let prelogits = golden.forward_head_pre_logits?.value { expected["prelogits"] = prelogits }
    let intermediates = try #require(golden.intermediates?.value)
    for (index, digest) in intermediates.enumerated() {
      expected["intermediate:\(index)"] = digest
      expected["intermediate:\(index - intermediates.count)"] = digest
    }
    let pyramid = try #require(golden.features_only?.value)
    for (index, digest) in zip(pyramid.out_indices, pyramid.tensors) { expected["feature:\(index)"] = digest }
    check(try run(common(golden) + ["--outputs", expected.keys.joined(separator: ",")]), expected)
  }

  @Test("run takes an output stride and no classes", arguments: goldens)
  func outputStrideAndNoClasses(_ golden: Golden) throws {
    if let pyramid = golden.features_only_os8?.value {
      let indices = pyramid.out_indices.map(String.init).joined(separator: ",")
      let expected = Dictionary(
        uniqueKeysWithValues: zip(pyramid.out_indices, pyramid.tensors).map { ("feature:\($0)", $1) })
      check(try run(common(golden) + ["--out-indices", indices, "--output-stride", "8"]), expected)
    }
    let reset = try #require(golden.reset_classifier?.value)
    check(try run(common(golden) + ["--outputs", "logits", "--num-classes", "0"]), ["logits": reset.pooled])
  }

  @Test("run reads weights and input from files")
  func filesInPlaceOfSeeds() throws {
    let options = ["--outputs", "logits,node:layer?.0.act1"]
    let synthetic = ["--model", "test_resnet", "--weights", "synthetic:3", "--input", "synthetic:4", "--size", "64x96"]
    let seeds = try run(["run"] + synthetic + options)
    #expect(Set(seeds.keys) == Set(["logits"] + (1...4).map { "node:layer\($0).0.act1" }))
    try withTemporaryDirectory { directory in
      let images = SyntheticParameters.input([1, 3, 64, 96], seed: 4)
      let (array, tensors) = (directory.appending(path: "x.npy").path, directory.appending(path: "x.safetensors").path)
      try NumPyFile.write(images, to: array)
      try SafetensorsFile.write([("other", images.reshaped([96, 64, 3])), ("input", images)], to: tensors)
      let parameters = try Registry.entry(named: "test_resnet").graph().parameters.map { parameter in
        (name: parameter.name, tensor: try SyntheticParameters(seed: 3).tensor(for: parameter))
      }
      try SafetensorsFile.write(parameters, to: directory.appending(path: "model.safetensors").path)
      try Data(#"{"architecture": "test_resnet", "num_classes": 1000, "pretrained_cfg": {}}"#.utf8)
        .write(to: directory.appending(path: "config.json"))
      let ways = [
        ["--model", "test_resnet", "--weights", directory.appending(path: "model.safetensors").path, "--input", array],
        ["--weights", directory.path, "--input", tensors],
      ]
      for way in ways {
        let files = try run(["run"] + way + options)
        #expect(files.keys.sorted() == seeds.keys.sorted())
        for (name, tensor) in seeds { #expect(files[name]?.isBitIdentical(to: tensor) == true, "\(name)") }
      }
    }
  }

  @Test("--threads does not change the bits")
  func threadsDoNotChangeBits() throws {
    let model = ["--model", "test_vit", "--weights", "synthetic:0"]
    let arguments = ["run"] + model + ["--input", "synthetic:0", "--outputs", "logits"]
    let one = try run(arguments + ["--threads", "1"])
    let three = try run(arguments + ["--threads", "3"])
    #expect(try #require(one["logits"]).isBitIdentical(to: try #require(three["logits"])))
  }

  @Test("run reports what it wrote")
  func saysWhatItWrote() throws {
    struct Written: Decodable, Equatable {
      let name: String
      let shape: [Int]
    }
    try withTemporaryDirectory { directory in
      let command = try Command(
        "run", "--model", "test_resnet", "--weights", "synthetic:0", "--input", "synthetic:0", "--outputs",
        "feature:-1,logits", "--json", "-o", directory.appending(path: "out.safetensors").path)
      let expected = [Written(name: "feature:-1", shape: [1, 96, 5, 5]), Written(name: "logits", shape: [1, 1000])]
      #expect(try command.json([Written].self) == expected)
    }
  }
}
