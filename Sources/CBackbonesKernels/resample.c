#include "include/CBackbonesKernels.h"

#include <math.h>
#include <string.h>

/// Keys' cubic convolution kernel with a = -0.5.
static double cubic(double x) {
  const double a = -0.5;
  x = fabs(x);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

void bb_resample_bicubic(const float *x, float *y, int64_t outer, int64_t from, int64_t to, int64_t inner) {
  const double scale = (double)from / (double)to;
  const double stretch = scale > 1 ? scale : 1;  // shrinking widens the kernel, so that every source element counts
  for (int64_t i = 0; i < to; i++) {
    const double centre = scale * ((double)i + 0.5);
    const double low = centre - 2 * stretch + 0.5, high = centre + 2 * stretch + 0.5;
    const int64_t begin = low > 0 ? (int64_t)low : 0;
    const int64_t end = high < (double)from ? (int64_t)high : from;
    double total = 0;
    for (int64_t j = begin; j < end; j++) total += cubic(((double)j - centre + 0.5) / stretch);
    for (int64_t o = 0; o < outer; o++) {
      float *row = y + (o * to + i) * inner;
      memset(row, 0, (size_t)inner * sizeof(float));
      for (int64_t j = begin; j < end; j++) {
        const float weight = (float)(cubic(((double)j - centre + 0.5) / stretch) / total);
        const float *source = x + (o * from + j) * inner;
        for (int64_t c = 0; c < inner; c++) row[c] += weight * source[c];
      }
    }
  }
}
