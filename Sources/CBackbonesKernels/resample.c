#include "include/CBackbonesKernels.h"

#include <string.h>
#include "cubic.h"

/// What PIL and PyTorch have where they keep from aliasing.
static double weigh(bb_filter filter, double x) {
  return filter == BB_FILTER_CUBIC ? cubic_kernel(x, -0.5) : fmax(0, 1 - fabs(x));
}

void bb_resample(bb_filter filter, const float *x, float *y, int64_t outer, int64_t from, int64_t to, int64_t inner) {
  const double scale = (double)from / (double)to;
  const double stretch = scale > 1 ? scale : 1;  // shrinking widens the filter, so that every source element counts
  const double reach = (filter == BB_FILTER_CUBIC ? 2 : 1) * stretch;
  for (int64_t i = 0; i < to; i++) {
    const double centre = scale * ((double)i + 0.5);
    const double low = centre - reach + 0.5, high = centre + reach + 0.5;
    const int64_t begin = low > 0 ? (int64_t)low : 0;
    const int64_t end = high < (double)from ? (int64_t)high : from;
    double total = 0;
    for (int64_t j = begin; j < end; j++) total += weigh(filter, ((double)j - centre + 0.5) / stretch);
    for (int64_t o = 0; o < outer; o++) {
      float *row = y + (o * to + i) * inner;
      memset(row, 0, (size_t)inner * sizeof(float));
      for (int64_t j = begin; j < end; j++) {
        const float weight = (float)(weigh(filter, ((double)j - centre + 0.5) / stretch) / total);
        const float *source = x + (o * from + j) * inner;
        for (int64_t c = 0; c < inner; c++) row[c] += weight * source[c];
      }
    }
  }
}
