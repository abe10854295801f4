import BackbonesEngine
import BackbonesModels
import Foundation
import BackbonesGraphs
import BackbonesTensors
import BackbonesTestSupport
import Testing
import BackbonesWeights

@Suite struct SourceTests {
  // MARK: Text

  @Test("The text forms of weights are understood")
  func parsesText() throws {
    #expect(try WeightSource(parsing: "synthetic:0") == .synthetic(seed: 0))
    #expect(try WeightSource(parsing: "synthetic:18446744073709551615") == .synthetic(seed: .max))
    #expect(try WeightSource(parsing: "some/model.safetensors") == .file("some/model.safetensors"))
    try withTemporaryDirectory { (directory) throws in
      #expect(try WeightSource(parsing: directory.path) == .directory(directory.path))
    }
    #expect(try WeightSource(parsing: "synthetic:3:1") == .synthetic(seed: 3, gain: 1))
    #expect(try WeightSource(parsing: "synthetic:3:1.3") == .synthetic(seed: 3))
    for text in ["synthetic:7", "synthetic:7:0.7", "a.safetensors"] {
      #expect(try WeightSource(parsing: text).description == text)
    }
  }

  @Test("Other text is an error", arguments: ["", "model.h5", "/no/such/directory", "synthetic", "resnet50"])
  func refusesText(_ text: String) {
    expectError(.invalidOption, saying: "'\(text)'", ".safetensors", "config.json", "synthetic:SEED") {
      try WeightSource(parsing: text)
    }
  }

  @Test(
    "A seed that is no number is an error",
    arguments: ["synthetic:", "synthetic:-1", "synthetic:x", "synthetic:18446744073709551616"])
  func refusesSeeds(_ text: String) {
    expectError(.invalidOption, saying: "'\(text)'", "seed") { try WeightSource(parsing: text) }
  }

  @Test(
    "A gain that is not finite and positive is an error",
    arguments: ["", "x", "0", "-1", "nan", "inf", "1e999", "1:2", " 1"])
  func refusesGains(_ gain: String) {
    expectError(.invalidOption, saying: "'synthetic:1:\(gain)'", "gain") {
      try WeightSource(parsing: "synthetic:1:\(gain)")
    }
  }

  // MARK: Directories

  /// A directory with these files; names of weights get a tensor called after the file.
  private func directory<Result>(
    _ config: String?, weights: [String], _ body: (String) throws -> Result
  ) throws -> Result {
    try withTemporaryDirectory { (directory) throws in
      if let config { try Data(config.utf8).write(to: directory.appending(path: "config.json")) }
      for name in weights {
        try SafetensorsFile.write([(name, Tensor([1], [1]))], to: directory.appending(path: name).path)
      }
      return try body(directory.path)
    }
  }

  @Test("A folder's weights file is chosen")
  func choosesWeights() throws {
    let config = "{\"architecture\": \"resnet18\", \"pretrained_cfg\": {}}"
    for (names, chosen) in [
      (["a.safetensors", "model.safetensors"], "model.safetensors"),
      (["c.safetensors", "b.safetensors"], "b.safetensors"),
      (["a.safetensors", "pytorch_model.bin"], "pytorch_model.bin"),
      (["a.pth", "pytorch_model.bin", "model.safetensors"], "model.safetensors"),
      (["b.pth", "a.bin", "c.npz"], "b.pth"),
    ] {
      try directory(config, weights: names) { (path) throws in
        #expect(try ModelDirectory(path).weightsPath == "\(path)/\(chosen)")
        let parameter = Parameter(name: chosen, shape: [1], kind: .parameter)
        #expect(try WeightSource(parsing: path).open().tensor(for: parameter).elements == [1])
      }
    }
    try directory(config, weights: []) { (path) throws in
      expectError(.inputOutput, saying: "has no weights", "model.safetensors") { try ModelDirectory(path) }
    }
    try directory(nil, weights: ["model.safetensors"]) { (path) throws in
      expectError(.inputOutput, saying: "config.json") { try ModelDirectory(path) }
    }
    expectError(.inputOutput, saying: "'/no/such' is not a directory") { try ModelDirectory("/no/such") }
  }

  // MARK: config.json

  private func description(_ config: String, of name: String? = nil) throws -> ModelDescription {
    try directory(config, weights: []) { try ModelDescription(contentsOf: "\($0)/config.json", of: name) }
  }

