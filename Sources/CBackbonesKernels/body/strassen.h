// Products by Strassen's method (V. Strassen, Gaussian elimination is not optimal, 1969), one level of it: with rows,
// k and columns cut in halves, seven products of sums of quarters instead of eight of quarters.
//
// Rows are taken in blocks, each cut in halves of its own, and k in slices. The sums of a block's quarters stay in
// L2 while the columns pass over them: two panels of the left half at a time, with the corresponding two of the right.
// Blocks never cross images. Blocks and slices depend on the geometry alone, so a row has the same bits whichever rows
// are computed with it.

enum { BB_STRASSEN_COLUMNS = BB_WIDE * BB_PANEL };

/// Where the input of an output pixel begins.
static inline const float *row_of_pixel(const bb_convolution *c, const float *input, int64_t pixel) {
  int64_t x = pixel % c->out_w, line = pixel / c->out_w, y = line % c->out_h, image = line / c->out_h;
  return input + ((image * c->in_h + y * c->stride_h) * c->in_w + x * c->stride_w) * c->in_stride;
}

/// The left factors of the seven products, `[products][half][row_stride]`, of k [k, k + 2 * depth) of `rows` rows. The
/// lower half may lack a row: it is zeros.
static void sum_quarters(
    const bb_convolution *c, const float *input, int64_t row, int64_t rows, int64_t half, int32_t k, int32_t depth,
    float *out, ptrdiff_t row_stride) {
  const ptrdiff_t size = half * row_stride;
  for (int64_t r = 0; r < half; r++, out += row_stride) {
    const int paired = r + half < rows;
    const float *upper = row_of_pixel(c, input, row + r) + k;
    const float *lower = paired ? row_of_pixel(c, input, row + r + half) + k : NULL;
    for (int32_t i = 0; i < depth; i += BB_WIDTH) {
      ptrdiff_t left = depth - i;
      vf a11 = load_tail(upper + i, left), a12 = load_tail(upper + depth + i, left);
      vf a21 = paired ? load_tail(lower + i, left) : (vf)0, a22 = paired ? load_tail(lower + depth + i, left) : (vf)0;
      store_tail(out + i, a11 + a22, left);
      store_tail(out + size + i, a21 + a22, left);
      store_tail(out + 2 * size + i, a11, left);
      store_tail(out + 3 * size + i, a22, left);
      store_tail(out + 4 * size + i, a11 + a12, left);
      store_tail(out + 5 * size + i, a21 - a11, left);
      store_tail(out + 6 * size + i, a12 - a22, left);
    }
  }
}

/// Stores BB_WIDTH sums at `row` and `column` with their epilogue; those beyond the last column are left out.
static inline __attribute__((always_inline)) void store_sums(
    const product *p, vf sum, int64_t row, int32_t column) {
  const ptrdiff_t left = p->columns - column;
  if (left <= 0) return;
  float *out = p->out + row * p->out_stride + column;
  if (p->continued) sum += load_tail(out, left);
  else if (p->bias) sum += load_tail(p->bias + column, left);
  if (p->residual) sum += load_tail(p->residual + row * p->residual_stride + column, left);
  store_tail(out, vmin(vmax(sum, p->low), p->high), left);
}

/// The quarters of the output of `p`, from the seven products `[products][half][BB_STRASSEN_COLUMNS]`: `width` columns
/// from `column` on, and from `other` on in the right half.
static void combine_products(
    const product *p, const float *products, int64_t rows, int64_t half, int32_t column, int32_t other, int32_t width) {
  const ptrdiff_t size = half * BB_STRASSEN_COLUMNS;
  for (int64_t r = 0; r < half; r++, products += BB_STRASSEN_COLUMNS)
    for (int32_t v = 0; v < width; v += BB_WIDTH) {
      vf m[BB_STRASSEN_PRODUCTS];
      BB_UNROLL for (int i = 0; i < BB_STRASSEN_PRODUCTS; i++) m[i] = load(products + i * size + v);
      store_sums(p, m[0] + m[3] + (m[6] - m[4]), r, column + v);
      store_sums(p, m[2] + m[4], r, other + v);
      if (r + half >= rows) continue;
      store_sums(p, m[1] + m[3], r + half, column + v);
      store_sums(p, m[0] + m[2] + (m[5] - m[1]), r + half, other + v);
    }
}

