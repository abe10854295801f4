// Depthwise convolution. The common kernel sizes compute tiles of 7 or 8 neighbouring pixels and load each input once
// per kernel row; one routine computes single pixels for any kernel.

typedef struct {
  const float *input;     // channel 0 of the window's first column, in the map or not, on its first line in the map
  ptrdiff_t line, pixel;  // floats from a tap's line to the next one's, and from pixel to pixel
  int32_t x, width;       // the first column, and how many the map has
  int32_t kernel, dilation;
  const float *weight;
  ptrdiff_t weight_line, weight_tap;
  int32_t lines;  // of the window in the map
  int32_t count;  // pixels to the end of the line
  const fused_epilogue *end;
  int64_t row;
  float *out;
  ptrdiff_t out_stride;
  int32_t channel_begin, channel_end;
} depthwise_window;

/// Stores pixel `p`'s sum with the fused epilogue, whose fields are read before the loop: any store could alias them.
#define BB_READ_EPILOGUE(w, channel)                                                                                   \
  const float low = w->end->low, high = w->end->high, *bias = w->end->bias;                                            \
  const ptrdiff_t out_stride = w->out_stride, residual_stride = w->end->residual_stride;                               \
  const float *residual = w->end->residual ? w->end->residual + w->row * residual_stride + channel : NULL;             \
  float *out = w->out + channel
#define BB_STORE_PIXEL(sum, p, offset, left)                                                                           \
  {                                                                                                                    \
    if (residual) sum += load_tail(residual + (p) * residual_stride + offset, left);                                   \
    store_tail(out + (p) * out_stride + offset, vmin(vmax(sum, low), high), left);                                     \
  }

/// One pixel, `vectors` vectors of channels.
static inline __attribute__((always_inline)) void convolve_pixel_part(
    const depthwise_window *w, const int vectors, int32_t channel, ptrdiff_t left) {
  BB_READ_EPILOGUE(w, channel);
  int32_t first, taps = taps_inside(w->x, w->kernel, w->dilation, 0, w->width, &first);
  vf sums[BB_PIXELS];
  BB_UNROLL for (int v = 0; v < vectors; v++)
    sums[v] = bias ? load_tail(bias + channel + v * BB_WIDTH, left) : (vf)0;
  for (int32_t y = 0; y < w->lines; y++) {
    const float *input = w->input + y * w->line + (ptrdiff_t)first * w->dilation * w->pixel + channel;
    const float *weight = w->weight + y * w->weight_line + first * w->weight_tap + channel;
    for (int32_t x = 0; x < taps; x++, input += w->dilation * w->pixel, weight += w->weight_tap)
      BB_UNROLL for (int v = 0; v < vectors; v++)
        sums[v] = multiply_add(load_tail(input + v * BB_WIDTH, left), load_tail(weight + v * BB_WIDTH, left), sums[v]);
  }
  BB_UNROLL for (int v = 0; v < vectors; v++) BB_STORE_PIXEL(sums[v], 0, v * BB_WIDTH, left)
}

static void convolve_pixel(const depthwise_window *w) {
  int32_t channel = w->channel_begin;
  for (; channel + BB_PIXELS * BB_WIDTH <= w->channel_end; channel += BB_PIXELS * BB_WIDTH)
    convolve_pixel_part(w, BB_PIXELS, channel, BB_WIDTH);
  for (; channel < w->channel_end; channel += BB_WIDTH) convolve_pixel_part(w, 1, channel, w->channel_end - channel);
}

/// `pixels` pixels, one vector of channels. Unless `inside`, windows may reach over the map's sides and pixels over the
/// line's end; if `part`, the vector has only `left` channels.
static inline __attribute__((always_inline)) void convolve_pixels_part(
    const depthwise_window *w, const int pixels, const int kernel, const int stride, const int inside, const int part,
    int32_t channel, ptrdiff_t left) {
  BB_READ_EPILOGUE(w, channel);
#define BB_LOAD(p) (part ? load_part(p, left) : load(p))
  const vf start = bias ? BB_LOAD(bias + channel) : (vf)0;
  vf sums[BB_PIXELS];
  BB_UNROLL for (int p = 0; p < pixels; p++) sums[p] = start;
  const float *line = w->input + channel, *weight = w->weight + channel;
  const ptrdiff_t pixel = w->pixel, tap = w->weight_tap;
  const int32_t from = w->x, count = w->count;
  const uint32_t width = (uint32_t)w->width;
  for (int32_t y = w->lines; y > 0; y--, line += w->line, weight += w->weight_line) {
    vf factors[7];
    BB_UNROLL for (int k = 0; k < kernel; k++) factors[k] = BB_LOAD(weight + k * tap);
    BB_UNROLL for (int column = 0; column < (pixels - 1) * stride + kernel; column++) {
      if (!inside && (uint32_t)(from + column) >= width) continue;
      const vf value = BB_LOAD(line + column * pixel);
      BB_UNROLL for (int p = 0; p < pixels; p++) {
        const int k = column - p * stride;
        if (k >= 0 && k < kernel) sums[p] = multiply_add(value, factors[k], sums[p]);
      }
    }
  }
#undef BB_LOAD
  BB_UNROLL for (int p = 0; p < pixels; p++)
    if (inside || p < count) BB_STORE_PIXEL(sums[p], p, 0, part ? left : BB_WIDTH)
}

