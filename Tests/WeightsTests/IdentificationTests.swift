import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import BackbonesTestSupport
import Testing
import BackbonesWeights

@Suite("Weights are identified") struct IdentificationTests {
  /// Names and shapes without elements: none must be read.
  private struct Shapes: TensorArchive {
    let path = "shapes"
    let shapes: [String: TensorShape]
    var names: [String] { shapes.keys.sorted() }
    func entry(_ name: String) -> TensorEntry? { shapes[name].map { TensorEntry(type: .float16, shape: $0) } }
    func tensor(_ name: String) throws(BackboneError) -> Tensor { throw BackboneError(.inputOutput, "was read") }
  }

  private func shapes(of name: String, _ options: ModelOptions = ModelOptions()) throws -> [String: TensorShape] {
    let parameters = try Registry.entry(named: name).graph(options: options).stateDictionary
    return Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.shape) })
  }

  @Test(
    "Every model is among those that its own weights fit",
    arguments: [
      "test_resnet", "test_vit", "test_efficientnet", "test_convnext", "mobilenetv3_small_050", "resnet18d",
      "vit_tiny_patch16_384", "mobilenetv2_050", "densenet121", "regnetx_002", "repvgg_a0", "ghostnet_050",
      "csatv2", "swin_tiny_patch4_window7_224",
    ])
  func findsModels(_ name: String) throws {
    let identification = try Identification(Shapes(shapes: shapes(of: name)))
    let found = try #require(identification.candidates.first { $0.name == name })
    let configuration = try Registry.entry(named: name).configuration
    #expect(identification.candidates.allSatisfy { $0.fits })
    #expect(found.classes == configuration.classes)
    #expect(found.inputChannels == configuration.inputChannels)
    #expect(found.inputSize == configuration.inputSize)
    #expect(found.prefix == nil)
    #expect(identification.types.keys.elementsEqual([.float16]))
  }

  @Test("Classes, channels, image size and prefix are told")
  func findsChanges() throws {
    let options = ModelOptions(classes: 7, inputChannels: 1, inputSize: ImageSize(96, 96))
    let wrapped = try shapes(of: "test_vit", options).map { ("backbone.\($0)", $1) } + [("queue", [3])]
    let found = try #require(
      try Identification(Shapes(shapes: Dictionary(uniqueKeysWithValues: wrapped))).candidates.first {
        $0.name == "test_vit"
      })
    #expect(found.fits)
    #expect(found.classes == 7)
    #expect(found.inputChannels == 1)
    #expect(found.inputSize == ImageSize(96, 96))
    #expect(found.prefix == "backbone.")
    let headless = try Identification(Shapes(shapes: shapes(of: "test_resnet", ModelOptions(classes: 0))))
    #expect(headless.candidates.map { $0.name } == ["test_resnet"])
    #expect(headless.candidates[0].classes == 0)
  }

  @Test(
    "Checkpoints of other projects are identified, and whose they are",
    arguments: ForeignFact.all.filter {
      [
        "convnext_atto", "vit_small_patch14_reg4_dinov2", "regnety_002", "xcit_nano_12_p8_224", "tf_efficientnet_lite0",
      ].contains($0.model)
    })
  func findsOthers(_ fact: ForeignFact) throws {
    let shapes = fact.foreign.map { ($0.name, TensorShape($0.shape)) }
    let identification = try Identification(Shapes(shapes: Dictionary(uniqueKeysWithValues: shapes)))
    let found = try #require(identification.candidates.first { $0.name == fact.model })
    #expect(found.fits && found.origin == fact.origin)
    // Of several, the same is the first each time.
    #expect(identification.candidates.map(\.name) == identification.candidates.map(\.name).sorted())
  }

  @Test("Where none fits, the nearest and their differences are told")
  func findsNearest() throws {
    var shapes = try shapes(of: "test_resnet")
    shapes["layer1.0.conv1.weight"] = nil
    shapes["layer2.0.bn1.weight"] = [3]
    shapes["other"] = [1]
    let identification = try Identification(Shapes(shapes: shapes))
    #expect(identification.candidates.count == 3)
    let nearest = identification.candidates[0]
    #expect(nearest.name == "test_resnet")
    #expect(!nearest.fits)
    #expect(nearest.missing == ["layer1.0.conv1.weight"])
    #expect(nearest.unexpected == ["other"])
    #expect(nearest.misshapen == ["layer2.0.bn1.weight"])
  }

  @Test("Names that no architecture has are an error")
  func refusesOthers() {
    expectError(.weights, saying: "like those of no architecture: x.y") {
      try Identification(Shapes(shapes: ["x.y": [1]]))
    }
  }
}
