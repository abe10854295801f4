// The vector that the kernels of one CPU set are written over: BB_WIDTH floats. A set brings, beside this file,
// multiply_add, load_part, store_part, from_half and to_half; everything else is the same text for all sets. Where
// BB_LANES is 1, multiplying by one lane of a register takes no further instruction, and BB_WIDTH is BB_STEPS.
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "../kernels.h"
#include "../transpose.h"

typedef float vf __attribute__((ext_vector_type(BB_WIDTH)));
typedef int32_t vi __attribute__((ext_vector_type(BB_WIDTH)));
typedef uint32_t vu __attribute__((ext_vector_type(BB_WIDTH)));
typedef uint16_t vh __attribute__((ext_vector_type(BB_WIDTH)));
typedef double vd __attribute__((ext_vector_type(BB_WIDTH)));
typedef float vf_anywhere __attribute__((ext_vector_type(BB_WIDTH), aligned(4), may_alias));

#define BB_UNROLL _Pragma("clang loop unroll(full)")

static inline vf load(const float *p) { return *(const vf_anywhere *)p; }
static inline void store(float *p, vf v) { *(vf_anywhere *)p = v; }

/// A mask of the first `count` lanes.
static inline vi lane_mask(int32_t count) {
  static const int32_t lanes[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  vi lane;
  memcpy(&lane, lanes, sizeof lane);
  return lane < (vi)count;
}

// The bounds come first so that a value that is not a number stays one.
static inline vf vmax(vf x, vf low) { return low > x ? low : x; }
static inline vf vmin(vf x, vf high) { return high < x ? high : x; }
