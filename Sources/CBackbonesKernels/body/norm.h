// Normalisation and softmax of rows.

static inline float sum_of_row(const float *x, int32_t columns) {
  vf sum = 0;
  for (int32_t j = 0; j < columns; j += BB_WIDTH) sum += load_tail(x + j, columns - j);
  return sum_of_lanes(sum);
}

/// The sum of (x - centre)^2.
static inline float spread_of_row(const float *x, int32_t columns, float centre) {
  vf sum = 0;
  for (int32_t j = 0; j < columns; j += BB_WIDTH) {
    vf d = select_tail(load_tail(x + j, columns - j) - centre, columns - j, 0);
    sum = multiply_add(d, d, sum);
  }
  return sum_of_lanes(sum);
}

/// (x - centre) * factor * weight + bias
static inline void rescale_row(
    const float *x, float *y, int32_t columns, float centre, float factor, const float *weight, const float *bias) {
  for (int32_t j = 0; j < columns; j += BB_WIDTH) {
    ptrdiff_t left = columns - j;
    vf v = (load_tail(x + j, left) - centre) * factor;
    if (weight) v *= load_tail(weight + j, left);
    if (bias) v += load_tail(bias + j, left);
    store_tail(y + j, v, left);
  }
}

static void layer_norm(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns,
    const float *weight, const float *bias, float eps, bb_activation activation) {
  for (int64_t r = 0; r < rows; r++, x += x_stride, y += y_stride) {
    float mean = sum_of_row(x, columns) / columns;
    float variance = spread_of_row(x, columns, mean) / columns;
    rescale_row(x, y, columns, mean, 1 / sqrtf(variance + eps), weight, bias);
    finish(y, columns, activation);
  }
}

static void rms_norm(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns,
    const float *weight, const float *bias, float eps, int centred) {
  for (int64_t r = 0; r < rows; r++, x += x_stride, y += y_stride) {
    float centre = centred ? sum_of_row(x, columns) / columns : 0;
    float square = spread_of_row(x, columns, centre) / (centred ? columns - 1 : columns);
    rescale_row(x, y, columns, 0, 1 / sqrtf(square + eps), weight, bias);
  }
}

static void l2_norm(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns, float eps) {
  for (int64_t r = 0; r < rows; r++, x += x_stride, y += y_stride) {
    float length = sqrtf(spread_of_row(x, columns, 0));
    rescale_row(x, y, columns, 0, 1 / (length < eps ? eps : length), NULL, NULL);
  }
}

/// The products of a vector with `count` others, at most 4.
static inline void products_of_row(const float *x, int32_t columns, const float *others, int count, float *products) {
  vf sums[4] = {0};
  for (int32_t j = 0; j < columns; j += BB_WIDTH) {
    vf v = load_tail(x + j, columns - j);
    for (int i = 0; i < count; i++) sums[i] = multiply_add(v, load_tail(others + (ptrdiff_t)i * columns + j, columns - j), sums[i]);
  }
  for (int i = 0; i < count; i++) products[i] = sum_of_lanes(sums[i]);
}

static void cosines(
    const float *x, int64_t rows, int32_t columns, const float *units, int64_t count, float *scores, float eps) {
  for (int64_t r = 0; r < rows; r++, x += columns, scores += count) {
    float length = sqrtf(spread_of_row(x, columns, 0)), factor = 1 / (length < eps ? eps : length);
    int64_t q = 0;
    for (; q + 4 <= count; q += 4) products_of_row(x, columns, units + q * columns, 4, scores + q);
    for (; q < count; q++) products_of_row(x, columns, units + q * columns, 1, scores + q);
    for (q = 0; q < count; q++) scores[q] *= factor;
  }
}

/// Sums and sums of squares of the `left` channels at x over all rows, added to their groups'. Double precision
/// avoids the cancellation of a single-pass variance.
static inline void gather_moments(
    const float *x, int64_t rows, int32_t channels, ptrdiff_t left, int32_t offset, int32_t group_size,
    double *sums, double *squares) {
  vd sum = 0, square = 0;
  for (int64_t r = 0; r < rows; r++) {
    vd v = __builtin_convertvector(load_tail(x + r * channels, left), vd);
    sum += v;
    square += v * v;
  }
  for (ptrdiff_t i = 0; i < left && i < BB_WIDTH; i++) {
    sums[(offset + i) / group_size] += sum[i];
    squares[(offset + i) / group_size] += square[i];
  }
}

