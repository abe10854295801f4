// x86-64 with AVX-512 F, VL, BW and DQ: sixteen lanes.
#if defined(__x86_64__)
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#pragma clang attribute push(                                                                                          \
    __attribute__((target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma,f16c"))), apply_to = function)

#define BB_TABLE bb_kernels_avx512
#define BB_WIDTH 16
#define BB_WIDE 2
#define BB_ROWS 12  // of 32 registers, 24 for sums
#include "../body/vector.h"

static inline vf multiply_add(vf a, vf b, vf c) { return __builtin_elementwise_fma(a, b, c); }
static inline __mmask16 first(ptrdiff_t count) { return (__mmask16)((1u << count) - 1); }
static inline vf load_part(const float *p, ptrdiff_t count) { return (vf)_mm512_maskz_loadu_ps(first(count), p); }
static inline void store_part(float *p, vf v, ptrdiff_t count) { _mm512_mask_storeu_ps(p, first(count), (__m512)v); }
static inline vf from_half(vh h) { return (vf)_mm512_cvtph_ps((__m256i)h); }
static inline vh to_half(vf x) { return (vh)_mm512_cvtps_ph((__m512)x, _MM_FROUND_TO_NEAREST_INT); }

#include "../body/all.h"
#pragma clang attribute pop
#endif
