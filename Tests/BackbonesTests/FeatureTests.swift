import Backbones
import BackbonesTestSupport
import Testing

@Suite struct FeatureTests {
  /// timm's hooks (xception41) emit maps in the order asked for; here every model does as timm's other wrappers do.
  @Test(
    "Indices may be negative, unordered and repeated",
    arguments: [("xception41", 5), ("test_resnet", 5), ("test_vit", 6)])
  func indicesInAnyForm(_ name: String, count: Int) throws {
    let model = try makeModel(name, ModelOptions(inputSize: ImageSize(64)))
    let images = makeImages([1, 3, 64, 64])
    let all = try model.features(images, outIndices: Array(0..<count))
    #expect(all.count == count)
    for (asked, expected) in [
      ([-1], [count - 1]), ([3, 1], [1, 3]), ([2, -count, 2, 0], [0, 2]),
      ([-1, count - 1, -2], [count - 2, count - 1]),
    ] {
      let info = try model.featureInfo(outIndices: asked)
      #expect(info.outIndices == expected, "\(asked)")
      let maps = try model.features(images, outIndices: asked)
      #expect(maps.map { $0.shape[1] } == info.channels, "\(asked)")
      #expect(maps.map { 64 / $0.shape[2] } == info.reductions, "\(asked)")
      for (map, index) in zip(maps, expected) { #expect(map.isBitIdentical(to: all[index]), "\(asked)") }
    }
  }

  @Test("Feature metadata is known before anything is computed")
  func infoOfAPyramid() throws {
    let info = try makeModel("ecaresnet101d").featureInfo(outIndices: [2, 4], outputStride: 8)
    #expect(info.channels == [512, 2048])
    #expect(info.reductions == [8, 8])
    #expect(info.modules == ["layer2", "layer4"])
    let vit = try makeModel("vit_medium_patch16_reg1_gap_256").featureInfo()
    #expect(vit.outIndices == [9, 10, 11])
    #expect(vit.all.count == 12)
  }

  /// Families that refuse output strides in timm: where sides are multiples of the reduction, the dilated map sampled at
  /// the old stride is the original one. (Not where layers look at the mean of a map, as squeeze-and-excitation does.)
  @Test(
    "Maps of a smaller output stride, subsampled, are the original maps",
    arguments: [("densenet121", 3), ("densenet121", 4), ("vovnet39a", 3), ("vovnet39a", 4)])
  func dilationSamplesTheOriginal(_ name: String, level: Int) throws {
    let side = 256
    let model = try makeModel(name, ModelOptions(inputSize: ImageSize(side)), engine: EngineOptions(strict: true))
    let images = makeImages([1, 3, side, side])
    let original = try model.features(images, outIndices: [level])[0]
    let reduction = try model.featureInfo().all[level].stride
    for stride in [8, 16, [8, 16], [32, 8]] as [ImageSize] where stride.height * stride.width < reduction.area {
      let own = ImageSize(min(stride.height, reduction.height), min(stride.width, reduction.width))
      let step = ImageSize(reduction.height / own.height, reduction.width / own.width)
      #expect(try model.featureInfo(outputStride: stride).all[level].stride == own)
      let dilated = try model.features(images, outIndices: [level], outputStride: stride)[0]
      #expect(dilated.shape[2] == original.shape[2] * step.height && dilated.shape[3] == original.shape[3] * step.width)
      let difference = sampledDifference(original, dilated, step: step)
      #expect(difference < Tolerance.parity, "output stride \(stride)")
    }
  }

  /// The largest difference from every `step`th pixel of the dilated map, in standard deviations.
  private func sampledDifference(_ original: Tensor, _ dilated: Tensor, step: ImageSize) -> Double {
    let side = original.shape[2]
    let (coarse, fine) = (original.elements, dilated.elements)
    var (worst, sum, squares) = (0.0, 0.0, 0.0)
    for row in 0..<original.shape[1] * side {
      for column in 0..<side {
        let value = Double(coarse[row * side + column])
        // All channels' rows stand below each other, in both.
        let other = Double(fine[row * step.height * side * step.width + column * step.width])
        worst = max(worst, abs(value - other))
        sum += value
        squares += value * value
      }
    }
    let (count, mean) = (Double(coarse.count), sum / Double(coarse.count))
    return worst / (squares / count - mean * mean).squareRoot()
  }

  @Test(
    "An output stride does not change the parameters",
    arguments: ["densenet121", "ese_vovnet19b_dw", "xception41", "resnest26d"])
  func outputStridesKeepParameters(_ name: String) throws {
    let plain = try makeModel(name)
    for stride in [8, 16, 32, [8, 16], [16, 32]] as [ImageSize] {
      let model = try makeModel(name, ModelOptions(outputStride: stride))
      #expect(model.parameters == plain.parameters)
      let least = try plain.featureInfo().all.map(\.stride).map {
        ImageSize(min($0.height, stride.height), min($0.width, stride.width))
      }
      #expect(try model.featureInfo().all.map(\.stride) == least)
    }
    let images = makeImages([1, 3, 64, 64])
    let strided = try makeModel(name, ModelOptions(outputStride: 32))
    #expect(try strided(images).isBitIdentical(to: plain(images)))
  }
}
