/// NumPy archives of Flax's parameters.
extension CheckpointLayout {
  /// ViT and its hybrids, as their authors released them.
  static let googleClassic = CheckpointLayout(
    "Google", when: "Transformer/encoderblock_0/MultiHeadDotProductAttention_1/",
    rules: [
      .rename("^opt/target/", ""),
      .rename("^Transformer/encoderblock_#/LayerNorm_2/", "Transformer/encoderblock_#1/LayerNorm_1/"),
      .rename("/MultiHeadDotProductAttention_1/", "/MultiHeadDotProductAttention_0/"),
      .rename("/MlpBlock_3/", "/MlpBlock_0/"),
      .rename("^Transformer/posembed_input/pos_embedding$", "pos_embedding"),
    ] + googleNames)

  /// A hybrid whose network in front is a stem alone.
  static let googleStem = googleClassic.followed(by: [.rename("patch_embed.backbone.stem.", "patch_embed.backbone.")])

  /// ViT in big_vision, such as FlexiViT.
  static let google = CheckpointLayout(
    "Google", when: "^params/embedding/kernel$", "^embedding/kernel$",
    rules: [.rename("^params/", "")] + googleBlocks + googleNames)

  /// The image tower of SigLIP.
  static let googleTower = CheckpointLayout(
    "Google", when: "^params/img/embedding/kernel$",
    rules: [.under(["params/img/"])] + googleBlocks + googleNames)

  /// Blocks that are stacked are named.
  static let googleBlocks: [CheckpointRule] = [
    .unstack("^Transformer/encoderblock/", "Transformer/encoderblock_#1/")
  ]

  static let googleNames: [CheckpointRule] = [
    .drop("^pre_logits/"), .drop("^opt/"),
    .rename("^conv_root/", "patch_embed.backbone.stem.conv."),
    .rename("^gn_root/", "patch_embed.backbone.stem.norm."),
    .rename("^block#/unit#/conv_proj/", "patch_embed.backbone.stages.#1-1.blocks.#2-1.downsample.conv."),
    .rename("^block#/unit#/gn_proj/", "patch_embed.backbone.stages.#1-1.blocks.#2-1.downsample.norm."),
    .rename("^block#/unit#/conv#/", "patch_embed.backbone.stages.#1-1.blocks.#2-1.conv#3."),
    .rename("^block#/unit#/gn#/", "patch_embed.backbone.stages.#1-1.blocks.#2-1.norm#3."),
    .rename("^embedding/", "patch_embed.proj."),
    .rename("^cls$", "cls_token"),
    .rename("^pos_embedding$", "pos_embed"),
    .rename("^Transformer/encoder_norm/", "norm."),
    .rename("^head/", "head."),
    .rename("^Transformer/encoderblock_#/", "blocks.#1."),
    .rename("^MAPHead_0/probe$", "attn_pool.latent"),
    .rename("^MAPHead_0/LayerNorm_0/", "attn_pool.norm."),
    .rename("^MAPHead_0/MultiHeadDotProductAttention_0/", "attn_pool."),
    .rename("^MAPHead_0/MlpBlock_0/", "attn_pool.mlp."),
    .rename("LayerNorm_#/", "norm#1+1."),
    .rename("MultiHeadDotProductAttention_0/", "attn."),
    .rename("MlpBlock_0/", "mlp."),
    .rename("Dense_#/", "fc#1+1."),
    .rename("out/", "proj."),
    // Kernels are products' right sides, and biases have an axis for the heads.
    .kernel("query/kernel$", inputs: 1), .kernel("key/kernel$", inputs: 1), .kernel("value/kernel$", inputs: 1),
    .kernel("attn.proj.kernel$", inputs: 2), .kernel("attn_pool.proj.kernel$", inputs: 2),
    .kernel("fc#.kernel$", inputs: 1), .kernel("^head.kernel$", inputs: 1),
    .permute("conv#.kernel$", [3, 2, 0, 1]), .permute("conv.kernel$", [3, 2, 0, 1]),
    .permute("^patch_embed.proj.kernel$", [3, 2, 0, 1]),
    .flatten("query/bias$"), .flatten("key/bias$"), .flatten("value/bias$"), .flatten("scale$"), .flatten("bias$"),
    .join(["attn_pool.key/", "attn_pool.value/"], "attn_pool.kv."),
    .rename("attn_pool.query/", "attn_pool.q."),
    .join(["attn.query/", "attn.key/", "attn.value/"], "attn.qkv."),
    .rename("kernel$", "weight"), .rename("scale$", "weight"),
    .positions("^pos_embed$", .init()),
  ]

  /// BiT's networks.
  static let bigTransfer = CheckpointLayout(
    "Google", when: "^resnet/root_block/", "^root_block/",
    rules: [
      .rename("^resnet/", ""),
      .permute("kernel$", [3, 2, 0, 1]),
      .rename("standardized_conv2d/kernel$", "weight"), .rename("conv2d/kernel$", "weight"),
      .rename("conv2d/bias$", "bias"), .rename("gamma$", "weight"), .rename("beta$", "bias"),
      .rename("^root_block/", "stem.conv."),
      .rename("^group_norm/", "norm."),
      .rename("^head/", "head.fc."),
      .rename("^block#/unit#/", "stages.#1-1.blocks.#2-1."),
      .rename("a/proj/", "downsample.conv."),
      .rename(".a/group_norm/", ".norm1."), .rename(".a/", ".conv1."),
      .rename(".b/group_norm/", ".norm2."), .rename(".b/", ".conv2."),
      .rename(".c/group_norm/", ".norm3."), .rename(".c/", ".conv3."),
    ])
}
