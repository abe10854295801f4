// Attention whose products of channels are summed over tokens, which are read once in blocks that stay in the L1 and L2 caches.

/// out = aᵀ b, plus `out` where `continued`: a [tokens, rows], b [tokens, columns]. `turned` has `rows` rows of BB_TOKENS +
/// BB_SPACING floats, `packed` bb_packed_count(columns, BB_TOKENS).
static void add_outer_products(
    const float *a, ptrdiff_t a_stride, int32_t rows, const float *b, ptrdiff_t b_stride, int32_t columns, int32_t tokens,
    int32_t continued, float *out, ptrdiff_t out_stride, float *turned, float *packed) {
  const ptrdiff_t spacing = BB_TOKENS + BB_SPACING;
  const bb_box box = {.rank = 2, .extents = {rows, tokens}, .from = {1, a_stride}, .to = {spacing, 1}};
  copy_box(&box, a, turned, 0, rows);
  pack_matrix(b, b_stride, NULL, tokens, columns, packed);
  product p = {
      .a = turned, .a_stride = spacing, .b = packed, .b_stride = (ptrdiff_t)tokens * BB_PANEL, .depth = tokens,
      .out = out, .out_stride = out_stride, .continued = continued,
      .columns = columns, .low = -INFINITY, .high = INFINITY,
  };
  multiply_panels(p, rows, 0, (columns + BB_PANEL - 1) / BB_PANEL);
}

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
  const ptrdiff_t stride = panels * BB_PANEL + BB_SPACING;
  float *scores = scratch, *queries = scores + size * stride, *keys = queries + size * (BB_TOKENS + BB_SPACING);
  float *of_queries = keys + bb_packed_count(size, size > BB_TOKENS ? size : BB_TOKENS), *of_keys = of_queries + stride;
  memset(of_queries, 0, 2 * (size_t)stride * sizeof *of_queries);
  for (int32_t token = 0; token < h->keys; token += BB_TOKENS) {
    const int32_t tokens = h->keys - token < BB_TOKENS ? h->keys - token : BB_TOKENS;
    const float *q = h->q + token * h->q_stride + channel_begin, *k = h->k + token * h->k_stride;
    if (h->is_cosine) {
      add_squares(q, h->q_stride, tokens, count, of_queries);
      add_squares(k, h->k_stride, tokens, size, of_keys);
    }
    add_outer_products(
        q, h->q_stride, count, k, h->k_stride, size, tokens, token > 0, scores, stride, queries, keys);
  }
  for (int32_t j = 0; h->is_cosine && j < stride; j += BB_WIDTH) {
    store(of_queries + j, inverse_lengths(load(of_queries + j)));
    store(of_keys + j, inverse_lengths(load(of_keys + j)));
  }
  for (int32_t i = 0; i < count; i++) {
    float *row = scores + i * stride, scale = h->is_cosine ? h->scale * of_queries[i] : h->scale;
    for (int32_t j = 0; j < size; j += BB_WIDTH)
      store(row + j, load(row + j) * (h->is_cosine ? load(of_keys + j) * scale : (vf)scale));
  }
  softmax_padded(scores, stride, count, size);
  if (h->weights) {
    write_weights(h, channel_begin, count, size, scores, stride);
    return;
  }
  pack_turned(scores, stride, count, size, 1, keys);
  product sum = {
      .a = h->v, .a_stride = h->v_stride, .b = keys, .b_stride = (ptrdiff_t)size * BB_PANEL, .depth = size,
      .out = h->out + channel_begin, .out_stride = h->out_stride,
      .columns = count, .low = -INFINITY, .high = INFINITY,
  };
  multiply_panels(sum, h->keys, 0, (count + BB_PANEL - 1) / BB_PANEL);
}

static void linear_attention(
    const bb_attention_head *h, float epsilon, int32_t channel_begin, int32_t channel_end, float *scratch) {
  const int32_t size = h->head_size, count = channel_end - channel_begin;
  const int32_t panels = (count + BB_PANEL - 1) / BB_PANEL;
  const ptrdiff_t stride = panels * BB_PANEL + BB_SPACING;
  float *sums = scratch, *keys = sums + size * stride, *values = keys + size * (BB_TOKENS + BB_SPACING);
  float *of_keys = values + bb_packed_count(count, size > BB_TOKENS ? size : BB_TOKENS);
  memset(of_keys, 0, (size_t)(size + BB_SPACING) * sizeof *of_keys);
  for (int32_t token = 0; token < h->keys; token += BB_TOKENS) {
    const int32_t tokens = h->keys - token < BB_TOKENS ? h->keys - token : BB_TOKENS;
    const float *k = h->k + token * h->k_stride, *v = h->v + token * h->v_stride + channel_begin;
    add_outer_products(k, h->k_stride, size, v, h->v_stride, count, tokens, token > 0, sums, stride, keys, values);
    for (int32_t j = 0; j < size; j += BB_WIDTH) {
      vf sum = 0;
      for (int32_t r = 0; r < tokens; r++) sum += load_tail(k + r * h->k_stride + j, size - j);
      store(of_keys + j, load(of_keys + j) + sum);
    }
  }
  float *out = h->out + channel_begin;
  multiply_matrices(h->q, h->q_stride, sums, stride, out, h->out_stride, h->keys, size, count, values);
  for (int32_t r = 0; r < h->keys; r++) {
    vf products = 0;
    for (int32_t j = 0; j < size; j += BB_WIDTH)
      products = multiply_add(load_tail(h->q + r * h->q_stride + j, size - j), load(of_keys + j), products);
    const float scale = 1 / (sum_of_lanes(products) + epsilon);
    float *row = out + r * h->out_stride;
    for (int32_t j = 0; j < count; j += BB_WIDTH) store_tail(row + j, load_tail(row + j, count - j) * scale, count - j);
  }
}