  @Test("A config.json that timm wrote is understood")
  func readsWhatTimmWrites() throws {
    let description = try description(
      """
      {"architecture": "vit_tiny_patch16_224", "num_classes": 2, "num_features": 192, "global_pool": "token",
       "label_names": ["cat", "dog"],
       "model_args": {"img_size": 256, "in_chans": 1, "global_pool": "avg", "output_stride": null, "num_classes": 2,
                      "reg_tokens": 4, "class_token": false},
       "pretrained_cfg": {"tag": "augreg_in21k", "custom_load": false, "input_size": [3, 224, 224],
                          "fixed_input_size": true, "interpolation": "bicubic", "crop_pct": 0.9, "crop_mode": "center",
                          "mean": [0.5, 0.5, 0.5], "std": [0.5, 0.5, 0.5], "num_classes": 21843, "pool_size": null,
                          "first_conv": "patch_embed.proj", "classifier": ["head", "head_dist"]}}
      """)
    #expect(description.architecture == "vit_tiny_patch16_224")
    #expect(description.classes == 2)
    #expect(description.labels == ["cat", "dog"])
    #expect(description.arguments.imageSize == [256, 256])
    #expect(description.arguments.inputChannels == 1)
    #expect(description.arguments.pooling == "avg")
    #expect(description.arguments.outputStride == nil)
    #expect(description.arguments.others == ["class_token", "reg_tokens"])
    let pretrained = description.configuration
    #expect(pretrained.tag == "augreg_in21k")
    #expect(pretrained.inputSize == ImageSize(224, 224))
    #expect(pretrained.inputChannels == 3)
    #expect(pretrained.classes == 2)
    #expect(pretrained.testInputSize == nil)
    #expect(pretrained.fixedInputSize == true)
    #expect(pretrained.mean == [0.5, 0.5, 0.5])
    #expect(pretrained.cropFraction == 0.9)
  }

  /// What `config.json` does not say is as the registered configuration has it: that of the name that is meant.
  @Test("What a config.json leaves out is as registered")
  func leavesTheRestAsRegistered() throws {
    let config = "{\"architecture\": \"resnet50\", \"pretrained_cfg\": {\"crop_pct\": 0.5, \"std\": null}}"
    for (name, meant) in [(nil, "resnet50"), ("resnet18", "resnet18"), ("resnet50.tv2_in1k", "resnet50.tv2_in1k")] {
      var expected = try Registry.entry(named: meant).configuration
      expected.cropFraction = 0.5
      (expected.testInputSize, expected.testCropFraction) = (nil, nil)
      #expect(try description(config, of: name).configuration == expected)
    }
    var expected = PretrainedConfiguration()
    expected.cropFraction = 0.5
    #expect(try description(config, of: "none").configuration == expected)
  }

  @Test("A config.json of older versions is understood")
  func readsOldFiles() throws {
    let description = try description(
      """
      {"architecture": "resnet18", "num_classes": 3, "labels": ["a", "b", "c"], "input_size": [3, 64, 96],
       "classifier": "fc"}
      """)
    #expect(description.classes == 3)
    #expect(description.labels == ["a", "b", "c"])
    #expect(description.configuration.inputSize == ImageSize(64, 96))
    #expect(description.configuration.classes == 3)
    #expect(description.arguments == ModelArguments())
  }

  @Test(
    "A config.json that cannot be understood is an error",
    arguments: [
      ("", "config.json"), ("[]", "config.json"), ("{\"architecture\": 3}", "architecture"), ("{}", "architecture"),
      ("{\"architecture\": \"a\", \"model_args\": {\"img_size\": [1, 2, 3]}}", "img_size"),
      ("{\"architecture\": \"a\", \"model_args\": {\"in_chans\": 0}}", "in_chans"),
      ("{\"architecture\": \"a\", \"num_classes\": -1}", "negative"),
      ("{\"architecture\": \"a\", \"pretrained_cfg\": {\"input_size\": [3, 224]}}", "input_size"),
      ("{\"architecture\": \"a\", \"pretrained_cfg\": {\"mean\": \"x\"}}", "mean"),
      ("{\"architecture\": \"a\", \"pretrained_cfg\": 4}", "pretrained_cfg"),
    ])
  func refusesConfigurations(_ config: String, _ message: String) {
    expectError(.malformedFile, saying: message) { try description(config) }
  }
}

/// Whether two sources are said in the same way.
private func == (a: WeightSource, b: WeightSource) -> Bool {
  switch (a, b) {
  case (.file(let a), .file(let b)), (.directory(let a), .directory(let b)): a == b
  case (.synthetic(let a, let gain), .synthetic(let b, let other)): a == b && gain == other
  default: false
  }
}
