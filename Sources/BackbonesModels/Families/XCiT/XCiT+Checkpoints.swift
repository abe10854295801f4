extension XCiT {
  static let checkpoints = [
    CheckpointLayout(
      "XCiT's authors", when: "^pos_embeder.", "^cls_attn_blocks.0.attn.qkv.",
      rules: [
        .rename("^pos_embeder.", "pos_embed."),
        .optional("^pos_embed."),
        .split(
          "^cls_attn_blocks.#.attn.qkv.",
          into: ["cls_attn_blocks.#1.attn.q.", "cls_attn_blocks.#1.attn.k.", "cls_attn_blocks.#1.attn.v."]),
      ])
  ]
}
