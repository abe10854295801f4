// 3x3 convolutions by Winograd's minimal filtering (Lavin & Gray 2016, arXiv:1509.09308): tiles of the output of 4x4 or
// 2x2 pixels, made of 6x6 or 4x4 matrix products over the channels. With a stride of 2, the taps that even pixels meet
// and those that odd ones do are kernels of two and of one, each of stride 1: 2x2 pixels are made of 5x5 products.
//
// The pixels of a dilated convolution that lie the dilation apart meet no others: each such phase is a map with tiles of its own.
//
// A block of tiles is transformed to scratch, `[points][tiles][channels]`, for as many groups as fit. Then, BB_WIDE
// panels of columns at a time, the products run over it and their sums are transformed back and stored. A tile
// has the same bits whichever tiles are computed with it.

enum { BB_POINTS_MOST = 36, BB_WINOGRAD_COLUMNS = BB_WIDE * BB_PANEL };

/// The input transform in one dimension, B^T x, of `points` pixels. The interpolation points are 0, +-1, infinity for
/// tiles of 2; for tiles of 4 they are 0, +-3/4, +-3/2, infinity, whose rounding error is half that of the usual
/// 0, +-1, +-2.
static inline __attribute__((always_inline)) void input_transform(const vf *d, vf *p, const int points) {
  if (points == BB_WINOGRAD_2) {
    p[0] = d[2] - d[0];
    p[1] = d[1] + d[2];
    p[2] = d[2] - d[1];
    p[3] = d[3] - d[1];
    return;
  }
  if (points == BB_WINOGRAD_2_STRIDE_2) {
    p[0] = d[0] - d[2];
    p[1] = d[2];
    p[2] = d[4] - d[2];
    p[3] = d[1];
    p[4] = d[3];
    return;
  }
  const float p1 = 0.75f, p2 = 0.5625f, q1 = 1.5f, q2 = 2.25f;
  vf near = multiply_add(d[2], (vf)-q2, d[4]), near_odd = p1 * multiply_add(d[1], (vf)-q2, d[3]);
  vf far = multiply_add(d[2], (vf)-p2, d[4]), far_odd = q1 * multiply_add(d[1], (vf)-p2, d[3]);
  p[0] = multiply_add(d[0], (vf)(p2 * q2), multiply_add(d[2], (vf)-(p2 + q2), d[4]));
  p[1] = near + near_odd;
  p[2] = near - near_odd;
  p[3] = far + far_odd;
  p[4] = far - far_odd;
  p[5] = multiply_add(d[1], (vf)(p2 * q2), multiply_add(d[3], (vf)-(p2 + q2), d[5]));
}

/// The output transform in one dimension, A^T x, of `points` points.
static inline __attribute__((always_inline)) void output_transform(const vf *p, vf *y, const int points) {
  if (points == BB_WINOGRAD_2) {
    y[0] = p[0] + p[1] + p[2];
    y[1] = p[1] - p[2] + p[3];
    return;
  }
  if (points == BB_WINOGRAD_2_STRIDE_2) {
    y[0] = p[0] + p[1] + p[3];
    y[1] = p[1] + p[2] + p[4];
    return;
  }
  vf near = p[1] + p[2], near_odd = p[1] - p[2], far = p[3] + p[4], far_odd = p[3] - p[4];
  y[0] = p[0] + near + far;
  y[1] = multiply_add(far_odd, (vf)1.5f, 0.75f * near_odd);
  y[2] = multiply_add(far, (vf)2.25f, 0.5625f * near);
  y[3] = multiply_add(far_odd, (vf)3.375f, multiply_add(near_odd, (vf)0.421875f, p[5]));
}

/// One tile of the input, `depth` channels at each of points^2 pixels, to `out + point * point_stride`. Pixels outside
/// the map are at `zeros`.
static inline __attribute__((always_inline)) void transform_tile(
    const float *const *pixels, int32_t depth, float *out, ptrdiff_t point_stride, const int points) {
  for (int32_t c = 0; c < depth; c += BB_WIDTH) {
    ptrdiff_t left = depth - c;
    vf half[6][6];
    BB_UNROLL for (int y = 0; y < points; y++) {
      vf line[6];
      BB_UNROLL for (int x = 0; x < points; x++) line[x] = load_tail(pixels[y * points + x] + c, left);
      input_transform(line, half[y], points);
    }
    BB_UNROLL for (int x = 0; x < points; x++) {
      vf line[6], whole[6];
      BB_UNROLL for (int y = 0; y < points; y++) line[y] = half[y][x];
      input_transform(line, whole, points);
      BB_UNROLL for (int y = 0; y < points; y++)
        store_tail(out + (y * points + x) * point_stride + c, whole[y], left);
    }
  }
}

