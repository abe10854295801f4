// Pooling of windows and of whole maps.

/// Clips a window that starts at `origin` to [low, high): the number of taps inside, and the first of them.
static inline int32_t taps_inside(
    int32_t origin, int32_t kernel, int32_t dilation, int32_t low, int32_t high, int32_t *first) {
  int32_t begin = origin >= low ? 0 : (low - origin + dilation - 1) / dilation;
  int32_t end = origin >= high ? 0 : (high - origin + dilation - 1) / dilation;
  if (end > kernel) end = kernel;
  if (first) *first = begin;
  return end > begin ? end - begin : 0;
}

static inline vf pool_window(
    const float *corner, int32_t ny, int32_t nx, ptrdiff_t step_y, ptrdiff_t step_x, ptrdiff_t left,
    bb_pool_kind kind) {
  vf result = kind == BB_POOL_MAX ? (vf)-INFINITY : (vf)0;
  for (int32_t ky = 0; ky < ny; ky++)
    for (int32_t kx = 0; kx < nx; kx++) {
      vf v = load_tail(corner + ky * step_y + kx * step_x, left);
      result = kind == BB_POOL_MAX ? vmax(v, result) : result + v;
    }
  return result;
}

static void pool(
    const bb_convolution *c, bb_pool_kind kind, int32_t pad_bottom, int32_t pad_right, const float *input,
    float *output, int64_t line_begin, int64_t line_end) {
  for (int64_t line = line_begin; line < line_end; line++) {
    int64_t image = line / c->out_h;
    int32_t oy = (int32_t)(line % c->out_h) * c->stride_h - c->pad_top, first_y, first_x;
    int32_t ny = taps_inside(oy, c->kernel_h, c->dilation_h, 0, c->in_h, &first_y);
    for (int32_t x = 0; x < c->out_w; x++) {
      int32_t ox = x * c->stride_w - c->pad_left;
      int32_t nx = taps_inside(ox, c->kernel_w, c->dilation_w, 0, c->in_w, &first_x);
      int32_t count = ny * nx;
      if (kind == BB_POOL_AVERAGE_COUNTING_PADDING)
        count = taps_inside(oy, c->kernel_h, c->dilation_h, -c->pad_top, c->in_h + pad_bottom, NULL) *
                taps_inside(ox, c->kernel_w, c->dilation_w, -c->pad_left, c->in_w + pad_right, NULL);
      float *to = output + (line * c->out_w + x) * c->out_stride;
      int64_t row = image * c->in_h + oy + (int64_t)first_y * c->dilation_h;
      const float *corner = input;
      if (ny > 0 && nx > 0) corner += (row * c->in_w + ox + (int64_t)first_x * c->dilation_w) * c->in_stride;
      ptrdiff_t step_y = (ptrdiff_t)c->dilation_h * c->in_w * c->in_stride, step_x = c->dilation_w * c->in_stride;
      for (int32_t j = 0; j < c->depth; j += BB_WIDTH) {
        ptrdiff_t left = c->depth - j;
        if (kind == BB_POOL_MAX || kind == BB_POOL_MAX_COUNTING_PADDING) {
          vf highest = pool_window(corner + j, ny, nx, step_y, step_x, left, BB_POOL_MAX);
          if (kind != BB_POOL_MAX && count < c->kernel_h * c->kernel_w) highest = vmax(highest, (vf)0);
          store_tail(to + j, highest, left);
        } else {
          vf sum = pool_window(corner + j, ny, nx, step_y, step_x, left, BB_POOL_AVERAGE);
          store_tail(to + j, sum / (float)count, left);
        }
      }
    }
  }
}

/// Where the pixel at `i` of a line of `size` is found, when the line is continued by reflection at its end pixels.
static inline int32_t reflected(int32_t i, int32_t size) {
  if (i < 0) i = -i;
  return i < size ? i : 2 * (size - 1) - i;
}

