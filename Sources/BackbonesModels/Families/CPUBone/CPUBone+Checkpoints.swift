extension CPUBone {
  static let checkpoints = [
    CheckpointLayout(
      "CPUBone's authors", when: "^backbone.input_stem.",
      rules: [
        .rename(".conv_proj.0.", ".conv_proj.conv."),
        .rename(".conv_proj.1.", ".conv_proj.norm."),
        .rename(".pwise.0.", ".pwise."),
        .rename("head.op_list.0.", "head.in_conv."),
        .rename("head.op_list.2.", "head.pre_classifier."),
        .rename("head.op_list.3.", "head.classifier."),
        .rename("backbone.input_stem.", "stem."),
        .rename("backbone.stages.", "stages."),
        .rename(".op_list.", "."),
        // The bias in front of a norm goes into its mean.
        .add(".inverted_conv.conv.bias$", to: ".inverted_conv.norm.running_mean", subtracting: true),
        .add(".inverted_conv.conv.1.bias$", to: ".inverted_conv.norm.running_mean", subtracting: true),
        .add(".depth_conv.conv.bias$", to: ".depth_conv.norm.running_mean", subtracting: true),
        .add(".depth_conv.conv.1.bias$", to: ".depth_conv.norm.running_mean", subtracting: true),
      ])
  ]
}
