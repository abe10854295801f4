// Moves of whole floats.

static void copy_rows(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int64_t columns) {
  if (x_stride == columns && y_stride == columns) {
    columns *= rows;
    rows = rows > 0;
  }
  for (int64_t r = 0; r < rows; r++) memcpy(y + r * y_stride, x + r * x_stride, (size_t)columns * sizeof *x);
}

/// Lines [begin, end) of the last two axes of a box.
static void copy_plane(const bb_box *box, const float *x, float *y, int64_t begin, int64_t end) {
  enum { BLOCK = BB_TRANSPOSE_BLOCK };
  const int32_t last = box->rank - 1;
  const int64_t columns = box->extents[last];
  const ptrdiff_t x_line = box->from[last - 1], x_column = box->from[last], y_line = box->to[last - 1],
                  y_column = box->to[last];
  if (x_column == 1 && y_column == 1) return copy_rows(x + begin * x_line, x_line, y + begin * y_line, y_line,
                                                       end - begin, columns);
  const int64_t fours = x_line == 1 && y_column == 1 ? columns / 4 * 4 : 0;
  for (int64_t r0 = begin; r0 < end; r0 += BLOCK)
    for (int64_t c0 = 0; c0 < columns; c0 += BLOCK) {
      int64_t r1 = r0 + BLOCK < end ? r0 + BLOCK : end, c1 = c0 + BLOCK < columns ? c0 + BLOCK : columns, r = r0;
      int64_t whole = c1 < fours ? c1 : fours;
      for (; r + 4 <= r1 && c0 < whole; r += 4) {
        for (int64_t c = c0; c < whole; c += 4)
          transpose_4x4(x + c * x_column + r, x_column, y + r * y_line + c, y_line);
        for (int64_t c = whole; c < c1; c++)
          for (int64_t i = r; i < r + 4; i++) y[i * y_line + c] = x[c * x_column + i];
      }
      for (; r < r1; r++)
        for (int64_t c = c0; c < c1; c++) y[r * y_line + c * y_column] = x[r * x_line + c * x_column];
    }
}

static void copy_box(const bb_box *box, const float *x, float *y, int64_t begin, int64_t end) {
  const int64_t lines = box->extents[box->rank - 2];
  while (begin < end) {
    int64_t plane = begin / lines, first = begin % lines;
    int64_t past = lines - first < end - begin ? lines : first + end - begin;
    ptrdiff_t from = 0, to = 0;
    for (int32_t axis = box->rank - 3; axis >= 0; axis--) {
      from += plane % box->extents[axis] * box->from[axis];
      to += plane % box->extents[axis] * box->to[axis];
      plane /= box->extents[axis];
    }
    copy_plane(box, x + from, y + to, first, past);
    begin += past - first;
  }
}

static void transpose(const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int64_t columns) {
  enum { BLOCK = BB_TRANSPOSE_BLOCK };
  for (int64_t r0 = 0; r0 < rows; r0 += BLOCK)
    for (int64_t c0 = 0; c0 < columns; c0 += BLOCK) {
      int64_t r1 = r0 + BLOCK < rows ? r0 + BLOCK : rows, c1 = c0 + BLOCK < columns ? c0 + BLOCK : columns;
      int64_t fours = c0 + (c1 - c0) / 4 * 4, r = r0;
      for (; r + 4 <= r1; r += 4) {
        for (int64_t c = c0; c < fours; c += 4)
          transpose_4x4(x + r * x_stride + c, x_stride, y + c * y_stride + r, y_stride);
        for (int64_t c = fours; c < c1; c++)
          for (int64_t i = r; i < r + 4; i++) y[c * y_stride + i] = x[i * x_stride + c];
      }
      for (; r < r1; r++)
        for (int64_t c = c0; c < c1; c++) y[c * y_stride + r] = x[r * x_stride + c];
    }
}
