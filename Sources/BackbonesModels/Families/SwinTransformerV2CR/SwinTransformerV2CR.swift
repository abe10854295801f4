internal import BackbonesGraphs
internal import BackbonesTensors

/// Swin transformers of the second version as Christoph Reich wrote them from the paper: Liu et al. 2022 (arXiv:2111.09883).
/// timm 1.0.31, `models/swin_transformer_v2_cr.py`.
struct SwinTransformerV2CR: Architecture, Family, Hashable {
  static let module = "swin_transformer_v2_cr"

  /// Channels and heads of the first stage; they double from stage to stage.
  var width: Int, heads: Int
  var depths = [2, 2, 18, 2]
  /// Whether every stage ends with a norm; the last one always does. The number of blocks after which one comes, too; 0 for
  /// none.
  var normsStages = false, normPeriod = 0

  /// A window's share of the map of patches, along a side.
  private static let windowRatio = 8

  var takesOutputStride: Bool { false }

  static let variants = Variants<SwinTransformerV2CR> { table in
    let tiny = [2, 2, 6, 2], giant = [2, 2, 42, 2]
    for pixels in [224, 384] {
      table["swinv2_cr_tiny_\(pixels)"] = SwinTransformerV2CR(width: 96, heads: 3, depths: tiny)
      table["swinv2_cr_small_\(pixels)"] = SwinTransformerV2CR(width: 96, heads: 3)
      table["swinv2_cr_base_\(pixels)"] = SwinTransformerV2CR(width: 128, heads: 4)
      table["swinv2_cr_large_\(pixels)"] = SwinTransformerV2CR(width: 192, heads: 6)
      table["swinv2_cr_huge_\(pixels)"] = SwinTransformerV2CR(width: 352, heads: pixels == 224 ? 8 : 11, normPeriod: 6)
      table["swinv2_cr_giant_\(pixels)"] = SwinTransformerV2CR(width: 512, heads: 16, depths: giant, normPeriod: 6)
    }
    table["swinv2_cr_tiny_ns_224"] = SwinTransformerV2CR(width: 96, heads: 3, depths: tiny, normsStages: true)
    for pixels in [224, 256] {
      table["swinv2_cr_small_ns_\(pixels)"] = SwinTransformerV2CR(width: 96, heads: 3, normsStages: true)
    }
    table["swinv2_cr_base_ns_224"] = SwinTransformerV2CR(width: 128, heads: 4, normsStages: true)
  }

  private static let norm = Normalization.layer(epsilon: 1e-5)

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = (g / "patch_embed" / "proj").convolution(image, width, kernel: 4, stride: 4, bias: true, padding: .none)
    x = (g / "patch_embed").output((g / "patch_embed" / "norm").normalize(x, Self.norm))
    let patches = x.shape.extent
    let side = ImageSize(max(1, patches.height / Self.windowRatio), max(1, patches.width / Self.windowRatio))
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      x =
        index > 0 ? (stage / "downsample").mergePatches(x, Self.norm) : (stage / "downsample").output(x)
      for number in 0..<depth {
        let windows = ShiftedWindows(side, of: x.shape.extent, isShifted: number % 2 == 1)
        let isLast = number == depth - 1 && (normsStages || index == depths.count - 1)
        let isNormed = isLast || normPeriod > 0 && (number + 1) % normPeriod == 0
        x = buildBlock(x, heads: heads << index, windows, endsWithNorm: isNormed, in: stage / "blocks" / number)
      }
      x = stage.output((stage / "blocks").output(x))
      stage.feature(x)
    }
    g.hidden((g / "stages").output(x))
    (g / "head").classifierHead(x, head, classifier: g / "head" / "fc")
  }

  private func buildBlock(
    _ x: Value, heads: Int, _ windows: ShiftedWindows, endsWithNorm: Bool, in g: Scope
  ) -> Value {
    let attention = WindowAttention(heads: heads, positions: .networkOfPixels, isCosine: true)
    let y = g.add(x, (g / "norm1").normalize(attention(x, windows, in: g / "attn"), Self.norm))
    let z = g.add(y, (g / "norm2").normalize(FeedForward()(y, in: g / "mlp"), Self.norm))
    return g.output(endsWithNorm ? (g / "norm3").normalize(z, Self.norm) : (g / "norm3").output(z))
  }
}
