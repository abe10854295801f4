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

/// Sums of quarters of the left factor, `[sums][half][row_stride]`, of k [k, k + 2 * depth) of `rows` rows: a11 + a22,
/// a21 + a22, a11 + a12, a21 - a11, a12 - a22, and a11 and a22 themselves if `copies`. The lower half may lack a row: it is
/// zeros.
static inline __attribute__((always_inline)) void sum_quarters(
    const bb_convolution *c, const float *input, int64_t row, int64_t rows, int64_t half, int32_t k, int32_t depth,
    float *out, ptrdiff_t row_stride, const int copies) {
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
      store_tail(out + 2 * size + i, a11 + a12, left);
      store_tail(out + 3 * size + i, a21 - a11, left);
      store_tail(out + 4 * size + i, a12 - a22, left);
      if (!copies) continue;
      store_tail(out + 5 * size + i, a11, left);
      store_tail(out + 6 * size + i, a22, left);
    }
  }
}

/// The products of a block in the order in which they are computed, by their numbers as Strassen has them.
///
/// Weights are packed as for any product. The first tile of rows adds quarters of them while it multiplies, and stores the sums for
/// the other tiles.
///
/// A product adds its result to at most two quarters: it stores one, with what was summed of it before, in the output or a buffer, and
/// updates another in a buffer. So no product is stored by itself, and the output is written once a slice of k:
///
///     t = m1,  c22 = t - m2,  c21 = m2,  c22 += m3,  c12 = m3,  [c22] = c22 + m6,
///     t -= m5,  [c12] = c12 + m5,  t += m4,  [c21] = c21 + m4,  [c11] = t + m7
typedef struct {
  int8_t left;           // of sum_quarters
  product_kind kind;     // whether its panels are a quarter of the weights, a sum of two, or a difference
  int8_t right, second;  // the quarters; none, -1
  int8_t ahead, next;    // the quarter that is fetched meanwhile, and whether of the next panels; none, -1
  int8_t to;             // the buffer that the sums are stored to; of the output, -1
  int8_t partial;        // the buffer that is added to what is stored; none, -1
  int8_t other, from;    // the buffer that the sums are added to, and what it was before; none, -1
  int8_t sign;           // of what is added
  int8_t lower, beyond;  // of an output: whether it is a lower quarter, and a right one
} strassen_product;

enum { BB_STRASSEN_T, BB_STRASSEN_12, BB_STRASSEN_21, BB_STRASSEN_22 };  // BB_STRASSEN_BUFFERS
enum { BB_B11, BB_B21, BB_B12, BB_B22, BB_QUARTERS };                    // of the weights: k first

static const strassen_product strassen_products[BB_STRASSEN_PRODUCTS] = {
    {0, BB_SUMMED_OF_SUM, BB_B11, BB_B22, BB_B12, 0, BB_STRASSEN_T, -1, -1, -1, 0, 0, 0},
    {1, BB_SUMMED, BB_B11, -1, BB_B21, 0, BB_STRASSEN_21, -1, BB_STRASSEN_22, BB_STRASSEN_T, -1, 0, 0},
    {5, BB_SUMMED_OF_DIFFERENCE, BB_B12, BB_B22, -1, 0, BB_STRASSEN_12, -1, BB_STRASSEN_22, BB_STRASSEN_22, 1, 0, 0},
    {3, BB_SUMMED_OF_SUM, BB_B11, BB_B12, -1, 0, -1, BB_STRASSEN_22, -1, -1, 0, 1, 1},
    {2, BB_SUMMED, BB_B22, -1, -1, 0, -1, BB_STRASSEN_12, BB_STRASSEN_T, BB_STRASSEN_T, -1, 0, 1},
    {6, BB_SUMMED_OF_DIFFERENCE, BB_B21, BB_B11, BB_B11, 1, -1, BB_STRASSEN_21, BB_STRASSEN_T, BB_STRASSEN_T, 1, 1, 0},
    {4, BB_SUMMED_OF_SUM, BB_B21, BB_B22, BB_B22, 1, -1, BB_STRASSEN_T, -1, -1, 0, 0, 0},
};

/// The quarters of `half` k of a panel and of the one that is as far into the right half of the columns, which may be missing.
typedef struct {
  const float *of[BB_QUARTERS];
} strassen_quarters;

static inline strassen_quarters strassen_quarters_of(
    const float *factors, int32_t panel, int32_t half_panels, int32_t all_panels, ptrdiff_t panel_size, int32_t half) {
  const ptrdiff_t size = (ptrdiff_t)half * BB_PANEL;
  const float *left = factors + panel * panel_size, *right = left + half_panels * panel_size;
  if (panel + half_panels >= all_panels) return (strassen_quarters){{left, left + size, bb_zeros, bb_zeros}};
  return (strassen_quarters){{left, left + size, right, right + size}};
}

