#include <math.h>
#include <stdlib.h>
#include "check.h"

enum { PANEL = BB_PANEL };

/// sum over k of input * weight for a row and a column of one group, `weight` `[columns, depth, taps]`.
static double reference_sum(
    const geometry *g, const float *input, const float *weight, int64_t row, int channel, int column) {
  int taps = taps_of(g);
  double sum = 0;
  for (int tap = 0; tap < taps; tap++)
    for (int d = 0; d < g->c.depth; d++)
      sum += read_input(g, input, row, tap, channel + d) * weight[((int64_t)column * g->c.depth + d) * taps + tap];
  return sum;
}

// MARK: - Products

static void check_one_product(const bb_kernels *set, const geometry *g) {
  const bb_convolution *c = &g->c;
  int taps = taps_of(g), panels = (c->columns + PANEL - 1) / PANEL;
  int64_t rows = rows_of(g);
  const float *input = uniform_floats(inputs_of(g));
  const float *weight = uniform_floats((size_t)(c->columns * c->depth * taps));
  const float *scale = coin() ? uniform_floats((size_t)c->columns) : NULL;
  bb_epilogue end = random_epilogue(g);
  float *packed = equal_floats(bb_packed_count(c->columns, (int64_t)taps * c->depth), 0);
  bb_pack(packed, weight, scale, c->columns, c->depth, taps);
  float *scratch = equal_floats(bb_convolve_scratch(c), NAN);
  float *whole = equal_floats(outputs_of(g), untouched), *parts = equal_floats(outputs_of(g), untouched);
  set->convolve(c, input, packed, whole, &end, 0, rows, 0, panels, scratch);
  for (int64_t row = 0, next; row < rows; row = next) {
    next = next_piece(row, rows, 40);
    for (int64_t panel = 0, after; panel < panels; panel = after) {
      after = next_piece(panel, panels, 3);
      set->convolve(c, input, packed, parts, &end, row, next, (int32_t)panel, (int32_t)after, scratch);
    }
  }
  expect_same(whole, parts, outputs_of(g) * sizeof *whole, describe(g));
  double *expected = equal_doubles(outputs_of(g), untouched);
  for (int64_t row = 0; row < rows; row++)
    for (int column = 0; column < c->columns; column++)
      expected[row * c->out_stride + column] = apply_reference(
          &end, reference_sum(g, input, weight, row, 0, column) * (scale ? scale[column] : 1), row, column);
  expect_close(whole, expected, outputs_of(g), sum_tolerance((int64_t)taps * c->depth), describe(g));
  free_all();
}

void check_convolve(const bb_kernels *set) {
  seed(2);
  for (int i = 0; i < 120; i++) {
    geometry g = random_geometry(1, 20, 70);
    check_one_product(set, &g);
  }
  // More than one slice of k, and slices that begin within a tap.
  for (int i = 0; i < 6; i++) {
    geometry g = random_geometry(250, 600, 40);
    check_one_product(set, &g);
  }
  // Rows a power of two apart are copied before they are multiplied.
  geometry g = {
      .c = {.in_h = 1, .in_w = 13, .out_h = 1, .out_w = 13, .kernel_h = 1, .kernel_w = 1, .stride_h = 1, .stride_w = 1,
            .dilation_h = 1, .dilation_w = 1, .depth = 1024, .columns = 130, .in_stride = 1024, .out_stride = 130},
      .images = 1,
  };
  check_one_product(set, &g);
}

