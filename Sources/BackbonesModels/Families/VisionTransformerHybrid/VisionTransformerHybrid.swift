internal import BackbonesGraphs
internal import BackbonesTensors

/// Vision transformers behind a convolutional network: a ResNet with standardised weights (Dosovitskiy et al. 2020,
/// arXiv:2010.11929; Steiner et al. 2021, arXiv:2106.10270) or a plain one, or the stem of MobileCLIP (Vasu et al. 2023,
/// arXiv:2311.17049). timm 1.0.31, `models/vision_transformer_hybrid.py`.
enum VisionTransformerHybrid: Family {
  static let module = "vision_transformer_hybrid"

  static let variants = Variants<VisionTransformer> { table in
    for size in ["224", "384"] {
      table["vit_tiny_r_s16_p8_" + size] = .init(size: .tiny, patch: 8, backbone: residual([]))
      table["vit_small_r26_s32_" + size] = .init(size: .small, patch: 1, backbone: residual([2, 2, 2, 2]))
      table["vit_base_r50_s16_" + size] = .init(size: .base, patch: 1, backbone: residual([3, 4, 9]))
      table["vit_large_r50_s32_" + size] = .init(size: .large, patch: 1, backbone: residual([3, 4, 6, 3]))
    }
    table["vit_base_r26_s32_224"] = .init(size: .base, patch: 1, backbone: residual([2, 2, 2, 2]))
    let shallow = VisionTransformer.Size(width: 768, depth: 8, heads: 8, hidden: 2304)
    table["vit_small_resnet26d_224"] = .init(size: shallow, patch: 1, backbone: ResNet.deep([2, 2, 2, 2]))
    table["vit_small_resnet50d_s16_224"] = .init(size: shallow, patch: 1, backbone: ResNet.deep([3, 4, 6]))
    table["vit_base_resnet26d_224"] = .init(size: .base, patch: 1, backbone: ResNet.deep([2, 2, 2, 2]))
    table["vit_base_resnet50d_224"] = .init(size: .base, patch: 1, backbone: ResNet.deep([3, 4, 6, 3]))
    table["vit_base_mci_224"] = .init(
      size: .base, patch: 1, backbone: MobileCLIPStem(width: 768), projectsPatches: false, positions: .patches)
  }

  /// Big Transfer's ResNet with its norms behind its convolutions; its stem alone where there are no stages.
  private static func residual(_ depths: [Int]) -> ResNetV2 {
    ResNetV2(
      depths: depths, norm: .group(), standardization: .plain(epsilon: 1e-8), padding: .same, preActivates: false)
  }
}

extension ResNet: PatchBackbone {
  /// ResNet-D (He et al. 2018, arXiv:1812.01187).
  fileprivate static func deep(_ depths: [Int]) -> Self {
    Self(block: .bottleneck, depths: depths, stem: .deep(width: 32), downsample: .average)
  }

  func map(_ image: Value, in g: Scope) -> Value { g.output(buildMaps(image, in: g).last!.map) }
}

extension ResNetV2: PatchBackbone {
  func map(_ image: Value, in g: Scope) -> Value {
    depths.isEmpty ? buildStemPool(buildStem(image, in: g).map, in: g) : g.output(buildMaps(image, in: g).last!.map)
  }
}

/// Three convolutions that each cut a map into blocks, of 4 pixels and then twice of 2.
private struct MobileCLIPStem: PatchBackbone {
  var width: Int

  func map(_ image: Value, in g: Scope) -> Value {
    var x = (g / 0).convNormAct(image, width / 4, kernel: 4, stride: 4, padding: .none, activation: .gelu)
    x = (g / 1).convNormAct(x, width / 4, kernel: 2, stride: 2, padding: .none, activation: .gelu)
    x = (g / 2 / "conv").convolution(x, width, kernel: 2, stride: 2, bias: true, padding: .none)
    return g.output((g / 2).output(x))
  }
}
