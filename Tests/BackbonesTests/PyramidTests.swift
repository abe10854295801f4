import Backbones
import BackbonesTestSupport
import Testing

@Suite struct PyramidTests {
  @Test("Levels that a model has are its own maps to the bit, dilated ones too")
  func choosesLevels() throws {
    let model = try makeModel("resnet18", ModelOptions(inputSize: ImageSize(96)))
    let images = makeImages([1, 3, 96, 96])
    let maps = try model.features(images, strides: [32, 4, 8, 16, 8])
    for (map, own) in zip(maps, try model.features(images, outIndices: [1, 2, 3, 4])) {
      #expect(map.isBitIdentical(to: own))
    }
    #expect(maps.count == 4)
    let built = model.builtGraphCount
    _ = try model.features(images, strides: [4, 8, 16, 32])
    #expect(model.builtGraphCount == built)
    #expect(try model.pyramid(strides: [4, 8, 16, 32]).map(\.resampling) == [nil, nil, nil, nil])
    let dilated = try model.features(images, strides: [4, 8], outputStride: 8)
    let own = try model.features(images, outIndices: [1, 4], outputStride: 8)
    for (map, own) in zip(dilated, own) { #expect(map.isBitIdentical(to: own)) }
    #expect(dilated.map { $0.shape } == [[1, 64, 24, 24], [1, 512, 12, 12]])
  }

  @Test("A stride of two sides is a dilated model's own map, or the means of a finer one")
  func unequalSides() throws {
    let model = try makeModel("resnet18", ModelOptions(inputSize: ImageSize(96, 128)))
    let images = makeImages([1, 3, 96, 128])
    let dilated = try model.features(images, strides: [[8, 16]], outputStride: [8, 16])[0]
    #expect(dilated.shape == [1, 512, 12, 8])
    #expect(dilated.isBitIdentical(to: try model.features(images, outIndices: [4], outputStride: [8, 16])[0]))
    #expect(try model.pyramid(strides: [[8, 16]]).map(\.resampling) == ["area"])
    let means = try model.features(images, strides: [[8, 16]])[0]
    let finer = try model.features(images, strides: [8])[0]
    #expect(means.shape == [1, 128, 12, 8])
    for (y, x) in [(0, 0), (11, 7), (5, 3)] {
      #expect(abs(means[0, 77, y, x] - (finer[0, 77, y, 2 * x] + finer[0, 77, y, 2 * x + 1]) / 2) < 1e-5)
    }
    #expect(try OutputName(parsing: "stride:8x16") == .stride([8, 16]))
    #expect(OutputName.stride([8, 16]).description == "stride:8x16")
  }

  @Test("Of a plain ViT, the last map, means of it and what lies between its pixels")
  func resamplesTokens() throws {
    let model = try makeModel("test_vit", ModelOptions(inputSize: ImageSize(96)))
    let images = makeImages([2, 3, 96, 96])
    let map = try model.features(images, outIndices: [-1])[0]
    #expect(map.shape == [2, 64, 6, 6])
    let levels = try model.pyramid(strides: [8, 16, 32])
    #expect(levels.map(\.resampling) == ["bilinear", nil, "area"])
    #expect(levels.map(\.reduction) == [16, 16, 16])
    let maps = try model.features(images, strides: [8, 16, 32])
    #expect(maps[1].isBitIdentical(to: map))
    for (n, c) in [(0, 0), (1, 63)] {
      for y in 0..<3 {
        for x in 0..<3 {
          let mean =
            [(0, 0), (0, 1), (1, 0), (1, 1)].reduce(0.0) { $0 + Double(map[n, c, 2 * y + $1.0, 2 * x + $1.1]) } / 4
          #expect(abs(Double(maps[2][n, c, y, x]) - mean) < 1e-5)
        }
      }
      // Pixels are squares: each new one has its centre a quarter of the old beside an old one's.
      for y in 0..<12 {
        for x in 0..<12 {
          func sides(_ place: Int) -> [(Int, Double)] {
            let center = (Double(place) + 0.5) / 2 - 0.5
            let low = center.rounded(.down)
            return [(Int(max(low, 0)), 1 - (center - low)), (Int(min(low + 1, 5)), center - low)]
          }
          var value = 0.0
          for (row, share) in sides(y) {
            for (column, part) in sides(x) { value += share * part * Double(map[n, c, row, column]) }
          }
          #expect(abs(Double(maps[0][n, c, y, x]) - value) < 1e-5)
        }
      }
    }
  }

  @Test("Each family gives every level, whatever maps it has, and its channels are known before")
  func everyFamily() throws {
    var seen: Set<String> = []
    for name in Registry.names {
      let entry = try Registry.entry(named: name)
      guard seen.insert(entry.module).inserted else { continue }
      let strides: [ImageSize] = [4, 8, 16, 32]
      let image = entry.configuration.inputSize
      let report = try ModelReport(name, batch: 2, outputs: strides.map { .stride($0) })
      let pyramid = try #require(report.pyramid)
      #expect(pyramid.map(\.stride) == strides)
      for (level, output) in zip(pyramid, report.outputs) {
        let sides = [image.height, image.width].map { ($0 + level.stride.height - 1) / level.stride.height }
        #expect(output.shape == [2, level.channels] + sides, "\(name) \(level)")
        #expect(level.shape == output.shape, "\(name)")
        let feature = report.features[level.index]
        #expect(feature.channels == level.channels && feature.module == level.module, "\(name)")
        #expect((level.resampling == nil) == (feature.shape.suffix(2) == sides[...]), "\(name)")
      }
    }
  }

  @Test("What no pyramid can be is refused")
  func refusals() throws {
    let model = try makeModel("test_vit")
    let images = makeImages([1, 3, 160, 160])
    expectError(.invalidOption, naming: "no strides") { _ = try model.features(images, strides: []) }
    for stride in [0, -4, 129, [8, 0]] as [ImageSize] {
      expectError(.invalidOption, naming: "a stride of \(stride.brief)", "1 to 128") {
        _ = try model.features(images, strides: [stride])
      }
    }
    expectError(.invalidOption, naming: "output stride") { _ = try model.pyramid(strides: [8], outputStride: 8) }
    expectError(.invalidOption, naming: "not an output") { _ = try OutputName(parsing: "stride:8x") }
    expectError(.invalidOption, naming: "not an output") { _ = try OutputName(parsing: "stride:four") }
    #expect(try OutputName(parsing: "stride:8") == .stride(8))
  }
}
