extension CSATv2 {
  static let checkpoints = [
    CheckpointLayout(
      "CSATv2's authors", when: "^stages1.0.",
      rules: [
        .rename("^dct.", "stem_dct."),
        .rename(".Y_Conv.", ".conv_y."),
        .rename(".Cb_Conv.", ".conv_cb."),
        .rename(".Cr_Conv.", ".conv_cr."),
        // A stage begins with the convolution that ended the one before.
        .rename("^stages1.3.", "stages.1.0."),
        .rename("^stages2.3.", "stages.2.0."),
        .rename("^stages3.9.", "stages.3.0."),
        .rename("^stages1.#.", "stages.0.#1."),
        .rename("^stages2.#.", "stages.1.#1+1."),
        .rename("^stages3.#.", "stages.2.#1+1."),
        .rename("^stages4.#.", "stages.3.#1+1."),
        .flatten(".grn."),
        .rename("grn.gamma", "grn.weight"),
        .rename("grn.beta", "grn.bias"),
        .rename(".ff.net.0.", ".mlp.fc1."),
        .rename(".ff.net.3.", ".mlp.fc2."),
        .rename(".ff_norm.", ".norm2."),
        .rename(".attn_norm.", ".norm1."),
        .rename(".attention.attention.attn.", ".attn.attn."),
        .rename(".attention.attention.", ".attn.attn."),
        .rename(".attention.", ".attn."),
        .rename(".attn.to_qkv.", ".attn.qkv."),
        .rename(".attn.to_out.0.", ".attn.proj."),
        .rename("stages.#.#.attn.pos_embed.", "stages.#1.#2.pos_embed."),
        .rename("^head.", "head.fc."),
        .rename("^norm.", "head.norm."),
      ])
  ]
}