/// (x - mean) / sqrt(var + eps) * weight + bias, or, with `gate`,
/// x * sigmoid(gate * x) / sqrt(var + eps) * weight + bias.
static inline void normalize_groups(
    const float *x, float *y, int64_t rows, int32_t channels, int32_t groups, const float *weight, const float *bias,
    const float *gate, float eps) {
  int32_t size = channels / groups;
  // Small groups are taken together, so that each pass reads whole cache lines.
  int32_t together = size < BB_LINE ? BB_LINE / size : 1;
  double count = (double)rows * size;
  for (int32_t g = 0; g < groups; g += together) {
    int32_t taken = together < groups - g ? together : groups - g;
    int32_t begin = g * size, width = taken * size;
    double sums[BB_LINE] = {0}, squares[BB_LINE] = {0};
    for (int32_t j = 0; j < width; j += BB_WIDTH)
      gather_moments(x + begin + j, rows, channels, width - j, j, size, sums, squares);
    float means[BB_LINE], factors[BB_LINE];
    for (int32_t i = 0; i < taken; i++) {
      double mean = sums[i] / count, variance = squares[i] / count - mean * mean;
      means[i] = (float)mean;
      factors[i] = (float)(1 / sqrt((variance > 0 ? variance : 0) + eps));
    }
    for (int32_t j = 0; j < width; j += BB_WIDTH) {
      ptrdiff_t left = width - j;
      vf scale = 0, centre = 0;
      for (ptrdiff_t i = 0; i < left && i < BB_WIDTH; i++) {
        scale[i] = factors[(j + i) / size];
        centre[i] = means[(j + i) / size];
      }
      if (weight) scale *= load_tail(weight + begin + j, left);
      vf shift = bias ? load_tail(bias + begin + j, left) : (vf)0;
      vf slope = gate ? load_tail(gate + begin + j, left) : (vf)0;
      for (int64_t r = 0; r < rows; r++) {
        ptrdiff_t at = r * channels + begin + j;
        vf v = load_tail(x + at, left);
        v = gate ? v * sigmoid(slope * v) : v - centre;
        store_tail(y + at, multiply_add(v, scale, shift), left);
      }
    }
  }
}

static void group_norm(
    const float *x, float *y, int64_t rows, int32_t channels, int32_t groups, const float *weight, const float *bias,
    float eps, bb_activation activation) {
  normalize_groups(x, y, rows, channels, groups, weight, bias, NULL, eps);
  for (int64_t r = 0; r < rows; r++) finish(y + r * channels, channels, activation);
}

static void evolved_norm(
    const float *x, float *y, int64_t rows, int32_t channels, int32_t groups, const float *weight, const float *bias,
    const float *gate, float eps) {
  normalize_groups(x, y, rows, channels, groups, weight, bias, gate, eps);
}

static void moments(
    const double *parts, int64_t count, int64_t rows, int32_t channels, float eps, float *moments) {
  // Lanes beyond the channels hold zeros.
  const ptrdiff_t size = bb_pool_part_count(channels);
  vd sum = 0, square = 0, part;
  for (int64_t i = 0; i < count; i++, parts += 2 * size)
    for (int32_t j = 0; j < channels; j += BB_WIDTH) {
      memcpy(&part, parts + j, sizeof part);
      sum += part;
      memcpy(&part, parts + size + j, sizeof part);
      square += part;
    }
  double total = 0, squares = 0, elements = (double)rows * channels;
  for (int32_t i = 0; i < BB_WIDTH; i++) {
    total += sum[i];
    squares += square[i];
  }
  double mean = total / elements, variance = squares / elements - mean * mean;
  moments[0] = (float)mean;
  moments[1] = (float)(1 / sqrt((variance > 0 ? variance : 0) + eps));
}

static void normalize(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns,
    const float *moments, const float *weight, const float *bias, bb_activation activation) {
  for (int64_t r = 0; r < rows; r++, x += x_stride, y += y_stride) {
    rescale_row(x, y, columns, moments[0], moments[1], weight, bias);
    finish(y, columns, activation);
  }
}