static void check_one_product_of_halves(const bb_kernels *set, const geometry *g) {
  const bb_convolution *c = &g->c;
  const int taps = taps_of(g), panels = (c->columns + PANEL - 1) / PANEL;
  const size_t count = (size_t)(c->columns * c->depth * taps);
  const size_t packed_count = bb_packed_count(c->columns, (int64_t)taps * c->depth);
  const bool is_bfloat = coin();
  float *weight = uniform_floats(count);
  // Subnormals, and zeros of both signs.
  for (size_t i = 0; i < count; i += 7) weight[i] *= i % 2 ? 1e-6f : 1e-12f;
  uint16_t *stored = allocate(count * sizeof *stored);
  (is_bfloat ? set->to_bfloat16 : set->to_float16)(weight, stored, count);
  (is_bfloat ? set->from_bfloat16 : set->from_float16)(stored, weight, count);
  const float *scale = coin() ? uniform_floats((size_t)c->columns) : NULL;
  uint16_t *packed = allocate(packed_count * sizeof *packed);
  bb_pack_halves(packed, stored, c->columns, c->depth, taps);
  float *widened = equal_floats(packed_count, 0);
  bb_pack(widened, weight, scale, c->columns, c->depth, taps);
  const bb_halves halves = {.panels = packed, .type = is_bfloat ? BB_BFLOAT16 : BB_FLOAT16, .scale = scale};
  const float *input = uniform_floats(inputs_of(g));
  const bb_epilogue end = random_epilogue(g);
  float *scratch = equal_floats(bb_convolve_halves_scratch(c), NAN);
  float *expected = equal_floats(outputs_of(g), untouched), *whole = equal_floats(outputs_of(g), untouched);
  float *parts = equal_floats(outputs_of(g), untouched);
  const int64_t rows = rows_of(g);
  set->convolve(c, input, widened, expected, &end, 0, rows, 0, panels, scratch);
  set->convolve_halves(c, input, &halves, whole, &end, 0, rows, 0, panels, scratch);
  for (int64_t row = 0, next; row < rows; row = next) {
    next = next_piece(row, rows, 40);
    for (int64_t panel = 0, after; panel < panels; panel = after) {
      after = next_piece(panel, panels, 3);
      set->convolve_halves(c, input, &halves, parts, &end, row, next, (int32_t)panel, (int32_t)after, scratch);
    }
  }
  expect_same(whole, expected, outputs_of(g) * sizeof *whole, describe(g));
  expect_same(whole, parts, outputs_of(g) * sizeof *whole, describe(g));
  free_all();
}

void check_convolve_halves(const bb_kernels *set) {
  seed(6);
  for (int i = 0; i < 60; i++) {
    geometry g = random_geometry(1, 20, 70);
    check_one_product_of_halves(set, &g);
  }
  for (int i = 0; i < 6; i++) {
    geometry g = random_geometry(250, 600, 40);
    check_one_product_of_halves(set, &g);
  }
}

void check_im2col(const bb_kernels *set) {
  seed(3);
  for (int i = 0; i < 60; i++) {
    geometry g = random_geometry(1, 40, 1);
    int taps = taps_of(&g);
    int64_t rows = rows_of(&g), k = (int64_t)taps * g.c.depth, first = random_integer(0, (int)rows - 1);
    const float *input = uniform_floats(inputs_of(&g));
    size_t count = (size_t)((rows - first) * k);
    float *found = equal_floats(count, NAN);
    set->im2col(&g.c, input, found, first, rows);
    double *expected = equal_doubles(count, 0);
    for (int64_t row = first; row < rows; row++)
      for (int tap = 0; tap < taps; tap++)
        for (int d = 0; d < g.c.depth; d++)
          expected[(row - first) * k + tap * g.c.depth + d] = read_input(&g, input, row, tap, d);
    expect_close(found, expected, count, 0, describe(&g));
    free_all();
  }
}

void check_apply_epilogue(const bb_kernels *set) {
  seed(4);
  for (int i = 0; i < 60; i++) {
    geometry g = random_geometry(1, 1, 70);
    int64_t rows = rows_of(&g), first = random_integer(0, (int)rows - 1);
    bb_epilogue end = random_epilogue(&g);
    float *x = uniform_floats(outputs_of(&g));
    double *expected = equal_doubles(outputs_of(&g), 0);
    for (size_t j = 0; j < outputs_of(&g); j++) expected[j] = x[j];
    for (int64_t row = first; row < rows; row++)
      for (int column = 0; column < g.c.columns; column++) {
        double *place = expected + row * g.c.out_stride + column;
        *place = apply_reference(&end, *place, row, column);
      }
    set->apply_epilogue(x + first * g.c.out_stride, g.c.out_stride, &end, first, rows - first, g.c.columns);
    expect_close(x, expected, outputs_of(&g), activation_tolerance, describe(&g));
    free_all();
  }
}

