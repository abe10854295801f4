#include <string.h>

#include "CBackbonesKernels.h"

void bb_join_groups(
    float *joint, const float *weight, int32_t column, int32_t count, int32_t columns, int32_t depth, int32_t taps,
    int32_t joined) {
  const size_t size = (size_t)depth * (size_t)taps;
  memset(joint, 0, (size_t)count * (size_t)joined * size * sizeof *joint);
  for (int32_t i = 0; i < count; i++)
    memcpy(joint + ((size_t)i * (size_t)joined + (size_t)((column + i) / columns % joined)) * size,
           weight + (size_t)i * size, size * sizeof *joint);
}
