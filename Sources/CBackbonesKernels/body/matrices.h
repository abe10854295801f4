// Products of two values, neither of which is packed in advance.

/// Packs the rows of a matrix of `columns`, all `depth` or those that are listed, as panels of the right factor of a product.
static void pack_matrix(
    const float *b, ptrdiff_t stride, const int32_t *rows, int32_t depth, int32_t columns, float *packed) {
  for (int32_t column = 0; column < columns; column += BB_PANEL)
    for (int32_t k = 0; k < depth; k++, packed += BB_PANEL) {
      const float *row = b + (rows ? rows[k] : k) * stride + column;
      for (int32_t j = 0; j < BB_PANEL; j += BB_WIDTH) {
        ptrdiff_t left = columns - column - j;
        store(packed + j, left > 0 ? load_tail(row + j, left) : (vf)0);
      }
    }
}

/// Packs `columns` rows of a matrix, times `scale`, as the columns of the right factor of a product.
static void pack_turned(
    const float *b, ptrdiff_t stride, int32_t columns, int32_t depth, float scale, float *packed) {
  for (int32_t column = 0; column < columns; column += BB_PANEL, packed += depth * BB_PANEL) {
    int32_t real = columns - column < BB_PANEL ? columns - column : BB_PANEL, fours = real / 4 * 4;
    const float *row = b + column * stride;
    if (real < BB_PANEL) memset(packed, 0, (size_t)(depth * BB_PANEL) * sizeof *packed);
    int32_t whole = depth / 4 * 4;
    for (int32_t i = 0; i < fours; i += 4)
      for (int32_t d = 0; d < whole; d += 4)
        transpose_4x4(row + i * stride + d, stride, packed + d * BB_PANEL + i, BB_PANEL);
    for (int32_t i = 0; i < real; i++)
      for (int32_t d = i < fours ? whole : 0; d < depth; d++) packed[d * BB_PANEL + i] = row[i * stride + d];
    for (int32_t i = 0; i < depth * BB_PANEL; i += BB_WIDTH) store(packed + i, load(packed + i) * scale);
  }
}

static void multiply_matrices(
    const float *a, ptrdiff_t a_stride, const float *b, ptrdiff_t b_stride, float *y, ptrdiff_t y_stride, int64_t rows,
    int32_t depth, int32_t columns, float *scratch) {
  pack_matrix(b, b_stride, NULL, depth, columns, scratch);
  product p = {
      .a = a, .a_stride = a_stride, .b = scratch, .b_stride = (ptrdiff_t)depth * BB_PANEL, .depth = depth,
      .out = y, .out_stride = y_stride, .columns = columns, .low = -INFINITY, .high = INFINITY,
  };
  multiply_panels(p, rows, 0, (columns + BB_PANEL - 1) / BB_PANEL);
}
