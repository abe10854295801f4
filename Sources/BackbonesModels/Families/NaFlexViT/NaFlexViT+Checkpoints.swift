extension NaFlexViT {
  static let checkpoints: [CheckpointLayout] =
    [
      CheckpointLayout("a plain ViT", when: "^patch_embed.proj.weight$", rules: names),
      CheckpointLayout(
        "a plain ViT", when: "^patch_embed.proj.weight$", rules: CheckpointLayout.classPosition + names),
      .radio().followed(by: names),
    ] + google(when: "^params/img/embedding/kernel$", [.under(["params/img/"])])
    + google(when: "embedding/kernel$", [.rename("^params/", "")])

  /// A plain ViT's names: embeddings have a module, and patches a linear layer over their pixels.
  private static let names: [CheckpointRule] = [
    .rename("^pos_embed$", "embeds.pos_embed"), .rename("^cls_token$", "embeds.cls_token"),
    .rename("^reg_token$", "embeds.reg_token"),
    .permute("^patch_embed.proj.weight$", [0, 2, 3, 1]),
    .rename("^patch_embed.", "embeds."),
    .reshape("^embeds.proj.weight$"), .reshape("^embeds.pos_embed$"), .reshape("^embeds.cls_token$"),
    .reshape("^embeds.reg_token$"),
  ]

  /// Google's archives, whose pixels have the channels last as here.
  private static func google(when mark: NamePattern, _ prefix: [CheckpointRule]) -> [CheckpointLayout] {
    [
      CheckpointLayout(
        "Google", when: mark,
        rules: prefix + [.kernel("^embedding/kernel$", inputs: -1)] + CheckpointLayout.googleBlocks
          + CheckpointLayout.googleNames + names)
    ]
  }
}
