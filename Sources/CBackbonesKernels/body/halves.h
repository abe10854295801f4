// Weights of sixteen bits: the panels at hand are made floats in scratch memory, where all rows of a block read them from
// the L2 cache. From memory, whose bandwidth products of few rows wait for, come half the bytes.

typedef struct {
  const uint16_t *panels;  // `stride` apart, from the first k at hand on
  ptrdiff_t stride;
  bb_half type;
  const float *scale;  // of each column; may be null
  float *widened;      // BB_WIDENED_FLOATS
} half_panels;

/// One panel's `depth` k as floats, times `scale`, of which `columns` exist.
static inline __attribute__((always_inline)) void widen_panel(
    const uint16_t *from, const float *scale, int32_t columns, int32_t depth, float *to, const int is_bfloat,
    const int scaled) {
  vf factors[BB_PANEL / BB_WIDTH];
  BB_UNROLL for (int v = 0; v < BB_PANEL / BB_WIDTH; v++)
    factors[v] = scaled ? load_clipped(scale + v * BB_WIDTH, columns - v * BB_WIDTH) : (vf)1;
  for (int32_t k = 0; k < depth; k++, from += BB_PANEL, to += BB_PANEL)
    BB_UNROLL for (int v = 0; v < BB_PANEL / BB_WIDTH; v++) {
      vh half = load_half(from + v * BB_WIDTH);
      vf value = is_bfloat ? from_upper_half(half) : from_half(half);
      store(to + v * BB_WIDTH, scaled ? value * factors[v] : value);
    }
}

/// `count` panels' `depth` k from panel `panel` on, `columns` of which exist.
static void widen_panels(const half_panels *h, int32_t panel, int32_t count, int32_t columns, int32_t depth) {
  for (int32_t i = 0; i < count; i++, columns -= BB_PANEL) {
    const uint16_t *from = h->panels + (panel + i) * h->stride;
    const float *scale = h->scale ? h->scale + (panel + i) * BB_PANEL : NULL;
    float *to = h->widened + (ptrdiff_t)i * depth * BB_PANEL;
    if (h->type == BB_BFLOAT16) {
      if (scale) widen_panel(from, scale, columns, depth, to, 1, 1);
      else widen_panel(from, scale, columns, depth, to, 1, 0);
    } else {
      if (scale) widen_panel(from, scale, columns, depth, to, 0, 1);
      else widen_panel(from, scale, columns, depth, to, 0, 0);
    }
  }
}
