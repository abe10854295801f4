// Attention of one head, or of heads that talk to each other, in strips of queries whose scores stay in the L1 and L2 caches.

/// Fetches what lies behind a row's columns: the next head's, which callers ask for next.
static inline void fetch_next_head(const float *row, int32_t columns) {
  for (int32_t column = 0; column < columns; column += BB_LINE) __builtin_prefetch(row + columns + column);
}

/// The rows of `x` that are listed, or the first ones, one after the other in `gathered`.
static void gather_rows(
    const float *x, ptrdiff_t stride, const int32_t *rows, int32_t count, int32_t columns, int is_cosine,
    float *gathered) {
  for (int32_t i = 0; i < count; i++, gathered += columns) {
    const float *row = x + (rows ? rows[i] : i) * stride;
    fetch_next_head(row, columns);
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
  // Read once: the compiler must take each store to change what pointers lead to.
  const int32_t keys = h->keys;
  const uint8_t *const regions = h->k_regions;
  const float penalty = h->penalty;
  for (int32_t i = query; i < query + count; i++, terms += stride) {
    float *restrict of_query = terms;
    int32_t row = (h->q_rows ? h->q_rows[i] : i) - h->prefix;
    if (h->positions && !h->gates_positions) look_up_positions(h, reversed, i, of_query);
    else memset(of_query, 0, (size_t)keys * sizeof *of_query);
    if (h->bias) {
      const float *restrict bias = h->bias + i * h->bias_stride;
      for (int32_t key = 0; key < keys; key++) of_query[key] += bias[key];
    }
    if (h->lines && i >= h->prefix) {
      const float *line = h->lines + row * h->lines_stride, *column = h->columns + row * h->columns_stride;
      for (int32_t y = 0, key = h->prefix; key < keys; y++)
        for (int32_t x = 0; x < h->grid_columns; x++, key++) of_query[key] += line[y] + column[x];
    }
    if (h->q_regions) {
      const uint8_t region = h->q_regions[i];
      for (int32_t key = 0; key < keys; key++) of_query[key] -= region == regions[key] ? 0 : penalty;
    }
  }
}

/// A head's operands, packed, and its reversed positions.
typedef struct {
  float *keys, *values, *reversed;
} packed_head;

/// Where they lie in `scratch`, for head `index` of those that talk to each other.
static inline packed_head place_of_head(const bb_attention_head *h, int32_t index, float *scratch) {
  packed_head p;
  p.keys = scratch + index * bb_attention_head_floats(h->keys, h->head_size, h->value_size);
  p.values = p.keys + bb_packed_count(h->keys, h->head_size);
  p.reversed = p.values + bb_packed_count(h->value_size, h->keys);
  return p;
}

/// `gathered` has room for the rows of the keys.
static void pack_head(const bb_attention_head *h, packed_head p, float *gathered) {
  const int gathers = h->k_rows || h->is_cosine;
  if (gathers) gather_rows(h->k, h->k_stride, h->k_rows, h->keys, h->head_size, h->is_cosine, gathered);
  pack_turned(gathers ? gathered : h->k, gathers ? h->head_size : h->k_stride, h->keys, h->head_size, h->scale, p.keys);
  if (!h->weights) {
    for (int32_t i = 0; h->k_rows && i < h->keys; i++)
      fetch_next_head(h->v + h->k_rows[i] * h->v_stride, h->value_size);
    pack_matrix(h->v, h->v_stride, h->k_rows, h->keys, h->value_size, p.values);
  }
  if (h->positions) reverse_positions(h, p.reversed);
}

/// The scores of `count` queries, in rows `stride` apart. `terms` has room for as many rows, `term_stride` apart, and
/// `gathered` for the queries.
static void score_queries(
    const bb_attention_head *h, packed_head p, int32_t query, int32_t count, float *scores, ptrdiff_t stride,
    float *terms, ptrdiff_t term_stride, float *gathered) {
  const int has_terms = (h->positions && !h->gates_positions) || h->lines || h->q_regions;
  const int gathers = h->q_rows || h->is_cosine;
  if (has_terms) sum_terms(h, p.reversed, query, count, terms, term_stride);
  const float *first = h->q_rows ? h->q : h->q + query * h->q_stride;
  if (gathers)
    gather_rows(first, h->q_stride, h->q_rows ? h->q_rows + query : NULL, count, h->head_size, h->is_cosine, gathered);
  product score = {
      .a = gathers ? gathered : first, .a_stride = gathers ? h->head_size : h->q_stride,
      .b = p.keys, .b_stride = (ptrdiff_t)h->head_size * BB_PANEL, .depth = h->head_size,
      .out = scores, .out_stride = stride,
      .residual = has_terms ? terms : h->bias ? h->bias + query * h->bias_stride : NULL,
      .residual_stride = has_terms ? term_stride : h->bias_stride,
      .columns = h->keys, .is_padded = 1, .low = -INFINITY, .high = INFINITY,
  };
  multiply_panels(score, count, 0, (h->keys + BB_PANEL - 1) / BB_PANEL);
}

/// A query's weights beside the softmax of its positions, by the gate. `terms` has room for a row.
static void gate_positions(const bb_attention_head *h, packed_head p, int32_t query, float *weights, float *terms) {
  look_up_positions(h, p.reversed, query, terms);
  softmax_padded(terms, 0, 1, h->keys);
  for (int32_t j = 0; j < h->keys; j += BB_WIDTH)
    store(weights + j, multiply_add((vf)h->gate, load(terms + j), load(weights + j) * (1 - h->gate)));
}

/// The first `count` rows of what `mix_heads` makes, for one vector of keys.
static inline __attribute__((always_inline)) void mix_vector(
    const float *projection, int32_t heads, const float *column, float *rows, ptrdiff_t stride, const int count) {
  vf sums[BB_TOGETHER];
  BB_UNROLL for (int r = 0; r < count; r++) sums[r] = 0;
  for (int32_t h = 0; h <= heads; h++)
    BB_UNROLL for (int r = 0; r < count; r++)
      sums[r] = multiply_add((vf)projection[r * (heads + 1) + h], load(column + h * BB_WIDTH), sums[r]);
  BB_UNROLL for (int r = 0; r < count; r++) store(rows + r * stride, sums[r]);
}

/// One query's rows of all heads, `stride` apart, and behind them one of ones, as `projection` [heads][heads + 1] makes of them.
/// `column` has room for a vector of each row.
static void mix_heads(
    const float *projection, int32_t heads, float *rows, ptrdiff_t stride, int32_t keys, float *column) {
  for (int32_t j = 0; j < keys; j += BB_WIDTH) {
    for (int32_t h = 0; h <= heads; h++) store(column + h * BB_WIDTH, load(rows + h * stride + j));
    int32_t r = 0;
    for (; r + BB_TOGETHER <= heads; r += BB_TOGETHER)
      mix_vector(projection + r * (heads + 1), heads, column, rows + r * stride + j, stride, BB_TOGETHER);
    for (; r < heads; r++) mix_vector(projection + r * (heads + 1), heads, column, rows + r * stride + j, stride, 1);
  }
}

/// Sums of the values, by weights in rows `stride` apart. `sums` has room for those of `count` queries.
static void sum_values(
    const bb_attention_head *h, packed_head p, int32_t query, int32_t count, const float *weights, ptrdiff_t stride,
    float *sums) {
  product sum = {
      .a = weights, .a_stride = stride,
      .b = p.values, .b_stride = (ptrdiff_t)h->keys * BB_PANEL, .depth = h->keys,
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

/// Hands out the weights of `count` queries for `keys` keys, from rows `stride` apart.
static void write_weights(
    const bb_attention_head *h, int32_t query, int32_t count, int32_t keys, const float *rows, ptrdiff_t stride) {
  for (int32_t i = 0; i < count; i++) {
    float *to = h->weights + (query + i) * h->weights_stride;
    for (int32_t key = 0; key < keys; key++) to[key * h->weights_step] = rows[i * stride + key];
  }
}

static void attention(
    const bb_attention_head *heads, int32_t talking, const float *logit_projection, const float *weight_projection,
    int32_t query_begin, int32_t query_end, float *scratch) {
  const int32_t keys = heads->keys, head_size = heads->head_size, value_size = heads->value_size;
  const int32_t count = talking ? talking : 1, rows = bb_attention_rows(talking);
  // Queries are shared out evenly: a strip of few would wait for its own sums.
  const int32_t most = bb_attention_strip(keys, talking), asked = query_end - query_begin;
  const int32_t strips = (asked + most - 1) / most, strip = strips ? (asked + strips - 1) / strips : most;
  const ptrdiff_t row = bb_attention_row(keys), stride = rows * row;
  float *scores = scratch + count * bb_attention_head_floats(keys, head_size, value_size);
  float *terms = scores + strip * stride, *queries = terms + strip * row, *sums = queries + strip * head_size;
  float *gathered = sums + strip * value_size, *column = gathered + (ptrdiff_t)keys * head_size;
  for (int32_t h = 0; h < count; h++) pack_head(heads + h, place_of_head(heads, h, scratch), gathered);
  for (int32_t i = 0; talking && i < strip; i++)
    for (int32_t j = 0; j < row; j++) scores[i * stride + talking * row + j] = 1;
  for (int32_t query = query_begin; query < query_end; query += strip) {
    int32_t asking = query_end - query < strip ? query_end - query : strip;
    for (int32_t h = 0; h < count; h++)
      score_queries(
          heads + h, place_of_head(heads, h, scratch), query, asking, scores + h * row, stride, terms, row, queries);
    if (!talking) softmax_padded(scores, stride, asking, keys);
    for (int32_t i = 0; (talking || heads->gates_positions) && i < asking; i++) {
      float *of_query = scores + i * stride;
      if (logit_projection) mix_heads(logit_projection, count, of_query, row, keys, column);
      if (talking) softmax_padded(of_query, row, count, keys);
      for (int32_t h = 0; h < count; h++)
        if (heads[h].gates_positions)
          gate_positions(heads + h, place_of_head(heads, h, scratch), query + i, of_query + h * row, terms);
      if (weight_projection) mix_heads(weight_projection, count, of_query, row, keys, column);
    }
    for (int32_t h = 0; h < count; h++)
      if (heads[h].weights) write_weights(heads + h, query, asking, keys, scores + h * row, stride);
      else sum_values(heads + h, place_of_head(heads, h, scratch), query, asking, scores + h * row, stride, sums);
  }
}
