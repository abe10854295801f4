// Rotary position embeddings.

static void rotary_table(
    const float *positions, const float *frequencies, ptrdiff_t frequency_stride, float *y, ptrdiff_t y_stride,
    int64_t rows, int32_t columns) {
  for (int64_t r = 0; r < rows; r++, positions += 2, y += y_stride)
    for (int32_t j = 0; j < columns; j++) {
      double angle = (double)positions[0] * frequencies[j] + (double)positions[1] * frequencies[frequency_stride + j];
      y[j] = (float)sin(angle), y[columns + j] = (float)cos(angle);
    }
}

/// Turns `count` pairs of neighbours.
static inline void rotate_neighbours(float *x, const float *sines, const float *cosines, int32_t count) {
  for (int32_t i = 0; i < count; i += BB_WIDTH, x += 2 * BB_WIDTH) {
    ptrdiff_t left = count - i, low = 2 * left, high = low - BB_WIDTH;
    vf sine = load_tail(sines + i, left), cosine = load_tail(cosines + i, left);
    vf near = load_tail(x, low), far = load_clipped(x + BB_WIDTH, high), even, odd;
    even.lo = near.even, even.hi = far.even, odd.lo = near.odd, odd.hi = far.odd;
    vf real = multiply_add(even, cosine, -odd * sine), imaginary = multiply_add(odd, cosine, even * sine);
    near.even = real.lo, near.odd = imaginary.lo, far.even = real.hi, far.odd = imaginary.hi;
    store_tail(x, near, low);
    store_clipped(x + BB_WIDTH, far, high);
  }
}

/// Turns `count` pairs of floats that lie `count` apart.
static inline void rotate_halves(float *x, const float *sines, const float *cosines, int32_t count) {
  for (int32_t i = 0; i < count; i += BB_WIDTH) {
    ptrdiff_t left = count - i;
    vf sine = load_tail(sines + i, left), cosine = load_tail(cosines + i, left);
    vf low = load_tail(x + i, left), high = load_tail(x + count + i, left);
    store_tail(x + i, multiply_add(low, cosine, -high * sine), left);
    store_tail(x + count + i, multiply_add(high, cosine, low * sine), left);
  }
}

static void rotate(
    float *x, ptrdiff_t x_stride, const float *table, ptrdiff_t table_stride, int64_t rows, int32_t heads,
    int32_t tables, int32_t head_size, int32_t span) {
  const int32_t pairs = head_size / 2;
  for (int64_t r = 0; r < rows; r++, x += x_stride, table += table_stride)
    for (int32_t h = 0; h < heads; h++) {
      const float *sines = table + h % tables * pairs, *cosines = sines + tables * pairs;
      float *head = x + (ptrdiff_t)h * head_size;
      if (span == 2) rotate_neighbours(head, sines, cosines, pairs);
      for (int32_t i = 0; span > 2 && i < head_size; i += span)
        rotate_halves(head + i, sines + i / 2, cosines + i / 2, span / 2);
    }
}
