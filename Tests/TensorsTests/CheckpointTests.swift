import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

@Suite("Checkpoints of PyTorch") struct CheckpointTests {
  private let reference: SafetensorsFile

  init() throws { reference = try SafetensorsFile(contentsOf: Fixtures.checkpoint("reference.safetensors")) }

  @Test(
    "Tensors are the bits that safetensors has of the same model",
    arguments: [
      ("zip.pth", nil), ("all_types.pt", nil), ("zip_protocol3.pth", nil), ("zip_protocol4.pth", nil),
      ("zip_protocol5.pth", nil), ("legacy.pth", nil), ("legacy_protocol3.pth", nil), ("legacy_protocol4.pth", nil),
      ("legacy_protocol5.pth", nil), ("deflated.pth", nil), ("unaligned.pth", nil), ("reversed.pth", nil),
      ("few.pth", nil), ("big_endian.pth", nil), ("no_checksums.pth", nil), ("training.pth.tar", "state_dict"),
      ("training_legacy.ckpt", "state_dict"), ("ema.pth", "model_ema"), ("twice.pth", "model.state_dict"),
      ("teacher.pth", "teacher"),
    ] as [(String, String?)])
  func reads(_ name: String, _ dictionary: String?) throws {
    let archive = try openArchive(at: Fixtures.checkpoint(name))
    #expect((archive as? PyTorchFile)?.dictionary == dictionary)
    #expect(archive.names.count >= 9)
    for stored in archive.names {
      let name = stored.hasPrefix("module.") ? String(stored.dropFirst("module.".count)) : stored
      #expect(archive.entry(stored) == reference.entry(name))
      #expect(try archive.tensor(stored).isBitIdentical(to: reference.tensor(name)), "\(name)")
    }
    #expect(archive.entry("other") == nil)
    expectError(.unknownName, saying: "no tensor 'other'") { try archive.tensor("other") }
  }

  @Test("Parameters of a trunk and of heads are one dictionary")
  func joinsParts() throws {
    let archive = try openArchive(at: Fixtures.checkpoint("classy.pth"))
    #expect((archive as? PyTorchFile)?.dictionary == "classy_state_dict.base_model.model")
    #expect(archive.names == ["heads.0.clf", "trunk.block.0"])
    #expect(try archive.tensor("trunk.block.0").isBitIdentical(to: reference.tensor("view")))
  }

  @Test("Every tensor that a state dict may have is there")
  func hasAll() throws {
    #expect(try openArchive(at: Fixtures.checkpoint("all_types.pt")).names == reference.names)
  }

  @Test(
    "What is no plain tensor is an error that says what it is",
    arguments: [
      ("module.pth", "'torch.nn.modules.linear.Linear', expected a dictionary of tensors; save a model's state_dict()"),
      ("complex.pth", "'a' is a tensor of ComplexFloatStorage"), ("float8.pth", "'a' is a tensor of float8_e4m3fn"),
      ("sparse.pth", "'a' is a sparse tensor"), ("quantised.pth", "'a' is a quantised tensor"),
      ("meta.pth", "'a' is a tensor without elements"), ("numpy.pth", "no parameters, which has a"),
      ("tensor.pth", "the file holds a tensor"), ("script.pt", "TorchScript"), ("plain.pkl", "not of torch.save"),
    ])
  func refuses(_ name: String, _ words: String) throws {
    let path = try Fixtures.checkpoint(name)
    expectError(.malformedFile, saying: words) { try openArchive(at: path) }
  }

  @Test(
    "A damaged checkpoint is an error, or has tensors of some kind",
    arguments: ["few.pth", "legacy.pth", "deflated.pth"])
  func survivesDamage(_ name: String) throws {
    let whole = try Data(contentsOf: URL(filePath: Fixtures.checkpoint(name)))
    for copy in damagedCopies(of: whole, flips: 4000) {
      do throws(BackboneError) {
        let archive = try PyTorchFile(Bytes(copy), path: "x")
        for name in archive.names { _ = try archive.tensor(name) }
      } catch {
        #expect(error.code == .malformedFile)
      }
    }
  }

  @Test("Aligned singles stay in the file")
  func maps() throws {
    let bytes = Bytes(try Data(contentsOf: URL(filePath: Fixtures.checkpoint("zip.pth"))))
    let archive = try PyTorchFile(bytes, path: "x")
    func start(_ name: String) throws -> Int {
      try archive.tensor(name).withElements {
        Int(bitPattern: $0.baseAddress) - Int(bitPattern: bytes.bytes.baseAddress)
      }
    }
    #expect((0..<bytes.bytes.count).contains(try start("whole")))
    #expect(try start("same") == start("whole"))
    #expect(try start("view") == start("whole") + 16 * 4)
    #expect(try !(0..<bytes.bytes.count).contains(start("transposed")))
  }
}

/// Bytes that a test owns. `@unchecked`: nobody writes them.
final class Bytes: StoredBytes, @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  init(_ data: some Collection<UInt8>) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: data.count, alignment: 64)
    memory.copyBytes(from: data)
    bytes = UnsafeRawBufferPointer(memory)
  }

  deinit { bytes.deallocate() }
}