// MARK: - Folding

void check_fold(const bb_kernels *set) {
  seed(46);
  for (int i = 0; i < 80; i++) {
    geometry g = random_geometry(1, 40, 0);
    bb_convolution *c = &g.c;
    if (c->dilation_h * c->dilation_w > 1) continue;
    int taps = taps_of(&g), together = i % 2;
    // Taps of their own, or one for all, with a factor each.
    ptrdiff_t tap_stride = together ? 0 : c->depth + 1;
    c->out_stride = together ? c->depth + 1 : taps * tap_stride + 1;
    const float *windows = uniform_floats(outputs_of(&g));
    const float *weight = together || coin() ? uniform_floats((size_t)(taps * c->depth)) : NULL;
    geometry over = g;  // of pixels, for the epilogue
    over.c.out_h = c->in_h;
    over.c.out_w = c->in_w;
    over.c.out_stride = c->in_stride;
    bb_epilogue end = random_epilogue(&over);
    size_t count = outputs_of(&over);
    float *whole = equal_floats(count, untouched), *parts = equal_floats(count, untouched);
    double *sums = equal_doubles(count, 0), *expected = equal_doubles(count, untouched);
    for (int64_t row = 0; row < rows_of(&g); row++)
      for (int tap = 0; tap < taps; tap++) {
        int image, y, x;
        if (!position(&g, row, tap, &image, &y, &x)) continue;
        double *sum = sums + (((int64_t)image * c->in_h + y) * c->in_w + x) * c->in_stride;
        for (int d = 0; d < c->depth; d++)
          sum[d] += windows[row * c->out_stride + tap * tap_stride + d] * value_or(weight, tap * c->depth + d, 1);
      }
    for (int64_t row = 0; row < rows_of(&over); row++)
      for (int d = 0; d < c->depth; d++)
        expected[row * c->in_stride + d] = apply_reference(&end, sums[row * c->in_stride + d], row, d);
    const int64_t lines = lines_of(&over);
    set->fold(c, windows, tap_stride, weight, whole, &end, 0, lines);
    expect_close(whole, expected, count, sum_tolerance(taps), describe(&g));
    for (int64_t line = 0, next; line < lines; line = next) {
      next = next_piece(line, lines, 4);
      set->fold(c, windows, tap_stride, weight, parts, &end, line, next);
    }
    expect_same(whole, parts, count * sizeof *whole, describe(&g));
    free_all();
  }
}

// MARK: - Strassen

