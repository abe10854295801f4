// Attention of one head, in strips of queries whose scores stay in the L1 and L2 caches.

/// Packs keys, times `scale`, as panels of the product of queries and keys.
static void pack_keys(const bb_attention_head *h, const float *keys, ptrdiff_t stride, float *packed) {
  for (int32_t key = 0; key < h->keys; key += BB_PANEL, packed += h->head_size * BB_PANEL) {
    int32_t real = h->keys - key < BB_PANEL ? h->keys - key : BB_PANEL, fours = real / 4 * 4;
    const float *k = keys + key * stride;
    int32_t depth = h->head_size / 4 * 4;
    for (int32_t i = 0; i < fours; i += 4)
      for (int32_t d = 0; d < depth; d += 4)
        transpose_4x4(k + i * stride + d, stride, packed + d * BB_PANEL + i, BB_PANEL);
    for (int32_t i = 0; i < BB_PANEL; i++)
      for (int32_t d = i < fours ? depth : 0; d < h->head_size; d++)
        packed[d * BB_PANEL + i] = i < real ? k[i * stride + d] : 0;
    for (int32_t i = 0; i < h->head_size * BB_PANEL; i += BB_WIDTH) store(packed + i, load(packed + i) * h->scale);
  }
}

/// The rows of `x` that are listed, or the first ones, one after the other in `gathered`.
static void gather_rows(
    const float *x, ptrdiff_t stride, const int32_t *rows, int32_t count, int32_t columns, int is_cosine,
    float *gathered) {
  for (int32_t i = 0; i < count; i++, gathered += columns) {
    const float *row = x + (rows ? rows[i] : i) * stride;
    if (is_cosine) rescale_row(row, gathered, columns, 0, 1 / fmaxf(sqrtf(spread_of_row(row, columns, 0)), 1e-12f), NULL, NULL);
    else memcpy(gathered, row, (size_t)columns * sizeof *x);
  }
}

/// What is added to the scores of `count` queries, in rows `stride` apart.
static void sum_terms(const bb_attention_head *h, int32_t query, int32_t count, float *terms, ptrdiff_t stride) {
  for (int32_t i = query; i < query + count; i++, terms += stride) {
    int32_t row = h->q_rows ? h->q_rows[i] : i;
    if (h->bias) memcpy(terms, h->bias + i * h->bias_stride, (size_t)h->keys * sizeof *terms);
    else memset(terms, 0, (size_t)h->keys * sizeof *terms);
    if (h->lines) {
      const float *line = h->lines + row * h->lines_stride, *column = h->columns + row * h->columns_stride;
      for (int32_t y = 0, key = 0; key < h->keys; y++)
        for (int32_t x = 0; x < h->key_columns; x++, key++) terms[key] += line[y] + column[x];
    }
    if (h->q_regions)
      for (int32_t key = 0; key < h->keys; key++)
        terms[key] -= h->q_regions[i] == h->k_regions[key] ? 0 : h->penalty;
  }
}

static void attention(const bb_attention_head *h, int32_t query_begin, int32_t query_end, float *scratch) {
  const ptrdiff_t stride = (h->keys + BB_PANEL - 1) / BB_PANEL * BB_PANEL + BB_SPACING;
  float *keys = scratch, *values = keys + bb_packed_count(h->keys, h->head_size);
  float *scores = values + bb_packed_count(h->value_size, h->keys), *terms = scores + BB_STRIP * stride;
  float *queries = terms + BB_STRIP * stride, *sums = queries + BB_STRIP * h->head_size;
  float *gathered = sums + BB_STRIP * h->value_size;
  const int gathers_keys = h->k_rows || h->is_cosine, gathers_queries = h->q_rows || h->is_cosine;
  if (gathers_keys) gather_rows(h->k, h->k_stride, h->k_rows, h->keys, h->head_size, h->is_cosine, gathered);
  pack_keys(h, gathers_keys ? gathered : h->k, gathers_keys ? h->head_size : h->k_stride, keys);
  pack_matrix(h->v, h->v_stride, h->k_rows, h->keys, h->value_size, values);
  const int has_terms = h->lines || h->q_regions;
  for (int32_t query = query_begin; query < query_end; query += BB_STRIP) {
    int32_t count = query_end - query < BB_STRIP ? query_end - query : BB_STRIP;
    if (has_terms) sum_terms(h, query, count, terms, stride);
    const float *first = h->q_rows ? h->q : h->q + query * h->q_stride;
    if (gathers_queries)
      gather_rows(first, h->q_stride, h->q_rows ? h->q_rows + query : NULL, count, h->head_size, h->is_cosine, queries);
    product score = {
        .a = gathers_queries ? queries : first, .a_stride = gathers_queries ? h->head_size : h->q_stride,
        .b = keys, .b_stride = (ptrdiff_t)h->head_size * BB_PANEL, .depth = h->head_size,
        .out = scores, .out_stride = stride,
        .residual = has_terms ? terms : h->bias ? h->bias + query * h->bias_stride : NULL,
        .residual_stride = has_terms ? stride : h->bias_stride,
        .columns = h->keys, .low = -INFINITY, .high = INFINITY,
    };
    multiply_panels(score, count, 0, (h->keys + BB_PANEL - 1) / BB_PANEL);
    for (int32_t i = 0; i < count; i++) softmax_row(scores + i * stride, scores + i * stride, h->keys);
    product sum = {
        .a = scores, .a_stride = stride,
        .b = values, .b_stride = (ptrdiff_t)h->keys * BB_PANEL, .depth = h->keys,
        .out = h->out_rows ? sums : h->out + query * h->out_stride,
        .out_stride = h->out_rows ? h->value_size : h->out_stride,
        .columns = h->value_size, .low = -INFINITY, .high = INFINITY,
    };
    multiply_panels(sum, count, 0, (h->value_size + BB_PANEL - 1) / BB_PANEL);
    if (h->out_rows)
      for (int32_t i = 0; i < count; i++)
        memcpy(h->out + h->out_rows[query + i] * h->out_stride, sums + i * h->value_size,
               (size_t)h->value_size * sizeof *sums);
  }
}
