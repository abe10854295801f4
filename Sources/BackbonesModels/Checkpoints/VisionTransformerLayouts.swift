/// Layouts of plain vision transformers, which several families share.
extension CheckpointLayout {
  /// The image tower of OpenAI's CLIP, and of OpenCLIP's own transformers.
  static let openAI = CheckpointLayout(
    "CLIP", when: "^visual.class_embedding$",
    rules: [.under(["visual."])] + clipNames + [.rename("ls_#.gamma", "ls#1.gamma")] + clipShapes)

  /// Names of CLIP's transformers.
  static let clipNames: [CheckpointRule] = [
    .rename("conv1", "patch_embed.proj"),
    .rename("positional_embedding", "pos_embed"),
    .rename("transformer.resblocks.", "blocks."),
    .rename("ln_pre", "norm_pre"),
    .rename("ln_post", "norm"),
    .rename("ln_", "norm"),
    .rename("in_proj_", "qkv."),
    .rename("out_proj", "proj"),
    .rename("mlp.c_fc", "mlp.fc1"),
    .rename("mlp.c_proj", "mlp.fc2"),
    .rename("^class_embedding$", "cls_token"),
  ]

  /// Tokens without an axis of images, and a projection with a matrix for its right side.
  static let clipShapes: [CheckpointRule] = [
    .reshape("^cls_token$"), .reshape("^pos_embed$"),
    .permute("^proj$", [1, 0]), .zeros("^proj$", "head.bias"), .rename("^proj$", "head.weight"),
  ]

  /// timm's transformer in OpenCLIP, whose projection stands beside it.
  static let openCLIP = CheckpointLayout(
    "OpenCLIP", when: "^visual.trunk.blocks.0.", "^visual.trunk.patch_embed.",
    rules: [
      .rename("^visual.head.proj.", "visual.trunk.head."),
      .under(["visual.trunk."]),
      .zeros("^head.weight$", "head.bias"),
      .optional("^head."),
    ])

  /// DINOv2, and TIPS under a prefix.
  static let dino = CheckpointLayout("DINOv2", when: "^mask_token$", rules: dinoNames)

  /// DINOv2 with registers: only patches have positions, and the class token's is added to it.
  static let dinoWithRegisters = CheckpointLayout(
    "DINOv2", when: "^register_tokens$",
    rules: dinoNames + [.rename("^register_tokens$", "reg_token")] + classPosition)

  private static let dinoNames: [CheckpointRule] = [
    .drop("^mask_token$"), .rename("mlp.w12.", "mlp.fc1."), .rename("mlp.w3.", "mlp.fc2."),
  ]

  /// The class token's position is added to it.
  static let classPosition: [CheckpointRule] = [
    .cut("^pos_embed$", rows: 1, into: "class_position", rest: "pos_embed"),
    .add("^class_position$", to: "cls_token"),
  ]

  /// AIMv2.
  static let aim = CheckpointLayout(
    "AIMv2", when: "^preprocessor.patchifier.",
    rules: [
      .rename("norm_#", "norm#1"),
      .rename("^preprocessor.patchifier.", "patch_embed."),
      .rename("^preprocessor.pos_embed", "pos_embed"),
      .rename("^post_trunk_norm.", "norm."),
      .rename("^trunk.", ""),
      .rename("mlp.fc1", "mlp.fc1_g"),
      .rename("mlp.fc3", "mlp.fc1_x"),
    ])

  /// BEiT-3's experts for images.
  static let beit3 = CheckpointLayout(
    "BEiT-3", when: "^beit3.",
    rules: [
      .drop(".B."), .drop("^beit3.text_embed."), .drop("vision_embed.mask_token$"),
      .rename("beit3.", ""),
      .rename("vision_embed.cls_token", "cls_token"),
      .rename("vision_embed.", "patch_embed."),
      .rename("embed_positions.", "pos_embed."),
      .rename("encoder.", ""),
      .rename("layers.", "blocks."),
      .rename("ffn_layernorm.", "norm."),
      .rename("ffn.", "mlp."),
      .rename("self_attn_layer_norm.", "norm1."),
      .rename("self_attn.", "attn."),
      .rename("final_layer_norm.", "norm2."),
      .rename("inner_attn_ln", "norm"),
      .rename("out_proj", "proj"),
      .rename(".A.", "."),
      .cut("^pos_embed.weight$", rows: 2, into: nil, rest: "pos_embed"),
      .reshape("^pos_embed$"),
      .join(["attn.q_proj.", "attn.k_proj.", "attn.v_proj."], "attn.qkv."),
    ])

  /// NVIDIA's RADIO: the first teacher's class token is the model's, the others' are registers.
  static func radio(of models: Set<String>? = nil, alignsCorners: Bool = false) -> CheckpointLayout {
    CheckpointLayout(
      "RADIO", of: models, when: "^radio_model.model.patch_generator.",
      rules: [
        .under(["radio_model.model."]),
        .rename("^patch_generator.embedder.weight$", "patch_embed.proj.weight"),
        .zeros("^patch_embed.proj.weight$", "patch_embed.proj.bias"),
        .rename("^patch_generator.pos_embed$", "pos_embed"),
        .cut("^patch_generator.cls_token.token$", rows: 1, into: "cls_token", rest: "reg_token"),
        .rename(".grandma", ".gamma"),
        .drop("^patch_generator."), .drop("^norm."),
        .patches("^patch_embed.proj.weight$"), .reshape("_token$"),
        .positions("^pos_embed$", .init(alignsCorners: alignsCorners, crops: true)),
      ])
  }

  /// Those whose positions were resized so that corners stay corners.
  static let radioAligned = radio(
    of: ["vit_base_patch16_radio_v3", "vit_huge_patch16_radio_v3"], alignsCorners: true)

  /// Patches by a linear layer, and a layer before the classifier that is gone.
  static let linearPatches = CheckpointLayout(
    "older versions of timm", when: "^patch_embed.proj.weight$",
    rules: [.reshape("^patch_embed.proj.weight$"), .drop("^pre_logits.")])
}
