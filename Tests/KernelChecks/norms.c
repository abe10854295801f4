#include <math.h>
#include <stdio.h>
#include "check.h"

enum { ROWS = 5 };
static const double eps = 1e-5;

// MARK: - Of each row

typedef enum { LAYER, RMS, SIMPLE } row_norm;

static void check_row_norm(const bb_kernels *set, row_norm kind, const char *what) {
  static const int all_columns[] = {2, 3, 7, 16, 17, 31, 64, 100, 197};
  for (int i = 0; i < 36; i++) {
    int columns = all_columns[i % 9], stride = columns + random_integer(0, 3), count = ROWS * stride;
    const float *x = uniform_floats((size_t)count);
    const float *weight = i / 9 & 1 ? uniform_floats((size_t)columns) : NULL;
    const float *bias = i / 9 & 2 ? uniform_floats((size_t)columns) : NULL;
    float *y = equal_floats((size_t)count, untouched);
    double *expected = equal_doubles((size_t)count, untouched);
    for (int r = 0; r < ROWS; r++) {
      double mean = 0, spread = 0, squares = 0;
      for (int j = 0; j < columns; j++) mean += x[r * stride + j] / (double)columns;
      for (int j = 0; j < columns; j++) {
        spread += (x[r * stride + j] - mean) * (x[r * stride + j] - mean);
        squares += (double)x[r * stride + j] * x[r * stride + j];
      }
      double variance = kind == LAYER ? spread / columns : kind == RMS ? squares / columns : spread / (columns - 1);
      for (int j = 0; j < columns; j++) {
        double value = (x[r * stride + j] - (kind == LAYER ? mean : 0)) / sqrt(variance + eps);
        value = value * value_or(weight, j, 1) + value_or(bias, j, 0);
        expected[r * stride + j] = kind == LAYER ? reference_activation(BB_SILU, value) : value;
      }
    }
    if (kind == LAYER) set->layer_norm(x, stride, y, stride, ROWS, columns, weight, bias, (float)eps, BB_SILU);
    else set->rms_norm(x, stride, y, stride, ROWS, columns, weight, bias, (float)eps, kind == SIMPLE);
    expect_close(y, expected, (size_t)count, norm_tolerance, what);
    free_all();
  }
}

void check_layer_norm(const bb_kernels *set) {
  seed(8);
  check_row_norm(set, LAYER, "layer_norm");
}

void check_rms_norm(const bb_kernels *set) {
  seed(9);
  check_row_norm(set, RMS, "rms_norm");
  check_row_norm(set, SIMPLE, "rms_norm, centred");
}

void check_l2_norm(const bb_kernels *set) {
  static const int all_columns[] = {1, 3, 7, 16, 17, 64, 100};
  seed(45);
  for (int i = 0; i < 21; i++) {
    int columns = all_columns[i % 7], stride = columns + i / 7, count = ROWS * stride;
    float *x = uniform_floats((size_t)count), *y = equal_floats((size_t)count, untouched);
    double *expected = equal_doubles((size_t)count, untouched);
    // The second row is shorter than the least divisor, the third is zero.
    for (int j = 0; j < columns; j++) {
      x[stride + j] *= 1e-4f;
      x[2 * stride + j] = 0;
    }
    for (int r = 0; r < ROWS; r++) {
      double square = 0;
      for (int j = 0; j < columns; j++) square += (double)x[r * stride + j] * x[r * stride + j];
      for (int j = 0; j < columns; j++) expected[r * stride + j] = x[r * stride + j] / fmax(sqrt(square), 0.01);
    }
    set->l2_norm(x, stride, y, stride, ROWS, columns, 0.01f);
    expect_close(y, expected, (size_t)count, norm_tolerance, "l2_norm");
    set->l2_norm(x, stride, x, stride, ROWS, columns, 0.01f);
    for (int r = 0; r < ROWS; r++) expect_same(x + r * stride, y + r * stride, (size_t)columns * sizeof *x, "in place");
    free_all();
  }
}

