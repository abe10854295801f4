// Four rows of four floats, turned.
#pragma once
#include <stddef.h>

typedef float float4 __attribute__((ext_vector_type(4)));
typedef float float4_anywhere __attribute__((ext_vector_type(4), aligned(4), may_alias));

static inline void transpose_4x4(const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride) {
  float4 a = *(const float4_anywhere *)x, b = *(const float4_anywhere *)(x + x_stride);
  float4 c = *(const float4_anywhere *)(x + 2 * x_stride), d = *(const float4_anywhere *)(x + 3 * x_stride);
  float4 ab_low = __builtin_shufflevector(a, b, 0, 4, 1, 5), ab_high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  float4 cd_low = __builtin_shufflevector(c, d, 0, 4, 1, 5), cd_high = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  *(float4_anywhere *)y = __builtin_shufflevector(ab_low, cd_low, 0, 1, 4, 5);
  *(float4_anywhere *)(y + y_stride) = __builtin_shufflevector(ab_low, cd_low, 2, 3, 6, 7);
  *(float4_anywhere *)(y + 2 * y_stride) = __builtin_shufflevector(ab_high, cd_high, 0, 1, 4, 5);
  *(float4_anywhere *)(y + 3 * y_stride) = __builtin_shufflevector(ab_high, cd_high, 2, 3, 6, 7);
}
