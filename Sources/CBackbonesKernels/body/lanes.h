// Ends of rows, and reductions over lanes.

/// The next BB_WIDTH floats; zeros beyond the `left` that remain of the row.
static inline vf load_tail(const float *p, ptrdiff_t left) { return left >= BB_WIDTH ? load(p) : load_part(p, left); }

static inline void store_tail(float *p, vf v, ptrdiff_t left) {
  if (left >= BB_WIDTH) store(p, v);
  else store_part(p, v, left);
}

/// Like load_tail and store_tail, but `left` may be 0 or less: then nothing is read or written.
static inline vf load_clipped(const float *p, ptrdiff_t left) { return left > 0 ? load_tail(p, left) : (vf)0; }

static inline void store_clipped(float *p, vf v, ptrdiff_t left) {
  if (left > 0) store_tail(p, v, left);
}

/// `v` in the first `left` lanes, `other` in those after.
static inline vf select_tail(vf v, ptrdiff_t left, float other) {
  return left >= BB_WIDTH ? v : lane_mask((int32_t)left) ? v : (vf)other;
}

typedef uint16_t vh_anywhere __attribute__((ext_vector_type(BB_WIDTH), aligned(2), may_alias));

static inline vh load_half(const uint16_t *p) { return *(const vh_anywhere *)p; }

/// Upper halves of floats, as floats.
static inline vf from_upper_half(vh h) { return (vf)(__builtin_convertvector(h, vu) << 16); }

typedef float float8 __attribute__((ext_vector_type(8)));

// Reductions are trees of halves: the compiler's own are chains of lanes.

static inline float sum_of_lanes(vf v) {
#if BB_WIDTH == 16
  float8 eight = v.lo + v.hi;
  float4 four = eight.lo + eight.hi;
#elif BB_WIDTH == 8
  float4 four = v.lo + v.hi;
#else
  float4 four = v;
#endif
  return (four.x + four.z) + (four.y + four.w);
}

/// The highest lane, if all are numbers.
static inline float highest_of_lanes(vf v) {
#if BB_WIDTH == 16
  float8 eight = v.lo > v.hi ? v.lo : v.hi;
  float4 four = eight.lo > eight.hi ? eight.lo : eight.hi;
#elif BB_WIDTH == 8
  float4 four = v.lo > v.hi ? v.lo : v.hi;
#else
  float4 four = v;
#endif
  float low = four.x > four.z ? four.x : four.z, high = four.y > four.w ? four.y : four.w;
  return low > high ? low : high;
}