void check_cosines(const bb_kernels *set) {
  static const int all_columns[] = {1, 3, 7, 16, 17, 64, 100};
  seed(46);
  for (int i = 0; i < 63; i++) {
    int columns = all_columns[i % 7], count = 1 + i / 7;
    float *x = uniform_floats((size_t)(ROWS * columns)), *units = uniform_floats((size_t)(count * columns));
    // A guard behind the scores.
    float *scores = equal_floats((size_t)(ROWS * count + 1), untouched);
    double *expected = equal_doubles((size_t)(ROWS * count + 1), untouched);
    // The second vector is shorter than the least divisor, the third is zero.
    for (int j = 0; j < columns; j++) {
      x[columns + j] *= 1e-4f;
      x[2 * columns + j] = 0;
    }
    for (int r = 0; r < ROWS; r++) {
      double square = 0;
      for (int j = 0; j < columns; j++) square += (double)x[r * columns + j] * x[r * columns + j];
      for (int q = 0; q < count; q++) {
        double product = 0;
        for (int j = 0; j < columns; j++) product += (double)x[r * columns + j] * units[q * columns + j];
        expected[r * count + q] = product / fmax(sqrt(square), 0.01);
      }
    }
    set->cosines(x, ROWS, columns, units, count, scores, 0.01f);
    expect_close(scores, expected, (size_t)(ROWS * count + 1), norm_tolerance, "cosines");
    free_all();
  }
}

static void check_groups(const bb_kernels *set, bool evolved, const char *what) {
  static const int cases[][2] = {{1, 1}, {6, 3}, {64, 32}, {33, 1}, {40, 2}, {51, 17}, {96, 4}, {35, 7}};
  enum { PIXELS = 29 };
  for (int i = 0; i < 8; i++) {
    int channels = cases[i][0], groups = cases[i][1], size = channels / groups, count = PIXELS * channels;
    float *x = uniform_floats((size_t)count);
    // A mean far from zero would spoil a careless variance.
    for (int j = 0; j < count && !evolved; j++) x[j] += 50;
    const float *weight = evolved || i & 1 ? uniform_floats((size_t)channels) : NULL;
    const float *bias = evolved || i & 2 ? uniform_floats((size_t)channels) : NULL;
    float *gate = uniform_floats((size_t)channels), *y = equal_floats((size_t)count, untouched);
    for (int j = 0; j < channels; j++) gate[j] *= 3;
    double *expected = equal_doubles((size_t)count, 0);
    for (int group = 0; group < groups; group++) {
      double mean = 0, variance = 0;
      for (int j = 0; j < PIXELS * size; j++)
        mean += x[j / size * channels + group * size + j % size] / (double)(PIXELS * size);
      for (int j = 0; j < PIXELS * size; j++) {
        double d = x[j / size * channels + group * size + j % size] - mean;
        variance += d * d / (PIXELS * size);
      }
      for (int j = 0; j < PIXELS * size; j++) {
        int channel = group * size + j % size;
        double value = x[j / size * channels + channel];
        double inner = evolved ? value / (1 + exp(-value * gate[channel])) : value - mean;
        inner = inner / sqrt(variance + eps) * value_or(weight, channel, 1) + value_or(bias, channel, 0);
        expected[j / size * channels + channel] = evolved ? inner : fmax(0, inner);
      }
    }
    if (evolved) set->evolved_norm(x, y, PIXELS, channels, groups, weight, bias, gate, (float)eps);
    else set->group_norm(x, y, PIXELS, channels, groups, weight, bias, (float)eps, BB_RELU);
    expect_close(y, expected, (size_t)count, norm_tolerance, what);
    free_all();
  }
}

void check_group_norm(const bb_kernels *set) {
  seed(18);
  check_groups(set, false, "group_norm");
}

void check_evolved_norm(const bb_kernels *set) {
  seed(19);
  check_groups(set, true, "evolved_norm");
}

