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
    g.classifierHead(x, head, classifier: g / "fc")
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
    #expect(try model.resettingClassifier(classes: 0)(images).shape == [2, 16])
    #expect(try model.resettingClassifier(classes: 0, pooling: .unpooled)(images).shape == [2, 16, 8, 12])
  }

  /// Neither marks what every model has, nor divides its channels.
  private struct Unfinished: Architecture {
    var groups: Int
    func build(_ image: Value, head: Head, in g: Scope) {
      g.hidden((g / "stem").convolution(image, 4, groups: groups))
    }
  }

  @Test("that is unfinished or impossible is a typed error, with the module's path", arguments: [0, 2, 1])
  func faultsAreErrors(groups: Int) {
    let error = #expect(throws: BackboneError.self) {
      try Model(architecture: Unfinished(groups: groups), named: "unfinished", weights: .synthetic(seed: 0))
    }
    #expect(error?.code == (groups == 1 ? .invalidOption : .shape))
    #expect(error?.message.contains(groups == 1 ? "prelogits" : "stem") == true, "\(String(describing: error))")
  }

  /// Cuts a map of 32x48 pixels and 3 channels into parts.
  private struct Cut: Architecture {
    let name: String
    let cut: @Sendable (Scope, Value) -> Value
    func build(_ image: Value, head: Head, in g: Scope) {
      let x = cut(g / "cut", image)
      g.hidden(x)
      g.classifierHead(x, head, classifier: g / "fc")
    }

    static let faults = [
      Cut(name: "windows of 0x4") { $0.windows($1, of: [0, 4]) },
      Cut(name: "windows of 5x4") { $0.windows($1, of: [5, 4]) },
      Cut(name: "windows of maps of 64x48") { $0.map(ofWindows: $1, [64, 48]) },
      Cut(name: "0 groups") { $0.shuffleChannels($1, groups: 0) },
      Cut(name: "2 groups") { $0.shuffleChannels($1, groups: 2) },
      Cut(name: "blocks of 0x0") { $0.spaceToDepth($1, block: 0) },
      Cut(name: "blocks of 5x5") { $0.spaceToDepth($1, block: 5) },
    ]
  }

  @Test("that cuts a value into parts that do not fit is a typed error", arguments: Cut.faults.indices)
  func cutsFit(_ index: Int) {
    let cut = Cut.faults[index]
    let error = #expect(throws: BackboneError.self) {
      try Model(
        architecture: cut, named: "cut", weights: .synthetic(seed: 0), options: ModelOptions(inputSize: [32, 48]))
    }
    #expect(error?.code == .shape)
    #expect(error?.message.contains("cut: ") == true && error?.message.contains(cut.name) == true, "\(cut.name)")
  }
}
