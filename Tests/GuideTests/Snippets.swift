import Backbones

/// The code that documents show. The lines between a snippet's name and its end appear in a document exactly.
enum Snippets {
  typealias Code = @Sendable () async throws -> Void

  /// The guide's code.
  static let guide: [String: Code] = [
    "forward-features": forwardFeatures, "create-unpooled": createUnpooled, "reset-unpooled": resetUnpooled,
    "forward-head": forwardHead, "create-pooled": createPooled, "reset-pooled": resetPooled, "pyramid": pyramid,
    "feature-info": featureInfo, "output-stride": outputStride, "intermediates": intermediates, "prune": prune,
    "nodes": nodes, "attention": attention, "strides": strides, "query": query, "receptive-field": receptiveField,
  ]

  static func strides() throws {
    // snippet: strides
    for name in ["resnet50", "vit_medium_patch16_reg1_gap_256"] {
      let model = try Model(name, weights: .synthetic(seed: 0), options: ModelOptions(inputSize: 256))
      let images = SyntheticParameters.input([1, 3, 256, 256], seed: 0)
      let levels = try model.pyramid(strides: [4, 8, 16, 32])
      for (level, map) in zip(levels, try model.features(images, strides: [4, 8, 16, 32])) {
        print(map.shape, "of feature", level.index, level.resampling ?? "as it is")
      }
    }
    // end
  }

  static func query() throws {
    // snippet: query
    let query = try ZooQuery(
      where: "macs < 2G and feature(stride: 8).channels >= 64 and license ~ apache and top > 79", sort: "macs",
      columns: "macs, top", size: 384)
    for row in try query.answer().rows { print(row.name) }
    // end
  }

  static func forwardFeatures() throws {
    // snippet: forward-features
    let model = try Model("xception41", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 299, 299], seed: 0)
    print("the model:", try model(images).shape)
    print("unpooled:", try model.forwardFeatures(images).shape)
    // end
  }

  static func createUnpooled() throws {
    // snippet: create-unpooled
    let model = try Model(
      "resnet50", weights: .synthetic(seed: 0), options: ModelOptions(classes: 0, pooling: .unpooled))
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    print("unpooled:", try model(images).shape)
    // end
  }

  static func resetUnpooled() throws {
    // snippet: reset-unpooled
    let whole = try Model("densenet121", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    print("before:", try whole(images).shape)
    let model = try whole.resettingClassifier(classes: 0, pooling: .unpooled)
    print("unpooled:", try model(images).shape)
    // end
  }

  static func forwardHead() throws {
    // snippet: forward-head
    let model = try Model("vit_medium_patch16_reg1_gap_256", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 256, 256], seed: 0)
    let hidden = try model.forwardFeatures(images)
    print("unpooled:", hidden.shape)
    let scores = try model.forwardHead(hidden)
    print("scores:", scores.shape)
    print("the model's own, to the bit:", try scores.isBitIdentical(to: model(images)))
    // end
  }

  static func createPooled() throws {
    // snippet: create-pooled
    let model = try Model("resnet50", weights: .synthetic(seed: 0), options: ModelOptions(classes: 0))
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    print("pooled:", try model(images).shape)
    // end
  }

  static func resetPooled() throws {
    // snippet: reset-pooled
    let whole = try Model("ese_vovnet19b_dw", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    print("before:", try whole(images).shape)
    let model = try whole.resettingClassifier(classes: 0)
    print("pooled:", try model(images).shape)
    // end
  }

  static func pyramid() throws {
    // snippet: pyramid
    let model = try Model("resnest26d", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    for map in try model.features(images) { print(map.shape) }
    // end
  }

  static func featureInfo() throws {
    // snippet: feature-info
    let model = try Model("regnety_032", weights: .synthetic(seed: 0))
    let info = try model.featureInfo()
    print("channels:", info.channels)
    print("reductions:", info.reductions)
    print("modules:", info.modules)
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    for map in try model.features(images) { print(map.shape) }
    // end
  }

  static func outputStride() throws {
    // snippet: output-stride
    let model = try Model(
      "ecaresnet101d", weights: .synthetic(seed: 0), options: ModelOptions(outputStride: 8))
    let info = try model.featureInfo(outIndices: [2, 4])
    print("channels:", info.channels)
    print("reductions:", info.reductions)
    let images = SyntheticParameters.input([2, 3, 320, 320], seed: 0)
    for map in try model.features(images, outIndices: [2, 4]) { print(map.shape) }
    // end
  }

  static func intermediates() throws {
    // snippet: intermediates
    let model = try Model("vit_medium_patch16_reg1_gap_256", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 256, 256], seed: 0)
    let result = try model.forwardIntermediates(images)
    print("the last hidden state:", result.final!.shape)
    for map in result.maps { print(map.shape) }
    // end
  }

  static func prune() throws {
    // snippet: prune
    let whole = try Model("vit_medium_patch16_reg1_gap_256", weights: .synthetic(seed: 0))
    print("parameters:", whole.parameterCount)
    let (model, indices) = try whole.prunedIntermediateLayers(indices: [-2], pruneNorm: true, pruneHead: true)
    print("parameters:", model.parameterCount)
    print("indices:", indices)
    let images = SyntheticParameters.input([2, 3, 256, 256], seed: 0)
    let result = try model.forwardIntermediates(images, indices: .list(indices), intermediatesOnly: true)
    for map in result.maps { print(map.shape) }
    // end
  }

  static func nodes() throws {
    // snippet: nodes
    let model = try Model("resnet50", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    let outputs = try model.outputs([.node("layer3.5.act2"), .feature(2), .logits], of: images)
    for output in outputs { print(output.shape) }
    // end
  }

  static func attention() throws {
    // snippet: attention
    let model = try Model("vit_tiny_patch16_224", weights: .synthetic(seed: 0))
    let images = SyntheticParameters.input([2, 3, 224, 224], seed: 0)
    let weights = try model.outputs([.node("blocks.5.attn.weights")], of: images)[0]
    print(weights.shape)
    for map in try model.attentionMaps(images, [.layer(5), .rollout]) { print(map.name, map.map.shape) }
    // end
  }

  static func receptiveField() throws {
    // snippet: receptive-field
    let model = try Model("tf_efficientnet_lite0", weights: .synthetic(seed: 0))
    let field = try model.receptiveField(of: .feature(2))
    print("size:", field.lines.size!, "stride:", field.lines.stride!, "centre:", field.lines.centre!)
    print("lines of cell 10:", field.lines.cells[10])
    let photo = ImageSize(300, 451)
    let pixels = try model.preprocessing.source(
      ofLines: field.lines.cells[10], columns: field.columns.cells[14], in: photo)
    print("of the photo:", pixels.lines, pixels.columns)
    // end
  }
}
