// Made by `Scripts/facts configurations` from timm 1.0.31.
extension Qwen3ViT {
  static let configurations = ConfigurationTable(
    """
    qwen3_vit_88m.qwen3_5_0_8b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_88m_enc.qwen3_5_0_8b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_88m_merge.qwen3_5_0_8b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m.qwen3_5_2b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m.qwen3_5_4b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m.qwen3_vl_4b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m.qwen_drive_1_0_4b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m_enc.qwen3_5_2b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m_enc.qwen3_5_4b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m_enc.qwen3_vl_4b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m_enc.qwen_drive_1_0_4b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m_merge.qwen3_5_2b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m_merge.qwen3_5_4b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m_merge.qwen3_vl_4b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_306m_merge.qwen_drive_1_0_4b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m.qwen3_8_27b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m.qwen3_5_9b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m.qwen3_5_27b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m.qwen3_8_flash_next input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/ license=qwen-community-1.0
    qwen3_vit_416m.qwen3_vl_8b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m.qwen3_vl_30b_a3b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m.qwen3_vl_32b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m.qwen3_vl_235b_a22b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_enc.qwen3_8_27b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_enc.qwen3_5_9b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_enc.qwen3_5_27b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_enc.qwen3_8_flash_next input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/ license=qwen-community-1.0
    qwen3_vit_416m_enc.qwen3_vl_8b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_enc.qwen3_vl_30b_a3b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_enc.qwen3_vl_32b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_enc.qwen3_vl_235b_a22b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_merge.qwen3_8_27b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_merge.qwen3_5_9b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_merge.qwen3_5_27b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_merge.qwen3_8_flash_next input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/ license=qwen-community-1.0
    qwen3_vit_416m_merge.qwen3_vl_8b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_merge.qwen3_vl_30b_a3b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_merge.qwen3_vl_32b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    qwen3_vit_416m_merge.qwen3_vl_235b_a22b input_size=3x768x768 crop_pct=1 crop_mode=squash norm=half num_classes=0 hf_hub_id=timm/
    """)
}
