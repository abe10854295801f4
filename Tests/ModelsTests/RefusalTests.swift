import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import Testing

/// What a model cannot be is an error with a reason, at any size and with any head.
@Suite("A model that cannot be built says why") struct RefusalTests {
  @Test("Any size, pooling and output stride gives a graph or a typed error", arguments: Registry.names)
  func buildsOrRefuses(_ name: String) throws {
    let entry = try Registry.entry(named: name)
    for side in [ImageSize(1), ImageSize(2, 3), ImageSize(5, 64), ImageSize(33)] {
      for pooling in Pooling.allCases {
        do {
          _ = try entry.graph(
            options: ModelOptions(
              pooling: pooling, outputStride: entry.architecture.takesOutputStride ? 8 : nil, inputSize: side))
        } catch {
          #expect([.shape, .invalidOption].contains(error.code), "\(side) \(pooling): \(error)")
        }
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