static void blur_pool(
    const bb_convolution *c, const float *input, float *output, int64_t line_begin, int64_t line_end) {
  for (int64_t line = line_begin; line < line_end; line++) {
    int64_t image = line / c->out_h;
    int32_t oy = (int32_t)(line % c->out_h) * c->stride_h - c->pad_top;
    for (int32_t x = 0; x < c->out_w; x++) {
      int32_t ox = x * c->stride_w - c->pad_left;
      const float *taps[3][3];
      for (int32_t ky = 0; ky < 3; ky++)
        for (int32_t kx = 0; kx < 3; kx++) {
          int64_t row = image * c->in_h + reflected(oy + ky, c->in_h);
          taps[ky][kx] = input + (row * c->in_w + reflected(ox + kx, c->in_w)) * c->in_stride;
        }
      float *to = output + (line * c->out_w + x) * c->out_stride;
      for (int32_t j = 0; j < c->depth; j += BB_WIDTH) {
        ptrdiff_t left = c->depth - j;
        vf sums[3];
        for (int32_t ky = 0; ky < 3; ky++) {
          vf ends = load_tail(taps[ky][0] + j, left) + load_tail(taps[ky][2] + j, left);
          sums[ky] = multiply_add(load_tail(taps[ky][1] + j, left), (vf)2, ends);
        }
        store_tail(to + j, multiply_add(sums[1], (vf)2, sums[0] + sums[2]) * 0.0625f, left);
      }
    }
  }
}

/// Of `vectors` vectors of channels.
static inline __attribute__((always_inline)) void pool_rows_part(
    bb_pool_kind kind, const float *x, ptrdiff_t stride, int64_t rows, double *part, ptrdiff_t left,
    const int vectors) {
  vf highest[4];
  vd sums[4];
  BB_UNROLL for (int v = 0; v < vectors; v++) {
    highest[v] = (vf)0 - INFINITY;
    sums[v] = (vd)0;
  }
  for (int64_t r = 0; r < rows; r++, x += stride)
    BB_UNROLL for (int v = 0; v < vectors; v++) {
      vf value = load_tail(x + v * BB_WIDTH, left);
      if (kind == BB_POOL_MAX) highest[v] = vmax(value, highest[v]);
      else if (kind == BB_POOL_MEAN_SQUARE) {
        vd wide = __builtin_convertvector(value, vd);
        sums[v] += wide * wide;
      } else sums[v] += __builtin_convertvector(value, vd);
    }
  BB_UNROLL for (int v = 0; v < vectors; v++) {
    if (kind == BB_POOL_MAX) sums[v] = __builtin_convertvector(highest[v], vd);
    memcpy(part + v * BB_WIDTH, &sums[v], sizeof sums[v]);
  }
}

static void pool_rows(
    bb_pool_kind kind, const float *input, ptrdiff_t row_stride, int64_t rows, double *part, int32_t channels) {
  int32_t j = 0;
  for (; j + 4 * BB_WIDTH <= channels; j += 4 * BB_WIDTH)
    pool_rows_part(kind, input + j, row_stride, rows, part + j, BB_WIDTH, 4);
  for (; j < channels; j += BB_WIDTH)
    pool_rows_part(kind, input + j, row_stride, rows, part + j, channels - j, 1);
}

static void pool_parts(
    bb_pool_kind kind, const double *parts, int64_t count, int64_t rows, float *output, int32_t channels) {
  const ptrdiff_t row_stride = bb_pool_part_count(channels);
  for (int32_t j = 0; j < channels; j += BB_WIDTH) {
    vd whole, part;
    memcpy(&whole, parts + j, sizeof whole);
    for (int64_t i = 1; i < count; i++) {
      memcpy(&part, parts + i * row_stride + j, sizeof part);
      if (kind == BB_POOL_MAX) whole = part > whole ? part : whole;
      else whole += part;
    }
    if (kind != BB_POOL_MAX) whole /= (double)rows;
    store_tail(output + j, __builtin_convertvector(whole, vf), channels - j);
  }
}