static void check_one_strassen(const bb_kernels *set, int depth_least, int depth_most, int side) {
  geometry g = {.images = random_integer(1, 3)};
  bb_convolution *c = &g.c;
  c->depth = 8 * random_integer(depth_least, depth_most);
  c->columns = random_integer(17, 150);
  c->in_h = random_integer(1, side);
  c->in_w = random_integer(1, side);
  c->kernel_h = c->kernel_w = c->dilation_h = c->dilation_w = c->stride_h = c->stride_w = 1;
  if (coin()) {
    c->stride_h = random_integer(1, 2);
    c->stride_w = random_integer(1, 3);
  }
  c->out_h = (c->in_h - 1) / c->stride_h + 1;
  c->out_w = (c->in_w - 1) / c->stride_w + 1;
  c->in_stride = c->depth + (coin() ? 0 : random_integer(1, 4));
  c->out_stride = c->columns + (coin() ? 0 : random_integer(1, 4));
  const float *input = uniform_floats(inputs_of(&g)), *weight = uniform_floats((size_t)(c->columns * c->depth));
  const float *scale = coin() ? uniform_floats((size_t)c->columns) : NULL;
  bb_epilogue end = random_epilogue(&g);
  float *packed = equal_floats(bb_packed_count(c->columns, c->depth), NAN);
  bb_pack(packed, weight, scale, c->columns, c->depth, 1);
  float *scratch = equal_floats(bb_strassen_scratch(c), NAN);
  int64_t blocks = bb_strassen_blocks(c) * g.images;
  int panels = bb_strassen_panels(c->columns);
  float *whole = equal_floats(outputs_of(&g), untouched), *parts = equal_floats(outputs_of(&g), untouched);
  set->convolve_strassen(c, input, packed, whole, &end, 0, blocks, 0, panels, scratch);
  for (int64_t block = 0, next; block < blocks; block = next) {
    next = next_piece(block, blocks, 2);
    for (int64_t panel = 0, after; panel < panels; panel = after) {
      after = next_piece(panel, panels, 3);
      set->convolve_strassen(c, input, packed, parts, &end, block, next, (int32_t)panel, (int32_t)after, scratch);
    }
  }
  expect_same(whole, parts, outputs_of(&g) * sizeof *whole, describe(&g));
  double *expected = equal_doubles(outputs_of(&g), untouched);
  for (int64_t row = 0; row < rows_of(&g); row++)
    for (int column = 0; column < c->columns; column++)
      expected[row * c->out_stride + column] = apply_reference(
          &end, reference_sum(&g, input, weight, row, 0, column) * (scale ? scale[column] : 1), row, column);
  // Sums of quarters are larger than what is made of them.
  expect_close(whole, expected, outputs_of(&g), 2 * sum_tolerance(c->depth), describe(&g));
  free_all();
}

/// Of a product that the method fits, one thing at a time is changed.
static void check_strassen_fits(void) {
  bb_convolution c = {.in_h = 5, .in_w = 5, .out_h = 5, .out_w = 5, .kernel_h = 1, .kernel_w = 1, .stride_h = 1,
                      .stride_w = 1, .dilation_h = 1, .dilation_w = 1, .depth = 24, .columns = 17};
  bb_convolution wide = c, padded = c, uneven = c, narrow = c;
  wide.kernel_w = 2;
  padded.pad_left = 1;
  uneven.depth = 28;
  narrow.columns = 16;
  if (!bb_strassen_fits(&c)) fail("strassen does not fit a product");
  if (bb_strassen_fits(&wide)) fail("strassen fits a kernel of several taps");
  if (bb_strassen_fits(&padded)) fail("strassen fits a padded map");
  if (bb_strassen_fits(&uneven)) fail("strassen fits a depth that is no multiple of 8");
  if (bb_strassen_fits(&narrow)) fail("strassen fits a single panel");
}

void check_convolve_strassen(const bb_kernels *set) {
  check_strassen_fits();
  seed(21);
  for (int i = 0; i < 40; i++) check_one_strassen(set, 1, 12, 9);
  // More than one slice of k, and more than one block of rows.
  for (int i = 0; i < 4; i++) check_one_strassen(set, 97, 220, 14);
}

// MARK: - Winograd

