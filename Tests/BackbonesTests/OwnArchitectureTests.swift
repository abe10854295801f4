import Backbones
import Testing

/// Two convolutions and a classifier: what a program that depends on the package may write.
private struct TwoLayers: Architecture {
  var width = 8

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = (g / "stem").convolution(image, width, kernel: 3, stride: 2, bias: true)
    x = g.activate(x, .relu)
    (g / "stem").feature(x)
    x = (g / "norm").normalize((g / "conv").convolution(x, 2 * width, kernel: [1, 3], stride: 2), .batch())
    (g / "conv").feature(x)
    g.hidden(x)
    let pooled = g.flatten(g.globalPool(x, .average))
    g.prelogits(pooled)
    g.logits((g / "fc").linear(pooled, head.classes))
  }
}

@Suite("An architecture of one's own") struct OwnArchitectureTests {
  @Test("gives logits and features like any other")
  func ownArchitecture() throws {
    let model = try Model(
      architecture: TwoLayers(), named: "two_layers", weights: .synthetic(seed: 0),
      options: ModelOptions(classes: 5, inputSize: [32, 48]))
    let images = Tensor([2, 3, 32, 48], repeating: 0.5)
    #expect(try model(images).shape == [2, 5])
    #expect(try model.features(images).map(\.shape) == [[2, 8, 16, 24], [2, 16, 8, 12]])
    #expect(model.parameters.map(\.name).contains("conv.weight"))
    let map = try model.outputs([.node("conv")], of: images)[0]
    #expect(map.shape == [2, 16, 8, 12])
  }
}
