extension SwinTransformerV2 {
  static let checkpoints = [
    CheckpointLayout(
      "Swin's authors", when: "layers.0.downsample.reduction.",
      rules: buffers + [.rename("layers.#.downsample", "layers.#1+1.downsample"), .rename("^head.", "head.fc.")]),
    CheckpointLayout(
      "older versions of timm", when: "relative_position_index", "relative_coords_table", "attn_mask", rules: buffers),
  ]

  /// What a window's size tells.
  private static let buffers: [CheckpointRule] = [
    .drop("relative_position_index"), .drop("relative_coords_table"), .drop("attn_mask"),
  ]
}
