#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "check.h"

enum { ROWS = 5 };

// MARK: - Elementwise

void check_activate(const bb_kernels *set) {
  enum { COUNT = 80001 };
  float *x = equal_floats(COUNT, 0), *y = equal_floats(COUNT, 0), *parts = equal_floats(COUNT, 0);
  double *expected = equal_doubles(COUNT, 0);
  for (int i = 0; i < COUNT; i++) x[i] = (float)(i - COUNT / 2) * 5e-4f;
  seed(1);
  for (int activation = 0; activation < ACTIVATIONS; activation++) {
    char what[40];
    snprintf(what, sizeof what, "activation %d", activation);
    for (int i = 0; i < COUNT; i++) expected[i] = reference_activation((bb_activation)activation, x[i]);
    set->activate(x, COUNT, y, COUNT, 1, COUNT, (bb_activation)activation);
    expect_close(y, expected, COUNT, activation_tolerance, what);
    for (int64_t i = 0, next; i < COUNT; i = next) {
      next = next_piece(i, COUNT, 40);
      int count = (int)(next - i);
      set->activate(x + i, count, parts + i, count, 1, count, (bb_activation)activation);
    }
    expect_same(y, parts, COUNT * sizeof *y, what);
    for (int i = 0; i < COUNT; i++) parts[i] = x[i];
    set->activate(parts, COUNT, parts, COUNT, 1, COUNT, (bb_activation)activation);
    expect_same(y, parts, COUNT * sizeof *y, "activate, in place");
    float nan = NAN, still = 0;
    set->activate(&nan, 1, &still, 1, 1, 1, (bb_activation)activation);
    if (!isnan(still)) fail("%s: of what is no number is %g", what, still);
  }
  static const float far[] = {-INFINITY, -1e30f, -200, -89, 88.5f, 200, 1e30f, INFINITY};
  static const struct {
    bb_activation activation;
    double low;
  } bounded[] = {{BB_SIGMOID, 0}, {BB_TANH, -1}, {BB_HARD_SIGMOID, 0}};
  for (int i = 0; i < 3; i++) {
    float limits[8];
    double ends[8];
    for (int j = 0; j < 8; j++) ends[j] = j < 4 ? bounded[i].low : 1;
    set->activate(far, 4, limits, 4, 2, 4, bounded[i].activation);
    expect_close(limits, ends, 8, 1e-30, "limits of activations");
  }
  free_all();
}

static void check_pairs(
    void (*kernel)(
        const float *, ptrdiff_t, const float *, ptrdiff_t, float *, ptrdiff_t, int64_t, int64_t, bb_activation),
    bool product, const char *what) {
  static const int counts[] = {1, 15, 16, 2047, 5003};
  static const bb_activation activations[] = {BB_IDENTITY, BB_RELU, BB_GELU};
  for (int i = 0; i < 30; i++) {
    // Rows that touch, then rows that lie apart.
    const int columns = counts[i / 3 % 5], gap = i / 15, rows = i % 4 + 1;
    const int a_stride = columns + gap, b_stride = columns + 2 * gap, y_stride = columns + 3 * gap;
    const size_t count = (size_t)(rows * y_stride);
    bb_activation activation = activations[i % 3];
    float *a = uniform_floats((size_t)(rows * a_stride)), *b = uniform_floats((size_t)(rows * b_stride));
    float *y = equal_floats(count, untouched), *other = equal_floats(count, untouched);
    double *expected = equal_doubles(count, untouched);
    for (int r = 0; r < rows; r++)
      for (int j = 0; j < columns; j++) {
        float left = a[r * a_stride + j], right = b[r * b_stride + j];
        expected[r * y_stride + j] = reference_activation(activation, product ? left * right : left + right);
      }
    kernel(a, a_stride, b, b_stride, y, y_stride, rows, columns, activation);
    expect_close(y, expected, count, activation_tolerance, what);
    for (int operand = 0; operand < 2; operand++) {
      for (int r = 0; r < rows; r++)
        for (int j = 0; j < columns; j++)
          other[r * y_stride + j] = operand ? b[r * b_stride + j] : a[r * a_stride + j];
      if (operand) kernel(a, a_stride, other, y_stride, other, y_stride, rows, columns, activation);
      else kernel(other, y_stride, b, b_stride, other, y_stride, rows, columns, activation);
      expect_same(y, other, count * sizeof *y, "an operand's memory holds the result");
    }
    free_all();
  }
}

