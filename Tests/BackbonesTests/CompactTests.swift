import Backbones
import BackbonesTestSupport
import Foundation
import Testing

/// `EngineOptions.compact`: weights of sixteen bits stay so.
@Suite("Compact weights") struct CompactTests {
  /// Files of a model's parameters: rounded to sixteen bits, and the same numbers in f32.
  private struct Files {
    let halves: String, widened: String
    /// Elements of the model's parameters.
    let elements: Int

    init(_ name: String, _ type: ElementType, in folder: URL) throws {
      let model = try makeModel(name)
      let source = SyntheticParameters(seed: seed)
      halves = folder.appending(path: "halves.safetensors").path
      widened = folder.appending(path: "widened.safetensors").path
      let parameters = model.parameters.filter { $0.kind != .constant }
      try SafetensorsFile.write(
        try parameters.map { ($0.name, try source.tensor(for: $0)) }, as: type, to: halves)
      let file = try SafetensorsFile(contentsOf: halves)
      try SafetensorsFile.write(try file.names.map { ($0, try file.tensor($0)) }, to: widened)
      elements = parameters.reduce(0) { $0 + $1.shape.count }
    }
  }

  @Test(
    "Halves that stay give the bits of those that were made floats before, whatever the threads",
    arguments: ["vit_tiny_patch16_224", "resnet50", "regnety_032", "mobileone_s0"], [ElementType.float16, .bfloat16])
  func hasTheSameBits(_ name: String, _ type: ElementType) throws {
    try withTemporaryDirectory { folder in
      let files = try Files(name, type, in: folder)
      func logits(_ file: String, _ threads: Int, compact: Bool = true, strict: Bool = false) throws -> Tensor {
        let engine = EngineOptions(threads: threads, strict: strict, compact: compact)
        let model = try Model(name, weights: .file(file), engine: engine)
        return try model(makeImages([2, 3, 224, 224]))
      }
      let kept = try logits(files.halves, 1)
      #expect(try kept.isBitIdentical(to: logits(files.widened, 2)))
      #expect(try kept.isBitIdentical(to: logits(files.halves, 2)))
      #expect(try kept.isBitIdentical(to: logits(files.halves, 2, compact: false, strict: true)))
      // Without the option too, a file's type changes no bit.
      let usual = try logits(files.halves, 2, compact: false)
      #expect(try usual.isBitIdentical(to: logits(files.widened, 2, compact: false)))
    }
  }

  @Test(
    "Packed weights are as large as the file",
    arguments: ["vit_tiny_patch16_224", "resnet50"], [ElementType.float16, .bfloat16])
  func isAsSmallAsTheFile(_ name: String, _ type: ElementType) throws {
    try withTemporaryDirectory { folder in
      let files = try Files(name, type, in: folder)
      func packed(_ file: String, compact: Bool) throws -> Int {
        let model = try Model(name, weights: .file(file), engine: EngineOptions(threads: 2, compact: compact))
        _ = try model(makeImages([1, 3, 224, 224]))
        return model.memory.packed
      }
      let bytes = 2 * files.elements
      let (halves, floats) = (try packed(files.halves, compact: true), try packed(files.widened, compact: true))
      // Vectors, and weights of 64 Ki elements or fewer, are floats.
      #expect(halves <= bytes * 5 / 4, "\(halves) of \(bytes)")
      #expect(floats >= bytes * 19 / 10 && floats <= bytes * 21 / 10, "\(floats) of \(2 * bytes)")
      #expect(try packed(files.halves, compact: false) >= bytes * 19 / 10)
    }
  }
}
