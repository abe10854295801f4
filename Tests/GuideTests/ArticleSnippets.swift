import BackbonesHub

/// The code of the README and of the articles in Backbones.docc.
extension Snippets {
  static let articles: [String: Code] = [
    "landing": landing, "classifying-images-1": classifyingImages1, "classifying-images-2": classifyingImages2,
    "loading-weights-2": loadingWeights2, "loading-weights-3": loadingWeights3, "taking-features-1": takingFeatures1,
    "taking-features-2": takingFeatures2, "taking-features-3": takingFeatures3,
    "shapes-without-weights-1": shapesWithoutWeights1, "shapes-without-weights-2": shapesWithoutWeights2,
    "changing-model-1": changingModel1, "changing-model-2": changingModel2, "changing-model-3": changingModel3,
    "speed-memory-and-threads-1": speedMemoryAndThreads1, "speed-memory-and-threads-2": speedMemoryAndThreads2,
    "speed-memory-and-threads-3": speedMemoryAndThreads3, "speed-memory-and-threads-4": speedMemoryAndThreads4,
    "own-architecture": ownArchitecture,
  ]

  /// Code that reads files which the tests do not have: compiled, not run.
  static let compiledOnly: [String: Code] = [
    "readme": readme, "classifying-images-3": classifyingImages3, "loading-weights-1": loadingWeights1,
    "loading-weights-4": loadingWeights4,
  ]

  static func readme() async throws {
    // snippet: readme
    let model = try await Model("resnet50.a1_in1k")  // downloaded once; or Model("resnet50", weights: .file(path))
    let photo = try model.preprocessing.tensor(contentsOf: "photo.jpg")

    let scores = try model(photo)  // [1, 1000]
    let best = try Prediction.top(1, of: scores)[0][0]
    print(model.labels[best.index], model.license ?? "")  // espresso apache-2.0
    let maps = try model.features(photo, outIndices: [2, 4])  // a pyramid: [1, 512, 28, 28], [1, 2048, 7, 7]
    let dense = try model.features(photo, outputStride: 8)  // strides beyond 8 become dilation
    let hidden = try model.forwardFeatures(photo)  // [1, 2048, 7, 7]
    let same = try model.forwardHead(hidden)  // scores, to the bit
    let tap = try model.outputs([.node("layer3.5.act2")], of: photo)
    print(try model.featureInfo().channels)  // [64, 256, 512, 1024, 2048]
    // end
    _ = (scores, maps, dense, same, tap)
  }

