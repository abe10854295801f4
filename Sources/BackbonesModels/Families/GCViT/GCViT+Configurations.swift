// Made by `Scripts/facts configurations` from timm 1.0.31.
extension GCViT {
  static let configurations = ConfigurationTable(
    """
    gcvit_base.in1k fixed_input_size url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights-morevit/gcvit_base_224_nvidia-f009139b.pth
    gcvit_small.in1k fixed_input_size url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights-morevit/gcvit_small_224_nvidia-4e98afa2.pth
    gcvit_tiny.in1k fixed_input_size url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights-morevit/gcvit_tiny_224_nvidia-ac783954.pth
    gcvit_xtiny.in1k fixed_input_size url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights-morevit/gcvit_xtiny_224_nvidia-274b92b7.pth
    gcvit_xxtiny.in1k fixed_input_size url=https://github.com/rwightman/pytorch-image-models/releases/download/v0.1-weights-morevit/gcvit_xxtiny_224_nvidia-d1d86009.pth
    """)
}
