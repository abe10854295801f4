extension RegNet {
  static let checkpoints = [
    CheckpointLayout(
      "torchvision", when: "^trunk_output.block1.",
      rules: [
        .rename("^stem.0", "stem.conv"),
        .rename("^stem.1", "stem.bn"),
        .rename("^trunk_output.block#.block#-#.", "s#1.b#3+1."),
      ] + blocks + [.rename("^fc.", "head.fc.")]),
    CheckpointLayout(
      "SEER", when: "^trunk._feature_blocks.", "^_feature_blocks.",
      rules: [
        .rename("^trunk.", ""),
        .drop("projection_head"), .drop("prototypes"),
        .rename("^heads.0.clf.0.", "head.fc."),
        .rename("^_feature_blocks.conv1.stem.0", "stem.conv"),
        .rename("^_feature_blocks.conv1.stem.1", "stem.bn"),
        .rename("^_feature_blocks.res#.block#-#.", "s#2.b#3+1."),
        .rename("^s#.b#.bn.", "s#1.b#2.downsample.bn."),
      ] + blocks),
  ]

  private static let blocks: [CheckpointRule] = [
    .rename("f.a.0", "conv1.conv"),
    .rename("f.a.1", "conv1.bn"),
    .rename("f.b.0", "conv2.conv"),
    .rename("f.b.1", "conv2.bn"),
    .rename("f.final_bn", "conv3.bn"),
    .rename("f.se.excitation.0", "se.fc1"),
    .rename("f.se.excitation.2", "se.fc2"),
    .rename("f.se", "se"),
    .rename("f.c.0", "conv3.conv"),
    .rename("f.c.1", "conv3.bn"),
    .rename("f.c.", "conv3.conv."),
    .rename("proj.0", "downsample.conv"),
    .rename("proj.1", "downsample.bn"),
    .rename("proj.", "downsample.conv."),
  ]
}