  static func landing() throws {
    // snippet: landing
    let model = try Model("resnet50", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    for map in try model.features(images) { print(map.shape) }
    // end
  }

  static func classifyingImages1() throws {
    // snippet: classifying-images-1
    print(Registry.names(matching: "resnet1?"))
    let model = try Model("resnet18", weights: .synthetic(seed: 0))
    print(model.inputSize, model.configuration.classes)
    // end
  }

  static func classifyingImages2() throws {
    // snippet: classifying-images-2
    let model = try Model("test_resnet", weights: .synthetic(seed: 0))
    let photo = try RasterImage(width: 2, height: 1, pixels: [255, 0, 0, 0, 0, 255])
    let images = try model.preprocessing.tensor(of: photo)
    let scores = try model(images)
    print(images.shape, scores.shape)
    print(try Prediction.top(5, of: scores)[0].count)
    // end
  }

  static func classifyingImages3() async throws {
    // snippet: classifying-images-3
    let model = try await Model("tf_efficientnet_lite0.in1k")
    let images = try model.preprocessing.tensor(contentsOf: "photo.jpg")
    for prediction in try Prediction.top(5, of: model(images))[0] {
      print(prediction.index, prediction.probability)
    }
    // end
  }

  static func loadingWeights1() throws {
    // snippet: loading-weights-1
    let fromFolder = try Model(weights: .directory("resnet50.a1_in1k"))
    let fromFile = try Model("resnet50", weights: .file("resnet50.safetensors"))
    // end
    _ = (fromFolder, fromFile)
  }

  static func loadingWeights4() async throws {
    // snippet: loading-weights-4
    let model = try await Model("resnet50.a1_in1k")
    let tuned = try await Model("hf-hub:someone/flowers@v2") { event in
      if case .progress(let progress) = event { print(progress.received, "of", progress.total ?? 0) }
    }
    // end
    _ = (model, tuned)
  }

  static func loadingWeights2() throws {
    // snippet: loading-weights-2
    let model = try Model("test_resnet", weights: .synthetic(seed: 0))
    print(model.parameterCount)
    // end
  }

  static func loadingWeights3() throws {
    // snippet: loading-weights-3
    struct Zeros: ParameterSource {
      func tensor(for parameter: Parameter) throws(BackboneError) -> Tensor {
        Tensor(parameter.shape, repeating: 0)
      }
    }
    let model = try Model("test_resnet", weights: .source(Zeros()))
    let scores = try model(SyntheticParameters.input([1, 3, 160, 160], seed: 0))
    print(scores.elements.allSatisfy { $0 == 0 })
    // end
  }

  static func takingFeatures1() throws {
    // snippet: taking-features-1
    let model = try Model("resnet18", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    let hidden = try model.forwardFeatures(images)
    print(hidden.shape, try model.forwardHead(hidden).shape)
    print(try model.resettingClassifier(classes: 0)(images).shape)
    // end
  }

  static func takingFeatures2() throws {
    // snippet: taking-features-2
    let model = try Model("resnet18", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    print(try model.featureInfo(outIndices: [2, 4]).channels)
    for map in try model.features(images, outIndices: [2, 4], outputStride: 16) { print(map.shape) }
    // end
  }

  static func takingFeatures3() throws {
    // snippet: taking-features-3
    let model = try Model("resnet18", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    print(try model.forwardIntermediates(images, indices: [1, 3]).maps.map(\.shape))
    let outputs = try model.outputs([.node("layer3.1.act1"), .feature(2), .logits], of: images)
    print(outputs.map(\.shape))
    // end
  }

  static func shapesWithoutWeights1() throws {
    // snippet: shapes-without-weights-1
    let report = try ModelReport("resnet50", batch: 2, outputs: [.hidden(), .logits])
    for output in report.outputs { print(output.name, output.shape) }
    for point in report.features { print(point.module, point.channels, point.reduction) }
    print(report.totals.parameters, report.totals.macs)
    // end
  }

  static func shapesWithoutWeights2() throws {
    // snippet: shapes-without-weights-2
    let options = ModelOptions(outputStride: 8, inputSize: ImageSize(320))
    let report = try ModelReport("resnet50", options: options)
    print(report.features.map(\.reduction))
    // end
  }

  static func changingModel1() throws {
    // snippet: changing-model-1
    let options = ModelOptions(classes: 10, inputChannels: 1, inputSize: ImageSize(192, 256))
    let model = try Model("test_vit", weights: .synthetic(seed: 0), options: options)
    print(try model(SyntheticParameters.input([2, 1, 192, 256], seed: 0)).shape)
    // end
  }

  static func changingModel2() throws {
    // snippet: changing-model-2
    let model = try Model("test_resnet", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 160, 160], seed: 0)
    print(try model.resettingClassifier(classes: 10)(images).shape)
    print(try model.resettingClassifier(classes: 0, pooling: .unpooled)(images).shape)
    // end
  }

  static func changingModel3() throws {
    // snippet: changing-model-3
    let whole = try Model("test_vit", weights: .synthetic(seed: 0))
    let (model, indices) = try whole.prunedIntermediateLayers(indices: [-3], pruneNorm: true)
    print(indices, model.parameterCount < whole.parameterCount)
    // end
  }

  static func speedMemoryAndThreads1() throws {
    // snippet: speed-memory-and-threads-1
    let images = SyntheticParameters.input([2, 3, 160, 160], seed: 0)
    let one = try Model("test_resnet", weights: .synthetic(seed: 0), engine: EngineOptions(threads: 1))
    let two = try Model("test_resnet", weights: .synthetic(seed: 0), engine: EngineOptions(threads: 2))
    print(try one(images).isBitIdentical(to: two(images)))
    // end
  }

  static func speedMemoryAndThreads2() throws {
    // snippet: speed-memory-and-threads-2
    let plan = try PlanReport("test_resnet", engine: EngineOptions(threads: 1))
    print(plan.arenaBytes >= plan.arenaBoundBytes)
    // end
  }

  static func speedMemoryAndThreads3() async throws {
    // snippet: speed-memory-and-threads-3
    let model = try Model("test_resnet", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 160, 160], seed: 0)
    let scores = try await Task.detached { try model(images) }.value
    print(scores.shape)
    // end
  }

  static func speedMemoryAndThreads4() throws {
    // snippet: speed-memory-and-threads-4
    let images = SyntheticParameters.input([1, 3, 160, 160], seed: 0)
    let fast = try Model("test_resnet", weights: .synthetic(seed: 0))
    let small = try Model("test_resnet", weights: .synthetic(seed: 0), engine: EngineOptions(compact: true))
    _ = (try fast(images), try small(images))
    print(small.memory.packed < fast.memory.packed)
    // end
  }

  static func ownArchitecture() throws {
    // snippet: own-architecture
    struct TwoLayers: Architecture {
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

    let model = try Model(
      architecture: TwoLayers(), named: "two_layers", weights: .synthetic(seed: 0),
      options: ModelOptions(classes: 5, inputSize: [32, 48]))
    print(try model(Tensor([2, 3, 32, 48], repeating: 0.5)).shape)
    print(try model.featureInfo().reductions)
    // end
  }
}
