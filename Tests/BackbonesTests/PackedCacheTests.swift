import Backbones
import BackbonesTestSupport
import Foundation
import Synchronization
import Testing

/// `EngineOptions.packedCache`: weights are packed by the first process that needs them, for those after it.
@Suite("The cache of packed weights") struct PackedCacheTests {
  private func files(in folder: URL) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
  }

  /// The number and the change of the one file of a folder.
  private func state(of folder: URL) throws -> [AnyHashable] {
    let files = try files(in: folder)
    #expect(files.count == 1, "\(files)")
    let attributes = try FileManager.default.attributesOfItem(atPath: files[0].path)
    return [attributes[.systemFileNumber] as? Int, attributes[.modificationDate] as? Date, attributes[.size] as? Int]
  }

  /// Convolutions by each of Winograd's forms and in groups; Strassen's method; standardised weights; experts that are mixed; tables
  /// of positions; and what each folds in.
  @Test(
    "A start from the cache maps every packed weight, and gives the same bits",
    arguments: [
      "test_resnet", "resnet18", "test_efficientnet", "test_nfnet", "test_byobnet", "vit_small_patch16_224",
      "tf_efficientnet_cc_b0_4e", "test_maxvit",
    ])
  func hasTheSameBits(_ name: String) throws {
    try withTemporaryDirectory { folder in
      var engine = EngineOptions(threads: 2)
      let (plain, images) = (try makeModel(name, engine: engine), try makeModel(name).image)
      let expected = try plain(images)
      engine.packedCache = folder.path
      let first = try makeModel(name, engine: engine)
      #expect(try first(images).isBitIdentical(to: expected))
      #expect(first.memory.mapped == 0 && first.packedCacheFault == nil)
      let state = try state(of: folder)
      let second = try makeModel(name, engine: engine)
      #expect(try second(images).isBitIdentical(to: expected))
      #expect(second.memory.packed == plain.memory.packed && second.memory.mapped == second.memory.packed)
      #expect(try self.state(of: folder) == state)
    }
  }

  @Test("Halves that stay halves are kept as such", arguments: [ElementType.float16, .bfloat16])
  func keepsHalves(_ type: ElementType) throws {
    try withTemporaryDirectory { folder in
      let model = try makeModel("vit_tiny_patch16_224")
      let source = SyntheticParameters(seed: seed)
      let path = folder.appending(path: "halves.safetensors").path
      try SafetensorsFile.write(
        try model.parameters.filter { $0.kind != .constant }.map { ($0.name, try source.tensor(for: $0)) }, as: type,
        to: path)
      var engine = EngineOptions(threads: 1, compact: true)
      func start() throws -> (Tensor, MemoryReport) {
        let model = try Model("vit_tiny_patch16_224", weights: .file(path), engine: engine)
        return (try model(model.image), model.memory)
      }
      let (expected, plain) = try start()
      engine.packedCache = folder.appending(path: "cache").path
      #expect(try start().0.isBitIdentical(to: expected))
      let (values, memory) = try start()
      #expect(values.isBitIdentical(to: expected))
      #expect(memory.mapped == plain.packed && memory.packed == plain.packed)
      // The same weights as floats have forms of their own, in the same file.
      engine.compact = false
      let (usual, usualMemory) = try start()
      #expect(usualMemory.mapped < usualMemory.packed)
      #expect(try start().0.isBitIdentical(to: usual))
      #expect(try start().1.mapped == usualMemory.packed)
      engine.compact = true
      #expect(try start().1.mapped == plain.packed)
    }
  }

  /// Parameters whose reads are counted.
  private final class Counting: IdentifiedSource {
    let reads = Atomic(0)
    let values = SyntheticParameters(seed: seed)
    var identity: SourceIdentity? { SourceIdentity(place: "counted") }

    func tensor(for parameter: Parameter) throws(BackboneError) -> Tensor {
      reads.add(1, ordering: .relaxed)
      return try values.tensor(for: parameter)
    }
  }

  @Test("A start from the cache reads no parameter", arguments: ["test_resnet", "test_nfnet", "tf_efficientnet_lite0"])
  func readsNoParameter(_ name: String) throws {
    try withTemporaryDirectory { folder in
      for isFirst in [true, false] {
        let source = Counting()
        let model = try Model(name, weights: .source(source), engine: EngineOptions(packedCache: folder.path))
        _ = try model(model.image)
        let reads = source.reads.load(ordering: .relaxed)
        #expect(isFirst ? reads >= model.parameters.count / 2 : reads == 0, "\(reads)")
      }
    }
  }

  /// A file of weights for `test_resnet` at a path, of a seed.
  private func write(seed: UInt64, to path: String) throws {
    let (model, source) = (try makeModel("test_resnet"), SyntheticParameters(seed: seed))
    try SafetensorsFile.write(try model.parameters.map { ($0.name, try source.tensor(for: $0)) }, to: path)
  }

  @Test("Other weights at the same path, and other options, are packed anew")
  func followsWeights() throws {
    try withTemporaryDirectory { folder in
      let (path, cache) = (folder.appending(path: "weights.safetensors").path, folder.appending(path: "cache"))
      func start(_ options: ModelOptions = ModelOptions(), packed: Bool = true) throws -> (Tensor, Bool) {
        let engine = EngineOptions(packedCache: packed ? cache.path : nil)
        let model = try Model("test_resnet", weights: .file(path), options: options, engine: engine)
        let values = try model(makeImages([1, 3, 96, 96]))
        return (values, model.memory.mapped == model.memory.packed)
      }
      for seed in [1, 2] as [UInt64] {
        try write(seed: seed, to: path)
        let (expected, _) = try start(packed: false)
        for isMapped in [false, true] {
          let (values, mapped) = try start()
          #expect(values.isBitIdentical(to: expected) && mapped == isMapped)
        }
        // The old file is replaced.
        #expect(try files(in: cache).count == 1)
      }
      // In place, without another size or time of its contents.
      let bytes = try Data(contentsOf: URL(filePath: path))
      let date = try #require(FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
      let handle = try FileHandle(forWritingTo: URL(filePath: path))
      try handle.seek(toOffset: UInt64(bytes.count - 4))
      try handle.write(contentsOf: Data([0, 0, 0x80, 0x3F]))
      try handle.close()
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
      #expect(try !start().1)
      #expect(try start().0.isBitIdentical(to: start(packed: false).0))
      #expect(try !start(ModelOptions(classes: 0)).1)
      #expect(try files(in: cache).count == 2)
    }
  }

  @Test("Forms that other sizes ask for are added")
  func addsForms() throws {
    try withTemporaryDirectory { folder in
      func start(_ side: Int) throws -> MemoryReport {
        let model = try makeModel("resnet18", engine: EngineOptions(packedCache: folder.path))
        _ = try model(makeImages([1, 3, side, side]))
        return model.memory
      }
      _ = try start(64)
      #expect(try start(64).mapped == start(64).packed)
      let larger = try start(224)
      #expect(larger.mapped > 0 && larger.mapped < larger.packed)
      for side in [64, 224] {
        let memory = try start(side)
        #expect(memory.mapped == memory.packed)
      }
      #expect(try files(in: folder).count == 1)
    }
  }

  @Test("A file that is cut, of another layout or of nothing is made anew")
  func replacesWhatItCannotRead() throws {
    try withTemporaryDirectory { folder in
      func start() throws -> (Tensor, Int) {
        let model = try makeModel("test_resnet", engine: EngineOptions(packedCache: folder.path))
        return (try model(model.image), model.memory.mapped)
      }
      let (expected, _) = try start()
      let file = try files(in: folder)[0]
      let whole = try Data(contentsOf: file)
      let older = Data("packed00".utf8) + whole.dropFirst(8)
      for damaged in [Data(), whole.prefix(1000), whole.dropLast(64), older, Data(repeating: 0, count: whole.count)] {
        try FileManager.default.removeItem(at: file)
        try damaged.write(to: file)
        let (values, mapped) = try start()
        #expect(values.isBitIdentical(to: expected) && mapped == 0)
        #expect(try Data(contentsOf: file) == whole)
      }
      #expect(try start().1 > 0)
    }
  }

  @Test("Where nothing can be written, models compute, and say why nothing was")
  func computesWithoutWriting() throws {
    try withTemporaryDirectory { folder in
      func start() throws -> (Tensor, BackboneError?) {
        let model = try makeModel("test_resnet", engine: EngineOptions(packedCache: folder.path))
        return (try model(model.image), model.packedCacheFault)
      }
      let (expected, none) = try start()
      #expect(none == nil)
      // A folder where the file would be: even the superuser cannot write it.
      let file = try files(in: folder)[0]
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
      let (values, fault) = try start()
      #expect(values.isBitIdentical(to: expected))
      #expect(fault?.code == .inputOutput && fault?.message.contains(file.lastPathComponent) == true)
      #expect(try files(in: folder).map(\.lastPathComponent) == [file.lastPathComponent])
    }
  }

  @Test("A folder that cannot be is an error")
  func refusesWrongFolders() throws {
    try withTemporaryDirectory { folder in
      let file = folder.appending(path: "file")
      try Data().write(to: file)
      for path in [file.path, folder.appending(path: "missing/cache").path] {
        expectError(.inputOutput, naming: path) {
          _ = try makeModel("test_resnet", engine: EngineOptions(packedCache: path))
        }
      }
    }
  }

  @Test("Weights that are the caller's own are not kept")
  func leavesOwnWeights() throws {
    try withTemporaryDirectory { folder in
      let (path, cache) = (folder.appending(path: "weights.safetensors").path, folder.appending(path: "cache"))
      try write(seed: 1, to: path)
      var weights = StateDictionary(try SafetensorsFile(contentsOf: path))
      weights.set("fc.bias", to: Tensor([1000], repeating: 1))
      let model = try Model(
        "test_resnet", weights: .source(weights), engine: EngineOptions(packedCache: cache.path))
      _ = try model(model.image)
      #expect(try files(in: cache).isEmpty && model.packedCacheFault == nil)
    }
  }

  /// A layer whose norm has an epsilon that no parameter tells.
  private struct OneLayer: Architecture {
    var epsilon: Float
    func build(_ image: Value, head: Head, in g: Scope) {
      let x = (g / "norm").normalize((g / "conv").convolution(image, 16, kernel: 3), .batch(epsilon: epsilon))
      g.hidden(x)
      g.classifierHead(x, head, classifier: g / "fc")
    }
  }

  @Test("Architectures of one's own that differ have files of their own")
  func tellsArchitecturesApart() throws {
    try withTemporaryDirectory { folder in
      func start(_ epsilon: Float, in cache: String?) throws -> Tensor {
        let model = try Model(
          architecture: OneLayer(epsilon: epsilon), named: "one/layer", weights: .synthetic(seed: 0),
          options: ModelOptions(classes: 5, inputSize: [32, 32]), engine: EngineOptions(packedCache: cache))
        return try model(model.image)
      }
      for epsilon in [1e-5, 0.5] as [Float] {
        let expected = try start(epsilon, in: nil)
        for _ in 0..<2 { #expect(try start(epsilon, in: folder.path).isBitIdentical(to: expected)) }
      }
      #expect(try files(in: folder).count == 2)
    }
  }

  @Test("Models that are made at once share a folder")
  func sharesAFolder() throws {
    try withTemporaryDirectory { folder in
      let expected = try makeModel("test_resnet").logits()
      let others = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: 6) { _ in
        let model = try? makeModel("test_resnet", engine: EngineOptions(threads: 1, packedCache: folder.path))
        let isSame = (try? model?.logits().isBitIdentical(to: expected)) ?? false
        others.withLock { $0 += isSame && model?.packedCacheFault == nil ? 0 : 1 }
      }
      #expect(others.withLock { $0 } == 0)
      // No temporary file is left.
      #expect(try files(in: folder).map(\.pathExtension) == ["packed"])
    }
  }
}

extension Model {
  /// An image of the model's size.
  fileprivate var image: Tensor { makeImages([1, inputChannels, inputSize.height, inputSize.width]) }

  fileprivate func logits() throws -> Tensor { try self(image) }
}
