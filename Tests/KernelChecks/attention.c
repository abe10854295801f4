#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "check.h"

void check_multiply_matrices(const bb_kernels *set) {
  seed(32);
  for (int n = 0; n < 60; n++) {
    int rows = random_integer(1, 40), depth = random_integer(1, 70), columns = random_integer(1, 90);
    int a_stride = depth + n % 2, b_stride = columns + n % 3, y_stride = columns + 3;
    size_t outputs = (size_t)(rows * y_stride);
    const float *a = uniform_floats((size_t)(rows * a_stride)), *b = uniform_floats((size_t)(depth * b_stride));
    float *whole = equal_floats(outputs, untouched), *parts = equal_floats(outputs, untouched);
    float *scratch = equal_floats(bb_packed_count(columns, depth), NAN);
    double *expected = equal_doubles(outputs, untouched);
    for (int r = 0; r < rows; r++)
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int k = 0; k < depth; k++) sum += (double)a[r * a_stride + k] * b[k * b_stride + j];
        expected[r * y_stride + j] = sum;
      }
    set->multiply_matrices(a, a_stride, b, b_stride, whole, y_stride, rows, depth, columns, scratch);
    expect_close(whole, expected, outputs, sum_tolerance(depth), "multiply_matrices");
    for (int64_t i = 0, next; i < rows; i = next) {
      next = next_piece(i, rows, 15);
      set->multiply_matrices(
          a + i * a_stride, a_stride, b, b_stride, parts + i * y_stride, y_stride, next - i, depth, columns, scratch);
    }
    expect_same(whole, parts, outputs * sizeof *whole, "multiply_matrices");
    free_all();
  }
}

/// The numbers below `count` in any order, until the next call but two.
static const int32_t *permutation(int count) {
  static _Thread_local int32_t rows[3][70];
  static _Thread_local int next;
  int32_t *order = rows[next++ % 3];
  for (int i = 0; i < count; i++) order[i] = i;
  for (int i = count - 1; i > 0; i--) {
    int other = random_integer(0, i);
    int32_t kept = order[i];
    order[i] = order[other], order[other] = kept;
  }
  return order;
}

enum { MOST_TOKENS = 70, MOST_HEADS = 6 };

/// Operands of a head, as many as another's.
static void draw_operands(bb_attention_head *h, int queries, int pairs) {
  h->q = uniform_floats((size_t)(queries * h->q_stride));
  h->k = uniform_floats((size_t)(h->keys * h->k_stride));
  h->v = uniform_floats((size_t)(h->keys * h->v_stride));
  if (h->bias) h->bias = uniform_floats((size_t)(queries * h->bias_stride));
  if (h->positions) h->positions = uniform_floats(h->are_offsets ? (size_t)h->keys : (size_t)pairs + 3);
  if (h->lines) h->lines = uniform_floats((size_t)(queries * h->lines_stride));
  if (h->columns) h->columns = uniform_floats((size_t)(queries * h->columns_stride));
  h->scale = 0.3f + 0.1f * (float)random_integer(0, 3);
  h->gate = 0.1f * (float)random_integer(0, 10);
}

/// Softmax in double precision.
static void normalize_powers(double *powers, int count) {
  double most = -INFINITY, total = 0;
  for (int j = 0; j < count; j++) most = fmax(most, powers[j]);
  for (int j = 0; j < count; j++) total += powers[j] = exp(powers[j] - most);
  for (int j = 0; j < count; j++) powers[j] /= total;
}

