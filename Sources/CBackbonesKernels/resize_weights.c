// The weights with which PIL's Image.resize mixes bytes, to the bit: in fixed point.
#include <math.h>

#include "CBackbonesKernels.h"
#include "tuning.h"

// A fused multiply-add would change coefficients in the last bit.
#pragma STDC FP_CONTRACT OFF

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
  if (kind == BB_INTERPOLATE_NEAREST) return 4;
  int32_t reach = (int32_t)ceil(filter_of(kind).support * widening(in, out)) * 2 + 1;
  return ((reach < in ? reach : in) + 3) / 4 * 4;
}

static void nearest_weights(int32_t in, int32_t out, bb_resize_span *spans, int32_t *weights) {
  double step = (double)in / out, at = step * 0.5;  // added up, as PIL does, so that rounding agrees
  for (int32_t i = 0; i < out; i++, at += step) {
    int32_t first = (int32_t)at;
    spans[i] = (bb_resize_span){first < in ? first : in - 1, 1};
    weights[4 * i] = 1 << BB_RESIZE_BITS;
  }
}

static int32_t fixed_point(double weight) {
  return (int32_t)(weight * (1 << BB_RESIZE_BITS) + (weight < 0 ? -0.5 : 0.5));
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
