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
