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

void bb_gather(const float *x, float *y, const int64_t *extents, const int64_t *strides, int32_t rank) {
  int64_t columns = rank ? extents[rank - 1] : 1, stride = rank ? strides[rank - 1] : 0, rows = 1;
  for (int32_t axis = 0; axis < rank - 1; axis++) rows *= extents[axis];
  for (int64_t row = 0; row < rows; row++) {
    int64_t rest = row, from = 0;
    for (int32_t axis = rank - 2; axis >= 0; axis--) {
      from += rest % extents[axis] * strides[axis];
      rest /= extents[axis];
    }
    for (int64_t column = 0; column < columns; column++) *y++ = x[from + column * stride];
  }
}

void bb_swap_bytes(const void *x, void *y, size_t count, size_t size) {
  const unsigned char *from = x;
  unsigned char *to = y;
  for (size_t i = 0; i < count; i++, from += size, to += size)
    for (size_t byte = 0; byte < size; byte++) to[byte] = from[size - 1 - byte];
}

void bb_negate(const float *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = -x[i];
}