static void response(
    const float *squares, float *factors, int32_t channels, int64_t rows, const float *weight, float eps) {
  // The root of the number of rows, which all norms have, is taken out of the sum.
  vd sum = 0;
  for (int32_t j = 0; j < channels; j += BB_WIDTH)
    sum += __builtin_convertvector(__builtin_elementwise_sqrt(load_tail(squares + j, channels - j)), vd);
  double total = 0;
  for (int32_t i = 0; i < BB_WIDTH; i++) total += sum[i];
  float factor = (float)(1 / (total / channels + eps / sqrt((double)rows)));
  for (int32_t j = 0; j < channels; j += BB_WIDTH) {
    ptrdiff_t left = channels - j;
    vf norm = __builtin_elementwise_sqrt(load_tail(squares + j, left));
    store_tail(factors + j, multiply_add(norm * factor, load_tail(weight + j, left), (vf)1), left);
  }
}

static void filter_response(
    const float *squares, float *factors, int32_t channels, const float *weight, float eps) {
  for (int32_t j = 0; j < channels; j += BB_WIDTH) {
    ptrdiff_t left = channels - j;
    vf root = __builtin_elementwise_sqrt(load_tail(squares + j, left) + eps);
    store_tail(factors + j, load_tail(weight + j, left) / root, left);
  }
}

enum { BB_TOGETHER = 4 };  // rows that are summed at once

/// Softmax of `rows` rows at once, which hides the latency of each row's reductions. `padded`: rows have room for whole vectors.
static inline __attribute__((always_inline)) void softmax_together(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, const int rows, int32_t columns, const int padded) {
#define BB_GET(from) (padded ? load(from) : load_part(from, left))
#define BB_PUT(to, v) (padded ? store(to, v) : store_part(to, v, left))
  const int32_t whole = columns / BB_WIDTH * BB_WIDTH, left = columns - whole;
  vf top[BB_TOGETHER], sum[BB_TOGETHER];
  BB_UNROLL for (int r = 0; r < rows; r++) top[r] = -INFINITY;
  for (int32_t j = 0; j < whole; j += BB_WIDTH)
    BB_UNROLL for (int r = 0; r < rows; r++) top[r] = vmax(load(x + r * x_stride + j), top[r]);
  if (left)
    BB_UNROLL for (int r = 0; r < rows; r++)
      top[r] = vmax(select_tail(BB_GET(x + r * x_stride + whole), left, -INFINITY), top[r]);
  BB_UNROLL for (int r = 0; r < rows; r++) (top[r] = highest_of_lanes(top[r]), sum[r] = 0);
  for (int32_t j = 0; j < whole; j += BB_WIDTH)
    BB_UNROLL for (int r = 0; r < rows; r++) {
      vf e = exponential_of_negative(load(x + r * x_stride + j) - top[r]);
      sum[r] += e;
      store(y + r * y_stride + j, e);
    }
  if (left)
    BB_UNROLL for (int r = 0; r < rows; r++) {
      vf e = select_tail(exponential_of_negative(BB_GET(x + r * x_stride + whole) - top[r]), left, 0);
      sum[r] += e;
      BB_PUT(y + r * y_stride + whole, e);
    }
  BB_UNROLL for (int r = 0; r < rows; r++) sum[r] = 1 / sum_of_lanes(sum[r]);
  for (int32_t j = 0; j < whole; j += BB_WIDTH)
    BB_UNROLL for (int r = 0; r < rows; r++) store(y + r * y_stride + j, load(y + r * y_stride + j) * sum[r]);
  if (left)
    BB_UNROLL for (int r = 0; r < rows; r++)
      BB_PUT(y + r * y_stride + whole, BB_GET(y + r * y_stride + whole) * sum[r]);
#undef BB_GET
#undef BB_PUT
}

static inline __attribute__((always_inline)) void softmax_rows(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns, const int padded) {
  for (; rows >= BB_TOGETHER; rows -= BB_TOGETHER, x += BB_TOGETHER * x_stride, y += BB_TOGETHER * y_stride)
    softmax_together(x, x_stride, y, y_stride, BB_TOGETHER, columns, padded);
  for (; rows > 0; rows--, x += x_stride, y += y_stride) softmax_together(x, x_stride, y, y_stride, 1, columns, padded);
}

static void softmax(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns) {
  softmax_rows(x, x_stride, y, y_stride, rows, columns, 0);
}

/// Softmax in place by whole vectors, for which rows have room: a masked store delays the next load of its vector.
static void softmax_padded(float *x, ptrdiff_t stride, int64_t rows, int32_t columns) {
  softmax_rows(x, stride, x, stride, rows, columns, 1);
}
