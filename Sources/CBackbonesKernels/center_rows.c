#include "CBackbonesKernels.h"

double bb_center_rows(const float *x, double *y, int64_t rows, int64_t columns) {
  double energy = 0;
  for (int64_t r = 0; r < rows; r++, x += columns, y += columns) {
    double sum = 0;
    for (int64_t i = 0; i < columns; i++) {
      sum += x[i];
      energy += (double)x[i] * x[i];
    }
    double mean = sum / (double)columns;
    for (int64_t i = 0; i < columns; i++) y[i] = x[i] - mean;
  }
  return energy;
}
