#include "include/CBackbonesKernels.h"

#define FROM(name, type)                                                                                               \
  void bb_from_##name(const type *x, float *y, size_t count) {                                                         \
    for (size_t i = 0; i < count; i++) y[i] = (float)x[i];                                                             \
  }

FROM(float64, double)
FROM(int64, int64_t)
FROM(int32, int32_t)
FROM(int16, int16_t)
FROM(int8, int8_t)
FROM(uint64, uint64_t)
FROM(uint32, uint32_t)
FROM(uint16, uint16_t)
FROM(uint8, uint8_t)

void bb_from_bool(const uint8_t *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = x[i] != 0;
}

void bb_reverse_axes(const float *x, float *y, const int64_t *extents, int32_t rank) {
  int64_t count = 1;
  for (int32_t axis = 0; axis < rank; axis++) count *= extents[axis];
  for (int64_t i = 0; i < count; i++) {
    // The last index of y moves fastest, and has the longest stride in x.
    int64_t rest = i, stride = count, from = 0;
    for (int32_t axis = rank - 1; axis >= 0; axis--) {
      stride /= extents[axis];
      from += rest % extents[axis] * stride;
      rest /= extents[axis];
    }
    y[i] = x[from];
  }
}
