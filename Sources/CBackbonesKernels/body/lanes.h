// Ends of rows, and reductions over lanes.

/// The next BB_WIDTH floats, or the `left` that there are and zeros.
static inline vf load_some(const float *p, ptrdiff_t left) { return left >= BB_WIDTH ? load(p) : load_part(p, left); }

static inline void store_some(float *p, vf v, ptrdiff_t left) {
  if (left >= BB_WIDTH) store(p, v);
  else store_part(p, v, left);
}

/// As the two above, where `left` may also be nothing or less.
static inline vf load_edge(const float *p, ptrdiff_t left) { return left > 0 ? load_some(p, left) : (vf)0; }

static inline void store_edge(float *p, vf v, ptrdiff_t left) {
  if (left > 0) store_some(p, v, left);
}

/// `v` in the first `left` lanes, `other` in those after.
static inline vf keep_some(vf v, ptrdiff_t left, float other) {
  return left >= BB_WIDTH ? v : below((int32_t)left) ? v : (vf)other;
}

typedef float float8 __attribute__((ext_vector_type(8)));

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
