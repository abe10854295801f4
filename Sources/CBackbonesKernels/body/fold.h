// Sums of overlapping windows: each pixel gathers what the windows over it hold there, so that rows stay independent.

/// The windows over a position along one axis: `count` of them, from `window` down, which have it under `tap` and each
/// `stride` taps further.
typedef struct {
  int32_t window, tap, count;
} windows_over;

/// `position` is counted from the border before the map.
static inline windows_over find_windows(int32_t position, int32_t kernel, int32_t stride, int32_t windows) {
  windows_over found = {.window = position / stride, .tap = position % stride};
  if (found.window >= windows) {
    found.tap += (found.window - windows + 1) * stride;
    found.window = windows - 1;
  }
  if (found.tap >= kernel) return found;
  found.count = (kernel - found.tap + stride - 1) / stride;
  if (found.count > found.window + 1) found.count = found.window + 1;
  return found;
}

/// One pixel, without its epilogue. `image` is the number of the image's first window.
static inline void fold_pixel(
    const bb_convolution *c, const float *windows, ptrdiff_t tap_stride, const float *weight, int64_t image,
    windows_over lines, windows_over columns, float *to) {
  for (int32_t j = 0; j < c->depth; j += BB_WIDTH) {
    ptrdiff_t left = c->depth - j;
    vf sum = 0;
    for (int32_t y = 0; y < lines.count; y++)
      for (int32_t x = 0; x < columns.count; x++) {
        int64_t window = image + (int64_t)(lines.window - y) * c->out_w + columns.window - x;
        int32_t tap = (lines.tap + y * c->stride_h) * c->kernel_w + columns.tap + x * c->stride_w;
        vf value = load_tail(windows + window * c->out_stride + tap * tap_stride + j, left);
        sum = weight ? multiply_add(value, load_tail(weight + (ptrdiff_t)tap * c->depth + j, left), sum) : sum + value;
      }
    store_tail(to + j, sum, left);
  }
}

static void fold(
    const bb_convolution *c, const float *windows, ptrdiff_t tap_stride, const float *weight, float *map,
    const bb_epilogue *epilogue, int64_t line_begin, int64_t line_end) {
  for (int64_t line = line_begin; line < line_end; line++) {
    int64_t image = line / c->in_h * c->out_h * c->out_w, row = line * c->in_w;
    windows_over lines = find_windows((int32_t)(line % c->in_h) + c->pad_top, c->kernel_h, c->stride_h, c->out_h);
    for (int32_t x = 0; x < c->in_w; x++) {
      windows_over columns = find_windows(x + c->pad_left, c->kernel_w, c->stride_w, c->out_w);
      fold_pixel(c, windows, tap_stride, weight, image, lines, columns, map + (row + x) * c->in_stride);
    }
    apply_epilogue(map + row * c->in_stride, c->in_stride, epilogue, row, c->in_w, c->depth);
  }
}