static void convolve_strassen(
    const bb_convolution *c, const float *input, const float *packed, float *output, const bb_epilogue *epilogue,
    int64_t block_begin, int64_t block_end, int32_t panel_begin, int32_t panel_end, float *scratch) {
  const fused_epilogue end = split_epilogue(epilogue);
  const int32_t slice = bb_strassen_slice(c->depth), half_panels = bb_strassen_panels(c->columns);
  const ptrdiff_t row_stride = bb_strassen_spacing(c->depth);
  const int64_t blocks = bb_strassen_blocks(c), image_rows = (int64_t)c->out_h * c->out_w;
  for (int64_t block = block_begin; block < block_end; block++) {
    const int64_t image = block / blocks * image_rows, index = block % blocks;
    const int64_t row = image + image_rows * index / blocks;
    const int64_t rows = image + image_rows * (index + 1) / blocks - row, half = (rows + 1) / 2;
    float *quarters = scratch, *products = quarters + BB_STRASSEN_PRODUCTS * half * row_stride;
    product whole = {
        .out = output + row * c->out_stride, .out_stride = c->out_stride, .columns = c->columns, .bias = end.bias,
        .low = -INFINITY, .high = INFINITY,
    };
    for (int32_t k = 0; k < c->depth; k += slice) {
      const int last = k + slice >= c->depth;
      const int32_t depth = (last ? c->depth - k : slice) / 2;
      const ptrdiff_t factor_size = (ptrdiff_t)depth * BB_PANEL, panel_size = BB_STRASSEN_PRODUCTS * factor_size;
      const float *factors = packed + (ptrdiff_t)k / 2 * half_panels * BB_STRASSEN_PRODUCTS * BB_PANEL;
      sum_quarters(c, input, row, rows, half, k, depth, quarters, row_stride);
      whole.continued = k > 0;
      if (last) {
        whole.residual = end.residual ? end.residual + row * end.residual_stride : NULL;
        whole.residual_stride = end.residual_stride;
        whole.low = end.low;
        whole.high = end.high;
      }
      for (int32_t panel = panel_begin; panel < panel_end; panel += BB_WIDE) {
        const int32_t panels = panel_end - panel < BB_WIDE ? panel_end - panel : BB_WIDE;
        const float *next = panel + BB_WIDE < panel_end ? factors + (panel + BB_WIDE) * panel_size : NULL;
        for (int i = 0; i < BB_STRASSEN_PRODUCTS; i++) {
          const float *b = factors + panel * panel_size + i * factor_size;
          product p = {
              .a = quarters + i * half * row_stride, .a_stride = row_stride, .b = b, .b_stride = panel_size,
              .depth = depth,
              .out = products + i * half * BB_STRASSEN_COLUMNS, .out_stride = BB_STRASSEN_COLUMNS,
              .columns = BB_STRASSEN_COLUMNS, .low = -INFINITY, .high = INFINITY,
              .ahead = i + 1 < BB_STRASSEN_PRODUCTS ? b + factor_size : next,
          };
          multiply_rows(p, half, panels == BB_WIDE);
        }
        const int32_t column = panel * BB_PANEL, other = column + half_panels * BB_PANEL, width = panels * BB_PANEL;
        combine_products(&whole, products, rows, half, column, other, width);
        if (!last) continue;
        for (int side = 0; side < 2; side++) {
          int32_t begin = side ? other : column, stop = begin + width < c->columns ? begin + width : c->columns;
          if (begin < stop) finish_rows(&end, whole.out, c->out_stride, row, rows, begin, stop);
        }
      }
    }
  }
}