static void convolve_strassen(
    const bb_convolution *c, const float *input, const float *packed, float *output, const bb_epilogue *epilogue,
    int64_t block_begin, int64_t block_end, int32_t panel_begin, int32_t panel_end, float *scratch) {
  const fused_epilogue end = split_epilogue(epilogue);
  const int32_t slice = bb_strassen_slice(c->depth), half_panels = bb_strassen_panels(c->columns);
  const int32_t all_panels = (c->columns + BB_PANEL - 1) / BB_PANEL;
  const ptrdiff_t panel_size = (ptrdiff_t)c->depth * BB_PANEL;
  const ptrdiff_t row_stride = bb_strassen_spacing(c->depth);
  const int64_t blocks = bb_strassen_blocks(c), image_rows = (int64_t)c->out_h * c->out_w;
  // Quarters of the input are read where they are, if their rows do not fall on the same sets of L1.
  const int copies = !is_plain(c) || c->in_stride % BB_ALIAS == 0;
  for (int64_t block = block_begin; block < block_end; block++) {
    const int64_t image = block / blocks * image_rows, index = block % blocks;
    const int64_t row = image + image_rows * index / blocks;
    const int64_t rows = image + image_rows * (index + 1) / blocks - row, half = (rows + 1) / 2;
    float *quarters = scratch, *made = quarters + BB_STRASSEN_PRODUCTS * half * row_stride;
    float *buffers = made + slice / 2 * BB_STRASSEN_COLUMNS;
    const ptrdiff_t buffer = half * BB_STRASSEN_COLUMNS;
    float *out = output + row * c->out_stride;
    for (int32_t k = 0; k < c->depth; k += slice) {
      const int last = k + slice >= c->depth;
      const int32_t depth = (last ? c->depth - k : slice) / 2;
      const float *factors = packed + (ptrdiff_t)k * BB_PANEL;
      if (copies) sum_quarters(c, input, row, rows, half, k, depth, quarters, row_stride, 1);
      else sum_quarters(c, input, row, rows, half, k, depth, quarters, row_stride, 0);
      const float *corner = input + row * c->in_stride + k;
      for (int32_t panel = panel_begin, unfinished = panel_begin, next; panel < panel_end; panel = next) {
        const int wide = panel + BB_WIDE <= panel_end && panel + BB_WIDE + half_panels <= all_panels;
        const int32_t panels = wide ? BB_WIDE : 1;
        next = panel + panels;
        const strassen_quarters b = strassen_quarters_of(factors, panel, half_panels, all_panels, panel_size, depth);
        const strassen_quarters after =
            next < panel_end ? strassen_quarters_of(factors, next, half_panels, all_panels, panel_size, depth)
                             : (strassen_quarters){{NULL}};
        for (int i = 0; i < BB_STRASSEN_PRODUCTS; i++) {
          const strassen_product *s = strassen_products + i;
          product p = {
              .a = quarters + s->left * half * row_stride, .a_stride = row_stride, .b = b.of[s->right],
              .b_stride = panel_size, .second = s->second < 0 ? NULL : b.of[s->second], .made = made,
              .made_stride = depth * BB_PANEL, .depth = depth, .out_stride = BB_STRASSEN_COLUMNS,
              .columns = BB_STRASSEN_COLUMNS, .low = -INFINITY, .high = INFINITY,
              .ahead = s->ahead < 0 ? NULL : (s->next ? after : b).of[s->ahead],
              .partial = s->partial < 0 ? NULL : buffers + s->partial * buffer,
              .other = s->other < 0 ? NULL : buffers + s->other * buffer,
              .other_partial = buffers + (s->from < 0 ? 0 : s->from * buffer), .sign = s->sign,
          };
          if (!copies && s->left > 4) {
            p.a = s->left == 5 ? corner : corner + half * c->in_stride + depth;
            p.a_stride = c->in_stride;
          }
          if (s->to >= 0) {
            p.out = buffers + s->to * buffer;
            multiply_rows_as(p, half, wide, s->kind);
            continue;
          }
          const int32_t column = (panel + (s->beyond ? half_panels : 0)) * BB_PANEL;
          const int64_t first = s->lower ? half : 0;
          p.out = out + first * c->out_stride + column;
          p.out_stride = c->out_stride;
          p.columns = c->columns - column;
          p.continued = k > 0;
          p.bias = end.bias ? end.bias + column : NULL;
          if (last) {
            p.residual = end.residual ? end.residual + (row + first) * end.residual_stride + column : NULL;
            p.residual_stride = end.residual_stride;
            p.low = end.low;
            p.high = end.high;
          }
          multiply_rows_as(p, s->lower ? rows - half : half, wide, s->kind);
        }
        if (!last || (next < panel_end && next - unfinished < BB_STRASSEN_FINISHED)) continue;
        for (int side = 0; side < 2; side++) {
          int32_t begin = (unfinished + (side ? half_panels : 0)) * BB_PANEL;
          int32_t stop = begin + (next - unfinished) * BB_PANEL;
          if (stop > c->columns) stop = c->columns;
          if (begin < stop) finish_rows(&end, out, c->out_stride, row, rows, begin, stop);
        }
        unfinished = next;
      }
    }
  }
}
