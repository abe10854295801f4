// Made by `Scripts/facts accuracies` from results/results-imagenet.csv of timm's repository.
extension Registry.Entry {
  /// Top-1 accuracy in per cent on the 50,000 validation images of ImageNet-1k (Russakovsky et al. 2015,
  /// arXiv:1409.0575), the best of the image sizes that timm measured; nil where it measured none.
  package var imageNetAccuracy: Double? {
    let tag = configuration.tag
    return Self.accuracies[tag.isEmpty ? name : "\(name).\(tag)"]
  }

  private static let accuracies: [String: Double] = {
    let text = """
      bat_resnext26ts.ch_in1k 78.28 beit3_base_patch16_224.in22k_ft_in1k 85.39 \
      beit3_base_patch16_224.indomain_in22k_ft_in1k 85.454 beit3_large_patch16_224.in22k_ft_in1k 87.628 \
      beit3_large_patch16_224.indomain_in22k_ft_in1k 87.534 beit_base_patch16_224.in22k_ft_in22k_in1k 85.238 \
      beit_base_patch16_384.in22k_ft_in22k_in1k 86.814 beit_large_patch16_224.in22k_ft_in22k_in1k 87.486 \
      beit_large_patch16_384.in22k_ft_in22k_in1k 88.38 beit_large_patch16_512.in22k_ft_in22k_in1k 88.576 \
      beitv2_base_patch16_224.in1k_ft_in1k 85.596 beitv2_base_patch16_224.in1k_ft_in22k_in1k 86.494 \
      beitv2_large_patch16_224.in1k_ft_in1k 87.414 beitv2_large_patch16_224.in1k_ft_in22k_in1k 88.406 \
      botnet26t_256.c1_in1k 79.256 caformer_b36.sail_in1k 85.502 caformer_b36.sail_in1k_384 86.4 \
      caformer_b36.sail_in22k_ft_in1k 87.45 caformer_b36.sail_in22k_ft_in1k_384 88.058 caformer_m36.sail_in1k 85.242 \
      caformer_m36.sail_in1k_384 86.164 caformer_m36.sail_in22k_ft_in1k 86.606 caformer_m36.sail_in22k_ft_in1k_384 \
      87.47 caformer_s18.sail_in1k 83.664 caformer_s18.sail_in1k_384 85.036 caformer_s18.sail_in22k_ft_in1k 84.092 \
      caformer_s18.sail_in22k_ft_in1k_384 85.442 caformer_s36.sail_in1k 84.528 caformer_s36.sail_in1k_384 85.762 \
      caformer_s36.sail_in22k_ft_in1k 85.78 caformer_s36.sail_in22k_ft_in1k_384 86.86 cait_m36_384.fb_dist_in1k 86.06 \
      cait_m48_448.fb_dist_in1k 86.48 cait_s24_224.fb_dist_in1k 83.484 cait_s24_384.fb_dist_in1k 85.048 \
      cait_s36_384.fb_dist_in1k 85.458 cait_xs24_384.fb_dist_in1k 84.064 cait_xxs24_224.fb_dist_in1k 78.4 \
      cait_xxs24_384.fb_dist_in1k 80.954 cait_xxs36_224.fb_dist_in1k 79.75 cait_xxs36_384.fb_dist_in1k 82.204 \
      coat_lite_medium.in1k 83.602 coat_lite_medium_384.in1k 84.89 coat_lite_mini.in1k 79.104 coat_lite_small.in1k \
      82.304 coat_lite_tiny.in1k 77.548 coat_mini.in1k 81.32 coat_small.in1k 82.378 coat_tiny.in1k 78.442 \
      coatnet_0_rw_224.sw_in1k 82.396 coatnet_1_rw_224.sw_in1k 83.62 coatnet_2_rw_224.sw_in12k_ft_in1k 86.582 \
      coatnet_bn_0_rw_224.sw_in1k 82.394 coatnet_nano_rw_224.sw_in1k 81.704 coatnet_rmlp_1_rw2_224.sw_in12k_ft_in1k \
      84.94 coatnet_rmlp_1_rw_224.sw_in1k 83.35 coatnet_rmlp_2_rw_224.sw_in12k_ft_in1k 86.538 \
      coatnet_rmlp_2_rw_224.sw_in1k 84.608 coatnet_rmlp_2_rw_384.sw_in12k_ft_in1k 87.388 \
      coatnet_rmlp_nano_rw_224.sw_in1k 82.064 coatnext_nano_rw_224.sw_in1k 81.998 convformer_b36.sail_in1k 84.826 \
      convformer_b36.sail_in1k_384 85.77 convformer_b36.sail_in22k_ft_in1k 86.992 \
      convformer_b36.sail_in22k_ft_in1k_384 87.606 convformer_m36.sail_in1k 84.486 convformer_m36.sail_in1k_384 85.58 \
      convformer_m36.sail_in22k_ft_in1k 86.152 convformer_m36.sail_in22k_ft_in1k_384 86.868 convformer_s18.sail_in1k \
      82.968 convformer_s18.sail_in1k_384 84.392 convformer_s18.sail_in22k_ft_in1k 83.768 \
      convformer_s18.sail_in22k_ft_in1k_384 85.004 convformer_s36.sail_in1k 84.068 convformer_s36.sail_in1k_384 85.38 \
      convformer_s36.sail_in22k_ft_in1k 85.42 convformer_s36.sail_in22k_ft_in1k_384 86.374 convit_base.fb_in1k 82.296 \
      convit_small.fb_in1k 81.412 convit_tiny.fb_in1k 73.14 convmixer_1024_20_ks9_p14.in1k 76.944 \
      convmixer_1536_20.in1k 81.382 convmixer_768_32.in1k 80.158 convnext_atto.d2_in1k 77.016 \
      convnext_atto_ols.a2_in1k 77.22 convnext_base.clip_laion2b_augreg_ft_in12k_in1k 86.378 \
      convnext_base.clip_laion2b_augreg_ft_in12k_in1k_384 87.144 convnext_base.clip_laion2b_augreg_ft_in1k 86.184 \
      convnext_base.clip_laiona_augreg_ft_in1k_384 86.49 convnext_base.fb_in1k 84.466 convnext_base.fb_in22k_ft_in1k \
      86.302 convnext_base.fb_in22k_ft_in1k_384 86.826 convnext_femto.d1_in1k 78.712 convnext_femto_ols.d1_in1k \
      78.916 convnext_large.fb_in1k 84.862 convnext_large.fb_in22k_ft_in1k 87.012 convnext_large.fb_in22k_ft_in1k_384 \
      87.456 convnext_large_mlp.clip_laion2b_augreg_ft_in1k 87.344 convnext_large_mlp.clip_laion2b_augreg_ft_in1k_384 \
      87.89 convnext_large_mlp.clip_laion2b_soup_ft_in12k_in1k_320 87.97 \
      convnext_large_mlp.clip_laion2b_soup_ft_in12k_in1k_384 88.334 convnext_nano.d1h_in1k 81.474 \
      convnext_nano.in12k_ft_in1k 82.882 convnext_nano.r384_in12k_ft_in1k 83.334 convnext_nano_ols.d1h_in1k 81.612 \
      convnext_pico.d1_in1k 80.426 convnext_pico_ols.d1_in1k 80.458 convnext_small.fb_in1k 83.704 \
      convnext_small.fb_in22k_ft_in1k 85.276 convnext_small.fb_in22k_ft_in1k_384 85.752 convnext_small.in12k_ft_in1k \
      85.324 convnext_small.in12k_ft_in1k_384 86.186 convnext_tiny.fb_in1k 82.694 convnext_tiny.fb_in22k_ft_in1k 82.9 \
      convnext_tiny.fb_in22k_ft_in1k_384 84.098 convnext_tiny.in12k_ft_in1k 84.448 convnext_tiny.in12k_ft_in1k_384 \
      85.154 convnext_tiny_hnf.a2h_in1k 82.608 convnext_xlarge.fb_in22k_ft_in1k 87.378 \
      convnext_xlarge.fb_in22k_ft_in1k_384 87.764 convnext_xxlarge.clip_laion2b_soup_ft_in1k 88.622 \
      convnext_zepto_rms.ra4_e3600_r224_in1k 72.82 convnext_zepto_rms_ols.ra4_e3600_r224_in1k 73.234 \
      convnextv2_atto.fcmae_ft_in1k 77.794 convnextv2_base.fcmae_ft_in1k 85.49 convnextv2_base.fcmae_ft_in22k_in1k \
      86.994 convnextv2_base.fcmae_ft_in22k_in1k_384 87.638 convnextv2_femto.fcmae_ft_in1k 79.342 \
      convnextv2_huge.fcmae_ft_in1k 86.618 convnextv2_huge.fcmae_ft_in22k_in1k_384 88.666 \
      convnextv2_huge.fcmae_ft_in22k_in1k_512 88.86 convnextv2_large.fcmae_ft_in1k 86.132 \
      convnextv2_large.fcmae_ft_in22k_in1k 87.494 convnextv2_large.fcmae_ft_in22k_in1k_384 88.18 \
      convnextv2_nano.fcmae_ft_in1k 82.49 convnextv2_nano.fcmae_ft_in22k_in1k 82.666 \
      convnextv2_nano.fcmae_ft_in22k_in1k_384 83.366 convnextv2_pico.fcmae_ft_in1k 81.062 \
      convnextv2_tiny.fcmae_ft_in1k 83.478 convnextv2_tiny.fcmae_ft_in22k_in1k 84.428 \
      convnextv2_tiny.fcmae_ft_in22k_in1k_384 85.098 crossvit_15_240.in1k 81.522 crossvit_15_dagger_240.in1k 82.302 \
      crossvit_15_dagger_408.in1k 83.842 crossvit_18_240.in1k 82.39 crossvit_18_dagger_240.in1k 82.494 \
      crossvit_18_dagger_408.in1k 84.198 crossvit_9_240.in1k 73.994 crossvit_9_dagger_240.in1k 76.99 \
      crossvit_base_240.in1k 82.212 crossvit_small_240.in1k 81.036 crossvit_tiny_240.in1k 73.352 \
      cs3darknet_focus_l.c2ns_in1k 80.894 cs3darknet_focus_m.c2ns_in1k 77.286 cs3darknet_focus_s.ra4_e3600_r256_in1k \
      73.158 cs3darknet_l.c2ns_in1k 80.882 cs3darknet_m.c2ns_in1k 77.636 cs3darknet_x.c2ns_in1k 82.234 \
      cs3edgenet_x.c2_in1k 82.734 cs3se_edgenet_x.c2ns_in1k 83.55 cs3sedarknet_l.c2ns_in1k 81.77 \
      cs3sedarknet_x.c2ns_in1k 82.654 cspdarknet53.ra_in1k 80.078 cspresnet50.ra_in1k 79.578 cspresnext50.ra_in1k \
      80.548 darknet53.c2ns_in1k 80.542 darknetaa53.c2ns_in1k 80.528 davit_base.msft_in1k 84.652 \
      davit_small.msft_in1k 84.252 davit_tiny.msft_in1k 82.694 deit3_base_patch16_224.fb_in1k 83.8 \
      deit3_base_patch16_224.fb_in22k_ft_in1k 85.728 deit3_base_patch16_384.fb_in1k 85.088 \
      deit3_base_patch16_384.fb_in22k_ft_in1k 86.742 deit3_huge_patch14_224.fb_in1k 85.204 \
      deit3_huge_patch14_224.fb_in22k_ft_in1k 87.18 deit3_large_patch16_224.fb_in1k 84.772 \
      deit3_large_patch16_224.fb_in22k_ft_in1k 86.99 deit3_large_patch16_384.fb_in1k 85.82 \
      deit3_large_patch16_384.fb_in22k_ft_in1k 87.736 deit3_medium_patch16_224.fb_in1k 83.09 \
      deit3_medium_patch16_224.fb_in22k_ft_in1k 84.55 deit3_small_patch16_224.fb_in1k 81.382 \
      deit3_small_patch16_224.fb_in22k_ft_in1k 83.082 deit3_small_patch16_384.fb_in1k 83.432 \
      deit3_small_patch16_384.fb_in22k_ft_in1k 84.846 deit_base_distilled_patch16_224.fb_in1k 83.384 \
      deit_base_distilled_patch16_384.fb_in1k 85.438 deit_base_patch16_224.fb_in1k 81.98 \
      deit_base_patch16_384.fb_in1k 83.108 deit_small_distilled_patch16_224.fb_in1k 81.204 \
      deit_small_patch16_224.fb_in1k 79.856 deit_tiny_distilled_patch16_224.fb_in1k 74.538 \
      deit_tiny_patch16_224.fb_in1k 72.19 densenet121.ra_in1k 76.486 densenet121.tv_in1k 74.75 densenet161.tv_in1k \
      77.384 densenet169.tv_in1k 75.922 densenet201.tv_in1k 77.284 densenetblur121d.ra_in1k 77.32 dla102.in1k 78.016 \
      dla102x.in1k 78.516 dla102x2.in1k 79.448 dla169.in1k 78.702 dla34.in1k 74.632 dla46_c.in1k 64.88 dla46x_c.in1k \
      66.008 dla60.in1k 77.036 dla60_res2net.in1k 78.48 dla60_res2next.in1k 78.488 dla60x.in1k 78.234 dla60x_c.in1k \
      67.928 dm_nfnet_f0.dm_in1k 83.468 dm_nfnet_f1.dm_in1k 84.7 dm_nfnet_f2.dm_in1k 85.184 dm_nfnet_f3.dm_in1k \
      85.676 dm_nfnet_f4.dm_in1k 85.838 dm_nfnet_f5.dm_in1k 86.102 dm_nfnet_f6.dm_in1k 86.364 dpn107.mx_in1k 80.166 \
      dpn131.mx_in1k 79.836 dpn68.mx_in1k 76.304 dpn68b.mx_in1k 77.494 dpn68b.ra_in1k 79.342 dpn92.mx_in1k 80.032 \
      dpn98.mx_in1k 79.664 eca_botnext26ts_256.c1_in1k 79.262 eca_halonext26ts.c1_in1k 79.518 eca_nfnet_l0.ra2_in1k \
      82.59 eca_nfnet_l1.ra2_in1k 84.062 eca_nfnet_l2.ra3_in1k 84.71 eca_resnet33ts.ra2_in1k 80.716 \
      eca_resnext26ts.ch_in1k 78.02 ecaresnet101d.miil_in1k 83.006 ecaresnet101d_pruned.miil_in1k 82.016 \
      ecaresnet269d.ra2_in1k 84.968 ecaresnet26t.ra2_in1k 79.9 ecaresnet50d.miil_in1k 81.648 \
      ecaresnet50d_pruned.miil_in1k 80.808 ecaresnet50t.a1_in1k 82.11 ecaresnet50t.a2_in1k 81.682 \
      ecaresnet50t.a3_in1k 79.548 ecaresnet50t.ra2_in1k 82.37 ecaresnetlight.miil_in1k 81.43 \
      edgenext_base.in21k_ft_in1k 84.076 edgenext_base.usi_in1k 83.97 edgenext_small.usi_in1k 81.574 \
      edgenext_small_rw.sw_in1k 80.452 edgenext_x_small.in1k 75.706 edgenext_xx_small.in1k 71.886 \
      efficientformer_l1.snap_dist_in1k 80.502 efficientformer_l3.snap_dist_in1k 82.562 \
      efficientformer_l7.snap_dist_in1k 83.396 efficientformerv2_l.snap_dist_in1k 83.642 \
      efficientformerv2_s0.snap_dist_in1k 76.102 efficientformerv2_s1.snap_dist_in1k 79.684 \
      efficientformerv2_s2.snap_dist_in1k 82.156 efficientnet_b0.ra4_e3600_r224_in1k 79.364 efficientnet_b0.ra_in1k \
      77.698 efficientnet_b1.ft_in1k 78.806 efficientnet_b1.ra4_e3600_r240_in1k 81.444 efficientnet_b1_pruned.in1k \
      78.252 efficientnet_b2.ra_in1k 80.612 efficientnet_b2_pruned.in1k 79.904 efficientnet_b3.ra2_in1k 82.296 \
      efficientnet_b3_pruned.in1k 80.864 efficientnet_b4.ra2_in1k 83.468 efficientnet_b5.sw_in12k_ft_in1k 85.894 \
      efficientnet_el.ra_in1k 81.308 efficientnet_el_pruned.in1k 80.284 efficientnet_em.ra2_in1k 79.256 \
      efficientnet_es.ra_in1k 78.1 efficientnet_es_pruned.in1k 75.01 efficientnet_h_b5.sw_r448_e450_in1k 84.942 \
      efficientnet_lite0.ra_in1k 75.488 efficientnet_x_b5.sw_r448_e450_in1k 84.928 efficientnetv2_rw_m.agc_in1k 84.83 \
      efficientnetv2_rw_s.ra2_in1k 83.83 efficientnetv2_rw_t.ra2_in1k 82.354 efficientvit_b0.r224_in1k 71.408 \
      efficientvit_b1.r224_in1k 79.254 efficientvit_b1.r256_in1k 79.734 efficientvit_b1.r288_in1k 80.322 \
      efficientvit_b2.r224_in1k 82.162 efficientvit_b2.r256_in1k 82.712 efficientvit_b2.r288_in1k 83.078 \
      efficientvit_b3.r224_in1k 83.444 efficientvit_b3.r256_in1k 83.782 efficientvit_b3.r288_in1k 84.162 \
      efficientvit_l1.r224_in1k 84.464 efficientvit_l2.r224_in1k 85.046 efficientvit_l2.r256_in1k 85.38 \
      efficientvit_l2.r288_in1k 85.614 efficientvit_l2.r384_in1k 85.984 efficientvit_l3.r224_in1k 85.81 \
      efficientvit_l3.r256_in1k 85.952 efficientvit_l3.r320_in1k 86.23 efficientvit_l3.r384_in1k 86.396 \
      efficientvit_m0.r224_in1k 63.304 efficientvit_m1.r224_in1k 68.34 efficientvit_m2.r224_in1k 70.796 \
      efficientvit_m3.r224_in1k 73.394 efficientvit_m4.r224_in1k 74.344 efficientvit_m5.r224_in1k 77.092 \
      ese_vovnet19b_dw.ra_in1k 77.788 ese_vovnet39b.ra_in1k 80.378 ese_vovnet57b.ra4_e3600_r256_in1k 83.298 \
      eva02_base_patch14_448.mim_in22k_ft_in1k 88.262 eva02_base_patch14_448.mim_in22k_ft_in22k_in1k 88.678 \
      eva02_large_patch14_448.mim_in22k_ft_in1k 89.634 eva02_large_patch14_448.mim_in22k_ft_in22k_in1k 89.956 \
      eva02_large_patch14_448.mim_m38m_ft_in1k 89.55 eva02_large_patch14_448.mim_m38m_ft_in22k_in1k 90.056 \
      eva02_small_patch14_336.mim_in22k_ft_in1k 85.77 eva02_tiny_patch14_336.mim_in22k_ft_in1k 80.648 \
      eva_giant_patch14_224.clip_ft_in1k 88.896 eva_giant_patch14_336.clip_ft_in1k 89.462 \
      eva_giant_patch14_336.m30m_ft_in22k_in1k 89.566 eva_giant_patch14_560.m30m_ft_in22k_in1k 89.79 \
      eva_large_patch14_196.in22k_ft_in1k 87.952 eva_large_patch14_196.in22k_ft_in22k_in1k 88.59 \
      eva_large_patch14_336.in22k_ft_in1k 88.68 eva_large_patch14_336.in22k_ft_in22k_in1k 89.238 fasternet_l.in1k \
      83.516 fasternet_m.in1k 82.848 fasternet_s.in1k 81.328 fasternet_t0.in1k 71.732 fasternet_t1.in1k 75.922 \
      fasternet_t2.in1k 78.738 fastvit_ma36.apple_dist_in1k 84.608 fastvit_ma36.apple_in1k 83.884 \
      fastvit_s12.apple_dist_in1k 81.074 fastvit_s12.apple_in1k 79.882 fastvit_sa12.apple_dist_in1k 81.838 \
      fastvit_sa12.apple_in1k 80.846 fastvit_sa24.apple_dist_in1k 83.368 fastvit_sa24.apple_in1k 82.706 \
      fastvit_sa36.apple_dist_in1k 84.028 fastvit_sa36.apple_in1k 83.502 fastvit_t12.apple_dist_in1k 80.364 \
      fastvit_t12.apple_in1k 79.276 fastvit_t8.apple_dist_in1k 77.17 fastvit_t8.apple_in1k 76.184 \
      fbnetc_100.rmsp_in1k 75.12 fbnetv3_b.ra2_in1k 79.154 fbnetv3_d.ra2_in1k 79.682 fbnetv3_g.ra2_in1k 82.034 \
      flexivit_base.1200ep_in1k 84.678 flexivit_base.300ep_in1k 84.402 flexivit_base.600ep_in1k 84.564 \
      flexivit_large.1200ep_in1k 85.646 flexivit_large.300ep_in1k 85.284 flexivit_large.600ep_in1k 85.53 \
      flexivit_small.1200ep_in1k 82.576 flexivit_small.300ep_in1k 82.17 flexivit_small.600ep_in1k 82.388 \
      focalnet_base_lrf.ms_in1k 83.828 focalnet_base_srf.ms_in1k 83.808 focalnet_small_lrf.ms_in1k 83.508 \
      focalnet_small_srf.ms_in1k 83.428 focalnet_tiny_lrf.ms_in1k 82.174 focalnet_tiny_srf.ms_in1k 82.146 \
      gc_efficientnetv2_rw_t.agc_in1k 82.486 gcresnet33ts.ra2_in1k 80.588 gcresnet50t.ra2_in1k 81.458 \
      gcresnext26ts.ch_in1k 78.436 gcresnext50ts.ch_in1k 81.242 gcvit_base.in1k 84.456 gcvit_small.in1k 83.904 \
      gcvit_tiny.in1k 83.4 gcvit_xtiny.in1k 81.964 gcvit_xxtiny.in1k 79.756 gernet_l.idstcv_in1k 81.354 \
      gernet_m.idstcv_in1k 80.702 gernet_s.idstcv_in1k 76.874 ghostnet_100.in1k 73.958 ghostnetv2_100.in1k 75.186 \
      ghostnetv2_130.in1k 76.746 ghostnetv2_160.in1k 77.836 ghostnetv3_100.in1k 76.936 gmixer_24_224.ra3_in1k 78.048 \
      gmlp_s16_224.ra3_in1k 79.652 halo2botnet50ts_256.a1h_in1k 82.084 halonet26t.a1h_in1k 79.134 \
      halonet50ts.a1h_in1k 81.64 haloregnetz_b.ra3_in1k 81.058 hardcorenas_a.miil_green_in1k 75.926 \
      hardcorenas_b.miil_green_in1k 76.55 hardcorenas_c.miil_green_in1k 77.092 hardcorenas_d.miil_green_in1k 77.45 \
      hardcorenas_e.miil_green_in1k 77.788 hardcorenas_f.miil_green_in1k 78.1 hgnet_base.ssld_in1k 85.488 \
      hgnet_small.paddle_in1k 82.222 hgnet_small.ssld_in1k 84.368 hgnet_tiny.paddle_in1k 80.644 hgnet_tiny.ssld_in1k \
      82.528 hgnetv2_b0.ssld_stage1_in22k_in1k 78.038 hgnetv2_b0.ssld_stage2_ft_in1k 78.59 \
      hgnetv2_b1.ssld_stage1_in22k_in1k 79.05 hgnetv2_b1.ssld_stage2_ft_in1k 79.916 hgnetv2_b2.ssld_stage1_in22k_in1k \
      81.456 hgnetv2_b2.ssld_stage2_ft_in1k 82.362 hgnetv2_b3.ssld_stage1_in22k_in1k 83.118 \
      hgnetv2_b3.ssld_stage2_ft_in1k 83.588 hgnetv2_b4.ssld_stage1_in22k_in1k 83.45 hgnetv2_b4.ssld_stage2_ft_in1k \
      83.952 hgnetv2_b5.ssld_stage1_in22k_in1k 84.93 hgnetv2_b5.ssld_stage2_ft_in1k 85.158 \
      hgnetv2_b6.ssld_stage1_in22k_in1k 86.3 hgnetv2_b6.ssld_stage2_ft_in1k 86.38 hiera_base_224.mae_in1k_ft_in1k \
      84.528 hiera_base_plus_224.mae_in1k_ft_in1k 85.136 hiera_huge_224.mae_in1k_ft_in1k 86.84 \
      hiera_large_224.mae_in1k_ft_in1k 86.046 hiera_small_224.mae_in1k_ft_in1k 83.888 \
      hiera_small_abswin_256.sbb2_e200_in12k_ft_in1k 84.912 hiera_small_abswin_256.sbb2_pd_e200_in12k_ft_in1k 84.564 \
      hiera_tiny_224.mae_in1k_ft_in1k 82.826 hrnet_w18.ms_aug_in1k 78.11 hrnet_w18.ms_in1k 76.77 \
      hrnet_w18_small.gluon_in1k 73.934 hrnet_w18_small.ms_in1k 72.34 hrnet_w18_small_v2.gluon_in1k 78.202 \
      hrnet_w18_small_v2.ms_in1k 75.094 hrnet_w18_ssld.paddle_in1k 82.052 hrnet_w30.ms_in1k 78.202 hrnet_w32.ms_in1k \
      78.452 hrnet_w40.ms_in1k 78.928 hrnet_w44.ms_in1k 78.89 hrnet_w48.ms_in1k 79.328 hrnet_w48_ssld.paddle_in1k \
      84.484 hrnet_w64.ms_in1k 79.458 inception_next_atto.sail_in1k 75.348 inception_next_base.sail_in1k 84.098 \
      inception_next_base.sail_in1k_384 85.202 inception_next_small.sail_in1k 83.584 inception_next_tiny.sail_in1k \
      82.508 inception_resnet_v2.tf_ens_adv_in1k 79.998 inception_resnet_v2.tf_in1k 80.434 inception_v3.gluon_in1k \
      78.806 inception_v3.tf_adv_in1k 77.598 inception_v3.tf_in1k 77.866 inception_v3.tv_in1k 77.472 \
      inception_v4.tf_in1k 80.144 lambda_resnet26rpt_256.c1_in1k 78.96 lambda_resnet26t.c1_in1k 79.126 \
      lambda_resnet50ts.a1h_in1k 81.184 lamhalobotnet50ts_256.a1h_in1k 81.552 lcnet_050.ra2_in1k 63.138 \
      lcnet_075.ra2_in1k 68.786 lcnet_100.ra2_in1k 72.13 legacy_senet154.in1k 81.32 legacy_seresnet101.in1k 78.37 \
      legacy_seresnet152.in1k 78.662 legacy_seresnet18.in1k 71.742 legacy_seresnet34.in1k 74.788 \
      legacy_seresnet50.in1k 77.65 legacy_seresnext101_32x4d.in1k 80.274 legacy_seresnext26_32x4d.in1k 77.1 \
      legacy_seresnext50_32x4d.in1k 79.08 legacy_xception.tf_in1k 79.058 levit_128.fb_dist_in1k 78.486 \
      levit_128s.fb_dist_in1k 76.52 levit_192.fb_dist_in1k 79.858 levit_256.fb_dist_in1k 81.506 \
      levit_384.fb_dist_in1k 82.6 levit_conv_128.fb_dist_in1k 78.488 levit_conv_128s.fb_dist_in1k 76.534 \
      levit_conv_192.fb_dist_in1k 79.86 levit_conv_256.fb_dist_in1k 81.506 levit_conv_384.fb_dist_in1k 82.6 \
      mambaout_base.in1k 84.73 mambaout_base_plus_rw.sw_e150_in12k_ft_in1k 86.916 \
      mambaout_base_plus_rw.sw_e150_r384_in12k_ft_in1k 87.508 mambaout_base_short_rw.sw_e500_in1k 84.842 \
      mambaout_base_tall_rw.sw_e500_in1k 84.988 mambaout_base_wide_rw.sw_e500_in1k 84.966 mambaout_femto.in1k 79.912 \
      mambaout_kobe.in1k 81.064 mambaout_small.in1k 84.512 mambaout_small_rw.sw_e450_in1k 84.604 mambaout_tiny.in1k \
      83.452 maxvit_base_tf_224.in1k 84.884 maxvit_base_tf_384.in1k 86.29 maxvit_base_tf_384.in21k_ft_in1k 87.93 \
      maxvit_base_tf_512.in1k 86.598 maxvit_base_tf_512.in21k_ft_in1k 88.214 maxvit_large_tf_224.in1k 84.938 \
      maxvit_large_tf_384.in1k 86.242 maxvit_large_tf_384.in21k_ft_in1k 87.994 maxvit_large_tf_512.in1k 86.534 \
      maxvit_large_tf_512.in21k_ft_in1k 88.236 maxvit_nano_rw_256.sw_in1k 82.934 \
      maxvit_rmlp_base_rw_224.sw_in12k_ft_in1k 86.908 maxvit_rmlp_base_rw_384.sw_in12k_ft_in1k 87.81 \
      maxvit_rmlp_nano_rw_256.sw_in1k 82.978 maxvit_rmlp_pico_rw_256.sw_in1k 80.55 maxvit_rmlp_small_rw_224.sw_in1k \
      84.488 maxvit_rmlp_tiny_rw_256.sw_in1k 84.226 maxvit_small_tf_224.in1k 84.452 maxvit_small_tf_384.in1k 85.534 \
      maxvit_small_tf_512.in1k 86.102 maxvit_tiny_rw_224.sw_in1k 83.522 maxvit_tiny_tf_224.in1k 83.426 \
      maxvit_tiny_tf_384.in1k 85.106 maxvit_tiny_tf_512.in1k 85.658 maxvit_xlarge_tf_384.in21k_ft_in1k 88.302 \
      maxvit_xlarge_tf_512.in21k_ft_in1k 88.54 maxxvit_rmlp_nano_rw_256.sw_in1k 83.036 \
      maxxvit_rmlp_small_rw_256.sw_in1k 84.634 maxxvitv2_nano_rw_256.sw_in1k 83.108 \
      maxxvitv2_rmlp_base_rw_224.sw_in12k_ft_in1k 86.64 maxxvitv2_rmlp_base_rw_384.sw_in12k_ft_in1k 87.48 \
      mixer_b16_224.goog_in21k_ft_in1k 76.616 mixer_b16_224.miil_in21k_ft_in1k 82.314 \
      mixer_l16_224.goog_in21k_ft_in1k 72.084 mixnet_l.ft_in1k 78.97 mixnet_m.ft_in1k 77.268 mixnet_s.ft_in1k 76 \
      mixnet_xl.ra_in1k 80.494 mnasnet_100.rmsp_in1k 74.672 mnasnet_small.lamb_in1k 66.204 \
      mobilenet_edgetpu_v2_m.ra4_e3600_r224_in1k 80.684 mobilenetv1_100.ra4_e3600_r224_in1k 76.088 \
      mobilenetv1_100h.ra4_e3600_r224_in1k 76.598 mobilenetv1_125.ra4_e3600_r224_in1k 77.612 \
      mobilenetv2_050.lamb_in1k 65.928 mobilenetv2_100.ra_in1k 72.91 mobilenetv2_110d.ra_in1k 75.056 \
      mobilenetv2_120d.ra_in1k 77.3 mobilenetv2_140.ra_in1k 76.528 mobilenetv3_large_100.miil_in21k_ft_in1k 77.92 \
      mobilenetv3_large_100.ra4_e3600_r224_in1k 77.182 mobilenetv3_large_100.ra_in1k 75.784 \
      mobilenetv3_large_150d.ra4_e3600_r256_in1k 81.832 mobilenetv3_rw.rmsp_in1k 75.616 \
      mobilenetv3_small_050.lamb_in1k 57.918 mobilenetv3_small_075.lamb_in1k 65.284 mobilenetv3_small_100.lamb_in1k \
      67.636 mobilenetv4_conv_aa_large.e230_r384_in12k_ft_in1k 84.772 \
      mobilenetv4_conv_aa_large.e230_r448_in12k_ft_in1k 84.99 mobilenetv4_conv_aa_large.e600_r384_in1k 83.826 \
      mobilenetv4_conv_blur_medium.e500_r224_in1k 80.152 mobilenetv4_conv_large.e500_r256_in1k 82.672 \
      mobilenetv4_conv_large.e600_r384_in1k 83.418 mobilenetv4_conv_medium.e250_r384_in12k_ft_in1k 82.776 \
      mobilenetv4_conv_medium.e500_r224_in1k 79.836 mobilenetv4_conv_medium.e500_r256_in1k 80.89 \
      mobilenetv4_conv_small.e1200_r224_in1k 74.282 mobilenetv4_conv_small.e2400_r224_in1k 74.644 \
      mobilenetv4_conv_small.e3600_r256_in1k 75.616 mobilenetv4_conv_small_050.e3000_r224_in1k 65.826 \
      mobilenetv4_hybrid_large.e600_r384_in1k 84.264 mobilenetv4_hybrid_large.ix_e600_r384_in1k 84.352 \
      mobilenetv4_hybrid_medium.e200_r256_in12k_ft_in1k 82.998 mobilenetv4_hybrid_medium.e500_r224_in1k 81.284 \
      mobilenetv4_hybrid_medium.ix_e550_r256_in1k 82.5 mobilenetv4_hybrid_medium.ix_e550_r384_in1k 83.39 \
      mobileone_s0.apple_in1k 71.398 mobileone_s1.apple_in1k 75.76 mobileone_s2.apple_in1k 77.504 \
      mobileone_s3.apple_in1k 78.002 mobileone_s4.apple_in1k 79.446 mobilevit_s.cvnets_in1k 78.298 \
      mobilevit_xs.cvnets_in1k 74.618 mobilevit_xxs.cvnets_in1k 68.936 mobilevitv2_050.cvnets_in1k 70.156 \
      mobilevitv2_075.cvnets_in1k 75.612 mobilevitv2_100.cvnets_in1k 78.088 mobilevitv2_125.cvnets_in1k 79.682 \
      mobilevitv2_150.cvnets_in1k 80.38 mobilevitv2_150.cvnets_in22k_ft_in1k 81.466 \
      mobilevitv2_150.cvnets_in22k_ft_in1k_384 82.606 mobilevitv2_175.cvnets_in1k 80.87 \
      mobilevitv2_175.cvnets_in22k_ft_in1k 81.95 mobilevitv2_175.cvnets_in22k_ft_in1k_384 82.92 \
      mobilevitv2_200.cvnets_in1k 81.148 mobilevitv2_200.cvnets_in22k_ft_in1k 82.32 \
      mobilevitv2_200.cvnets_in22k_ft_in1k_384 83.43 mvitv2_base.fb_in1k 84.424 mvitv2_large.fb_in1k 85.264 \
      mvitv2_small.fb_in1k 83.772 mvitv2_tiny.fb_in1k 82.408 naflexvit_base_patch16_gap.e300_s576_in1k 83.34 \
      naflexvit_base_patch16_par_gap.e300_s576_in1k 83.508 naflexvit_base_patch16_parfac_gap.e300_s576_in1k 83.468 \
      nasnetalarge.tf_in1k 82.638 nest_base_jx.goog_in1k 83.552 nest_small_jx.goog_in1k 83.132 nest_tiny_jx.goog_in1k \
      81.428 nextvit_base.bd_in1k 83.498 nextvit_base.bd_in1k_384 84.706 nextvit_base.bd_ssld_6m_in1k 85.186 \
      nextvit_base.bd_ssld_6m_in1k_384 86.372 nextvit_large.bd_in1k 83.654 nextvit_large.bd_in1k_384 84.93 \
      nextvit_large.bd_ssld_6m_in1k 85.514 nextvit_large.bd_ssld_6m_in1k_384 86.544 nextvit_small.bd_in1k 82.626 \
      nextvit_small.bd_in1k_384 84.036 nextvit_small.bd_ssld_6m_in1k 84.872 nextvit_small.bd_ssld_6m_in1k_384 85.966 \
      nf_regnet_b1.ra2_in1k 79.368 nf_resnet50.ra2_in1k 80.658 nfnet_l0.ra2_in1k 82.766 pit_b_224.in1k 82.458 \
      pit_b_distilled_224.in1k 83.774 pit_s_224.in1k 81.114 pit_s_distilled_224.in1k 81.826 pit_ti_224.in1k 72.926 \
      pit_ti_distilled_224.in1k 74.276 pit_xs_224.in1k 78.196 pit_xs_distilled_224.in1k 79.172 pnasnet5large.tf_in1k \
      82.814 poolformer_m36.sail_in1k 82.104 poolformer_m48.sail_in1k 82.462 poolformer_s12.sail_in1k 77.238 \
      poolformer_s24.sail_in1k 80.294 poolformer_s36.sail_in1k 81.428 poolformerv2_m36.sail_in1k 82.214 \
      poolformerv2_m48.sail_in1k 82.612 poolformerv2_s12.sail_in1k 78.008 poolformerv2_s24.sail_in1k 80.746 \
      poolformerv2_s36.sail_in1k 81.576 pvt_v2_b0.in1k 70.654 pvt_v2_b1.in1k 78.698 pvt_v2_b2.in1k 82.062 \
      pvt_v2_b2_li.in1k 82.2 pvt_v2_b3.in1k 83.12 pvt_v2_b4.in1k 83.71 pvt_v2_b5.in1k 83.76 rdnet_base.nv_in1k 84.366 \
      rdnet_large.nv_in1k 84.794 rdnet_large.nv_in1k_ft_in1k_384 85.844 rdnet_small.nv_in1k 83.658 rdnet_tiny.nv_in1k \
      82.814 regnetv_040.ra3_in1k 83.204 regnetv_064.ra3_in1k 83.746 regnetx_002.pycls_in1k 68.758 \
      regnetx_004.pycls_in1k 72.482 regnetx_004_tv.tv2_in1k 74.596 regnetx_006.pycls_in1k 73.904 \
      regnetx_008.pycls_in1k 75.054 regnetx_008.tv2_in1k 77.294 regnetx_016.pycls_in1k 76.936 regnetx_016.tv2_in1k \
      79.44 regnetx_032.pycls_in1k 78.16 regnetx_032.tv2_in1k 80.916 regnetx_040.pycls_in1k 78.486 \
      regnetx_064.pycls_in1k 79.062 regnetx_080.pycls_in1k 79.214 regnetx_080.tv2_in1k 81.552 regnetx_120.pycls_in1k \
      79.608 regnetx_160.pycls_in1k 79.844 regnetx_160.tv2_in1k 82.574 regnetx_320.pycls_in1k 80.258 \
      regnetx_320.tv2_in1k 82.824 regnety_002.pycls_in1k 70.288 regnety_004.pycls_in1k 74.004 regnety_004.tv2_in1k \
      75.594 regnety_006.pycls_in1k 75.274 regnety_008.pycls_in1k 76.334 regnety_008_tv.tv2_in1k 78.672 \
      regnety_016.pycls_in1k 77.88 regnety_016.tv2_in1k 80.668 regnety_032.pycls_in1k 78.902 regnety_032.ra_in1k \
      82.724 regnety_032.tv2_in1k 81.788 regnety_040.pycls_in1k 79.246 regnety_040.ra3_in1k 83.048 \
      regnety_064.pycls_in1k 79.734 regnety_064.ra3_in1k 83.716 regnety_080.pycls_in1k 79.874 regnety_080.ra3_in1k \
      83.94 regnety_080_tv.tv2_in1k 82.58 regnety_120.pycls_in1k 80.382 regnety_120.sw_in12k_ft_in1k 85.428 \
      regnety_1280.seer_ft_in1k 84.426 regnety_1280.swag_ft_in1k 88.228 regnety_1280.swag_lc_in1k 85.964 \
      regnety_160.deit_in1k 83.704 regnety_160.lion_in12k_ft_in1k 86.004 regnety_160.pycls_in1k 80.284 \
      regnety_160.sw_in12k_ft_in1k 86.028 regnety_160.swag_ft_in1k 86.02 regnety_160.swag_lc_in1k 83.806 \
      regnety_160.tv2_in1k 82.646 regnety_2560.seer_ft_in1k 85.144 regnety_320.pycls_in1k 80.796 \
      regnety_320.seer_ft_in1k 83.324 regnety_320.swag_ft_in1k 86.83 regnety_320.swag_lc_in1k 84.654 \
      regnety_320.tv2_in1k 83.17 regnety_640.seer_ft_in1k 83.924 regnetz_040.ra3_in1k 84.242 regnetz_040_h.ra3_in1k \
      84.498 regnetz_b16.ra3_in1k 80.74 regnetz_c16.ra3_in1k 82.662 regnetz_c16_evos.ch_in1k 82.66 \
      regnetz_d32.ra3_in1k 84.028 regnetz_d8.ra3_in1k 84.044 regnetz_d8_evos.ch_in1k 84.138 regnetz_e8.ra3_in1k \
      85.016 repghostnet_050.in1k 66.978 repghostnet_058.in1k 68.938 repghostnet_080.in1k 72.24 repghostnet_100.in1k \
      74.208 repghostnet_111.in1k 75.06 repghostnet_130.in1k 76.378 repghostnet_150.in1k 77.474 repghostnet_200.in1k \
      78.802 repvgg_a0.rvgg_in1k 72.426 repvgg_a1.rvgg_in1k 74.474 repvgg_a2.rvgg_in1k 76.488 repvgg_b0.rvgg_in1k \
      75.158 repvgg_b1.rvgg_in1k 78.37 repvgg_b1g4.rvgg_in1k 77.608 repvgg_b2.rvgg_in1k 78.788 repvgg_b2g4.rvgg_in1k \
      79.396 repvgg_b3.rvgg_in1k 80.528 repvgg_b3g4.rvgg_in1k 80.224 repvgg_d2se.rvgg_in1k 83.55 \
      repvit_m0_9.dist_300e_in1k 78.652 repvit_m0_9.dist_450e_in1k 79.058 repvit_m1.dist_in1k 78.542 \
      repvit_m1_0.dist_300e_in1k 80.152 repvit_m1_0.dist_450e_in1k 80.43 repvit_m1_1.dist_300e_in1k 80.826 \
      repvit_m1_1.dist_450e_in1k 81.314 repvit_m1_5.dist_300e_in1k 82.382 repvit_m1_5.dist_450e_in1k 82.52 \
      repvit_m2.dist_in1k 80.468 repvit_m2_3.dist_300e_in1k 83.524 repvit_m2_3.dist_450e_in1k 83.746 \
      repvit_m3.dist_in1k 81.494 res2net101_26w_4s.in1k 79.192 res2net101d.in1k 81.236 res2net50_14w_8s.in1k 78.142 \
      res2net50_26w_4s.in1k 77.994 res2net50_26w_6s.in1k 78.586 res2net50_26w_8s.in1k 78.95 res2net50_48w_2s.in1k \
      77.528 res2net50d.in1k 80.28 res2next50.in1k 78.238 resmlp_12_224.fb_distilled_in1k 77.948 \
      resmlp_12_224.fb_in1k 76.66 resmlp_24_224.fb_distilled_in1k 80.766 resmlp_24_224.fb_in1k 79.38 \
      resmlp_36_224.fb_distilled_in1k 81.15 resmlp_36_224.fb_in1k 79.772 resmlp_big_24_224.fb_distilled_in1k 83.594 \
      resmlp_big_24_224.fb_in1k 81.034 resmlp_big_24_224.fb_in22k_ft_in1k 84.414 resnest101e.in1k 82.916 \
      resnest14d.gluon_in1k 75.516 resnest200e.in1k 83.88 resnest269e.in1k 84.542 resnest26d.gluon_in1k 78.476 \
      resnest50d.in1k 80.958 resnest50d_1s4x24d.in1k 81.024 resnest50d_4s2x40d.in1k 81.146 resnet101.a1_in1k 82.326 \
      resnet101.a1h_in1k 82.796 resnet101.a2_in1k 82.218 resnet101.a3_in1k 79.836 resnet101.gluon_in1k 79.306 \
      resnet101.tv2_in1k 81.906 resnet101.tv_in1k 77.404 resnet101c.gluon_in1k 79.542 resnet101d.gluon_in1k 80.466 \
      resnet101d.ra2_in1k 83.02 resnet101s.gluon_in1k 80.278 resnet10t.c3_in1k 68.354 resnet14t.c3_in1k 72.242 \
      resnet152.a1_in1k 82.742 resnet152.a1h_in1k 83.494 resnet152.a2_in1k 82.614 resnet152.a3_in1k 80.548 \
      resnet152.gluon_in1k 79.712 resnet152.tv2_in1k 82.294 resnet152.tv_in1k 78.33 resnet152c.gluon_in1k 79.904 \
      resnet152d.gluon_in1k 80.476 resnet152d.ra2_in1k 83.684 resnet152s.gluon_in1k 81.048 resnet18.a1_in1k 73.164 \
      resnet18.a2_in1k 72.364 resnet18.a3_in1k 68.25 resnet18.fb_ssl_yfcc100m_ft_in1k 72.636 \
      resnet18.fb_swsl_ig1b_ft_in1k 73.286 resnet18.gluon_in1k 70.844 resnet18.tv_in1k 69.752 resnet18d.ra2_in1k \
      73.79 resnet18d.ra4_e3600_r224_in1k 76.012 resnet200d.ra2_in1k 83.976 resnet26.bt_in1k 76.384 resnet26d.bt_in1k \
      77.422 resnet26t.ra2_in1k 78.33 resnet32ts.ra2_in1k 79.388 resnet33ts.ra2_in1k 79.71 resnet34.a1_in1k 77.93 \
      resnet34.a2_in1k 77.15 resnet34.a3_in1k 72.996 resnet34.bt_in1k 76.506 resnet34.gluon_in1k 74.574 \
      resnet34.ra4_e3600_r224_in1k 78.972 resnet34.tv_in1k 73.298 resnet34d.ra2_in1k 78.44 resnet50.a1_in1k 81.24 \
      resnet50.a1h_in1k 80.654 resnet50.a2_in1k 80.774 resnet50.a3_in1k 78.052 resnet50.am_in1k 79.004 \
      resnet50.b1k_in1k 80.708 resnet50.b2k_in1k 80.466 resnet50.bt_in1k 79.652 resnet50.c1_in1k 80.928 \
      resnet50.c2_in1k 80.862 resnet50.d_in1k 81.012 resnet50.fb_ssl_yfcc100m_ft_in1k 79.252 \
      resnet50.fb_swsl_ig1b_ft_in1k 81.146 resnet50.gluon_in1k 77.58 resnet50.ra_in1k 79.864 resnet50.ram_in1k 79.982 \
      resnet50.tv2_in1k 80.846 resnet50.tv_in1k 76.156 resnet50_gn.a1h_in1k 81.216 resnet50c.gluon_in1k 78.016 \
      resnet50d.a1_in1k 81.466 resnet50d.a2_in1k 81.164 resnet50d.a3_in1k 78.742 resnet50d.gluon_in1k 79.08 \
      resnet50d.ra2_in1k 81.354 resnet50d.ra4_e3600_r224_in1k 81.84 resnet50s.gluon_in1k 78.71 resnet51q.ra2_in1k \
      82.356 resnet61q.ra2_in1k 82.532 resnetaa101d.sw_in12k_ft_in1k 84.114 resnetaa50.a1h_in1k 81.618 \
      resnetaa50d.sw_in12k_ft_in1k 82.656 resnetblur50.bt_in1k 80.248 resnetrs101.tf_in1k 82.288 resnetrs152.tf_in1k \
      83.71 resnetrs200.tf_in1k 84.448 resnetrs270.tf_in1k 84.438 resnetrs350.tf_in1k 84.71 resnetrs420.tf_in1k 85.01 \
      resnetrs50.tf_in1k 79.934 resnetv2_101.a1h_in1k 83.002 resnetv2_101x1_bit.goog_in21k_ft_in1k 82.332 \
      resnetv2_101x3_bit.goog_in21k_ft_in1k 84.43 resnetv2_152x2_bit.goog_in21k_ft_in1k 84.468 \
      resnetv2_152x2_bit.goog_teacher_in21k_ft_in1k 82.918 resnetv2_152x2_bit.goog_teacher_in21k_ft_in1k_384 83.858 \
      resnetv2_152x4_bit.goog_in21k_ft_in1k 84.936 resnetv2_18.ra4_e3600_r224_in1k 75.364 \
      resnetv2_18d.ra4_e3600_r224_in1k 76.058 resnetv2_34.ra4_e3600_r224_in1k 79.07 resnetv2_34d.ra4_e3600_r224_in1k \
      79.614 resnetv2_34d.ra4_e3600_r384_in1k 80.43 resnetv2_50.a1h_in1k 81.406 resnetv2_50d_evos.ah_in1k 82.024 \
      resnetv2_50d_gn.ah_in1k 81.96 resnetv2_50x1_bit.goog_distilled_in1k 82.82 resnetv2_50x1_bit.goog_in21k_ft_in1k \
      80.386 resnetv2_50x3_bit.goog_in21k_ft_in1k 83.982 resnext101_32x16d.fb_ssl_yfcc100m_ft_in1k 81.856 \
      resnext101_32x16d.fb_swsl_ig1b_ft_in1k 83.34 resnext101_32x16d.fb_wsl_ig1b_ft_in1k 84.166 \
      resnext101_32x32d.fb_wsl_ig1b_ft_in1k 85.09 resnext101_32x4d.fb_ssl_yfcc100m_ft_in1k 80.936 \
      resnext101_32x4d.fb_swsl_ig1b_ft_in1k 83.268 resnext101_32x4d.gluon_in1k 80.336 \
      resnext101_32x8d.fb_ssl_yfcc100m_ft_in1k 81.62 resnext101_32x8d.fb_swsl_ig1b_ft_in1k 84.276 \
      resnext101_32x8d.fb_wsl_ig1b_ft_in1k 82.72 resnext101_32x8d.tv2_in1k 82.832 resnext101_32x8d.tv_in1k 79.308 \
      resnext101_64x4d.c1_in1k 83.158 resnext101_64x4d.gluon_in1k 80.64 resnext101_64x4d.tv_in1k 82.978 \
      resnext26ts.ra2_in1k 77.186 resnext50_32x4d.a1_in1k 81.48 resnext50_32x4d.a1h_in1k 82.016 \
      resnext50_32x4d.a2_in1k 81.304 resnext50_32x4d.a3_in1k 79.258 resnext50_32x4d.fb_ssl_yfcc100m_ft_in1k 80.316 \
      resnext50_32x4d.fb_swsl_ig1b_ft_in1k 82.162 resnext50_32x4d.gluon_in1k 79.354 resnext50_32x4d.ra_in1k 80.72 \
      resnext50_32x4d.tv2_in1k 81.19 resnext50_32x4d.tv_in1k 77.632 resnext50d_32x4d.bt_in1k 80.676 \
      rexnet_100.nav_in1k 77.862 rexnet_130.nav_in1k 79.492 rexnet_150.nav_in1k 80.322 rexnet_200.nav_in1k 81.636 \
      rexnet_300.nav_in1k 82.78 rexnetr_200.sw_in12k_ft_in1k 83.16 rexnetr_300.sw_in12k_ft_in1k 84.582 \
      sebotnet33ts_256.a1h_in1k 81.156 sehalonet33ts.ra2_in1k 80.976 selecsls42b.in1k 77.184 selecsls60.in1k 77.974 \
      selecsls60b.in1k 78.41 semnasnet_075.rmsp_in1k 73 semnasnet_100.rmsp_in1k 75.452 senet154.gluon_in1k 81.258 \
      sequencer2d_l.in1k 83.406 sequencer2d_m.in1k 82.836 sequencer2d_s.in1k 82.336 seresnet152d.ra2_in1k 84.344 \
      seresnet33ts.ra2_in1k 80.814 seresnet50.a1_in1k 81.114 seresnet50.a2_in1k 81.094 seresnet50.a3_in1k 77.036 \
      seresnet50.ra2_in1k 81.288 seresnext101_32x4d.gluon_in1k 80.886 seresnext101_32x8d.ah_in1k 84.192 \
      seresnext101_64x4d.gluon_in1k 80.884 seresnext101d_32x8d.ah_in1k 84.38 seresnext26d_32x4d.bt_in1k 78.816 \
      seresnext26t_32x4d.bt_in1k 78.736 seresnext26ts.ch_in1k 78.292 seresnext50_32x4d.gluon_in1k 79.916 \
      seresnext50_32x4d.racm_in1k 82.186 seresnextaa101d_32x8d.ah_in1k 84.58 seresnextaa101d_32x8d.sw_in12k_ft_in1k \
      86.524 seresnextaa101d_32x8d.sw_in12k_ft_in1k_288 86.722 seresnextaa201d_32x8d.sw_in12k_ft_in1k_384 87.304 \
      shvit_s1.in1k 72.78 shvit_s2.in1k 75.184 shvit_s3.in1k 77.356 shvit_s4.in1k 79.362 skresnet18.ra_in1k 73.02 \
      skresnet34.ra_in1k 76.956 skresnext50_32x4d.ra_in1k 80.168 spnasnet_100.rmsp_in1k 74.086 starnet_s1.in1k 73.532 \
      starnet_s2.in1k 74.666 starnet_s3.in1k 77.378 starnet_s4.in1k 78.824 swiftformer_l1.dist_in1k 80.906 \
      swiftformer_l3.dist_in1k 82.994 swiftformer_s.dist_in1k 78.462 swiftformer_xs.dist_in1k 75.6 \
      swin_base_patch4_window12_384.ms_in1k 84.478 swin_base_patch4_window12_384.ms_in22k_ft_in1k 86.442 \
      swin_base_patch4_window7_224.ms_in1k 83.604 swin_base_patch4_window7_224.ms_in22k_ft_in1k 85.276 \
      swin_large_patch4_window12_384.ms_in22k_ft_in1k 87.142 swin_large_patch4_window7_224.ms_in22k_ft_in1k 86.32 \
      swin_s3_base_224.ms_in1k 83.92 swin_s3_small_224.ms_in1k 83.778 swin_s3_tiny_224.ms_in1k 82.128 \
      swin_small_patch4_window7_224.ms_in1k 83.228 swin_small_patch4_window7_224.ms_in22k_ft_in1k 83.33 \
      swin_tiny_patch4_window7_224.ms_in1k 81.388 swin_tiny_patch4_window7_224.ms_in22k_ft_in1k 80.966 \
      swinv2_base_window12to16_192to256.ms_in22k_ft_in1k 86.27 swinv2_base_window12to24_192to384.ms_in22k_ft_in1k \
      87.142 swinv2_base_window16_256.ms_in1k 84.608 swinv2_base_window8_256.ms_in1k 84.246 \
      swinv2_cr_small_224.sw_in1k 83.126 swinv2_cr_small_ns_224.sw_in1k 83.49 swinv2_cr_tiny_ns_224.sw_in1k 81.796 \
      swinv2_large_window12to16_192to256.ms_in22k_ft_in1k 86.934 swinv2_large_window12to24_192to384.ms_in22k_ft_in1k \
      87.474 swinv2_small_window16_256.ms_in1k 84.216 swinv2_small_window8_256.ms_in1k 83.844 \
      swinv2_tiny_window16_256.ms_in1k 82.828 swinv2_tiny_window8_256.ms_in1k 81.824 test_byobnet.r160_in1k 45.858 \
      test_convnext.r160_in1k 47.774 test_convnext2.r160_in1k 53.52 test_convnext3.r160_in1k 53.302 \
      test_efficientnet.r160_in1k 46.506 test_efficientnet_evos.r160_in1k 46.504 test_efficientnet_gn.r160_in1k \
      43.888 test_efficientnet_ln.r160_in1k 43.958 test_nfnet.r160_in1k 47.634 test_resnet.r160_in1k 41.602 \
      test_vit.r160_in1k 40.982 test_vit2.r160_in1k 42.25 test_vit3.r160_in1k 56.908 tf_efficientnet_b0.aa_in1k \
      76.882 tf_efficientnet_b0.ap_in1k 77.1 tf_efficientnet_b0.in1k 76.542 tf_efficientnet_b0.ns_jft_in1k 78.68 \
      tf_efficientnet_b1.aa_in1k 78.84 tf_efficientnet_b1.ap_in1k 79.288 tf_efficientnet_b1.in1k 78.546 \
      tf_efficientnet_b1.ns_jft_in1k 81.388 tf_efficientnet_b2.aa_in1k 80.074 tf_efficientnet_b2.ap_in1k 80.3 \
      tf_efficientnet_b2.in1k 79.612 tf_efficientnet_b2.ns_jft_in1k 82.412 tf_efficientnet_b3.aa_in1k 81.648 \
      tf_efficientnet_b3.ap_in1k 81.842 tf_efficientnet_b3.in1k 80.878 tf_efficientnet_b3.ns_jft_in1k 84.054 \
      tf_efficientnet_b4.aa_in1k 83.04 tf_efficientnet_b4.ap_in1k 83.246 tf_efficientnet_b4.in1k 82.598 \
      tf_efficientnet_b4.ns_jft_in1k 85.156 tf_efficientnet_b5.aa_in1k 83.696 tf_efficientnet_b5.ap_in1k 84.258 \
      tf_efficientnet_b5.in1k 83.17 tf_efficientnet_b5.ns_jft_in1k 86.096 tf_efficientnet_b5.ra_in1k 83.834 \
      tf_efficientnet_b6.aa_in1k 84.124 tf_efficientnet_b6.ap_in1k 84.794 tf_efficientnet_b6.ns_jft_in1k 86.476 \
      tf_efficientnet_b7.aa_in1k 84.424 tf_efficientnet_b7.ap_in1k 85.132 tf_efficientnet_b7.ns_jft_in1k 86.85 \
      tf_efficientnet_b7.ra_in1k 84.926 tf_efficientnet_b8.ap_in1k 85.358 tf_efficientnet_b8.ra_in1k 85.344 \
      tf_efficientnet_cc_b0_4e.in1k 77.324 tf_efficientnet_cc_b0_8e.in1k 77.956 tf_efficientnet_cc_b1_8e.in1k 79.318 \
      tf_efficientnet_el.in1k 80.246 tf_efficientnet_em.in1k 78.128 tf_efficientnet_es.in1k 76.608 \
      tf_efficientnet_l2.ns_jft_in1k 88.36 tf_efficientnet_l2.ns_jft_in1k_475 88.246 tf_efficientnet_lite0.in1k \
      74.846 tf_efficientnet_lite1.in1k 76.674 tf_efficientnet_lite2.in1k 77.47 tf_efficientnet_lite3.in1k 79.808 \
      tf_efficientnet_lite4.in1k 81.54 tf_efficientnetv2_b0.in1k 78.386 tf_efficientnetv2_b1.in1k 79.518 \
      tf_efficientnetv2_b2.in1k 80.226 tf_efficientnetv2_b3.in1k 81.96 tf_efficientnetv2_b3.in21k_ft_in1k 82.634 \
      tf_efficientnetv2_l.in1k 85.66 tf_efficientnetv2_l.in21k_ft_in1k 86.802 tf_efficientnetv2_m.in1k 85.208 \
      tf_efficientnetv2_m.in21k_ft_in1k 86.014 tf_efficientnetv2_s.in1k 83.9 tf_efficientnetv2_s.in21k_ft_in1k 84.332 \
      tf_efficientnetv2_xl.in21k_ft_in1k 86.754 tf_mixnet_l.in1k 78.774 tf_mixnet_m.in1k 76.952 tf_mixnet_s.in1k \
      75.656 tf_mobilenetv3_large_075.in1k 73.442 tf_mobilenetv3_large_100.in1k 75.51 \
      tf_mobilenetv3_large_minimal_100.in1k 72.27 tf_mobilenetv3_small_075.in1k 65.706 tf_mobilenetv3_small_100.in1k \
      67.922 tf_mobilenetv3_small_minimal_100.in1k 62.892 tiny_vit_11m_224.dist_in22k_ft_in1k 83.232 \
      tiny_vit_11m_224.in1k 81.538 tiny_vit_21m_224.dist_in22k_ft_in1k 85.088 tiny_vit_21m_224.in1k 83.268 \
      tiny_vit_21m_384.dist_in22k_ft_in1k 86.088 tiny_vit_21m_512.dist_in22k_ft_in1k 86.444 \
      tiny_vit_5m_224.dist_in22k_ft_in1k 80.874 tiny_vit_5m_224.in1k 79.196 tinynet_a.in1k 77.666 tinynet_b.in1k \
      74.946 tinynet_c.in1k 71.214 tinynet_d.in1k 66.936 tinynet_e.in1k 59.874 tnt_b_patch16_224.in1k 82.864 \
      tnt_s_legacy_patch16_224.in1k 81.512 tnt_s_patch16_224.in1k 81.506 tresnet_l.miil_in1k 81.498 \
      tresnet_l.miil_in1k_448 82.278 tresnet_m.miil_in1k 80.816 tresnet_m.miil_in1k_448 81.71 \
      tresnet_m.miil_in21k_ft_in1k 83.09 tresnet_v2_l.miil_in21k_ft_in1k 83.91 tresnet_xl.miil_in1k 82.06 \
      tresnet_xl.miil_in1k_448 83.066 twins_pcpvt_base.in1k 82.724 twins_pcpvt_large.in1k 83.158 \
      twins_pcpvt_small.in1k 81.116 twins_svt_base.in1k 83.122 twins_svt_large.in1k 83.718 twins_svt_small.in1k \
      81.694 vgg11.tv_in1k 69.05 vgg11_bn.tv_in1k 70.374 vgg13.tv_in1k 69.95 vgg13_bn.tv_in1k 71.56 vgg16.tv_in1k \
      71.594 vgg16_bn.tv_in1k 73.354 vgg19.tv_in1k 72.4 vgg19_bn.tv_in1k 74.23 visformer_small.in1k 82.092 \
      visformer_tiny.in1k 78.16 vit_base_patch16_224.augreg2_in21k_ft_in1k 85.108 vit_base_patch16_224.augreg_in1k \
      79.154 vit_base_patch16_224.augreg_in21k_ft_in1k 84.534 vit_base_patch16_224.orig_in21k_ft_in1k 81.782 \
      vit_base_patch16_224.sam_in1k 80.246 vit_base_patch16_224_miil.in21k_ft_in1k 84.278 \
      vit_base_patch16_384.augreg_in1k 81.102 vit_base_patch16_384.augreg_in21k_ft_in1k 86.01 \
      vit_base_patch16_384.orig_in21k_ft_in1k 84.212 vit_base_patch16_clip_224.laion2b_ft_in12k_in1k 86.204 \
      vit_base_patch16_clip_224.laion2b_ft_in1k 85.488 vit_base_patch16_clip_224.openai_ft_in12k_in1k 85.954 \
      vit_base_patch16_clip_224.openai_ft_in1k 85.282 vit_base_patch16_clip_384.laion2b_ft_in12k_in1k 87.21 \
      vit_base_patch16_clip_384.laion2b_ft_in1k 86.638 vit_base_patch16_clip_384.openai_ft_in12k_in1k 87.03 \
      vit_base_patch16_clip_384.openai_ft_in1k 86.21 vit_base_patch16_rope_224.naver_in1k 83.714 \
      vit_base_patch16_rope_ape_224.naver_in1k 83.78 vit_base_patch16_rope_mixed_224.naver_in1k 83.806 \
      vit_base_patch16_rope_mixed_ape_224.naver_in1k 83.898 vit_base_patch16_rope_reg1_gap_256.sbb_in1k 83.872 \
      vit_base_patch16_rpn_224.sw_in1k 82.218 vit_base_patch32_224.augreg_in1k 74.908 \
      vit_base_patch32_224.augreg_in21k_ft_in1k 80.732 vit_base_patch32_224.sam_in1k 73.704 \
      vit_base_patch32_384.augreg_in1k 78.75 vit_base_patch32_384.augreg_in21k_ft_in1k 83.358 \
      vit_base_patch32_clip_224.laion2b_ft_in12k_in1k 83.304 vit_base_patch32_clip_224.laion2b_ft_in1k 82.614 \
      vit_base_patch32_clip_224.openai_ft_in1k 81.944 vit_base_patch32_clip_384.laion2b_ft_in12k_in1k 85.398 \
      vit_base_patch32_clip_384.openai_ft_in12k_in1k 85.218 vit_base_patch32_clip_448.laion2b_ft_in12k_in1k 85.792 \
      vit_base_patch8_224.augreg2_in21k_ft_in1k 86.252 vit_base_patch8_224.augreg_in21k_ft_in1k 85.838 \
      vit_base_r50_s16_384.orig_in21k_ft_in1k 84.988 vit_betwixt_patch16_reg1_gap_256.sbb_in1k 83.652 \
      vit_betwixt_patch16_reg4_gap_256.sbb2_e200_in12k_ft_in1k 85.734 \
      vit_betwixt_patch16_reg4_gap_256.sbb_in12k_ft_in1k 85.426 vit_betwixt_patch16_reg4_gap_256.sbb_in1k 83.71 \
      vit_betwixt_patch16_reg4_gap_384.sbb2_e200_in12k_ft_in1k 86.618 vit_betwixt_patch16_rope_reg4_gap_256.sbb_in1k \
      83.906 vit_huge_patch14_clip_224.laion2b_ft_in12k_in1k 88.288 vit_huge_patch14_clip_224.laion2b_ft_in1k 87.612 \
      vit_huge_patch14_clip_336.laion2b_ft_in12k_in1k 88.634 vit_large_patch14_clip_224.laion2b_ft_in12k_in1k 87.9 \
      vit_large_patch14_clip_224.laion2b_ft_in1k 87.288 vit_large_patch14_clip_224.openai_ft_in12k_in1k 88.162 \
      vit_large_patch14_clip_224.openai_ft_in1k 87.858 vit_large_patch14_clip_336.laion2b_ft_in12k_in1k 88.19 \
      vit_large_patch14_clip_336.laion2b_ft_in1k 87.87 vit_large_patch14_clip_336.openai_ft_in12k_in1k 88.26 \
      vit_large_patch16_224.augreg_in21k_ft_in1k 85.856 vit_large_patch16_384.augreg_in21k_ft_in1k 87.096 \
      vit_large_patch16_rope_224.naver_in1k 84.646 vit_large_patch16_rope_ape_224.naver_in1k 84.66 \
      vit_large_patch16_rope_mixed_224.naver_in1k 84.84 vit_large_patch16_rope_mixed_ape_224.naver_in1k 84.846 \
      vit_large_patch32_384.orig_in21k_ft_in1k 81.508 vit_large_r50_s32_224.augreg_in21k_ft_in1k 84.434 \
      vit_large_r50_s32_384.augreg_in21k_ft_in1k 86.188 vit_little_patch16_reg1_gap_256.sbb_in12k_ft_in1k 83.8 \
      vit_little_patch16_reg4_gap_256.sbb_in1k 82.52 vit_medium_patch16_gap_256.sw_in12k_ft_in1k 84.442 \
      vit_medium_patch16_gap_384.sw_in12k_ft_in1k 85.556 vit_medium_patch16_reg1_gap_256.sbb_in1k 83.462 \
      vit_medium_patch16_reg4_gap_256.sbb_in12k_ft_in1k 84.956 vit_medium_patch16_reg4_gap_256.sbb_in1k 83.466 \
      vit_medium_patch16_rope_reg1_gap_256.sbb_in1k 83.81 vit_mediumd_patch16_reg4_gap_256.sbb2_e200_in12k_ft_in1k \
      86.608 vit_mediumd_patch16_reg4_gap_256.sbb_in12k_ft_in1k 86.198 \
      vit_mediumd_patch16_reg4_gap_384.sbb2_e200_in12k_ft_in1k 87.438 vit_mediumd_patch16_rope_reg1_gap_256.sbb_in1k \
      84.316 vit_pwee_patch16_reg1_gap_256.sbb_in1k 80.082 vit_relpos_base_patch16_224.sw_in1k 82.482 \
      vit_relpos_base_patch16_clsgap_224.sw_in1k 82.758 vit_relpos_base_patch32_plus_rpn_256.sw_in1k 79.508 \
      vit_relpos_medium_patch16_224.sw_in1k 82.462 vit_relpos_medium_patch16_cls_224.sw_in1k 82.558 \
      vit_relpos_medium_patch16_rpn_224.sw_in1k 82.314 vit_relpos_small_patch16_224.sw_in1k 81.476 \
      vit_small_patch16_224.augreg_in1k 78.842 vit_small_patch16_224.augreg_in21k_ft_in1k 81.402 \
      vit_small_patch16_384.augreg_in1k 81.13 vit_small_patch16_384.augreg_in21k_ft_in1k 83.814 \
      vit_small_patch16_rope_224.naver_in1k 81.222 vit_small_patch16_rope_ape_224.naver_in1k 81.016 \
      vit_small_patch16_rope_mixed_224.naver_in1k 81.252 vit_small_patch16_rope_mixed_ape_224.naver_in1k 80.974 \
      vit_small_patch32_224.augreg_in21k_ft_in1k 76.01 vit_small_patch32_384.augreg_in21k_ft_in1k 80.476 \
      vit_small_r26_s32_224.augreg_in21k_ft_in1k 81.856 vit_small_r26_s32_384.augreg_in21k_ft_in1k 84.066 \
      vit_so150m2_patch16_reg1_gap_256.sbb_e200_in12k_ft_in1k 87.318 \
      vit_so150m2_patch16_reg1_gap_384.sbb_e200_in12k_ft_in1k 87.932 \
      vit_so150m2_patch16_reg1_gap_448.sbb_e200_in12k_ft_in1k 88.074 \
      vit_so150m_patch16_reg4_gap_256.sbb_e250_in12k_ft_in1k 86.72 \
      vit_so150m_patch16_reg4_gap_384.sbb_e250_in12k_ft_in1k 87.37 vit_so400m_patch14_siglip_378.webli_ft_in1k 89.41 \
      vit_so400m_patch14_siglip_gap_378.webli_ft_in1k 89.056 vit_srelpos_medium_patch16_224.sw_in1k 82.256 \
      vit_srelpos_small_patch16_224.sw_in1k 81.108 vit_tiny_patch16_224.augreg_in21k_ft_in1k 75.452 \
      vit_tiny_patch16_384.augreg_in21k_ft_in1k 78.438 vit_tiny_r_s16_p8_224.augreg_in21k_ft_in1k 71.8 \
      vit_tiny_r_s16_p8_384.augreg_in21k_ft_in1k 75.962 vit_wee_patch16_reg1_gap_256.sbb_in1k 80.262 \
      volo_d1_224.sail_in1k 84.148 volo_d1_384.sail_in1k 85.262 volo_d2_224.sail_in1k 85.204 volo_d2_384.sail_in1k \
      86.054 volo_d3_224.sail_in1k 85.44 volo_d3_448.sail_in1k 86.514 volo_d4_224.sail_in1k 85.868 \
      volo_d4_448.sail_in1k 86.788 volo_d5_224.sail_in1k 86.076 volo_d5_448.sail_in1k 86.974 volo_d5_512.sail_in1k \
      87.068 wide_resnet101_2.tv2_in1k 82.514 wide_resnet101_2.tv_in1k 78.862 wide_resnet50_2.racm_in1k 82.26 \
      wide_resnet50_2.tv2_in1k 81.612 wide_resnet50_2.tv_in1k 78.486 xception41.tf_in1k 78.55 xception41p.ra3_in1k \
      81.978 xception65.ra3_in1k 83.186 xception65.tf_in1k 79.558 xception65p.ra3_in1k 83.16 xception71.tf_in1k 79.92 \
      xcit_large_24_p16_224.fb_dist_in1k 84.936 xcit_large_24_p16_224.fb_in1k 82.886 \
      xcit_large_24_p16_384.fb_dist_in1k 85.778 xcit_large_24_p8_224.fb_dist_in1k 85.396 xcit_large_24_p8_224.fb_in1k \
      84.38 xcit_large_24_p8_384.fb_dist_in1k 86.024 xcit_medium_24_p16_224.fb_dist_in1k 84.292 \
      xcit_medium_24_p16_224.fb_in1k 82.63 xcit_medium_24_p16_384.fb_dist_in1k 85.434 \
      xcit_medium_24_p8_224.fb_dist_in1k 85.078 xcit_medium_24_p8_224.fb_in1k 83.744 \
      xcit_medium_24_p8_384.fb_dist_in1k 85.842 xcit_nano_12_p16_224.fb_dist_in1k 72.318 xcit_nano_12_p16_224.fb_in1k \
      69.982 xcit_nano_12_p16_384.fb_dist_in1k 75.46 xcit_nano_12_p8_224.fb_dist_in1k 76.33 \
      xcit_nano_12_p8_224.fb_in1k 73.9 xcit_nano_12_p8_384.fb_dist_in1k 77.81 xcit_small_12_p16_224.fb_dist_in1k \
      83.354 xcit_small_12_p16_224.fb_in1k 81.982 xcit_small_12_p16_384.fb_dist_in1k 84.734 \
      xcit_small_12_p8_224.fb_dist_in1k 84.252 xcit_small_12_p8_224.fb_in1k 83.354 xcit_small_12_p8_384.fb_dist_in1k \
      85.068 xcit_small_24_p16_224.fb_dist_in1k 83.88 xcit_small_24_p16_224.fb_in1k 82.588 \
      xcit_small_24_p16_384.fb_dist_in1k 85.102 xcit_small_24_p8_224.fb_dist_in1k 84.878 xcit_small_24_p8_224.fb_in1k \
      83.854 xcit_small_24_p8_384.fb_dist_in1k 85.58 xcit_tiny_12_p16_224.fb_dist_in1k 78.572 \
      xcit_tiny_12_p16_224.fb_in1k 77.122 xcit_tiny_12_p16_384.fb_dist_in1k 80.954 xcit_tiny_12_p8_224.fb_dist_in1k \
      81.214 xcit_tiny_12_p8_224.fb_in1k 79.71 xcit_tiny_12_p8_384.fb_dist_in1k 82.394 \
      xcit_tiny_24_p16_224.fb_dist_in1k 80.462 xcit_tiny_24_p16_224.fb_in1k 79.474 xcit_tiny_24_p16_384.fb_dist_in1k \
      82.58 xcit_tiny_24_p8_224.fb_dist_in1k 82.578 xcit_tiny_24_p8_224.fb_in1k 81.888 \
      xcit_tiny_24_p8_384.fb_dist_in1k 83.784
      """
    // A name, then what it reached.
    let words = text[...].parts(at: " ")
    return Dictionary(
      uniqueKeysWithValues: stride(from: 0, to: words.count, by: 2).map { (String(words[$0]), Double(words[$0 + 1])!) })
  }()
}