/// Where tile `index` of the map lies.
typedef struct {
  int64_t image;
  int32_t y, x;  // of the first output pixel
} tile_place;

static inline tile_place place_tile(const bb_convolution *c, int64_t index, bb_winograd form) {
  const int32_t across = bb_winograd_lines(c->out_w, c->dilation_w, form);
  const int32_t down = bb_winograd_lines(c->out_h, c->dilation_h, form);
  const int32_t line = (int32_t)(index / across % down), column = (int32_t)(index % across);
  return (tile_place){
      .image = index / ((int64_t)across * down),
      .y = line / c->dilation_h * bb_winograd_side(form) * c->dilation_h + line % c->dilation_h,
      .x = column / c->dilation_w * bb_winograd_side(form) * c->dilation_w + column % c->dilation_w,
  };
}

/// How many of a tile's pixels exist along a side of `pixels` from `first` on; none of a phase that is shorter than others.
static inline int32_t tile_pixels(int32_t pixels, int32_t first, int32_t dilation, int size) {
  int32_t left = (pixels - first + dilation - 1) / dilation;
  return left < size ? left : size;
}

/// Transforms tiles [begin, end) to `out` `[points^2][tiles][row_stride]`.
static inline __attribute__((always_inline)) void transform_input(
    const bb_convolution *c, const float *input, int32_t channels, int64_t begin, int64_t end, float *out,
    ptrdiff_t row_stride, const float *zeros, const int points) {
  const float *pixels[BB_POINTS_MOST];
  for (int64_t t = begin; t < end; t++) {
    tile_place place = place_tile(c, t, (bb_winograd)points);
    const float *image = input + place.image * c->in_h * c->in_w * c->in_stride;
    for (int i = 0; i < points * points; i++) {
      int32_t y = place.y * c->stride_h - c->pad_top + i / points * c->dilation_h;
      int32_t x = place.x * c->stride_w - c->pad_left + i % points * c->dilation_w;
      int inside = y >= 0 && y < c->in_h && x >= 0 && x < c->in_w;
      pixels[i] = inside ? image + ((ptrdiff_t)y * c->in_w + x) * c->in_stride : zeros;
    }
    transform_tile(pixels, channels, out + (t - begin) * row_stride, (end - begin) * row_stride, points);
  }
}

/// Transforms the sums of tiles [begin, end), `[points^2][tiles][BB_WINOGRAD_COLUMNS]`, back and stores those output
/// pixels that exist: `columns` of them from `column` on.
static inline __attribute__((always_inline)) void transform_output(
    const bb_convolution *c, const float *sums, int64_t begin, int64_t end, float *output, const fused_epilogue *e,
    int32_t column, int32_t columns, const int points) {
  const int size = bb_winograd_side((bb_winograd)points);
  const ptrdiff_t point_stride = (end - begin) * BB_WINOGRAD_COLUMNS;
  for (int64_t t = begin; t < end; t++, sums += BB_WINOGRAD_COLUMNS) {
    tile_place place = place_tile(c, t, (bb_winograd)points);
    int64_t first = (place.image * c->out_h + place.y) * c->out_w + place.x;
    const int64_t down = (int64_t)c->dilation_h * c->out_w;
    const int32_t lines = tile_pixels(c->out_h, place.y, c->dilation_h, size);
    const int32_t across = tile_pixels(c->out_w, place.x, c->dilation_w, size);
    for (int32_t v = 0; v < columns; v += BB_WIDTH) {
      ptrdiff_t left = columns - v;
      vf half[4][6];
      BB_UNROLL for (int x = 0; x < points; x++) {
        vf line[6], back[4];
        BB_UNROLL for (int y = 0; y < points; y++) line[y] = load(sums + (y * points + x) * point_stride + v);
        output_transform(line, back, points);
        BB_UNROLL for (int y = 0; y < size; y++) half[y][x] = back[y];
      }
      vf bias = e->bias ? load_tail(e->bias + column + v, left) : (vf)0;
      BB_UNROLL for (int y = 0; y < size; y++) {
        vf pixel[4];
        output_transform(half[y], pixel, points);
        if (y >= lines) continue;
        BB_UNROLL for (int x = 0; x < size; x++) {
          if (x >= across) continue;
          int64_t row = first + y * down + x * c->dilation_w;
          vf sum = pixel[x] + bias;
          if (e->residual) sum += load_tail(e->residual + row * e->residual_stride + column + v, left);
          store_tail(output + row * c->out_stride + column + v, vmin(vmax(sum, e->low), e->high), left);
        }
      }
    }
    // Pixels that lie together are finished together.
    const int32_t together = c->dilation_w == 1 ? across : 1;
    for (int32_t y = 0; y < lines; y++)
      for (int32_t x = 0; x < across; x += together) {
        int64_t row = first + y * down + x * c->dilation_w;
        finish_rows(e, output + row * c->out_stride, c->out_stride, row, together, column, column + columns);
      }
  }
}

