import Backbones
import BackbonesEngine
import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import BackbonesTestSupport
import BackbonesWeights
import Foundation
import Testing

@Suite("weights convert") struct ConvertTests {
  private struct Report: Decodable {
    let path: String
    let model: String
    let origin: String?
    let tensors: Int
    let bytes: Int
    let new: [String]
  }

  private struct Output: Decodable {
    let name: String
    let shape: [Int]
  }

  private static let name = "test_convnext"

  /// Synthetic weights, as Facebook's ConvNeXt names them, or as timm does.
  private func weights(as facebooks: Bool, in folder: URL) throws -> String {
    let path = folder.appending(path: facebooks ? "facebook.safetensors" : "timm.safetensors").path
    let source = SyntheticParameters(seed: 3)
    let parameters = try Registry.entry(named: Self.name).graph().stateDictionary
    try SafetensorsFile.write(
      try parameters.map { (facebooks ? foreign($0.name) : $0.name, try source.tensor(for: $0)) },
      metadata: ["made": "here"], to: path)
    return path
  }

  private func foreign(_ name: String) -> String {
    let changes = [
      ("^head\\.norm\\.", "norm."), ("^head\\.fc\\.", "head."), ("^stem\\.", "downsample_layers.0."),
      ("^stages\\.(\\d)\\.downsample\\.", "downsample_layers.$1."), ("^(stages\\.\\d)\\.blocks", "$1"),
      ("conv_dw", "dwconv"), ("mlp\\.fc", "pwconv"),
    ]
    return changes.reduce(name) { name, change in
      name.replacingOccurrences(of: change.0, with: change.1, options: .regularExpression)
    }
  }

  private func logits(_ weights: String, _ arguments: [String] = [], in folder: URL) throws -> Tensor {
    let path = folder.appending(path: "logits.safetensors").path
    let run = try Command(
      ["run", "--model", Self.name, "--weights", weights, "--input", "synthetic:0", "--outputs", "logits", "-o", path]
        + arguments)
    #expect(run.status == 0, "\(run.complaint)")
    return try SafetensorsFile(contentsOf: path).tensor("logits")
  }

  @Test("Another project's file runs, is identified, says what was renamed, and becomes timm's, to the bit")
  func converts() throws {
    try withTemporaryDirectory { (folder) throws in
      let (theirs, ours) = (try weights(as: true, in: folder), try weights(as: false, in: folder))
      let expected = try logits(ours, in: folder)
      #expect(try logits(theirs, in: folder).isBitIdentical(to: expected))

      struct Found: Decodable {
        struct Model: Decodable {
          let name: String
          let origin: String?
        }
        let models: [Model]
      }
      let found = try Command("weights", "identify", theirs, "--json").json(Found.self)
      #expect(found.models.contains { $0.name == Self.name && $0.origin == "Facebook" })
      #expect(
        try Command("weights", "identify", ours, "--json").json(Found.self).models.allSatisfy { $0.origin == nil })

      let path = folder.appending(path: "out.safetensors").path
      let run = try Command(
        "weights", "convert", theirs, path, "--model", Self.name, "--verbose", "--json")
      let report = try run.json(Report.self)
      #expect(report.origin == "Facebook" && report.new == [])
      #expect(run.complaint.contains("  stages.0.blocks.0.conv_dw.weight <- stages.0.0.dwconv.weight\n"))
      #expect(run.complaint.contains("with the names of Facebook"))
      let (out, old) = (try SafetensorsFile(contentsOf: path), try SafetensorsFile(contentsOf: ours))
      #expect(out.names == old.names && report.tensors == old.names.count)
      #expect(out.metadata == ["made": "here", "format": "pt"])
      for name in old.names { #expect(try out.tensor(name).isBitIdentical(to: old.tensor(name)), "\(name)") }
      let quiet = try Command("weights", "convert", theirs, path, "--model", Self.name)
      #expect(quiet.status == 0 && quiet.complaint.isEmpty)
    }
  }

  @Test("Numbers of sixteen bits are the nearest ones", arguments: [("f16", 10), ("bf16", 7)])
  func rounds(_ type: String, _ bits: Int) throws {
    try withTemporaryDirectory { (folder) throws in
      let (ours, path) = (try weights(as: false, in: folder), folder.appending(path: "out.safetensors").path)
      let report = try Command(
        "weights", "convert", ours, path, "--model", Self.name, "--dtype", type, "--json"
      ).json(Report.self)
      let (out, old) = (try SafetensorsFile(contentsOf: path), try SafetensorsFile(contentsOf: ours))
      var elements = 0
      for name in old.names {
        #expect(out.entry(name)?.type == (type == "f16" ? .float16 : .bfloat16))
        let (a, b) = (try out.tensor(name).elements, try old.tensor(name).elements)
        elements += a.count
        let step = Float(sign: .plus, exponent: -bits - 1, significand: 1)
        #expect(zip(a, b).allSatisfy { abs($0 - $1) <= step * abs($1) + 1e-7 }, "\(name)")
      }
      #expect(report.bytes == 2 * elements)
    }
  }

