// Attention of one head, in strips of queries whose scores stay in the L1 and L2 caches.

/// Packs keys, times `scale`, as panels of the product of queries and keys.
static void pack_keys(const bb_attention_head *h, float *packed) {
  for (int32_t key = 0; key < h->keys; key += BB_PANEL, packed += h->head_size * BB_PANEL) {
    int32_t real = h->keys - key < BB_PANEL ? h->keys - key : BB_PANEL, fours = real / 4 * 4;
    const float *k = h->k + key * h->k_stride;
    int32_t depth = h->head_size / 4 * 4;
    for (int32_t i = 0; i < fours; i += 4)
      for (int32_t d = 0; d < depth; d += 4)
        transpose_4x4(k + i * h->k_stride + d, h->k_stride, packed + d * BB_PANEL + i, BB_PANEL);
    for (int32_t i = 0; i < BB_PANEL; i++)
      for (int32_t d = i < fours ? depth : 0; d < h->head_size; d++)
        packed[d * BB_PANEL + i] = i < real ? k[i * h->k_stride + d] : 0;
    for (int32_t i = 0; i < h->head_size * BB_PANEL; i += BB_WIDTH) store(packed + i, load(packed + i) * h->scale);
  }
}

static void pack_values(const bb_attention_head *h, float *packed) {
  for (int32_t column = 0; column < h->value_size; column += BB_PANEL)
    for (int32_t key = 0; key < h->keys; key++, packed += BB_PANEL)
      for (int32_t j = 0; j < BB_PANEL; j += BB_WIDTH) {
        ptrdiff_t left = h->value_size - column - j;
        store(packed + j, left > 0 ? load_tail(h->v + key * h->v_stride + column + j, left) : (vf)0);
      }
}

static void attention(const bb_attention_head *h, int32_t query_begin, int32_t query_end, float *scratch) {
  float *keys = scratch, *values = keys + bb_packed_count(h->keys, h->head_size);
  float *scores = values + bb_packed_count(h->value_size, h->keys);
  ptrdiff_t stride = (h->keys + BB_PANEL - 1) / BB_PANEL * BB_PANEL + BB_SPACING;
  pack_keys(h, keys);
  pack_values(h, values);
  for (int32_t query = query_begin; query < query_end; query += BB_STRIP) {
    int32_t count = query_end - query < BB_STRIP ? query_end - query : BB_STRIP;
    product score = {
        .a = h->q + query * h->q_stride, .a_stride = h->q_stride,
        .b = keys, .b_stride = (ptrdiff_t)h->head_size * BB_PANEL, .depth = h->head_size,
        .out = scores, .out_stride = stride,
        .residual = h->bias ? h->bias + query * h->bias_stride : NULL, .residual_stride = h->bias_stride,
        .columns = h->keys, .low = -INFINITY, .high = INFINITY,
    };
    multiply_panels(score, count, 0, (h->keys + BB_PANEL - 1) / BB_PANEL);
    for (int32_t i = 0; i < count; i++) softmax_row(scores + i * stride, scores + i * stride, h->keys);
    product sum = {
        .a = scores, .a_stride = stride,
        .b = values, .b_stride = (ptrdiff_t)h->keys * BB_PANEL, .depth = h->keys,
        .out = h->out + query * h->out_stride, .out_stride = h->out_stride,
        .columns = h->value_size, .low = -INFINITY, .high = INFINITY,
    };
    multiply_panels(sum, count, 0, (h->value_size + BB_PANEL - 1) / BB_PANEL);
  }
}