/// The products of one group over a block of transformed tiles, and their way back.
static inline __attribute__((always_inline)) void multiply_group(
    const bb_convolution *c, const float *blocks, ptrdiff_t row_stride, const float *packed, float *sums, float *output,
    const fused_epilogue *end, int64_t begin, int64_t stop, int32_t group, int32_t panel_begin, int32_t panel_end,
    const int points) {
  const int count = points * points;
  const int64_t tiles = stop - begin;
  const ptrdiff_t point_size = (ptrdiff_t)c->depth * BB_PANEL, panel_size = count * point_size;
  for (int32_t panel = panel_begin; panel < panel_end; panel += BB_WIDE) {
    int32_t panels = panel_end - panel < BB_WIDE ? panel_end - panel : BB_WIDE, column = panel * BB_PANEL;
    const float *next = panel + BB_WIDE < panel_end ? packed + (panel + BB_WIDE) * panel_size : NULL;
    for (int i = 0; i < count; i++) {
      const float *factors = packed + panel * panel_size + i * point_size;
      product p = {
          .a = blocks + i * tiles * row_stride, .a_stride = row_stride, .b = factors, .b_stride = panel_size,
          .depth = c->depth, .out = sums + i * tiles * BB_WINOGRAD_COLUMNS, .out_stride = BB_WINOGRAD_COLUMNS,
          .columns = BB_WINOGRAD_COLUMNS, .low = -INFINITY, .high = INFINITY,
          .ahead = i + 1 < count ? factors + point_size : next,
      };
      multiply_rows(p, tiles, panels == BB_WIDE);
    }
    int32_t columns = c->columns - column < panels * BB_PANEL ? c->columns - column : panels * BB_PANEL;
    transform_output(c, sums, begin, stop, output, end, group * c->columns + column, columns, points);
  }
}

static inline __attribute__((always_inline)) void convolve_tiles(
    const bb_convolution *c, const float *input, const float *packed, float *output, const bb_epilogue *epilogue,
    int64_t tile_begin, int64_t tile_end, int32_t group_begin, int32_t group_end, int32_t panel_begin,
    int32_t panel_end, float *scratch, const int points) {
  const fused_epilogue end = split_epilogue(epilogue);
  const int count = points * points;
  const ptrdiff_t group_size = (ptrdiff_t)bb_winograd_packed_count((bb_winograd)points, c->columns, c->depth);
  const int32_t together = bb_winograd_groups(c->depth);
  const ptrdiff_t row_stride = bb_winograd_spacing(together * c->depth);
  const int64_t most = bb_winograd_block(row_stride, count);
  float *zeros = scratch, *blocks = zeros + row_stride, *sums = blocks + count * most * row_stride;
  memset(zeros, 0, (size_t)row_stride * sizeof(float));
  // Blocks of equal size, so that none is left with a tile or two.
  const int64_t parts = (tile_end - tile_begin + most - 1) / most;
  for (int64_t part = 0; part < parts; part++) {
    int64_t begin = tile_begin + (tile_end - tile_begin) * part / parts;
    int64_t stop = tile_begin + (tile_end - tile_begin) * (part + 1) / parts;
    for (int32_t first = group_begin; first < group_end; first += together) {
      int32_t last = first + together < group_end ? first + together : group_end;
      transform_input(
          c, input + first * c->depth, (last - first) * c->depth, begin, stop, blocks, row_stride, zeros, points);
      for (int32_t group = first; group < last; group++)
        multiply_group(
            c, blocks + (group - first) * c->depth, row_stride, packed + group * group_size, sums, output, &end, begin,
            stop, group, panel_begin, panel_end, points);
    }
  }
}

static void convolve_winograd(
    const bb_convolution *c, bb_winograd form, const float *input, const float *packed, float *output,
    const bb_epilogue *epilogue, int64_t tile_begin, int64_t tile_end, int32_t group_begin, int32_t group_end,
    int32_t panel_begin, int32_t panel_end, float *scratch) {
#define BB_FORM(points)                                                                                                \
  case points:                                                                                                         \
    convolve_tiles(                                                                                                    \
        c, input, packed, output, epilogue, tile_begin, tile_end, group_begin, group_end, panel_begin, panel_end,      \
        scratch, points);                                                                                              \
    break;
  switch (form) {
    BB_FORM(BB_WINOGRAD_2)
    BB_FORM(BB_WINOGRAD_2_STRIDE_2)
    BB_FORM(BB_WINOGRAD_4)
  }
#undef BB_FORM
}