void check_add(const bb_kernels *set) {
  seed(12);
  check_pairs(set->add, false, "add");
}

void check_multiply(const bb_kernels *set) {
  seed(13);
  check_pairs(set->multiply, true, "multiply");
}

static const int widths[] = {1, 5, 16, 40, 67};

void check_gate(const bb_kernels *set) {
  seed(14);
  for (int i = 0; i < 10; i++) {
    const int columns = widths[i % 5], x_stride = columns + 2, residual_stride = columns + 1, y_stride = columns + 3;
    const size_t count = (size_t)(ROWS * y_stride);
    const float *x = uniform_floats((size_t)(ROWS * x_stride)), *gate = uniform_floats((size_t)columns);
    const float *residual = i < 5 ? uniform_floats((size_t)(ROWS * residual_stride)) : NULL;
    float *y = equal_floats(count, untouched);
    double *expected = equal_doubles(count, untouched);
    for (int r = 0; r < ROWS; r++)
      for (int j = 0; j < columns; j++)
        expected[r * y_stride + j] = reference_activation(
            BB_SILU, (double)x[r * x_stride + j] * gate[j] + value_or(residual, r * residual_stride + j, 0));
    set->gate(x, x_stride, gate, residual, residual_stride, y, y_stride, ROWS, columns, BB_SILU);
    expect_close(y, expected, count, activation_tolerance, "gate");
    free_all();
  }
}

void check_affine(const bb_kernels *set) {
  seed(15);
  for (int i = 0; i < 20; i++) {
    int columns = widths[i % 5], stride = columns + i % 3, count = ROWS * stride;
    const float *x = uniform_floats((size_t)count);
    const float *scale = i & 1 ? uniform_floats((size_t)columns) : NULL;
    const float *shift = i & 2 ? uniform_floats((size_t)columns) : NULL;
    float *y = equal_floats((size_t)count, untouched);
    double *expected = equal_doubles((size_t)count, untouched);
    for (int r = 0; r < ROWS; r++)
      for (int j = 0; j < columns; j++)
        expected[r * stride + j] =
            reference_activation(BB_HARD_SWISH, x[r * stride + j] * value_or(scale, j, 1) + value_or(shift, j, 0));
    set->affine(x, stride, y, stride, ROWS, columns, scale, shift, BB_HARD_SWISH);
    expect_close(y, expected, (size_t)count, activation_tolerance, "affine");
    free_all();
  }
}

void check_clamp(const bb_kernels *set) {
  seed(33);
  for (int i = 0; i < 20; i++) {
    int columns = widths[i % 5], stride = columns + i % 3, count = ROWS * stride;
    const float *x = uniform_floats((size_t)count);
    float low = i % 4 == 3 ? -INFINITY : -0.3f, high = i % 4 == 2 ? INFINITY : i % 4 == 1 ? -0.5f : 0.4f;
    float *y = equal_floats((size_t)count, untouched);
    double *expected = equal_doubles((size_t)count, untouched);
    for (int r = 0; r < ROWS; r++)
      for (int j = 0; j < columns; j++) expected[r * stride + j] = fmin(fmax(x[r * stride + j], low), high);
    set->clamp(x, stride, y, stride, ROWS, columns, low, high);
    expect_close(y, expected, (size_t)count, 0, "clamp");
    free_all();
  }
}

void check_add_weighted(const bb_kernels *set) {
  static const int all_columns[] = {1, 7, 16, 33, 100};
  seed(28);
  enum { ROWS = 5, GAP = 3 };
  for (int i = 0; i < 10; i++) {
    int columns = all_columns[i % 5], adds = i >= 5;
    ptrdiff_t stride = columns + GAP, x_stride = i % 2 ? stride : 0;
    size_t count = (size_t)(ROWS * stride);
    const float *x = uniform_floats(count), *weights = uniform_floats(2 * ROWS);
    float *y = adds ? uniform_floats(count) : equal_floats(count, untouched);
    double *expected = equal_doubles(count, 0);
    for (size_t j = 0; j < count; j++) expected[j] = y[j];
    for (int r = 0; r < ROWS; r++)
      for (int j = 0; j < columns; j++)
        expected[r * stride + j] =
            x[r * x_stride + j] * (double)weights[2 * r] + (adds ? expected[r * stride + j] : 0);
    set->add_weighted(x, x_stride, weights, 2, y, stride, ROWS, columns, adds);
    expect_close(y, expected, count, norm_tolerance, "add_weighted");
    free_all();
  }
}

