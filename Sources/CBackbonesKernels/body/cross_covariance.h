// Attention of a head's channels to each other: scores are sums over tokens, read once in blocks that stay in the L1 and L2
// caches.

/// Adds the squares of each column to its sum.
static void add_squares(const float *x, ptrdiff_t stride, int32_t rows, int32_t columns, float *sums) {
  for (int32_t j = 0; j < columns; j += BB_WIDTH) {
    vf sum = 0;
    for (int32_t r = 0; r < rows; r++) {
      vf v = load_tail(x + r * stride + j, columns - j);
      sum = multiply_add(v, v, sum);
    }
    store(sums + j, load(sums + j) + sum);
  }
}

/// What divides a channel whose squares have this sum.
static inline vf inverse_lengths(vf squares) { return 1 / vmax(__builtin_elementwise_sqrt(squares), (vf)1e-12f); }

static void cross_covariance(
    const bb_attention_head *h, int32_t channel_begin, int32_t channel_end, float *scratch) {
  const int32_t size = h->head_size, count = channel_end - channel_begin;
  const int32_t panels = (size + BB_PANEL - 1) / BB_PANEL;
  const ptrdiff_t stride = panels * BB_PANEL + BB_SPACING, spacing = BB_TOKENS + BB_SPACING;
  float *scores = scratch, *queries = scores + size * stride, *keys = queries + size * spacing;
  float *of_queries = keys + bb_packed_count(size, size > BB_TOKENS ? size : BB_TOKENS), *of_keys = of_queries + stride;
  memset(of_queries, 0, 2 * (size_t)stride * sizeof *of_queries);
  for (int32_t token = 0; token < h->keys; token += BB_TOKENS) {
    const int32_t tokens = h->keys - token < BB_TOKENS ? h->keys - token : BB_TOKENS;
    const float *q = h->q + token * h->q_stride + channel_begin, *k = h->k + token * h->k_stride;
    if (h->is_cosine) {
      add_squares(q, h->q_stride, tokens, count, of_queries);
      add_squares(k, h->k_stride, tokens, size, of_keys);
    }
    const bb_box turned = {.rank = 2, .extents = {count, tokens}, .from = {1, h->q_stride}, .to = {spacing, 1}};
    copy_box(&turned, q, queries, 0, count);
    pack_matrix(k, h->k_stride, NULL, tokens, size, keys);
    product score = {
        .a = queries, .a_stride = spacing, .b = keys, .b_stride = (ptrdiff_t)tokens * BB_PANEL, .depth = tokens,
        .out = scores, .out_stride = stride, .continued = token > 0,
        .columns = size, .low = -INFINITY, .high = INFINITY,
    };
    multiply_panels(score, count, 0, panels);
  }
  for (int32_t j = 0; h->is_cosine && j < stride; j += BB_WIDTH) {
    store(of_queries + j, inverse_lengths(load(of_queries + j)));
    store(of_keys + j, inverse_lengths(load(of_keys + j)));
  }
  for (int32_t i = 0; i < count; i++) {
    float *row = scores + i * stride, scale = h->is_cosine ? h->scale * of_queries[i] : h->scale;
    for (int32_t j = 0; j < size; j += BB_WIDTH)
      store(row + j, load(row + j) * (h->is_cosine ? load(of_keys + j) * scale : (vf)scale));
    softmax_row(row, row, size);
  }
  pack_turned(scores, stride, count, size, 1, keys);
  product sum = {
      .a = h->v, .a_stride = h->v_stride, .b = keys, .b_stride = (ptrdiff_t)size * BB_PANEL, .depth = size,
      .out = h->out + channel_begin, .out_stride = h->out_stride,
      .columns = count, .low = -INFINITY, .high = INFINITY,
  };
  multiply_panels(sum, h->keys, 0, (count + BB_PANEL - 1) / BB_PANEL);
}
