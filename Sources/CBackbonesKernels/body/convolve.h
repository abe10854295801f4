// Convolution as implicit im2col and a product with packed panels.
//
// M and K blocking: a block's slice of k stays in L2 while all panels pass over it, and the output holds partial sums
// between slices. Slices depend on the geometry alone, and each sum runs in the order of k, so an element has the same
// bits whichever rows and panels are computed with it. For few columns see lines.h.

static inline int is_plain(const bb_convolution *c) {
  return c->kernel_h * c->kernel_w == 1 && c->stride_h == 1 && c->stride_w == 1 && c->pad_top == 0 &&
         c->pad_left == 0 && c->out_h == c->in_h && c->out_w == c->in_w;
}

/// Whether a tile's rows alias in L1, and enough panels read them to pay for copying them.
static inline int aliases_in_l1(const bb_convolution *c) {
  return c->in_stride % BB_ALIAS == 0 && c->columns >= BB_ALIAS_COLUMNS;
}

/// As convolve, with packed weights that are floats, or else halves.
static inline __attribute__((always_inline)) void convolve_panels(
    const bb_convolution *c, const float *input, const float *packed, half_panels *halves, float *output,
    const bb_epilogue *epilogue, int64_t row_begin, int64_t row_end, int32_t panel_begin, int32_t panel_end,
    float *scratch) {
  fused_epilogue end = split_epilogue(epilogue);
  int32_t column_begin = panel_begin * BB_PANEL, column_end = panel_end * BB_PANEL;
  if (column_end > c->columns) column_end = c->columns;
  if (has_few_columns(c)) {
    int64_t rows = row_end - row_begin;
    float *out = output + row_begin * c->out_stride;
    if (rows > 0) {
      convolve_lines(
          c, input, packed, halves, output, &end, row_begin, row_end, panel_begin, panel_end, scratch);
    }
    finish_rows(&end, out, c->out_stride, row_begin, rows, column_begin, column_end);
    return;
  }
  int64_t k_count = (int64_t)c->kernel_h * c->kernel_w * c->depth;
  int64_t slices = (k_count + BB_SLICE - 1) / BB_SLICE;
  int32_t slice = (int32_t)((k_count + slices - 1) / slices + BB_STEPS - 1) / BB_STEPS * BB_STEPS;
  ptrdiff_t row_stride = (slice + BB_SPACING - 1) / BB_SPACING * BB_SPACING + BB_SPACING;
  int64_t block = bb_block_floats() / row_stride / BB_ROWS * BB_ROWS;
  if (block > BB_BLOCK_ROWS) block = BB_BLOCK_ROWS;
  int gathered = !is_plain(c) || aliases_in_l1(c);
  segment segments[BB_SLICE];
  const uint16_t *all_halves = halves ? halves->panels : NULL;
  for (int64_t row = row_begin; row < row_end; row += block) {
    int64_t rows = block < row_end - row ? block : row_end - row;
    float *out = output + row * c->out_stride;
    for (int64_t k = 0; k < k_count; k += slice) {
      int64_t k_end = k + slice < k_count ? k + slice : k_count;
      product p = {
          .a = input + row * c->in_stride + k, .a_stride = c->in_stride,
          .b_stride = k_count * BB_PANEL, .depth = (int32_t)(k_end - k), .halves = halves,
          .out = out, .out_stride = c->out_stride, .continued = k > 0, .columns = c->columns, .bias = end.bias,
          .low = -INFINITY, .high = INFINITY,
      };
      if (halves) halves->panels = all_halves + k * BB_PANEL;
      else p.b = packed + k * BB_PANEL;
      if (k_end < k_count) {
        const ptrdiff_t next = (ptrdiff_t)(k_end - k) * BB_PANEL;
        p.ahead = panel_of(&p, panel_begin) + (halves ? next / 2 : next);
      }
      if (gathered) {
        int count = cut_segments(c, k, k_end, segments);
        gather(c, input, segments, count, scratch, row_stride, row, row + rows);
        p.a = scratch;
        p.a_stride = row_stride;
      }
      if (k_end == k_count) {
        p.residual = end.residual ? end.residual + row * end.residual_stride : NULL;
        p.residual_stride = end.residual_stride;
        p.low = end.low;
        p.high = end.high;
      }
      multiply_panels(p, rows, panel_begin, panel_end);
    }
    finish_rows(&end, out, c->out_stride, row, rows, column_begin, column_end);
  }
}

static void convolve(
    const bb_convolution *c, const float *input, const float *packed, float *output, const bb_epilogue *epilogue,
    int64_t row_begin, int64_t row_end, int32_t panel_begin, int32_t panel_end, float *scratch) {
  convolve_panels(
      c, input, packed, NULL, output, epilogue, row_begin, row_end, panel_begin, panel_end, scratch);
}

static void convolve_halves(
    const bb_convolution *c, const float *input, const bb_halves *packed, float *output, const bb_epilogue *epilogue,
    int64_t row_begin, int64_t row_end, int32_t panel_begin, int32_t panel_end, float *scratch) {
  half_panels halves = {
      .panels = packed->panels, .stride = (ptrdiff_t)c->kernel_h * c->kernel_w * c->depth * BB_PANEL,
      .type = packed->type, .scale = packed->scale, .widened = scratch + bb_convolve_scratch(c),
  };
  convolve_panels(
      c, input, NULL, &halves, output, epilogue, row_begin, row_end, panel_begin, panel_end, scratch);
}
