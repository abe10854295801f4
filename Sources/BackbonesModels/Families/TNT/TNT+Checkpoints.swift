extension TNT {
  static let checkpoints = [
    CheckpointLayout("TNT's authors", when: "^outer_pos$", "^outer_tokens$", rules: names)
  ]

  private static let names: [CheckpointRule] = [
    .drop("^outer_tokens$"),
    .rename("outer_pos", "patch_pos"),
    .rename("inner_pos", "pixel_pos"),
    .rename("patch_embed", "pixel_embed"),
    .rename("proj_norm1", "norm1_proj"),
    .rename("proj_norm2", "norm2_proj"),
    .rename("inner_norm1", "norm_in"),
    .rename("inner_attn", "attn_in"),
    .rename("inner_norm2", "norm_mlp_in"),
    .rename("inner_mlp", "mlp_in"),
    .rename("outer_norm1", "norm_out"),
    .rename("outer_attn", "attn_out"),
    .rename("outer_norm2", "norm_mlp"),
    .rename("outer_mlp", "mlp"),
    // A list of pixels becomes a map.
    .permute("^pixel_pos$", [0, 2, 1]),
    .reshape("^pixel_pos$"),
  ]
}