static void check_one_winograd(const bb_kernels *set, geometry g, bb_winograd form) {
  int groups = random_integer(1, 4);
  bb_convolution *c = &g.c;
  c->kernel_h = c->kernel_w = 3;
  c->stride_h = c->stride_w = form == BB_WINOGRAD_2_STRIDE_2 ? 2 : 1;
  c->dilation_h = form == BB_WINOGRAD_2_STRIDE_2 ? 1 : random_integer(1, 4);
  c->dilation_w = form == BB_WINOGRAD_2_STRIDE_2 ? 1 : random_integer(1, 4);
  c->pad_top = random_integer(0, c->dilation_h);
  c->pad_left = random_integer(0, c->dilation_w);
  g.pad_bottom = c->dilation_h;
  g.pad_right = c->dilation_w;
  // As many windows as fit with the dilation for a border at the other sides.
  const int high = c->in_h + c->pad_top - c->dilation_h, across = c->in_w + c->pad_left - c->dilation_w;
  if (high < 1 || across < 1) return;
  c->out_h = (high - 1) / c->stride_h + 1;
  c->out_w = (across - 1) / c->stride_w + 1;
  c->in_stride += (groups - 1) * c->depth;
  c->out_stride += (groups - 1) * c->columns;
  const float *input = uniform_floats((size_t)(g.images * c->in_h * c->in_w * c->in_stride));
  const float *weight = uniform_floats((size_t)(groups * c->columns * c->depth * 9));
  const float *scale = coin() ? uniform_floats((size_t)(groups * c->columns)) : NULL;
  geometry wide = g;
  wide.c.columns *= groups;
  bb_epilogue end = random_epilogue(&wide);
  size_t group_size = bb_winograd_packed_count(form, c->columns, c->depth);
  float *packed = equal_floats((size_t)groups * group_size, 0);
  for (int group = 0; group < groups; group++)
    set->pack_winograd(
        packed + (size_t)group * group_size, weight + (ptrdiff_t)group * c->columns * c->depth * 9,
        scale ? scale + group * c->columns : NULL, c->columns, c->depth, form);
  float *scratch = equal_floats(bb_winograd_scratch(c->depth, form), NAN);
  int64_t tiles = bb_winograd_tiles(c, form) * g.images;
  int panels = (c->columns + PANEL - 1) / PANEL;
  float *whole = equal_floats(outputs_of(&g), untouched), *parts = equal_floats(outputs_of(&g), untouched);
  set->convolve_winograd(c, form, input, packed, whole, &end, 0, tiles, 0, groups, 0, panels, scratch);
  for (int64_t t = 0, t_next; t < tiles; t = t_next) {
    t_next = next_piece(t, tiles, 30);
    for (int64_t group = 0, g_next; group < groups; group = g_next) {
      g_next = next_piece(group, groups, 2);
      for (int64_t panel = 0, p_next; panel < panels; panel = p_next) {
        p_next = next_piece(panel, panels, 3);
        set->convolve_winograd(
            c, form, input, packed, parts, &end, t, t_next, (int32_t)group, (int32_t)g_next, (int32_t)panel,
            (int32_t)p_next, scratch);
      }
    }
  }
  expect_same(whole, parts, outputs_of(&g) * sizeof *whole, describe(&g));
  double *expected = equal_doubles(outputs_of(&g), untouched);
  for (int64_t row = 0; row < rows_of(&g); row++)
    for (int column = 0; column < groups * c->columns; column++)
      expected[row * c->out_stride + column] = apply_reference(
          &end,
          reference_sum(&g, input, weight, row, column / c->columns * c->depth, column) * (scale ? scale[column] : 1),
          row, column);
  // Interpolation points beyond 1 cost digits.
  expect_close(
      whole, expected, outputs_of(&g), sum_tolerance(9 * c->depth) * (form == BB_WINOGRAD_4 ? 12 : 1), describe(&g));
  free_all();
}

void check_convolve_winograd(const bb_kernels *set) {
  seed(6);
  static const bb_winograd forms[] = {BB_WINOGRAD_2, BB_WINOGRAD_2_STRIDE_2, BB_WINOGRAD_4};
  for (size_t form = 0; form < sizeof forms / sizeof *forms; form++)
    for (int i = 0; i < 60; i++) check_one_winograd(set, random_geometry(1, 40, 70), forms[form]);
}

