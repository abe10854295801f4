import Backbones
import BackbonesTestSupport
import Testing

/// `Processor`: what methods are chosen by.
@Suite("Processor") struct ProcessorTests {
  private static let images = TensorShape([1, 3, 224, 224])

  private func algorithms(of engine: EngineOptions) throws -> [String] {
    let model = try Model("resnet50", weights: .synthetic(seed: seed), engine: engine)
    return try model.program([.logits], for: Self.images).steps.map(\.algorithm)
  }

  private func assuming(_ maker: Processor.Maker, portable: Bool = false) -> EngineOptions {
    var engine = EngineOptions(threads: 1, portable: portable)
    engine.assumed = Processor(maker: maker)
    return engine
  }

  @Test("Strassen's method is used where it pays, and wherever choices are portable")
  func strassen() throws {
    let amd = try algorithms(of: assuming(.amd))
    #expect(amd.contains("strassen") == Processor(maker: .amd).sumsPay)
    #expect(try !algorithms(of: assuming(.intel)).contains("strassen"))
    #expect(try algorithms(of: assuming(.intel, portable: true)) == amd)
    #expect(try algorithms(of: assuming(.amd, portable: true)) == amd)
  }

  @Test("This one says who made it and what its caches are, each larger than the one before")
  func current() {
    let caches = Processor.current.cacheBytes.compactMap { $0 }
    #expect(caches == caches.sorted())
    #if arch(x86_64)
      #expect(Processor.current.maker != .other)
      #expect(caches.count >= 2 && caches[0] >= 16 << 10)
    #endif
  }
}
