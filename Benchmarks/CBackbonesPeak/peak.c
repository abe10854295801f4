#include "include/CBackbonesPeak.h"

/// `sums` chains of `lanes` floats, each waiting for nothing but itself; enough of them hide the instructions' latency,
/// and no more than the registers hold.
#define PEAK(name, lanes, sums, step)                                                                                  \
  static int64_t name(int64_t iterations, float *sink) {                                                               \
    typedef float vector __attribute__((ext_vector_type(lanes)));                                                      \
    vector chains[sums], factor = (vector)(0.5f + *sink), term = (vector)(1 + *sink);                                  \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < sums; i++) chains[i] = term * (float)i;                     \
    for (int64_t n = 0; n < iterations; n++) {                                                                         \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < sums; i++) chains[i] = step(chains[i], factor, term);     \
    }                                                                                                                  \
    vector all = 0;                                                                                                    \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < sums; i++) all += chains[i];                                \
    *sink = all[0] * 0;                                                                                                \
    return iterations * sums * lanes * 2;                                                                              \
  }

#define FUSED(a, b, c) __builtin_elementwise_fma(a, b, c)
#define APART(a, b, c) ((a) * (b) + (c))

#if defined(__x86_64__)
PEAK(of_sse2, 4, 14, APART)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
PEAK(of_avx2, 8, 14, FUSED)
#pragma clang attribute pop
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
PEAK(of_avx512, 16, 14, FUSED)
#pragma clang attribute pop
#elif defined(__aarch64__)
PEAK(of_neon, 4, 24, FUSED)
#else
PEAK(of_vectors, 4, 12, APART)
#endif

int64_t peak_multiply_adds(bb_set set, int64_t iterations, float *sink) {
#if defined(__x86_64__)
  switch (set) {
  case BB_SET_AVX512: return of_avx512(iterations, sink);
  case BB_SET_AVX2: return of_avx2(iterations, sink);
  default: return of_sse2(iterations, sink);
  }
#elif defined(__aarch64__)
  (void)set;
  return of_neon(iterations, sink);
#else
  (void)set;
  return of_vectors(iterations, sink);
#endif
}
