// The im2col matrix, a block at a time. Row m is output pixel m; k runs over taps, then channels.

/// A contiguous run of one im2col row: a tap, or a kernel row if pixels are contiguous; clipped to the range of k.
typedef struct {
  int32_t tap_y, tap_x;  // offset of the first pixel from the window's corner
  int32_t channel;
  int32_t length;
  ptrdiff_t offset;  // floats from the window's corner, where the window lies in the map
} segment;

static inline int lines_touch(const bb_convolution *c) {
  return c->dilation_w == 1 && c->in_stride == c->depth;
}

/// Cuts [k_begin, k_end) into segments, at most k_end - k_begin, and returns their number.
static int cut_segments(const bb_convolution *c, int64_t k_begin, int64_t k_end, segment *segments) {
  int64_t unit = lines_touch(c) ? (int64_t)c->kernel_w * c->depth : c->depth;
  int count = 0;
  for (int64_t k = k_begin; k < k_end; count++) {
    int64_t end = (k / unit + 1) * unit, tap = k / c->depth;
    if (end > k_end) end = k_end;
    segment *s = segments + count;
    s->tap_y = (int32_t)(tap / c->kernel_w) * c->dilation_h;
    s->tap_x = (int32_t)(tap % c->kernel_w) * c->dilation_w;
    s->channel = (int32_t)(k % c->depth);
    s->length = (int32_t)(end - k);
    s->offset = ((ptrdiff_t)s->tap_y * c->in_w + s->tap_x) * c->in_stride + s->channel;
    k = end;
  }
  return count;
}

/// Copies `length` floats and may write zeros after them, up to `end`: the next segment overwrites those.
static inline void copy_segment(float *to, const float *from, int32_t length, const float *end) {
  for (int32_t i = 0; i < length; i += BB_WIDTH)
    store_tail(to + i, load_tail(from + i, length - i), end - (to + i));
}

static inline void zero_segment(float *to, int32_t length, const float *end) {
  for (int32_t i = 0; i < length; i += BB_WIDTH) store_tail(to + i, (vf)0, end - (to + i));
}

static inline void gather_segment(
    const bb_convolution *c, const segment *s, const float *image, int32_t y, int32_t x, float *to, const float *end) {
  y += s->tap_y;
  x += s->tap_x;
  if (y < 0 || y >= c->in_h) return zero_segment(to, s->length, end);
  const float *line = image + (ptrdiff_t)y * c->in_w * c->in_stride;
  if (x >= 0 && s->channel + (int64_t)s->length <= (int64_t)(c->in_w - x) * c->depth)
    return copy_segment(to, line + x * c->in_stride + s->channel, s->length, end);
  // Clips [first, first + length) to the line of in_w * depth floats.
  int64_t first = (int64_t)x * c->depth + s->channel, width = (int64_t)c->in_w * c->depth;
  int32_t before = first >= 0 ? 0 : -first < s->length ? (int32_t)-first : s->length;
  int32_t inside = first + before >= width ? 0 : (int32_t)(width - first) - before;
  if (inside > s->length - before) inside = s->length - before;
  zero_segment(to, before, end);
  copy_segment(to + before, line + first + before, inside, end);
  zero_segment(to + before + inside, s->length - before - inside, end);
}

/// Writes rows [row_begin, row_end), `stride` floats apart, of the segments' columns.
static void gather(
    const bb_convolution *c, const float *input, const segment *segments, int count, float *rows, ptrdiff_t stride,
    int64_t row_begin, int64_t row_end) {
  int64_t image = row_begin / ((int64_t)c->out_h * c->out_w);
  int32_t y = (int32_t)(row_begin / c->out_w % c->out_h), x = (int32_t)(row_begin % c->out_w);
  ptrdiff_t image_size = (ptrdiff_t)c->in_h * c->in_w * c->in_stride;
  const int32_t height = (c->kernel_h - 1) * c->dilation_h + 1, width = (c->kernel_w - 1) * c->dilation_w + 1;
  for (int64_t r = row_begin; r < row_end; r++, rows += stride) {
    const float *map = input + image * image_size;
    int32_t top = y * c->stride_h - c->pad_top, left = x * c->stride_w - c->pad_left;
    float *to = rows;
    if (top >= 0 && top + height <= c->in_h && left >= 0 && left + width <= c->in_w) {
      const float *corner = map + ((ptrdiff_t)top * c->in_w + left) * c->in_stride;
      for (int s = 0; s < count; to += segments[s++].length)
        copy_segment(to, corner + segments[s].offset, segments[s].length, rows + stride);
    } else {
      for (int s = 0; s < count; to += segments[s++].length)
        gather_segment(c, segments + s, map, top, left, to, rows + stride);
    }
    if (++x < c->out_w) continue;
    x = 0;
    if (++y < c->out_h) continue;
    y = 0;
    image++;
  }
}

static void im2col(
    const bb_convolution *c, const float *input, float *rows, int64_t row_begin, int64_t row_end) {
  enum { STEP = 256 };
  segment segments[STEP];
  int64_t k_count = (int64_t)c->kernel_h * c->kernel_w * c->depth;
  for (int64_t r = row_begin; r < row_end; r++, rows += k_count)
    for (int64_t k = 0; k < k_count; k += STEP) {
      int count = cut_segments(c, k, k + STEP < k_count ? k + STEP : k_count, segments);
      gather(c, input, segments, count, rows + k, k_count - k, r, r + 1);
    }
}
