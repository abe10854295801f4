// Resampling as PIL's Image.resize does it on bytes, to the bit: coefficients in fixed point, and a result rounded and
// clipped to a byte after each of the two passes.
#include <math.h>

#include "CBackbonesKernels.h"
#include "tuning.h"

// A fused multiply-add would change coefficients in the last bit.
#pragma STDC FP_CONTRACT OFF

enum { CHANNELS = 3, PRECISION_BITS = 32 - 8 - 2 };

static double bilinear(double x) {
  x = fabs(x);
  return x < 1 ? 1 - x : 0;
}

/// Keys' cubic with a = -1/2.
static double bicubic(double x) {
  const double a = -0.5;
  x = fabs(x);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

static double sinc(double x) {
  if (x == 0) return 1;
  x *= M_PI;
  return sin(x) / x;
}

static double lanczos(double x) { return -3 <= x && x < 3 ? sinc(x) * sinc(x / 3) : 0; }

typedef struct {
  double (*weight)(double);
  double support;
} filter;

static filter filter_of(bb_interpolation kind) {
  switch (kind) {
    case BB_INTERPOLATE_BILINEAR: return (filter){bilinear, 1};
    case BB_INTERPOLATE_LANCZOS: return (filter){lanczos, 3};
    default: return (filter){bicubic, 2};
  }
}

/// Shrinking widens the filter, so that every input takes part; growing does not.
static double widening(int32_t in, int32_t out) { return fmax((double)in / out, 1); }

int32_t bb_resize_taps(bb_interpolation kind, int32_t in, int32_t out) {
  if (kind == BB_INTERPOLATE_NEAREST) return 1;
  int32_t reach = (int32_t)ceil(filter_of(kind).support * widening(in, out)) * 2 + 1;
  return reach < in ? reach : in;
}

static void nearest_weights(int32_t in, int32_t out, bb_resize_span *spans, int32_t *weights) {
  double step = (double)in / out, at = step * 0.5;  // added up, as PIL does, so that rounding agrees
  for (int32_t i = 0; i < out; i++, at += step) {
    int32_t first = (int32_t)at;
    spans[i] = (bb_resize_span){first < in ? first : in - 1, 1};
    weights[i] = 1 << PRECISION_BITS;
  }
}

static int32_t fixed_point(double weight) {
  return (int32_t)(weight * (1 << PRECISION_BITS) + (weight < 0 ? -0.5 : 0.5));
}

void bb_resize_weights(bb_interpolation kind, int32_t in, int32_t out, bb_resize_span *spans, int32_t *weights) {
  if (kind == BB_INTERPOLATE_NEAREST) {
    nearest_weights(in, out, spans, weights);
    return;
  }
  filter f = filter_of(kind);
  double scale = (double)in / out, support = f.support * widening(in, out), narrowing = 1 / widening(in, out);
  int32_t taps = bb_resize_taps(kind, in, out);
  for (int32_t i = 0; i < out; i++) {
    double center = (i + 0.5) * scale;
    int32_t first = (int32_t)(center - support + 0.5), end = (int32_t)(center + support + 0.5);
    if (first < 0) first = 0;
    if (end > in) end = in;
    spans[i] = (bb_resize_span){first, end - first};
    double sum = 0;
    for (int32_t k = first; k < end; k++) sum += f.weight((k - center + 0.5) * narrowing);
    for (int32_t k = first; k < end; k++) {
      double weight = f.weight((k - center + 0.5) * narrowing);
      weights[(size_t)i * taps + (k - first)] = fixed_point(sum != 0 ? weight / sum : weight);
    }
  }
}

static inline uint8_t clipped(int32_t sum) {
  sum >>= PRECISION_BITS;
  return (uint8_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
}

static const int32_t half = 1 << (PRECISION_BITS - 1);

void bb_resize_horizontally(const uint8_t *in, int32_t in_width, uint8_t *out, int32_t out_width, int32_t rows,
                            const bb_resize_span *spans, const int32_t *weights, int32_t taps) {
  for (int32_t y = 0; y < rows; y++) {
    const uint8_t *line = in + (size_t)y * in_width * CHANNELS;
    for (int32_t x = 0; x < out_width; x++) {
      const uint8_t *p = line + (size_t)spans[x].first * CHANNELS;
      const int32_t *w = weights + (size_t)x * taps;
      int32_t r = half, g = half, b = half;
      for (int32_t k = 0; k < spans[x].count; k++, p += CHANNELS) {
        r += p[0] * w[k];
        g += p[1] * w[k];
        b += p[2] * w[k];
      }
      *out++ = clipped(r);
      *out++ = clipped(g);
      *out++ = clipped(b);
    }
  }
}

void bb_resize_vertically(const uint8_t *in, uint8_t *out, int32_t width, int32_t out_height,
                          const bb_resize_span *spans, const int32_t *weights, int32_t taps) {
  size_t bytes = (size_t)width * CHANNELS;
  for (int32_t y = 0; y < out_height; y++, out += bytes) {
    const int32_t *w = weights + (size_t)y * taps;
    for (size_t begin = 0; begin < bytes; begin += BB_RESIZE_STRIP) {
      size_t count = bytes - begin < BB_RESIZE_STRIP ? bytes - begin : BB_RESIZE_STRIP;
      int32_t sums[BB_RESIZE_STRIP];
      for (size_t i = 0; i < count; i++) sums[i] = half;
      for (int32_t k = 0; k < spans[y].count; k++) {
        const uint8_t *line = in + (size_t)(spans[y].first + k) * bytes + begin;
        for (size_t i = 0; i < count; i++) sums[i] += line[i] * w[k];
      }
      for (size_t i = 0; i < count; i++) out[begin + i] = clipped(sums[i]);
    }
  }
}
