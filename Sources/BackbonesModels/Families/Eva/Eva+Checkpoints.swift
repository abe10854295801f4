extension Eva {
  static let checkpoints = [
    CheckpointLayout(
      "Perception Encoder", when: "^conv1.weight$",
      rules: CheckpointLayout.clipNames + [
        .rename("ls_#.gamma", "gamma_#1"),
        .rename("attn_pool.attn.", "attn_pool."),
        .rename("attn_pool.layernorm.", "attn_pool.norm."),
        .rename("attn_pool.probe", "attn_pool.latent"),
        .split("attn_pool.qkv.", into: ["attn_pool.q.", "attn_pool.kv.", "attn_pool.kv."]),
      ] + CheckpointLayout.clipShapes),
    CheckpointLayout(
      "Sapiens2", when: "^blocks.0.attn.wq.",
      rules: [
        .drop("^mask_token$"), .drop("rope_"),
        .rename("^storage_tokens$", "reg_token"),
        .rename("patch_embed.projection.", "patch_embed.proj."),
        .rename("attn.wq.", "attn.q_proj."),
        .rename("attn.wk.", "attn.k_proj."),
        .rename("attn.wv.", "attn.v_proj."),
        .rename("attn.gamma.weight", "gamma_1"),
        .rename(".ffn.", ".mlp."),
        .rename(".ln#.", ".norm#1."),
        .rename("^ln1.", "norm."),
      ] + products),
    CheckpointLayout(
      "DINOv3", when: "^storage_tokens$",
      rules: [
        .drop("rope_"), .drop(".bias_mask$"), .drop("mask_token$"), .drop("^projectors."), .drop("^local_cls_norm"),
        // Keys have no bias that changes a score. Small models have none at all.
        .split("attn.qkv.bias$", into: ["attn.q_bias", nil, "attn.v_bias"]),
        .optional("attn.q_bias$"), .optional("attn.v_bias$"),
        .rename("ls#.gamma", "gamma_#1"),
        .rename("^storage_tokens$", "reg_token"),
      ] + products),
    layout([]), layout(biases), layout(pretraining), layout(pretraining + biases),
  ]

  /// EVA, EVA-02 and EVA-CLIP, also as they come from pretraining.
  private static func layout(_ rules: [CheckpointRule]) -> CheckpointLayout {
    CheckpointLayout(
      "EVA", when: "rope.freqs_", "mlp.w1.", "mlp.w12.", "mlp.ffn_ln.", "attn.inner_attn_ln.", "^mask_token$",
      rules: [.drop("rope.freqs_")] + rules + products)
  }

  private static let products: [CheckpointRule] = [
    .rename("mlp.ffn_ln", "mlp.norm"),
    .rename("attn.inner_attn_ln", "attn.norm"),
    .rename("mlp.w12", "mlp.fc1"),
    .rename("mlp.w1", "mlp.fc1_g"),
    .rename("mlp.w2", "mlp.fc1_x"),
    .rename("mlp.w3", "mlp.fc2"),
  ]

  /// Of queries, keys and values that have a product each.
  private static let biases: [CheckpointRule] = [
    .rename("attn.q_bias", "attn.q_proj.bias"), .rename("attn.v_bias", "attn.v_proj.bias"),
  ]

  /// What predicts masked patches is left out, and the last norm is that of a classifier.
  private static let pretraining: [CheckpointRule] = [
    .drop("^mask_token$"), .drop("^lm_head."), .rename("^norm.", "fc_norm."),
  ]
}