/// Scores of query `i` of a head, and those of its positions where these are gated.
static void score_query(const bb_attention_head *h, int i, double *powers, double *placed) {
  const int grid_lines = (h->keys - h->prefix) / h->grid_columns, grid_line = 2 * h->grid_columns - 1;
  const int pairs = (2 * grid_lines - 1) * grid_line;
  for (int j = 0; j < h->keys; j++) {
    double score = 0, squares[2] = {0};
    int q_row = h->q_rows ? h->q_rows[i] : i, k_row = h->k_rows ? h->k_rows[j] : j;
    for (int d = 0; d < h->head_size; d++) {
      double q = h->q[q_row * h->q_stride + d], k = h->k[k_row * h->k_stride + d];
      score += q * k, squares[0] += q * q, squares[1] += k * k;
    }
    if (h->is_cosine) score /= sqrt(squares[0]) * sqrt(squares[1]);
    powers[j] = score * h->scale + (h->bias ? h->bias[i * h->bias_stride + j] : 0);
    if (h->positions) {
      int q = i - h->prefix, k = j - h->prefix;
      int down = q / h->query_columns * h->query_step - k / h->grid_columns;
      int right = q % h->query_columns * h->query_step - k % h->grid_columns;
      int entry = q < 0 && k < 0 ? pairs + 2 : q < 0 ? pairs : k < 0 ? pairs + 1
          : h->are_offsets ? abs(down) * h->grid_columns + abs(right)
          : (down + grid_lines - 1) * grid_line + right + h->grid_columns - 1;
      placed[j] = h->positions[entry];
      if (!h->gates_positions) powers[j] += placed[j];
    }
    if (h->lines && i >= h->prefix && j >= h->prefix)
      powers[j] += (double)h->lines[(q_row - h->prefix) * h->lines_stride + (j - h->prefix) / h->grid_columns]
                   + h->columns[(q_row - h->prefix) * h->columns_stride + (j - h->prefix) % h->grid_columns];
    if (h->q_regions && h->q_regions[i] != h->k_regions[j]) powers[j] -= h->penalty;
  }
}

/// What heads make of all heads' powers by a projection, where there is one.
static void mix_powers(const float *projection, int heads, int count, double powers[MOST_HEADS][MOST_TOKENS]) {
  double of_all[MOST_HEADS];
  for (int j = 0; projection && j < count; j++) {
    for (int h = 0; h < heads; h++) of_all[h] = powers[h][j];
    for (int h = 0; h < heads; h++) {
      powers[h][j] = projection[h * (heads + 1) + heads];
      for (int other = 0; other < heads; other++) powers[h][j] += projection[h * (heads + 1) + other] * of_all[other];
    }
  }
}

