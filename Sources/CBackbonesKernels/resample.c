#include "include/CBackbonesKernels.h"

#include <string.h>
#include "cubic.h"

/// What PIL and PyTorch have where they keep from aliasing.
static double cubic(double x) { return cubic_kernel(x, -0.5); }

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
