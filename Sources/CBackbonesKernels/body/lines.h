// Direct convolution for few output channels, where the im2col gather costs as much as the product. Lines of the map
// are copied with their zero padding; the micro-kernel reads a window's lines in place, `part_stride` apart, with
// `stride_w` pixels from one output pixel to the next.

/// Floats of a copied line: as many pixels as a line of windows covers.
static inline ptrdiff_t padded_line(const bb_convolution *c) {
  return ((ptrdiff_t)(c->out_w - 1) * c->stride_w + c->kernel_w) * c->depth;
}

/// Lines of the map that `lines` lines of windows cover.
static inline int64_t covered_lines(const bb_convolution *c, int64_t lines) {
  return (lines - 1) * c->stride_h + (int64_t)(c->kernel_h - 1) * c->dilation_h + 1;
}

static inline int has_few_columns(const bb_convolution *c) {
  int64_t taps = (int64_t)c->kernel_h * c->kernel_w;
  return taps > 1 && c->dilation_w == 1 && c->columns <= BB_FEW_COLUMNS && taps * c->depth <= BB_SLICE &&
         covered_lines(c, 1) * padded_line(c) <= BB_BLOCK_FLOATS;
}

/// Copies line `y` of a map, in it or not, from column -pad_left on, with zeros for what the map does not have.
static void copy_padded_line(const bb_convolution *c, const float *image, int64_t y, float *to, ptrdiff_t count) {
  const int32_t depth = c->depth;
  if (y < 0 || y >= c->in_h) {
    memset(to, 0, (size_t)count * sizeof *to);
    return;
  }
  ptrdiff_t left = (ptrdiff_t)c->pad_left * depth, real = (ptrdiff_t)c->in_w * depth;
  if (left > count) left = count;
  if (real > count - left) real = count - left;
  memset(to, 0, (size_t)left * sizeof *to);
  const float *from = image + y * c->in_w * c->in_stride;
  if (c->in_stride == depth) {
    memcpy(to + left, from, (size_t)real * sizeof *to);
  } else {
    for (ptrdiff_t i = 0; i < real; i += depth, from += c->in_stride)
      copy_segment(to + left + i, from, depth, to + count);
  }
  memset(to + left + real, 0, (size_t)(count - left - real) * sizeof *to);
}

/// As `convolve`, for convolutions that have few columns.
static void convolve_lines(
    const bb_convolution *c, const float *input, const float *packed, const half_panels *halves, float *output,
    const fused_epilogue *end, int64_t row_begin, int64_t row_end, int32_t panel_begin, int32_t panel_end, float *scratch) {
  const ptrdiff_t line = padded_line(c);
  const int64_t first = row_begin / c->out_w, last = (row_end - 1) / c->out_w;
  const int64_t k_count = (int64_t)c->kernel_h * c->kernel_w * c->depth;
  for (int64_t begin = first; begin <= last;) {
    const int64_t image = begin / c->out_h, y = begin % c->out_h;
    int64_t lines = last - begin + 1 < c->out_h - y ? last - begin + 1 : c->out_h - y;
    while (covered_lines(c, lines) * line > BB_BLOCK_FLOATS) lines = (lines + 1) / 2;
    const float *map = input + image * c->in_h * c->in_w * c->in_stride;
    const int64_t top = y * c->stride_h - c->pad_top;
    for (int64_t i = 0; i < covered_lines(c, lines); i++) copy_padded_line(c, map, top + i, scratch + i * line, line);
    for (int64_t i = 0; i < lines; i++) {
      int64_t row = (begin + i) * c->out_w, stop = row + c->out_w;
      int64_t from = row > row_begin ? row : row_begin, to = stop < row_end ? stop : row_end;
      product p = {
          .a = scratch + i * c->stride_h * line + (from - row) * c->stride_w * c->depth,
          .a_stride = (ptrdiff_t)c->stride_w * c->depth, .b = packed, .b_stride = k_count * BB_PANEL, .halves = halves,
          .depth = c->kernel_w * c->depth, .parts = c->kernel_h, .part_stride = c->dilation_h * line,
          .out = output + from * c->out_stride, .out_stride = c->out_stride, .columns = c->columns,
          .bias = end->bias, .residual = end->residual ? end->residual + from * end->residual_stride : NULL,
          .residual_stride = end->residual_stride, .low = end->low, .high = end->high,
      };
      multiply_panels(p, to - from, panel_begin, panel_end);
    }
    begin += lines;
  }
}
