import Backbones
import BackbonesTestSupport
import Foundation
import Testing

#if os(Linux)
  /// `EngineOptions.memory`.
  @Suite("Bounded memory") struct MemoryBoundTests {
    /// The amount that an error names, in bytes.
    private func least(_ error: BackboneError) throws -> Int {
      let number = try #require(error.message.firstMatch(of: /at least (\d+)MB of memory/)).1
      return try #require(Int(number)) * 1_000_000
    }

    @Test("Too little memory is an error that says what would do, and that does")
    func namesTheLeast() throws {
      var fault: BackboneError?
      do {
        _ = try makeModel("resnet18", engine: EngineOptions(threads: 2, memory: 1_000_000))
      } catch let error as BackboneError {
        fault = error
      }
      let error = try #require(fault)
      #expect(error.code == .environment && error.message.hasPrefix("resnet18: takes at least "), "\(error.message)")
      // Other tests of this process take memory meanwhile.
      let model = try makeModel("resnet18", engine: EngineOptions(threads: 2, memory: try least(error) + 400_000_000))
      #expect(try model(makeImages([1, 3, 224, 224])).shape == [1, 1000])
    }

    @Test("A call that cannot do with the memory says what would do; smaller ones go on, with the same bits")
    func boundsCalls() throws {
      let free = try makeModel("test_resnet", engine: EngineOptions(threads: 2))
      let images = makeImages([1, 3, 160, 160])
      let expected = try free(images)
      let model = try makeModel(
        "test_resnet", engine: EngineOptions(threads: 2, memory: ResidentBytes.now + 300_000_000))
      #expect(try model(images).isBitIdentical(to: expected))
      #expect {
        _ = try model(makeImages([1, 3, 4096, 4096]))
      } throws: {
        ($0 as? BackboneError)?.code == .environment && "\($0)".contains("1x3x4096x4096: takes at least ")
      }
      #expect(try model(images).isBitIdentical(to: expected))
    }
  }

  private enum ResidentBytes {
    static var now: Int {
      let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
      return (Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0) * Int(getpagesize())
    }
  }
#endif
