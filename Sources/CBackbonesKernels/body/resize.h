// Maps of another size: lines are mixed first, then columns of the mixed line.
#include "../cubic.h"

/// What an element of a resized line is made of: neighbouring elements, from `first` on, and their weights, `step` apart.
typedef struct {
  int32_t first, count;
  int32_t step;  // 0 where all have the one weight
  float weights[4];
} resize_taps;

/// The place between the elements of a line that is interpolated for element `i` of the resized line; in single precision and
/// rounded once, as PyTorch has it: at the end of a long line a weight is 1e-5 from the exact one.
static float resized_place(int corners, int32_t i, int32_t size, int32_t resized) {
  if (corners) return resized > 1 ? (float)(size - 1) / (float)(resized - 1) * (float)i : 0;
  return fmaf((float)size / (float)resized, (float)i + 0.5f, -0.5f);
}

static resize_taps interpolation_taps(double place, int32_t size, const int32_t reach, int cubic) {
  const int32_t begin = (int32_t)floor(place) - reach + 1;
  double weights[4] = {0};
  resize_taps taps = {.step = 1};
  for (int32_t k = 0; k < 2 * reach; k++) {
    double distance = place - (begin + k);
    // The line is continued by its end elements.
    int32_t source = begin + k < 0 ? 0 : begin + k < size ? begin + k : size - 1;
    if (k == 0) taps.first = source;
    taps.count = source - taps.first + 1;
    weights[taps.count - 1] += cubic ? cubic_kernel(distance, -0.75) : fmax(1 - fabs(distance), 0);
  }
  for (int32_t k = 0; k < taps.count; k++) taps.weights[k] = (float)weights[k];
  return taps;
}

/// Element `i` of a line of `resized`, made from one of `size`.
static resize_taps taps_of_resized(bb_resize_mode mode, int corners, int32_t i, int32_t size, int32_t resized) {
  if (mode == BB_RESIZE_NEAREST) {
    int32_t source = (int32_t)((float)i * ((float)size / (float)resized));
    return (resize_taps){.first = source < size ? source : size - 1, .count = 1, .weights = {1}};
  }
  if (mode == BB_RESIZE_AREA) {
    int32_t first = (int32_t)((int64_t)i * size / resized);
    int32_t count = (int32_t)(((int64_t)(i + 1) * size + resized - 1) / resized) - first;
    return (resize_taps){.first = first, .count = count, .weights = {1 / (float)count}};
  }
  return interpolation_taps(resized_place(corners, i, size, resized), size, mode == BB_RESIZE_BICUBIC ? 2 : 1, mode == BB_RESIZE_BICUBIC);
}

/// y[:] = the sum of rows of `columns`, `stride` apart, each by its weight. A single one has the weight 1.
static void mix_rows(const float *x, ptrdiff_t stride, const resize_taps *taps, float *y, int64_t columns) {
  x += taps->first * stride;
  if (taps->count == 1) {
    memcpy(y, x, (size_t)columns * sizeof *y);
    return;
  }
  for (int64_t j = 0; j < columns; j += BB_WIDTH) {
    const ptrdiff_t left = columns - j;
    vf sum = load_tail(x + j, left) * taps->weights[0];
    for (int32_t k = 1; k < taps->count; k++)
      sum = multiply_add(load_tail(x + k * stride + j, left), (vf)0 + taps->weights[k * taps->step], sum);
    store_tail(y + j, sum, left);
  }
}

static void resize(
    const bb_convolution *c, bb_resize_mode mode, int corners, const float *input, float *output, int64_t line_begin,
    int64_t line_end, float *scratch) {
  const ptrdiff_t in_line = c->in_w * c->in_stride;
  for (int64_t line = line_begin; line < line_end; line++) {
    const float *from = input + line / c->out_h * c->in_h * in_line;
    ptrdiff_t stride = c->in_stride;
    resize_taps taps = taps_of_resized(mode, corners, (int32_t)(line % c->out_h), c->in_h, c->out_h);
    if (taps.count == 1) {
      from += taps.first * in_line;
    } else {
      if (stride == c->depth) mix_rows(from, in_line, &taps, scratch, in_line);
      else
        for (int32_t x = 0; x < c->in_w; x++)
          mix_rows(from + x * stride, in_line, &taps, scratch + (ptrdiff_t)x * c->depth, c->depth);
      from = scratch;
      stride = c->depth;
    }
    float *to = output + line * c->out_w * c->out_stride;
    for (int32_t x = 0; x < c->out_w; x++) {
      taps = taps_of_resized(mode, corners, x, c->in_w, c->out_w);
      mix_rows(from, stride, &taps, to + x * c->out_stride, c->depth);
    }
  }
}
