import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import Testing

/// What a model cannot be is an error with a reason, at any size and with any head.
@Suite("A model that cannot be built says why") struct RefusalTests {
  @Test("Any size and pooling gives a graph or a typed error", arguments: Registry.names)
  func buildsOrRefuses(_ name: String) throws {
    let entry = try Registry.entry(named: name)
    let sizes: [ImageSize] = [1, [2, 3], [5, 64]]
    let requests = sizes.map { ModelOptions(inputSize: $0) } + Pooling.allCases.map { ModelOptions(pooling: $0) }
    for options in requests {
      do {
        _ = try entry.graph(options: options)
      } catch {
        #expect([.shape, .invalidOption].contains(error.code), "\(options): \(error)")
      }
    }
  }

  @Test("The first error is thrown, with the path of its module")
  func firstErrorIsThrown() {
    let error = #expect(throws: BackboneError.self) {
      _ = try Graph.build(image: [1, 8, 8, 3], outputStride: 32) { image, g in
        let tooWide = (g / "stem").convolution(image, 4, kernel: 9, padding: .none)
        let ungrouped = (g / "neck").convolution(tooWide, 6, groups: 4)
        (g / "head").fail(.invalidOption, "no \(ungrouped.channels) channels, please")
      }
    }
    #expect(error?.code == .shape)
    #expect(error?.message.hasPrefix("stem: ") == true, "\(String(describing: error))")
  }
}
