extension ByobNet {
  static let checkpoints = [
    CheckpointLayout(
      "CLIP", when: "^visual.layer1.0.conv1.",
      rules: [
        .under(["visual."]),
        .rename("^conv#.", "stem.conv#1.conv."),
        .rename("^bn#.", "stem.conv#1.bn."),
        .rename("^layer#.#.", "stages.#1-1.#2."),
        .rename("^stages.#.#.conv1.", "stages.#1.#2.conv1_1x1.conv."),
        .rename("^stages.#.#.bn1.", "stages.#1.#2.conv1_1x1.bn."),
        .rename("^stages.#.#.conv2.", "stages.#1.#2.conv2_kxk.conv."),
        .rename("^stages.#.#.bn2.", "stages.#1.#2.conv2_kxk.bn."),
        .rename("^stages.#.#.conv3.", "stages.#1.#2.conv3_1x1.conv."),
        .rename("^stages.#.#.bn3.", "stages.#1.#2.conv3_1x1.bn."),
        .rename(".downsample.0.", ".shortcut.conv.conv."),
        .rename(".downsample.1.", ".shortcut.conv.bn."),
        .rename("^attnpool.positional_embedding$", "head.pos_embed"),
        .rename("^attnpool.q_proj.", "head.q."),
        .rename("^attnpool.k_proj.", "head.k."),
        .rename("^attnpool.v_proj.", "head.v."),
        .rename("^attnpool.c_proj.", "head.proj."),
        .optional("^head."),
      ])
  ]
}
