extension FastViT {
  static let checkpoints = [
    CheckpointLayout("FastViT's authors", when: "^patch_embed.0.rbr", rules: names),
    CheckpointLayout(
      "MobileCLIP", when: "^image_encoder.model.patch_embed.0.rbr",
      rules: [.under(["image_encoder.model."])] + names),
  ]

  private static let names: [CheckpointRule] = [
    .rename("patch_embed", "stem"),
    .rename("rbr_conv", "conv_kxk"),
    .rename("rbr_scale", "conv_scale"),
    .rename("rbr_skip", "identity"),
    .rename("conv_exp", "final_conv"),
    .rename("lkb_origin", "large_conv"),
    .rename("convffn", "mlp"),
    .rename("se.reduce", "se.fc1"),
    .rename("se.expand", "se.fc2"),
    .rename("layer_scale_#", "layer_scale_#1.gamma"),
    .rename("layer_scale$", "layer_scale.gamma"),
    .rename("dist_head", "head_dist"),
    // CLIP's projection has a matrix for its right side, and no bias.
    .permute("^head.proj$", [1, 0]),
    .rename("^head.proj$", "projection"),
    .rename("^head.", "head.fc."),
    .zeros("^projection$", "head.fc.bias"),
    .rename("^projection$", "head.fc.weight"),
    .sections("^network.#.", "stages.#1.", beginningAt: "^network.#.proj."),
    .rename("^stages.#.proj.", "stages.#1.downsample.proj."),
    .rename("^stages.#.pe.", "stages.#1.pos_emb.pos_enc."),
    .rename("^stages.#.#.", "stages.#1.blocks.#2."),
  ]
}
