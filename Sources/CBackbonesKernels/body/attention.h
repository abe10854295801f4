// Attention of one head, in strips of queries whose scores stay in the L1 and L2 caches.

/// The rows of `x` that are listed, or the first ones, one after the other in `gathered`.
static void gather_rows(
    const float *x, ptrdiff_t stride, const int32_t *rows, int32_t count, int32_t columns, int is_cosine,
    float *gathered) {
  for (int32_t i = 0; i < count; i++, gathered += columns) {
    const float *row = x + (rows ? rows[i] : i) * stride;
    if (is_cosine) l2_norm(row, 0, gathered, 0, 1, columns, 1e-12f);
    else memcpy(gathered, row, (size_t)columns * sizeof *x);
  }
}

/// Pairs of places in a grid, by how far apart they are.
static inline int32_t relative_positions(const bb_attention_head *h) {
  return (2 * ((h->keys - h->prefix) / h->grid_columns) - 1) * (2 * h->grid_columns - 1);
}

/// The terms of query `i` by where the keys lie from it. `reversed` has the entries of pixels backwards, so that those of a line
/// of keys follow each other. Whole vectors are written: what is beyond a line is the next one's, or beyond the row.
static void look_up_positions(const bb_attention_head *h, const float *reversed, int32_t i, float *terms) {
  const float *of_class_token = h->positions + relative_positions(h);
  if (i < h->prefix) {
    terms[0] = of_class_token[2];
    for (int32_t key = 1; key < h->keys; key++) terms[key] = of_class_token[0];
    return;
  }
  if (h->prefix) *terms++ = of_class_token[1];
  i -= h->prefix;
  const int32_t columns = h->grid_columns, lines = (h->keys - h->prefix) / columns, line = 2 * columns - 1;
  const int32_t query_line = i / h->query_columns * h->query_step, query_column = i % h->query_columns * h->query_step;
  const float *first = reversed + (lines - 1 - query_line) * (ptrdiff_t)line + columns - 1 - query_column;
  for (int32_t y = 0; y < lines; y++, first += line, terms += columns)
    for (int32_t x = 0; x < columns; x += BB_WIDTH) store(terms + x, load(first + x));
}

/// The entries of pixels, backwards, or those of offsets on either side of 0.
static void reverse_positions(const bb_attention_head *h, float *reversed) {
  const int32_t last = relative_positions(h) - 1, columns = h->grid_columns, line = 2 * columns - 1;
  if (!h->are_offsets)
    for (int32_t t = 0; t <= last; t++) reversed[t] = h->positions[last - t];
  else
    for (int32_t t = 0; t <= last; t++)
      reversed[t] = h->positions[abs(t / line - last / line / 2) * columns + abs(t % line - (columns - 1))];
}

/// What is added to the scores of `count` queries, in rows `stride` apart.
static void sum_terms(
    const bb_attention_head *h, const float *reversed, int32_t query, int32_t count, float *terms, ptrdiff_t stride) {
  for (int32_t i = query; i < query + count; i++, terms += stride) {
    int32_t row = (h->q_rows ? h->q_rows[i] : i) - h->prefix;
    if (h->positions) look_up_positions(h, reversed, i, terms);
    else memset(terms, 0, (size_t)h->keys * sizeof *terms);
    if (h->bias)
      for (int32_t key = 0; key < h->keys; key++) terms[key] += h->bias[i * h->bias_stride + key];
    if (h->lines && i >= h->prefix) {
      const float *line = h->lines + row * h->lines_stride, *column = h->columns + row * h->columns_stride;
      for (int32_t y = 0, key = h->prefix; key < h->keys; y++)
        for (int32_t x = 0; x < h->grid_columns; x++, key++) terms[key] += line[y] + column[x];
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
  float *gathered = sums + BB_STRIP * h->value_size, *reversed = gathered + (ptrdiff_t)h->keys * h->head_size;
  const int gathers_keys = h->k_rows || h->is_cosine, gathers_queries = h->q_rows || h->is_cosine;
  if (gathers_keys) gather_rows(h->k, h->k_stride, h->k_rows, h->keys, h->head_size, h->is_cosine, gathered);
  pack_turned(gathers_keys ? gathered : h->k, gathers_keys ? h->head_size : h->k_stride, h->keys, h->head_size, h->scale, keys);
  pack_matrix(h->v, h->v_stride, h->k_rows, h->keys, h->value_size, values);
  if (h->positions) reverse_positions(h, reversed);
  const int has_terms = h->positions || h->lines || h->q_regions;
  for (int32_t query = query_begin; query < query_end; query += BB_STRIP) {
    int32_t count = query_end - query < BB_STRIP ? query_end - query : BB_STRIP;
    if (has_terms) sum_terms(h, reversed, query, count, terms, stride);
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
