// What every CPU of the architecture can run: four lanes of SSE2 or NEON.
#define BB_WIDTH 4
#define BB_WIDE 1
#if defined(__aarch64__)
#define BB_TABLE bb_kernels_neon
#include <arm_neon.h>
#define BB_ROWS 6   // of 32 registers, 24 for sums
#define BB_LANES 1  // multiplies by any lane of a register
#else
#define BB_TABLE bb_kernels_baseline
#define BB_ROWS 3  // of 16 registers, 12 for sums
#endif
#include "../body/vector.h"

#if defined(__aarch64__)
static inline vf multiply_add(vf a, vf b, vf c) { return __builtin_elementwise_fma(a, b, c); }
static inline vf from_half(vh h) { return (vf)vcvt_f32_f16((float16x4_t)h); }
static inline vh to_half(vf x) { return (vh)vcvt_f16_f32((float32x4_t)x); }
#else
// SSE2 has no fused instruction, and the C library's is slow.
static inline vf multiply_add(vf a, vf b, vf c) { return a * b + c; }

static inline vf from_half(vh h) {
  vu bits = __builtin_convertvector(h, vu);
  vu magnitude = bits & 0x7fff;
  vf value = (vf)(magnitude << 13) * 0x1p112f;
  vu special = (vu)value | 0x7f800000;
  vu result = (vi)(magnitude >= 0x7c00) ? special : (vu)value;
  return (vf)(result | (bits & 0x8000) << 16);
}

static inline vh to_half(vf x) {
  vu sign = (vu)x & 0x80000000, bits = (vu)x ^ sign;
  // Adding half a unit of the sixteen-bit subnormals makes the addition itself round to them.
  vu subnormal = (vu)((vf)bits + 0.5f) - 0x3f000000;
  vu normal = (bits - (112u << 23) + 0xfff + (bits >> 13 & 1)) >> 13;
  vu special = (vi)(bits > 0x7f800000) ? (vu)0x7e00 : (vu)0x7c00;
  vu result = (vi)(bits < 113u << 23) ? subnormal : normal;
  result = (vi)(bits >= 143u << 23) ? special : result;
  return __builtin_convertvector(result | sign >> 16, vh);
}
#endif

// Not worth their place in every loop.
static __attribute__((noinline)) vf load_part(const float *p, ptrdiff_t count) {
  vf v = 0;
  for (ptrdiff_t i = 0; i < count; i++) v[i] = p[i];
  return v;
}

static __attribute__((noinline)) void store_part(float *p, vf v, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) p[i] = v[i];
}

#include "../body/all.h"