void check_rotary_table(const bb_kernels *set) {
  enum { COLUMNS = 37, STRIDE = 2 * COLUMNS + 3 };
  seed(61);
  float *y = equal_floats(ROWS * STRIDE, untouched);
  const float *positions = uniform_floats(2 * ROWS), *frequencies = uniform_floats(2 * COLUMNS + 1);
  double *expected = equal_doubles(ROWS * STRIDE, untouched);
  for (int r = 0; r < ROWS; r++)
    for (int j = 0; j < COLUMNS; j++) {
      const double first = (double)positions[2 * r] * frequencies[j];
      const double angle = first + (double)positions[2 * r + 1] * frequencies[COLUMNS + 1 + j];
      expected[r * STRIDE + j] = sin(angle), expected[r * STRIDE + COLUMNS + j] = cos(angle);
    }
  set->rotary_table(positions, frequencies, COLUMNS + 1, y, STRIDE, ROWS, COLUMNS);
  expect_close(y, expected, ROWS * STRIDE, activation_tolerance, "rotary_table");
  free_all();
}

void check_rotate(const bb_kernels *set) {
  seed(62);
  for (int i = 0; i < 200; i++) {
    const int span = i % 2 ? 2 : 2 * random_integer(1, 40);
    const int pairs = span / 2 * random_integer(1, span == 2 ? 40 : 2);
    const int tables = random_integer(1, 2), heads = tables * random_integer(1, 3), size = 2 * pairs;
    const int stride = heads * size + random_integer(0, 5), table_stride = tables * size + random_integer(0, 5);
    float *x = uniform_floats((size_t)(ROWS * stride));
    const float *table = uniform_floats((size_t)(ROWS * table_stride));
    double *expected = equal_doubles((size_t)(ROWS * stride), 0);
    for (int j = 0; j < ROWS * stride; j++) expected[j] = x[j];
    for (int r = 0; r < ROWS; r++)
      for (int h = 0; h < heads; h++)
        for (int p = 0; p < pairs; p++) {
          const int at = h % tables * pairs + p, half = span / 2;
          const int real = r * stride + h * size + p / half * span + p % half, imaginary = real + half;
          const double sine = table[r * table_stride + at], cosine = table[r * table_stride + tables * pairs + at];
          expected[real] = x[real] * cosine - x[imaginary] * sine;
          expected[imaginary] = x[imaginary] * cosine + x[real] * sine;
        }
    set->rotate(x, stride, table, table_stride, ROWS, heads, tables, size, span);
    expect_close(x, expected, (size_t)(ROWS * stride), activation_tolerance, "rotate");
    free_all();
  }
}

void check_convolve_channels(const bb_kernels *set) {
  static const int cases[][2] = {{1, 3}, {4, 5}, {64, 3}, {67, 7}};
  seed(17);
  for (int i = 0; i < 4; i++) {
    int columns = cases[i][0], kernel = cases[i][1];
    const float *x = uniform_floats((size_t)columns), *weight = uniform_floats((size_t)kernel);
    float *y = equal_floats((size_t)columns, untouched);
    double *expected = equal_doubles((size_t)columns, 0);
    for (int column = 0; column < columns; column++) {
      double sum = 0;
      for (int k = 0; k < kernel; k++) {
        int from = column + k - kernel / 2;
        if (from >= 0 && from < columns) sum += (double)weight[k] * x[from];
      }
      expected[column] = reference_activation(BB_SIGMOID, sum);
    }
    set->convolve_channels(x, y, columns, weight, kernel, BB_SIGMOID);
    expect_close(y, expected, (size_t)columns, activation_tolerance, "convolve_channels");
    free_all();
  }
}

// MARK: - Moves

