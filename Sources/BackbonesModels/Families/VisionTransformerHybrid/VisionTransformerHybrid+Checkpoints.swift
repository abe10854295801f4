extension VisionTransformerHybrid {
  static let checkpoints = [
    CheckpointLayout(
      "MobileCLIP", when: "^image_encoder.model.patch_emb.",
      rules: [
        .under(["image_encoder.model."]),
        .rename("patch_emb.", "patch_embed.backbone."),
        .rename("block.conv", "conv"),
        .rename("block.norm", "bn"),
        .rename("post_transformer_norm.", "norm."),
        .rename("pre_norm_mha.0", "norm1"),
        .rename("pre_norm_mha.1", "attn"),
        .rename("pre_norm_ffn.0", "norm2"),
        .rename("pre_norm_ffn.1", "mlp.fc1"),
        .rename("pre_norm_ffn.4", "mlp.fc2"),
        .rename("qkv_proj.", "qkv."),
        .rename("out_proj.", "proj."),
        .rename("transformer.", "blocks."),
        .rename("^pos_embed.pos_embed.pos_embed$", "pos_embed"),
        .reshape("^pos_embed$"),
        .permute("^classifier.proj$", [1, 0]),
        .zeros("^classifier.proj$", "head.bias"),
        .rename("^classifier.proj$", "head.weight"),
      ]),
    .googleClassic, .googleStem,
  ]
}