#define BB_DEPTHWISE(pixels, kernel, stride)                                                                           \
  static void depthwise_##kernel##_by_##stride##_##pixels(const depthwise_window *w) {                                 \
    const int inside = w->x >= 0 && w->x + (pixels - 1) * stride + kernel <= w->width && pixels <= w->count;           \
    int32_t channel = w->channel_begin;                                                                                \
    for (; channel + BB_WIDTH <= w->channel_end; channel += BB_WIDTH) {                                                \
      if (inside) convolve_pixels_part(w, pixels, kernel, stride, 1, 0, channel, BB_WIDTH);                            \
      else convolve_pixels_part(w, pixels, kernel, stride, 0, 0, channel, BB_WIDTH);                                   \
    }                                                                                                                  \
    if (channel < w->channel_end)                                                                                      \
      convolve_pixels_part(w, pixels, kernel, stride, 0, 1, channel, w->channel_end - channel);                        \
  }
#define BB_DEPTHWISE_BOTH(kernel, stride) BB_DEPTHWISE(8, kernel, stride) BB_DEPTHWISE(7, kernel, stride)
BB_DEPTHWISE_BOTH(3, 1)
BB_DEPTHWISE_BOTH(3, 2)
BB_DEPTHWISE_BOTH(5, 1)
BB_DEPTHWISE_BOTH(5, 2)
BB_DEPTHWISE_BOTH(7, 1)

typedef void (*depthwise_kernel)(const depthwise_window *w);

static depthwise_kernel choose_depthwise(const bb_convolution *c, int is_7_wide) {
#define BB_CHOICE(kernel, stride)                                                                                      \
  if (c->kernel_w == kernel && c->stride_w == stride && c->dilation_w == 1)                                            \
    return is_7_wide ? depthwise_##kernel##_by_##stride##_7 : depthwise_##kernel##_by_##stride##_8;
  BB_CHOICE(3, 1)
  BB_CHOICE(3, 2)
  BB_CHOICE(5, 1)
  BB_CHOICE(5, 2)
  BB_CHOICE(7, 1)
#undef BB_CHOICE
  return NULL;
}

static void convolve_depthwise(
    const bb_convolution *c, const float *input, const float *packed, float *output, const bb_epilogue *epilogue,
    int64_t line_begin, int64_t line_end, int32_t channel_begin, int32_t channel_end) {
  const fused_epilogue end = split_epilogue(epilogue);
  // Tiles 7 or 8 pixels wide, whichever pads the line less.
  int is_7_wide = (c->out_w + 6) / 7 * 7 < (c->out_w + 7) / 8 * 8;
  const depthwise_kernel kernel = choose_depthwise(c, is_7_wide);
  const int32_t step = kernel ? is_7_wide ? 7 : 8 : 1;
  depthwise_window w = {
      .line = (ptrdiff_t)c->dilation_h * c->in_w * c->in_stride, .pixel = c->in_stride, .width = c->in_w,
      .kernel = c->kernel_w, .dilation = c->dilation_w,
      .weight_line = (ptrdiff_t)c->kernel_w * c->depth, .weight_tap = c->depth, .end = &end,
      .out_stride = c->out_stride, .channel_begin = channel_begin, .channel_end = channel_end,
  };
  for (int64_t line = line_begin; line < line_end; line++) {
    int32_t y = (int32_t)(line % c->out_h) * c->stride_h - c->pad_top, first_y;
    w.lines = taps_inside(y, c->kernel_h, c->dilation_h, 0, c->in_h, &first_y);
    int64_t input_line = w.lines ? line / c->out_h * c->in_h + y + (int64_t)first_y * c->dilation_h : 0;
    w.weight = packed + (ptrdiff_t)first_y * c->kernel_w * c->depth;
    for (int32_t pixel = 0; pixel < c->out_w; pixel += step) {
      w.x = pixel * c->stride_w - c->pad_left;
      w.input = input + (input_line * c->in_w + w.x) * c->in_stride;
      w.count = c->out_w - pixel;
      w.row = line * c->out_w + pixel;
      w.out = output + w.row * c->out_stride;
      if (kernel) kernel(&w);
      else convolve_pixel(&w);
    }
    int64_t row = line * c->out_w;
    finish_rows(&end, output + row * c->out_stride, c->out_stride, row, c->out_w, channel_begin, channel_end);
  }
}
