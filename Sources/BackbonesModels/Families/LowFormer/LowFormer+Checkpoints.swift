extension LowFormer {
  static let checkpoints = [
    CheckpointLayout(
      "LowFormer's authors", when: "^backbone.input_stem.",
      rules: [
        .rename("backbone.input_stem.", "stem."),
        .rename("backbone.stages.", "stages."),
        .rename("head.opseq.", "head."),
        .rename("head.op_list.0.", "in_conv."),
        .rename("head.op_list.2.linear.", "pre_classifier.0."),
        .rename("head.op_list.2.norm.", "pre_classifier.1."),
        .rename("head.op_list.3.linear.", "classifier."),
        .rename(".op_list.", "."),
        .rename(".total.0.0.", ".attn."),
        .rename(".total.0.1.", ".mlp."),
        .rename(".total.0.", ".attn."),
        .rename(".total.1.", ".local."),
        .rename(".conv_proj.0.", ".conv_proj.conv."),
        .rename(".conv_proj.1.", ".conv_proj.norm."),
        .rename(".pwise.0.", ".pwise."),
      ])
  ]
}
