#include "CBackbonesKernels.h"

void bb_add_kernels(
    float *sum, int64_t channels, int64_t depth, int32_t height, int32_t width, const float *kernels,
    const float *factors, int32_t rows, int32_t columns, int32_t y, int32_t x) {
  sum += (int64_t)y * width + x;
  for (int64_t c = 0; c < channels; c++)
    for (int64_t d = 0; d < depth; d++, sum += (int64_t)height * width) {
      if (!kernels) {
        if (d == c % depth) *sum += factors[c];
        continue;
      }
      for (int32_t i = 0; i < rows; i++)
        for (int32_t j = 0; j < columns; j++) sum[(int64_t)i * width + j] += factors[c] * *kernels++;
    }
}
