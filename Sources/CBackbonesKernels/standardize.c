#include <math.h>
#include "CBackbonesKernels.h"

void bb_standardize(const float *weight, const float *gain, float *y, int64_t channels, int64_t count, float eps,
                    double factor) {
  for (int64_t c = 0; c < channels; c++, weight += count, y += count) {
    double mean = 0, squares = 0;
    for (int64_t i = 0; i < count; i++) mean += weight[i];
    mean /= (double)count;
    for (int64_t i = 0; i < count; i++) squares += (weight[i] - mean) * (weight[i] - mean);
    double scale = factor * (gain ? gain[c] : 1) / sqrt(squares / (double)count + eps);
    for (int64_t i = 0; i < count; i++) y[i] = (float)((weight[i] - mean) * scale);
  }
}