  @Test("Batch normalisation's statistics go along, its counters of training steps do not")
  func leavesCountersOut() throws {
    try withTemporaryDirectory { (folder) throws in
      func path(_ name: String) -> String { folder.appending(path: name).path }
      let name = "test_resnet"
      func converted(_ from: String, _ to: String) throws -> SafetensorsFile {
        let run = try Command("weights", "convert", from, to, "--model", name)
        #expect(run.status == 0, "\(run.complaint)")
        return try SafetensorsFile(contentsOf: to)
      }
      let once = try converted("synthetic:0", path("once.safetensors"))
      let twice = try converted(path("once.safetensors"), path("twice.safetensors"))
      #expect(once.names == twice.names && once.names.contains("bn1.running_var"))
      #expect(!once.names.contains { $0.hasSuffix("num_batches_tracked") })
      for name in once.names { #expect(try once.tensor(name).isBitIdentical(to: twice.tensor(name)), "\(name)") }
    }
  }

  @Test("A folder with other classes and channels is a model that both read")
  func writesFolders() throws {
    try withTemporaryDirectory { (folder) throws in
      let ours = try weights(as: false, in: folder)
      let out = folder.appending(path: "model").path
      let report = try Command(
        "weights", "convert", ours, out, "--model", Self.name, "--num-classes", "5", "--in-chans", "1", "--json"
      ).json(Report.self)
      #expect(report.new == ["head.fc.bias", "head.fc.weight"])
      let model = try Model(weights: .directory(out))
      #expect(model.name == Self.name && model.configuration.classes == 5 && model.inputChannels == 1)
      let size = model.inputSize
      let images = SyntheticParameters.input([1, 1, size.height, size.width], seed: 0)
      let features = try model.forwardFeatures(images)
      let grey = try Model(Self.name, weights: .file(ours), options: ModelOptions(inputChannels: 1))
      #expect(try features.isBitIdentical(to: grey.forwardFeatures(images)))
      #expect(try model(images).shape == [1, 5])
      // Once more, from the folder, over the folder.
      let again = try Command("weights", "convert", out, out, "--num-classes", "0", "--json").json(Report.self)
      #expect(again.new == [])
      #expect(try Model(weights: .directory(out)).parameters.allSatisfy { !$0.name.hasPrefix("head.fc") })
    }
  }

  @Test("Without a model's name a file is identified; what cannot be is an error, and nothing is written")
  func refuses() throws {
    try withTemporaryDirectory { (folder) throws in
      let path = folder.appending(path: "strange.safetensors").path
      try SafetensorsFile.write([("x", Tensor([1], [1]))], to: path)
      for arguments in [[path, "out"], [path, "out", "--model", "resnet18"], ["/nowhere.pth", "out.safetensors"]] {
        let run = try Command(["weights", "convert"] + arguments.map { $0 == "out" ? folder.path + "/out" : $0 })
        #expect(run.status == 1 && run.complaint.hasPrefix("error: "))
      }
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
      #expect(try Command("weights", "convert", path, "out", "--dtype", "f8").status == 64)
    }
  }

  private static let interpreter = ProcessInfo.processInfo.environment["BACKBONES_PYTHON"] ?? "python3"

  private static func python(_ script: String, _ arguments: [String] = []) throws -> Command {
    let shim = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Scripts").path
    return try Command(
      executable: "/usr/bin/env", [interpreter, "-c", script] + arguments, environment: ["PYTHONPATH": shim])
  }

  private static let hasTimm = (try? python("import torchvision_shim, timm"))?.status == 0

  @Test("timm loads the folder, and computes the same", .enabled(if: hasTimm))
  func isReadByTimm() throws {
    try withTemporaryDirectory { (folder) throws in
      let (theirs, out) = (try weights(as: true, in: folder), folder.appending(path: "model").path)
      let images = folder.appending(path: "images.npy").path
      #expect(
        try Command("weights", "convert", theirs, out, "--model", Self.name, "--in-chans", "1").status == 0)
      let model = try Model(weights: .directory(out))
      let size = model.inputSize
      let input = SyntheticParameters.input([1, 1, size.height, size.width], seed: 0)
      try NumPyFile.write(input, to: images)
      let run = try Self.python(
        """
        import sys, json, torchvision_shim, timm, torch, numpy
        model = timm.create_model('local-dir:' + sys.argv[1], pretrained=True).eval()
        with torch.no_grad():
            print(json.dumps(model(torch.from_numpy(numpy.load(sys.argv[2])))[0].tolist()))
        """, [out, images])
      #expect(run.status == 0, "\(run.complaint)")
      let expected = Tensor([1, 1000], try run.json([Float].self))
      let found = try model(input)
      let scale = expected.elements.map { abs($0) }.max()!
      #expect(zip(found.elements, expected.elements).allSatisfy { abs($0 - $1) <= 1e-4 * scale })
    }
  }
}
