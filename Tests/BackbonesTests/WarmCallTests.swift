import Backbones
import BackbonesTestSupport
import Testing

@Suite("A call that was made before does no work twice") struct WarmCallTests {
  @Test("Warm features and intermediates build no graph", arguments: ["test_resnet", "test_vit"])
  func warmCallsBuildNoGraph(_ name: String) throws {
    let model = try makeModel(name)
    let images = makeImages([1, 3, model.inputSize.height, model.inputSize.width])
    func call() throws {
      _ = try model(images)
      _ = try model.features(images)
      _ = try model.features(images, outIndices: [-1])
      _ = try model.featureInfo(outIndices: [0])
      _ = try model.forwardIntermediates(images, indices: 2)
      _ = try model.forwardHead(model.forwardFeatures(images))
    }
    try call()
    let cold = model.builtGraphCount
    #expect(cold > 0)
    try call()
    #expect(model.builtGraphCount == cold)
  }
}