void check_attention(const bb_kernels *set) {
  seed(11);
  for (int n = 0; n < 120; n++) {
    int queries = random_integer(1, MOST_TOKENS), keys = random_integer(1, MOST_TOKENS);
    int size = random_integer(1, 70), value_size = random_integer(1, 70);
    int talking = coin() ? random_integer(1, MOST_HEADS) : 0, count = talking ? talking : 1;
    size_t outputs = (size_t)(queries * (value_size + 3));
    static const float present[1];
    bb_attention_head h = {
        .q_stride = size + random_integer(0, 2), .k_stride = size + random_integer(0, 2), .v_stride = value_size + random_integer(0, 2),
        .bias_stride = keys + random_integer(0, 2), .out_stride = value_size + 3, .keys = keys, .head_size = size,
        .value_size = value_size,
    };
    h.bias = coin() ? present : NULL;
    // Tokens in another order: the rows of the values, too, are those of the keys.
    h.is_cosine = coin();
    h.k_rows = coin() ? permutation(keys) : NULL;
    h.out_rows = coin() ? permutation(queries) : NULL;
    // A grid of pixels, and perhaps a class token before it.
    h.prefix = keys > 1 && coin();
    h.q_rows = !h.prefix && coin() ? permutation(queries) : NULL;
    for (h.grid_columns = random_integer(1, keys - h.prefix); (keys - h.prefix) % h.grid_columns != 0;) h.grid_columns--;
    int grid_lines = (keys - h.prefix) / h.grid_columns;
    h.query_step = h.prefix ? 1 : random_integer(1, 3);
    h.query_columns = (h.grid_columns + h.query_step - 1) / h.query_step;
    h.are_offsets = !h.prefix && coin();
    int asked = h.prefix + (grid_lines + h.query_step - 1) / h.query_step * h.query_columns;
    if (coin() && queries <= asked) h.positions = present;
    h.gates_positions = h.positions && coin();
    h.lines_stride = grid_lines + 1, h.columns_stride = h.grid_columns + 2;
    if (coin()) h.lines = h.columns = present;
    uint8_t q_regions[MOST_TOKENS], k_regions[MOST_TOKENS];
    for (int i = 0; i < MOST_TOKENS; i++)
      q_regions[i] = (uint8_t)random_integer(0, 2), k_regions[i] = (uint8_t)random_integer(0, 2);
    if (coin()) h.q_regions = q_regions, h.k_regions = k_regions, h.penalty = 3;
    bb_attention_head heads[MOST_HEADS];
    float *whole[MOST_HEADS], *parts[MOST_HEADS];
    const float *values[MOST_HEADS];
    for (int head = 0; head < count; head++) {
      draw_operands(&h, queries, (2 * grid_lines - 1) * (2 * h.grid_columns - 1));
      whole[head] = equal_floats(outputs, untouched), parts[head] = equal_floats(outputs, untouched);
      heads[head] = h, heads[head].out = whole[head], values[head] = h.v;
    }
    size_t weights = (size_t)talking * ((size_t)talking + 1);
    const float *logit_projection = talking && coin() ? uniform_floats(weights) : NULL;
    const float *weight_projection = talking && coin() ? uniform_floats(weights) : NULL;
    float *scratch = equal_floats(bb_attention_scratch(keys, size, value_size, talking), NAN);
    set->attention(heads, talking, logit_projection, weight_projection, 0, queries, scratch);
    for (int head = 0; head < count; head++) heads[head].out = parts[head];
    for (int64_t i = 0, next; i < queries; i = next) {
      next = next_piece(i, queries, 30);
      set->attention(heads, talking, logit_projection, weight_projection, (int32_t)i, (int32_t)next, scratch);
    }
    // The weights alone, those of all heads beside each other, without any values.
    const ptrdiff_t step = count + random_integer(0, 2), line = keys * step + random_integer(0, 2);
    const size_t all = (size_t)(queries * line);
    float *shared = equal_floats(all, untouched);
    for (int head = 0; head < count; head++) {
      heads[head].weights = shared + head, heads[head].weights_stride = line, heads[head].weights_step = step;
      heads[head].v = NULL, heads[head].out = NULL;
    }
    set->attention(heads, talking, logit_projection, weight_projection, 0, queries, scratch);
    double *expected[MOST_HEADS], powers[MOST_HEADS][MOST_TOKENS], placed[MOST_HEADS][MOST_TOKENS];
    double *expected_weights = equal_doubles(all, untouched);
    for (int head = 0; head < count; head++) expected[head] = equal_doubles(outputs, untouched);
    for (int i = 0; i < queries; i++) {
      for (int head = 0; head < count; head++) score_query(&heads[head], i, powers[head], placed[head]);
      mix_powers(logit_projection, count, keys, powers);
      for (int head = 0; head < count; head++) {
        normalize_powers(powers[head], keys);
        if (!h.gates_positions) continue;
        normalize_powers(placed[head], keys);
        double gate = heads[head].gate;
        for (int j = 0; j < keys; j++) powers[head][j] = gate * placed[head][j] + (1 - gate) * powers[head][j];
      }
      mix_powers(weight_projection, count, keys, powers);
      for (int head = 0; head < count; head++)
        for (int j = 0; j < keys; j++) expected_weights[i * line + j * step + head] = powers[head][j];
      for (int head = 0; head < count; head++)
        for (int column = 0; column < value_size; column++) {
          double sum = 0;
          for (int j = 0; j < keys; j++)
            sum += powers[head][j] * values[head][(h.k_rows ? h.k_rows[j] : j) * h.v_stride + column];
          expected[head][(h.out_rows ? h.out_rows[i] : i) * h.out_stride + column] = sum;
        }
    }
    for (int head = 0; head < count; head++) {
      expect_same(whole[head], parts[head], outputs * sizeof **whole, "attention");
      expect_close(whole[head], expected[head], outputs, sum_tolerance(keys), "attention");
    }
    expect_close(shared, expected_weights, all, sum_tolerance(size), "attention's weights");
    free_all();
  }
}

