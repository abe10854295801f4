// Pools over windows, rows and whole maps.
#include <math.h>
#include <stdlib.h>
#include "check.h"

/// A window's mean or maximum, by its definition.
static double pooled(const geometry *g, bb_pool_kind kind, const float *input, int64_t row, int channel) {
  double sum = 0, most = -INFINITY;
  int counted = 0;
  for (int tap = 0; tap < taps_of(g); tap++) {
    int image, y, x;
    bool inside = position(g, row, tap, &image, &y, &x);
    double value = read_input(g, input, row, tap, channel);
    sum += value;
    if (inside || kind == BB_POOL_MAX_COUNTING_PADDING) most = fmax(most, inside ? value : 0);
    bool padded = y < g->c.in_h + g->pad_bottom && x < g->c.in_w + g->pad_right;
    counted += inside || (kind == BB_POOL_AVERAGE_COUNTING_PADDING && padded);
  }
  return kind == BB_POOL_MAX || kind == BB_POOL_MAX_COUNTING_PADDING ? most : sum / counted;
}

void check_pool(const bb_kernels *set) {
  static const bb_pool_kind kinds[] = {
      BB_POOL_MAX, BB_POOL_AVERAGE, BB_POOL_AVERAGE_COUNTING_PADDING, BB_POOL_MAX_COUNTING_PADDING};
  seed(7);
  for (int i = 0; i < 150; i++) {
    geometry g = random_geometry(1, 40, 0);
    const float *input = uniform_floats(inputs_of(&g));
    for (int k = 0; k < 4; k++) {
      bb_pool_kind kind = kinds[k];
      double *expected = equal_doubles(outputs_of(&g), untouched);
      bool finite = true;
      for (int64_t row = 0; row < rows_of(&g); row++)
        for (int channel = 0; channel < g.c.depth; channel++) {
          double value = expected[row * g.c.out_stride + channel] = pooled(&g, kind, input, row, channel);
          finite = finite && isfinite(value);
        }
      if (!finite) continue;  // padding alone makes a mean of nothing, which no model asks for
      float *output = equal_floats(outputs_of(&g), untouched);
      for (int64_t line = 0, next; line < lines_of(&g); line = next) {
        next = next_piece(line, lines_of(&g), 5);
        set->pool(&g.c, kind, g.pad_bottom, g.pad_right, input, output, line, next);
      }
      expect_close(output, expected, outputs_of(&g), sum_tolerance(taps_of(&g)), describe(&g));
    }
    free_all();
  }
}

static int reflected(int i, int size) { return i < 0 ? -i : i < size ? i : 2 * (size - 1) - i; }

void check_blur_pool(const bb_kernels *set) {
  static const double weights[] = {0.25, 0.5, 0.25};
  seed(16);
  for (int i = 0; i < 60; i++) {
    geometry g = random_geometry(1, 40, 0);
    bb_convolution *c = &g.c;
    c->in_h = random_integer(2, 9);
    c->in_w = random_integer(2, 9);
    c->kernel_h = c->kernel_w = 3;
    c->dilation_h = c->dilation_w = c->pad_top = c->pad_left = 1;
    c->out_h = (c->in_h - 1) / c->stride_h + 1;
    c->out_w = (c->in_w - 1) / c->stride_w + 1;
    const float *input = uniform_floats(inputs_of(&g));
    float *output = equal_floats(outputs_of(&g), untouched);
    for (int64_t line = 0, next; line < lines_of(&g); line = next) {
      next = next_piece(line, lines_of(&g), 5);
      set->blur_pool(c, input, output, line, next);
    }
    double *expected = equal_doubles(outputs_of(&g), untouched);
    for (int64_t row = 0; row < rows_of(&g); row++)
      for (int channel = 0; channel < c->depth; channel++) {
        double sum = 0;
        for (int tap = 0; tap < 9; tap++) {
          int image, y, x;
          position(&g, row, tap, &image, &y, &x);
          int64_t pixel = ((int64_t)image * c->in_h + reflected(y, c->in_h)) * c->in_w + reflected(x, c->in_w);
          sum += weights[tap / 3] * weights[tap % 3] * input[pixel * c->in_stride + channel];
        }
        expected[row * c->out_stride + channel] = sum;
      }
    expect_close(output, expected, outputs_of(&g), sum_tolerance(9), describe(&g));
    free_all();
  }
}

/// Both kernels, each of which the other needs: the parts of a map, and the map of its parts.
static void check_whole_map(const bb_kernels *set) {
  seed(8);
  enum { ROWS = 50, CHANNELS = 101, STRIDE = 105, MOST = 20 };
  const float *x = uniform_floats(ROWS * STRIDE);
  static const bb_pool_kind kinds[] = {BB_POOL_MAX, BB_POOL_AVERAGE, BB_POOL_MEAN_SQUARE};
  for (int i = 0; i < 3; i++) {
    bb_pool_kind kind = kinds[i];
    float *y = equal_floats(STRIDE, untouched);
    double *parts = equal_doubles((size_t)(ROWS * bb_pool_part_count(CHANNELS)), NAN);
    int64_t count = 0;
    for (int64_t row = 0, next; row < ROWS; row = next, count++) {
      next = next_piece(row, ROWS, MOST);
      set->pool_rows(kind, x + row * STRIDE, STRIDE, next - row, parts + count * bb_pool_part_count(CHANNELS), CHANNELS);
    }
    set->pool_parts(kind, parts, count, ROWS, y, CHANNELS);
    double *expected = equal_doubles(STRIDE, untouched);
    for (int channel = 0; channel < CHANNELS; channel++) {
      double sum = 0, most = -INFINITY;
      for (int row = 0; row < ROWS; row++) {
        double value = x[row * STRIDE + channel];
        sum += kind == BB_POOL_MEAN_SQUARE ? value * value : value;
        most = fmax(most, value);
      }
      expected[channel] = kind == BB_POOL_MAX ? most : sum / ROWS;
    }
    expect_close(y, expected, STRIDE, norm_tolerance, "pool of a whole map");
  }
  free_all();
}

void check_pool_rows(const bb_kernels *set) { check_whole_map(set); }
void check_pool_parts(const bb_kernels *set) { check_whole_map(set); }