/// A kernel's three taps at each point: powers of the point, over its distances from the other points.
static const double taps_at_points_2[4][3] = {{-1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
static const double taps_at_points_2_stride_2[5][3] = {{1, 0, 0}, {1, 0, 1}, {0, 0, 1}, {0, 1, 0}, {0, 1, 0}};
static const double taps_at_points_4[6][3] = {
    {1 / 1.265625, 0, 0},
    {-1 / 1.8984375, -0.75 / 1.8984375, -0.5625 / 1.8984375},
    {-1 / 1.8984375, 0.75 / 1.8984375, -0.5625 / 1.8984375},
    {1 / 7.59375, 1.5 / 7.59375, 2.25 / 7.59375},
    {1 / 7.59375, -1.5 / 7.59375, 2.25 / 7.59375},
    {0, 0, 1},
};

static void check_one_pack_winograd(const bb_kernels *set, bb_winograd form, const double taps[][3]) {
  const int points = (int)form, columns = random_integer(1, 40), depth = random_integer(1, 40);
  const float *weight = uniform_floats((size_t)(columns * depth * 9));
  const float *scale = coin() ? uniform_floats((size_t)columns) : NULL;
  const size_t count = bb_winograd_packed_count(form, columns, depth);
  float *packed = equal_floats(count, untouched);
  set->pack_winograd(packed, weight, scale, columns, depth, form);
  // Columns beyond the last are zeros.
  double *expected = equal_doubles(count, 0);
  for (int column = 0; column < columns; column++)
    for (int channel = 0; channel < depth; channel++)
      for (int point = 0; point < points * points; point++) {
        double sum = 0;
        for (int tap = 0; tap < 9; tap++)
          sum += weight[(column * depth + channel) * 9 + tap] * taps[point / points][tap / 3]
                 * taps[point % points][tap % 3];
        expected[((column / PANEL * points * points + point) * depth + channel) * PANEL + column % PANEL] =
            sum * (scale ? scale[column] : 1);
      }
  expect_close(packed, expected, count, 1e-6, "weights at the points of Winograd's method");
  free_all();
}

void check_pack_winograd(const bb_kernels *set) {
  seed(7);
  for (int i = 0; i < 20; i++) {
    check_one_pack_winograd(set, BB_WINOGRAD_2, taps_at_points_2);
    check_one_pack_winograd(set, BB_WINOGRAD_2_STRIDE_2, taps_at_points_2_stride_2);
    check_one_pack_winograd(set, BB_WINOGRAD_4, taps_at_points_4);
  }
}

// MARK: - Depthwise convolution and pooling

void check_convolve_depthwise(const bb_kernels *set) {
  seed(5);
  for (int i = 0; i < 250; i++) {
    geometry g = random_geometry(1, 70, 0);
    const bb_convolution *c = &g.c;
    int taps = taps_of(&g);
    const float *input = uniform_floats(inputs_of(&g)), *weight = uniform_floats((size_t)(c->depth * taps));
    const float *scale = coin() ? uniform_floats((size_t)c->depth) : NULL;
    bb_epilogue end = random_epilogue(&g);
    float *packed = equal_floats((size_t)(taps * c->depth), 0);
    bb_pack_depthwise(packed, weight, scale, c->depth, taps);
    float *whole = equal_floats(outputs_of(&g), untouched), *parts = equal_floats(outputs_of(&g), untouched);
    set->convolve_depthwise(c, input, packed, whole, &end, 0, lines_of(&g), 0, c->depth);
    for (int64_t line = 0, next; line < lines_of(&g); line = next) {
      next = next_piece(line, lines_of(&g), 4);
      for (int64_t channel = 0, after; channel < c->depth; channel = after) {
        after = next_piece(channel, c->depth, 40);
        set->convolve_depthwise(c, input, packed, parts, &end, line, next, (int32_t)channel, (int32_t)after);
      }
    }
    expect_same(whole, parts, outputs_of(&g) * sizeof *whole, describe(&g));
    double *expected = equal_doubles(outputs_of(&g), untouched);
    for (int64_t row = 0; row < rows_of(&g); row++)
      for (int channel = 0; channel < c->depth; channel++) {
        double sum = 0;
        for (int tap = 0; tap < taps; tap++)
          sum += read_input(&g, input, row, tap, channel) * weight[channel * taps + tap];
        expected[row * c->out_stride + channel] =
            apply_reference(&end, sum * (scale ? scale[channel] : 1), row, channel);
      }
    expect_close(whole, expected, outputs_of(&g), sum_tolerance(taps), describe(&g));
    free_all();
  }
}
