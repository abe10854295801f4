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

  @Test(
    "Attention of other parts or terms than its operands have is an error",
    arguments: [
      ("shifted by -1x0", .windows(4, shift: [-1, 0])), ("shifted by 4x4", .windows(4, shift: 4)),
      ("parts of 3x3", .windows(3)), ("parts of 0x4", .grid([0, 4])), ("positions 1x2x49", .whole),
    ] as [(String, AttentionPartition)])
  func refusesAttention(_ words: String, _ partition: AttentionPartition) {
    let error = #expect(throws: BackboneError.self) {
      _ = try Graph.build(image: [1, 8, 8, 4], outputStride: 32) { image, g in
        // A table for windows of 4x4.
        let table = g.relativePositionTable(window: 4, heads: 2)
        _ = g.attention(image, image, image, heads: 2, scale: 1, partition: partition, positions: table)
      }
    }
    #expect(error?.code == .shape)
    #expect(error?.message.contains(words) == true, "\(String(describing: error))")
  }

  @Test(
    "Heads that do not turn by a table's angles are an error",
    arguments: [(0, 4, 4), (1, 4, 3), (1, 6, 4), (3, 4, 4), (1, 8, 8), (1, 4, 0)])
  func refusesRotation(_ heads: Int, _ headWidth: Int, _ span: Int) {
    let error = #expect(throws: BackboneError.self) {
      _ = try Graph.build(image: [1, 8, 8, 8], outputStride: 32) { image, g in
        // Angles of 64 patches for one head of 4 channels.
        let axis = (0..<8).map(Float.init)
        let table = g.rotaryTable(frequencies: g.learned("frequencies", [1, 2, 2]), lines: axis, columns: axis)
        _ = g.rotate(
          g.reshape(image, [1, 64, 8]), heads: heads, headWidth: headWidth, span: span, by: table)
      }
    }
    #expect(error?.code == .shape)
  }

  @Test("Channels attend to each other in heads that divide them, over operands of one shape")
  func refusesCrossCovariance() {
    for (heads, sliced, factors) in [(3, 8, 3), (2, 7, 2), (2, 8, 3), (0, 8, 1)] {
      let error = #expect(throws: BackboneError.self) {
        _ = try Graph.build(image: [1, 8, 8, 4], outputStride: 32) { image, g in
          let key = g.slice(image, 0..<sliced, axis: 1)
          _ = g.crossCovarianceAttention(
            image, key, image, heads: heads, scale: 1, headScales: g.learned("factors", [1, factors]))
        }
      }
      #expect(error?.code == .shape)
    }
  }

  @Test("Only maps are padded, and only by something")
  func refusesPadding() {
    for body: @Sendable (Value, Scope) -> Value in [
      { image, g in g.pad(g.flatten(image), bottom: 1, right: 1) }, { _, g in g.zeros([1, 0, 3]) },
      { _, g in g.logOffsets(window: [0, 3], unit: nil) },
      { _, g in g.rotaryTable(frequencies: g.learned("frequencies", [1, 2, 4]), lines: [], columns: [0]) },
      { _, g in g.rotaryTable(frequencies: g.learned("frequencies", [1, 3, 4]), lines: [0], columns: [0]) },
      { image, g in
        let table = g.relativePositionTable(window: [0, 3], heads: 2)
        return g.attention(image, image, image, heads: 2, scale: 1, positions: table)
      },
    ] {
      let error = #expect(throws: BackboneError.self) {
        _ = try Graph.build(image: [1, 8, 8, 4], outputStride: 32) { image, g in _ = body(image, g) }
      }
      #expect(error?.code == .shape)
    }
  }
}