void check_cross_covariance(const bb_kernels *set) {
  seed(12);
  for (int n = 0; n < 60; n++) {
    int tokens = random_integer(1, 300), size = random_integer(1, 70);
    bb_attention_head h = {
        .q_stride = size + random_integer(0, 2), .k_stride = size + random_integer(0, 2),
        .v_stride = size + random_integer(0, 2), .out_stride = size + random_integer(0, 3), .keys = tokens, .head_size = size,
        .is_cosine = coin(), .scale = 0.3f,
    };
    h.q = uniform_floats((size_t)(tokens * h.q_stride));
    h.k = uniform_floats((size_t)(tokens * h.k_stride));
    h.v = uniform_floats((size_t)(tokens * h.v_stride));
    size_t outputs = (size_t)(tokens * h.out_stride);
    float *whole = equal_floats(outputs, untouched), *parts = equal_floats(outputs, untouched);
    float *scratch = equal_floats(bb_cross_covariance_scratch(size), NAN);
    h.out = whole;
    set->cross_covariance(&h, 0, size, scratch);
    h.out = parts;
    for (int64_t i = 0, next; i < size; i = next) {
      next = next_piece(i, size, 30);
      set->cross_covariance(&h, (int32_t)i, (int32_t)next, scratch);
    }
    expect_same(whole, parts, outputs * sizeof *whole, "cross-covariance attention");
    const float *values = h.v;
    const size_t pairs = (size_t)(size * size);
    float *weights = equal_floats(pairs, untouched);
    h.weights = weights, h.weights_stride = size, h.weights_step = 1, h.v = NULL, h.out = NULL;
    set->cross_covariance(&h, 0, size, scratch);
    double *expected = equal_doubles(outputs, untouched), powers[70], *expected_weights = equal_doubles(pairs, untouched);
    for (int i = 0; i < size; i++) {
      double most = -INFINITY, total = 0;
      for (int j = 0; j < size; j++) {
        double score = 0, of_query = 0, of_key = 0;
        for (int l = 0; l < tokens; l++) {
          double q = h.q[l * h.q_stride + i], k = h.k[l * h.k_stride + j];
          score += q * k, of_query += q * q, of_key += k * k;
        }
        if (h.is_cosine) score /= sqrt(of_query) * sqrt(of_key);
        powers[j] = 0.3 * score;
        most = fmax(most, powers[j]);
      }
      for (int j = 0; j < size; j++) total += powers[j] = exp(powers[j] - most);
      for (int j = 0; j < size; j++) expected_weights[i * size + j] = powers[j] / total;
      for (int l = 0; l < tokens; l++) {
        double sum = 0;
        for (int j = 0; j < size; j++) sum += powers[j] / total * values[l * h.v_stride + j];
        expected[l * h.out_stride + i] = sum;
      }
    }
    expect_close(whole, expected, outputs, sum_tolerance(tokens), "cross-covariance attention");
    expect_close(weights, expected_weights, pairs, sum_tolerance(tokens), "cross-covariance attention's weights");
    free_all();
  }
}

void check_linear_attention(const bb_kernels *set) {
  seed(13);
  for (int n = 0; n < 60; n++) {
    int tokens = random_integer(1, 300), size = random_integer(1, 70), values = random_integer(1, 70);
    float epsilon = coin() ? 1e-5f : 0.5f;
    bb_attention_head h = {
        .q_stride = size + random_integer(0, 2), .k_stride = size + random_integer(0, 2),
        .v_stride = values + random_integer(0, 2), .out_stride = values + random_integer(0, 3), .keys = tokens,
        .head_size = size,
    };
    float *q = uniform_floats((size_t)(tokens * h.q_stride)), *k = uniform_floats((size_t)(tokens * h.k_stride));
    // None is below 0, so that divisors are not near it.
    for (ptrdiff_t i = 0; i < tokens * h.q_stride; i++) q[i] = fabsf(q[i]);
    for (ptrdiff_t i = 0; i < tokens * h.k_stride; i++) k[i] = fabsf(k[i]);
    h.q = q, h.k = k;
    h.v = uniform_floats((size_t)(tokens * h.v_stride));
    size_t outputs = (size_t)(tokens * h.out_stride);
    float *whole = equal_floats(outputs, untouched), *parts = equal_floats(outputs, untouched);
    float *scratch = equal_floats(bb_linear_attention_scratch(size, values), NAN);
    h.out = whole;
    set->linear_attention(&h, epsilon, 0, values, scratch);
    h.out = parts;
    for (int64_t i = 0, next; i < values; i = next) {
      next = next_piece(i, values, 30);
      set->linear_attention(&h, epsilon, (int32_t)i, (int32_t)next, scratch);
    }
    expect_same(whole, parts, outputs * sizeof *whole, "linear attention");
    double *expected = equal_doubles(outputs, untouched), weights[300];
    for (int l = 0; l < tokens; l++) {
      double total = epsilon;
      for (int m = 0; m < tokens; m++) {
        weights[m] = 0;
        for (int j = 0; j < size; j++) weights[m] += (double)h.q[l * h.q_stride + j] * h.k[m * h.k_stride + j];
        total += weights[m];
      }
      for (int i = 0; i < values; i++) {
        double sum = 0;
        for (int m = 0; m < tokens; m++) sum += weights[m] / total * h.v[m * h.v_stride + i];
        expected[l * h.out_stride + i] = sum;
      }
    }
    expect_close(whole, expected, outputs, sum_tolerance(tokens), "linear attention");
    free_all();
  }
}
