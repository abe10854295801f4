// One output for one input element. Rows that touch are worked on as one.

static inline __attribute__((always_inline)) void combine_rows(
    const float *a, ptrdiff_t a_stride, const float *b, ptrdiff_t b_stride, float *y, ptrdiff_t y_stride, int64_t rows,
    int64_t columns, bb_activation activation, int is_product) {
  if (a_stride == columns && b_stride == columns && y_stride == columns) columns *= rows, rows = 1;
  for (int64_t r = 0; r < rows; r++, a += a_stride, b += b_stride, y += y_stride) {
    for (int64_t begin = 0; begin < columns; begin += BB_CHUNK) {
      int64_t end = begin + BB_CHUNK < columns ? begin + BB_CHUNK : columns;
      for (int64_t i = begin; i < end; i += BB_WIDTH) {
        vf left = load_tail(a + i, end - i), right = load_tail(b + i, end - i);
        store_tail(y + i, is_product ? left * right : left + right, end - i);
      }
      finish(y + begin, (size_t)(end - begin), activation);
    }
  }
}

static void add(
    const float *a, ptrdiff_t a_stride, const float *b, ptrdiff_t b_stride, float *y, ptrdiff_t y_stride, int64_t rows,
    int64_t columns, bb_activation activation) {
  combine_rows(a, a_stride, b, b_stride, y, y_stride, rows, columns, activation, 0);
}

static void multiply(
    const float *a, ptrdiff_t a_stride, const float *b, ptrdiff_t b_stride, float *y, ptrdiff_t y_stride, int64_t rows,
    int64_t columns, bb_activation activation) {
  combine_rows(a, a_stride, b, b_stride, y, y_stride, rows, columns, activation, 1);
}

static void add_weighted(
    const float *x, ptrdiff_t x_stride, const float *weights, ptrdiff_t weight_stride, float *y, ptrdiff_t y_stride,
    int64_t rows, int32_t columns, int adds) {
  for (int64_t r = 0; r < rows; r++, x += x_stride, weights += weight_stride, y += y_stride)
    for (int32_t j = 0; j < columns; j += BB_WIDTH) {
      ptrdiff_t left = columns - j;
      vf before = adds ? load_tail(y + j, left) : (vf)0;
      store_tail(y + j, multiply_add(load_tail(x + j, left), (vf)0 + *weights, before), left);
    }
}

static void clamp(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns, float low,
    float high) {
  for (int64_t r = 0; r < rows; r++, x += x_stride, y += y_stride)
    for (int32_t j = 0; j < columns; j += BB_WIDTH) {
      vf v = vmin(vmax(load_tail(x + j, columns - j), (vf)low), (vf)high);
      store_tail(y + j, v, columns - j);
    }
}

static void affine(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns,
    const float *scale, const float *shift, bb_activation activation) {
  for (int64_t r = 0; r < rows; r++, x += x_stride, y += y_stride) {
    for (int32_t j = 0; j < columns; j += BB_WIDTH) {
      ptrdiff_t left = columns - j;
      vf v = load_tail(x + j, left);
      if (scale) v *= load_tail(scale + j, left);
      if (shift) v += load_tail(shift + j, left);
      store_tail(y + j, v, left);
    }
    finish(y, columns, activation);
  }
}

static void gate(
    const float *x, ptrdiff_t x_stride, const float *gate, const float *residual, ptrdiff_t residual_stride, float *y,
    ptrdiff_t y_stride, int64_t rows, int32_t columns, bb_activation activation) {
  for (int64_t r = 0; r < rows; r++, x += x_stride, y += y_stride) {
    for (int32_t j = 0; j < columns; j += BB_WIDTH) {
      ptrdiff_t left = columns - j;
      vf v = load_tail(x + j, left) * load_tail(gate + j, left);
      if (residual) v += load_tail(residual + j, left);
      store_tail(y + j, v, left);
    }
    finish(y, columns, activation);
    if (residual) residual += residual_stride;
  }
}

static void add_to_rows(float *x, ptrdiff_t stride, const float *bias, int64_t rows, int32_t columns) {
  for (int64_t r = 0; r < rows; r++, x += stride)
    for (int32_t j = 0; j < columns; j += BB_WIDTH) {
      ptrdiff_t left = columns - j;
      store_tail(x + j, load_tail(x + j, left) + load_tail(bias + j, left), left);
    }
}

static void apply_epilogue(
    float *x, ptrdiff_t stride, const bb_epilogue *e, int64_t row_begin, int64_t rows, int32_t columns) {
  if (columns <= 0) return;
  // As many rows together as stay in L1: a call for each would cost as much as the activation where rows are short.
  const int64_t block = columns < BB_CHUNK ? BB_CHUNK / columns : 1;
  for (int64_t r = 0; r < rows; r += block, x += block * stride) {
    const int64_t count = rows - r < block ? rows - r : block;
    const float *residual = e->residual ? e->residual + (row_begin + r) * e->residual_stride : NULL;
    if (e->bias) add_to_rows(x, stride, e->bias, count, columns);
    if (residual && !e->residual_last)
      add(x, stride, residual, e->residual_stride, x, stride, count, columns, e->activation);
    else if (e->activation != BB_IDENTITY)
      activate(x, stride, x, stride, count, columns, e->activation);
    if (residual && e->residual_last)
      add(x, stride, residual, e->residual_stride, x, stride, count, columns, BB_IDENTITY);
  }
}

static void convolve_channels(
    const float *x, float *y, int32_t columns, const float *weight, int32_t kernel, bb_activation activation) {
  int32_t pad = kernel / 2;
  for (int32_t c = 0; c < columns; c++) {
    float sum = 0;
    for (int32_t k = 0; k < kernel; k++) {
      int32_t from = c + k - pad;
      if (from >= 0 && from < columns) sum += weight[k] * x[from];
    }
    y[c] = sum;
  }
  finish(y, columns, activation);
}

static void weighted_mean(const float *weights, const float *rows, int32_t count, float *output, int64_t columns) {
  double total = 0;
  for (int32_t k = 0; k < count; k++) total += weights[k];
  const float scale = (float)(1 / total);
  for (int64_t j = 0; j < columns; j += BB_WIDTH) {
    vf sum = (vf)0;
    for (int32_t k = 0; k < count; k++)
      sum = multiply_add(load_tail(rows + k * columns + j, columns - j), (vf)0 + weights[k], sum);
    store_tail(output + j, sum * scale, columns - j);
  }
}
