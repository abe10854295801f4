// Moves of whole floats.

static void copy_rows(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int64_t columns) {
  if (x_stride == columns && y_stride == columns) {
    columns *= rows;
    rows = rows > 0;
  }
  for (int64_t r = 0; r < rows; r++) memcpy(y + r * y_stride, x + r * x_stride, (size_t)columns * sizeof *x);
}

static void transpose(const float *x, float *y, int64_t rows, int64_t columns) {
  enum { BLOCK = BB_TRANSPOSE_BLOCK };
  for (int64_t r0 = 0; r0 < rows; r0 += BLOCK)
    for (int64_t c0 = 0; c0 < columns; c0 += BLOCK) {
      int64_t r1 = r0 + BLOCK < rows ? r0 + BLOCK : rows, c1 = c0 + BLOCK < columns ? c0 + BLOCK : columns;
      int64_t fours = c0 + (c1 - c0) / 4 * 4, r = r0;
      for (; r + 4 <= r1; r += 4) {
        for (int64_t c = c0; c < fours; c += 4) transpose_4x4(x + r * columns + c, columns, y + c * rows + r, rows);
        for (int64_t c = fours; c < c1; c++)
          for (int64_t i = r; i < r + 4; i++) y[c * rows + i] = x[i * columns + c];
      }
      for (; r < r1; r++)
        for (int64_t c = c0; c < c1; c++) y[c * rows + r] = x[r * columns + c];
    }
}