void check_copy_box(const bb_kernels *set) {
  seed(24);
  for (int i = 0; i < 60; i++) {
    // Axes in one order on one side, in any other on the other, with gaps between rows of either.
    enum { AXES = 5 };
    int64_t extents[AXES];
    ptrdiff_t from[AXES], to[AXES];
    int order[AXES] = {0, 1, 2, 3, 4};
    for (int j = AXES - 1; j > 0; j--) {
      int other = i % 4 ? random_integer(0, j) : j, held = order[j];
      order[j] = order[other];
      order[other] = held;
    }
    for (int j = 0; j < AXES; j++) extents[j] = i % 3 ? random_integer(1, 6) : j == i % AXES ? 70 : random_integer(1, 3);
    ptrdiff_t x_count = 1, y_count = 1;
    for (int j = AXES - 1; j >= 0; j--) {
      from[j] = x_count;
      x_count = x_count * extents[j] + (j == AXES - 1 ? i % 2 : 0);
      to[order[j]] = y_count;
      y_count = y_count * extents[order[j]] + (j == AXES - 1 ? i % 5 / 4 : 0);
    }
    const float *x = uniform_floats((size_t)x_count);
    float *y = equal_floats((size_t)y_count, untouched);
    double *expected = equal_doubles((size_t)y_count, untouched);
    int64_t total = 1;
    for (int j = 0; j < AXES; j++) total *= extents[j];
    for (int64_t e = 0; e < total; e++) {
      int64_t rest = e;
      ptrdiff_t source = 0, target = 0;
      for (int j = AXES - 1; j >= 0; j--) {
        source += rest % extents[j] * from[j];
        target += rest % extents[j] * to[j];
        rest /= extents[j];
      }
      expected[target] = x[source];
    }
    const bb_box box = bb_make_box(AXES, extents, from, to);
    const int64_t lines = bb_box_lines(box);
    for (int64_t line = 0, next; line < lines; line = next) {
      next = next_piece(line, lines, 40);
      set->copy_box(&box, x, y, line, next);
    }
    expect_close(y, expected, (size_t)y_count, 0, "copy_box");
    free_all();
  }
}

void check_transpose(const bb_kernels *set) {
  static const int shapes[][2] = {{1, 1}, {3, 50}, {50, 3}, {4, 4}, {33, 65}, {64, 31}, {7, 9}};
  seed(23);
  for (int i = 0; i < 7; i++) {
    const int rows = shapes[i][0], columns = shapes[i][1];
    const int x_stride = columns + random_integer(0, 5), y_stride = rows + random_integer(0, 5);
    const int x_count = rows * x_stride, count = columns * y_stride;
    const float *x = uniform_floats((size_t)x_count);
    float *y = equal_floats((size_t)count, untouched);
    double *expected = equal_doubles((size_t)count, untouched);
    for (int r = 0; r < rows; r++)
      for (int c = 0; c < columns; c++) expected[c * y_stride + r] = x[r * x_stride + c];
    set->transpose(x, x_stride, y, y_stride, rows, columns);
    expect_close(y, expected, (size_t)count, 0, "transpose");
    free_all();
  }
}

// MARK: - Rows that weigh others

void check_softmax(const bb_kernels *set) {
  static const int all_columns[] = {1, 2, 5, 16, 33, 49, 257};
  seed(10);
  for (int i = 0; i < 7; i++) {
    int columns = all_columns[i], stride = columns + 2, count = ROWS * stride;
    float *x = uniform_floats((size_t)count);
    for (int j = 0; j < count; j++) x[j] = j % 11 == 3 && columns > 11 ? -INFINITY : x[j] * 100;
    double *expected = equal_doubles((size_t)count, 0);
    for (int r = 0; r < ROWS; r++) {
      double most = -INFINITY, sum = 0;
      for (int j = 0; j < columns; j++) most = fmax(most, x[r * stride + j]);
      for (int j = 0; j < columns; j++) sum += exp(x[r * stride + j] - most);
      for (int j = 0; j < columns; j++) expected[r * stride + j] = exp(x[r * stride + j] - most) / sum;
      for (int j = columns; j < stride; j++) expected[r * stride + j] = x[r * stride + j] = untouched;
    }
    set->softmax(x, stride, x, stride, ROWS, columns);
    expect_close(x, expected, (size_t)count, activation_tolerance, "softmax");
    free_all();
  }
}

void check_weighted_mean(const bb_kernels *set) {
  seed(28);
  for (int i = 0; i < 40; i++) {
    int count = random_integer(1, 12), columns = random_integer(1, 70);
    float *weights = uniform_floats((size_t)count);
    const float *rows = uniform_floats((size_t)(count * columns));
    double total = 0, *expected = equal_doubles((size_t)columns, 0);
    for (int k = 0; k < count; k++) total += weights[k] = fabsf(weights[k]) + 0.25f;
    for (int k = 0; k < count; k++)
      for (int j = 0; j < columns; j++) expected[j] += weights[k] * rows[k * columns + j] / total;
    float *output = equal_floats((size_t)columns, untouched);
    set->weighted_mean(weights, rows, count, output, columns);
    expect_close(output, expected, (size_t)columns, norm_tolerance, "weighted mean");
    free_all();
  }
}