void check_moments(const bb_kernels *set) {
  static const int all_channels[] = {1, 7, 16, 33, 100};
  seed(26);
  enum { PIXELS = 29, COUNT = 3 };
  for (int i = 0; i < 5; i++) {
    int channels = all_channels[i];
    ptrdiff_t size = bb_pool_part_count(channels);
    const float *x = uniform_floats((size_t)(PIXELS * channels));
    double *parts = equal_doubles((size_t)(2 * COUNT * size), NAN), mean = 0, variance = 0;
    for (int part = 0; part < COUNT; part++) {
      int first = PIXELS * part / COUNT, rows = PIXELS * (part + 1) / COUNT - first;
      double *to = parts + 2 * part * size;
      set->pool_rows(BB_POOL_AVERAGE, x + first * channels, channels, rows, to, channels);
      set->pool_rows(BB_POOL_MEAN_SQUARE, x + first * channels, channels, rows, to + size, channels);
    }
    for (int j = 0; j < PIXELS * channels; j++) mean += x[j] / (double)(PIXELS * channels);
    for (int j = 0; j < PIXELS * channels; j++) variance += (x[j] - mean) * (x[j] - mean) / (PIXELS * channels);
    double expected[] = {mean, 1 / sqrt(variance + eps)};
    float *y = equal_floats(2, untouched);
    set->moments(parts, COUNT, PIXELS, channels, (float)eps, y);
    expect_close(y, expected, 2, norm_tolerance, "moments");
    free_all();
  }
}

void check_normalize(const bb_kernels *set) {
  static const int all_columns[] = {1, 7, 16, 33, 100};
  seed(27);
  enum { ROWS = 5, GAP = 3 };
  for (int i = 0; i < 10; i++) {
    int columns = all_columns[i % 5];
    bb_activation activation = i % 2 ? BB_RELU : BB_IDENTITY;
    ptrdiff_t stride = columns + GAP;
    size_t count = (size_t)(ROWS * stride);
    const float *x = uniform_floats(count), *weight = uniform_floats((size_t)columns);
    const float *bias = i < 5 ? uniform_floats((size_t)columns) : NULL, *moments = uniform_floats(2);
    float *y = equal_floats(count, untouched);
    double *expected = equal_doubles(count, untouched);
    for (int r = 0; r < ROWS; r++)
      for (int j = 0; j < columns; j++)
        expected[r * stride + j] = reference_activation(
            activation,
            (x[r * stride + j] - (double)moments[0]) * moments[1] * weight[j] + value_or(bias, j, 0));
    set->normalize(x, stride, y, stride, ROWS, columns, moments, weight, bias, activation);
    expect_close(y, expected, count, norm_tolerance, "normalize");
    free_all();
  }
}

// MARK: - Of a channel over all rows

void check_response(const bb_kernels *set) {
  static const int all_channels[] = {1, 7, 16, 33, 100};
  seed(25);
  for (int i = 0; i < 5; i++) {
    int channels = all_channels[i];
    int64_t rows = random_integer(1, 300);
    float *squares = uniform_floats((size_t)channels);
    const float *weight = uniform_floats((size_t)channels);
    double mean = 0, added = 0.25, *expected = equal_doubles((size_t)channels, 0);
    for (int j = 0; j < channels; j++) {
      squares[j] *= squares[j];
      mean += sqrt((double)rows * squares[j]) / channels;
    }
    for (int j = 0; j < channels; j++)
      expected[j] = 1 + weight[j] * sqrt((double)rows * squares[j]) / (mean + added);
    float *factors = equal_floats((size_t)channels, untouched);
    set->response(squares, factors, channels, rows, weight, (float)added);
    expect_close(factors, expected, (size_t)channels, norm_tolerance, "response");
    free_all();
  }
}

void check_filter_response(const bb_kernels *set) {
  static const int all_channels[] = {1, 7, 16, 33, 100};
  seed(26);
  for (int i = 0; i < 5; i++) {
    int channels = all_channels[i];
    float *squares = uniform_floats((size_t)channels);
    const float *weight = uniform_floats((size_t)channels);
    const double added = 0.25;
    double *expected = equal_doubles((size_t)channels, 0);
    for (int j = 0; j < channels; j++) {
      squares[j] *= squares[j];
      expected[j] = weight[j] / sqrt(squares[j] + added);
    }
    float *factors = equal_floats((size_t)channels, untouched);
    set->filter_response(squares, factors, channels, weight, (float)added);
    expect_close(factors, expected, (size_t)channels, norm_tolerance, "filter response");
    free_all();
  }
}
