extension DaViT {
  static let checkpoints = [
    CheckpointLayout(
      "DaViT's authors", when: "patch_embeds.0.",
      rules: [
        .rename("patch_embeds.#", "stages.#1.downsample"),
        .rename("main_blocks.#", "stages.#1.blocks"),
        .rename("downsample.proj", "downsample.conv"),
        .rename("stages.0.downsample", "stem"),
        .rename("^head.", "head.fc."),
        .rename("^norms.", "head.norm."),
        .rename("cpe.0", "cpe1"),
        .rename("cpe.1", "cpe2"),
      ]),
    CheckpointLayout(
      "Florence-2", when: "^vision_tower.convs.0.",
      rules: [
        .under(["vision_tower."]),
        .rename("^convs.#", "stages.#1.downsample"),
        .rename("^blocks.#", "stages.#1.blocks"),
        .rename("downsample.proj", "downsample.conv"),
        .rename("stages.0.downsample", "stem"),
        .rename("window_attn.norm.", "norm1."),
        .rename("window_attn.fn.", "attn."),
        .rename("channel_attn.norm.", "norm1."),
        .rename("channel_attn.fn.", "attn."),
        .rename("ffn.norm.", "norm2."),
        .rename("ffn.fn.net.", "mlp."),
        .rename("conv1.fn.dw", "cpe1.proj"),
        .rename("conv2.fn.dw", "cpe2.proj"),
      ]),
  ]
}
