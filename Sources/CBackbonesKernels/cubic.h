// Cubic convolution.
#pragma once
#include <math.h>

/// Keys' cubic convolution kernel (1981), of two elements to each side; `a` is its slope at 1.
static inline double cubic_kernel(double x, double a) {
  x = fabs(x);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}
