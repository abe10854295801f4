internal import BackbonesGraphs
internal import BackbonesTensors

/// Swin transformers of the second version, whose attention is of cosines and whose biases a network makes of log-spaced
/// offsets: Liu et al. 2022 (arXiv:2111.09883). timm 1.0.31, `models/swin_transformer_v2.py`.
enum SwinTransformerV2: Family {
  static let module = "swin_transformer_v2"

  static let variants = Variants<SwinTransformer> { table in
    let deep = [2, 2, 18, 2]
    func variant(_ width: Int, _ depths: [Int], _ window: Int, pretrained: [Int]? = nil) -> SwinTransformer {
      SwinTransformer(
        width: width, depths: depths, heads: width / 32, windows: Array(repeating: window, count: 4), isSecond: true,
        pretrainedWindows: pretrained)
    }
    for window in [8, 16] {
      table["swinv2_tiny_window\(window)_256"] = variant(96, [2, 2, 6, 2], window)
      table["swinv2_small_window\(window)_256"] = variant(96, deep, window)
      table["swinv2_base_window\(window)_256"] = variant(128, deep, window)
    }
    // Trained with windows of 12 pixels, of 6 in the last stage, and then with larger ones.
    for (size, width) in [("base", 128), ("large", 192)] {
      table["swinv2_\(size)_window12_192"] = variant(width, deep, 12)
      for (window, pixels) in [(16, 256), (24, 384)] {
        table["swinv2_\(size)_window12to\(window)_192to\(pixels)"] = variant(
          width, deep, window, pretrained: [12, 12, 12, 6])
      }
    }
  }
}
