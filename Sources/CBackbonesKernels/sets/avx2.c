// x86-64 with AVX2, FMA and F16C: eight lanes.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#pragma clang attribute push(__attribute__((target("avx2,fma,f16c"))), apply_to = function)

#define BB_TABLE bb_kernels_avx2
#define BB_WIDTH 8
#define BB_WIDE 1
#define BB_ROWS 6  // of 16 registers, 12 for sums
#include "../body/vector.h"

static inline vf multiply_add(vf a, vf b, vf c) { return __builtin_elementwise_fma(a, b, c); }
static inline __m256i first(ptrdiff_t count) { return (__m256i)lane_mask((int32_t)count); }
static inline vf load_part(const float *p, ptrdiff_t count) { return (vf)_mm256_maskload_ps(p, first(count)); }
static inline void store_part(float *p, vf v, ptrdiff_t count) { _mm256_maskstore_ps(p, first(count), (__m256)v); }
static inline vf from_half(vh h) { return (vf)_mm256_cvtph_ps((__m128i)h); }
static inline vh to_half(vf x) { return (vh)_mm256_cvtps_ph((__m256)x, _MM_FROUND_TO_NEAREST_INT); }

#include "../body/all.h"
#pragma clang attribute pop
#endif
