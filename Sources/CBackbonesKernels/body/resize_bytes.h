// Images of another size, as PIL's Image.resize makes them: weights in fixed point, and a sum rounded and clipped to a byte
// after each of the two passes. Sums of whole numbers are the same in any order.

typedef uint8_t vb __attribute__((ext_vector_type(BB_WIDTH)));
typedef int32_t pixel_sum __attribute__((ext_vector_type(4)));

enum {
  RESIZE_TOGETHER = BB_WIDTH / 4,  // neighbouring pixels in a vector, each in four lanes of which the last is unused
  RESIZE_ROWS = 4,                 // rows that share the unpacked weights
  RESIZE_VECTORS = 4,              // sums of a row in registers
};
static const int32_t resize_half = 1 << (BB_RESIZE_BITS - 1);

static inline vi clipped_bytes(vi sum) {
  sum >>= BB_RESIZE_BITS;
  return __builtin_elementwise_min(__builtin_elementwise_max(sum, (vi)0), (vi)255);
}

/// Pixels from `p` on, of which nothing behind `end` is read.
static inline vi load_pixels(const uint8_t *p, const uint8_t *end) {
  typedef uint8_t bytes __attribute__((ext_vector_type(16)));
  bytes b = {0};
  if (end - p >= (ptrdiff_t)sizeof b) memcpy(&b, p, sizeof b);
  else memcpy(&b, p, (size_t)(end - p));
#if BB_WIDTH == 16
  vb lanes = __builtin_shufflevector(b, b, 0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11);
#elif BB_WIDTH == 8
  vb lanes = __builtin_shufflevector(b, b, 0, 1, 2, 2, 3, 4, 5, 5);
#else
  vb lanes = __builtin_shufflevector(b, b, 0, 1, 2, 2);
#endif
  return __builtin_convertvector(lanes, vi);
}

/// The weight of each pixel in its four lanes.
static inline vi load_pixel_weights(const int32_t *w) {
#if BB_WIDTH == 16
  int32_t four __attribute__((ext_vector_type(4)));
  memcpy(&four, w, sizeof four);
  return __builtin_shufflevector(four, four, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
#elif BB_WIDTH == 8
  int32_t two __attribute__((ext_vector_type(2)));
  memcpy(&two, w, sizeof two);
  return __builtin_shufflevector(two, two, 0, 0, 0, 0, 1, 1, 1, 1);
#else
  return (vi)*w;
#endif
}

static inline void store_pixel(uint8_t *y, vi sum) {
#if BB_WIDTH == 16
  typedef int32_t half __attribute__((ext_vector_type(8)));
  half h = sum.lo + sum.hi;
  pixel_sum s = h.lo + h.hi;
#elif BB_WIDTH == 8
  pixel_sum s = sum.lo + sum.hi;
#else
  pixel_sum s = sum;
#endif
  s = (s + resize_half) >> BB_RESIZE_BITS;
  s = __builtin_elementwise_min(__builtin_elementwise_max(s, (pixel_sum)0), (pixel_sum)255);
  y[0] = (uint8_t)s.x;
  y[1] = (uint8_t)s.y;
  y[2] = (uint8_t)s.z;
}

static void resize_across(
    const uint8_t *in, ptrdiff_t in_stride, const uint8_t *end, uint8_t *out, int32_t width, int32_t rows,
    const bb_resize_span *spans, const int32_t *weights, int32_t taps) {
  for (int32_t row = 0; row < rows; row += RESIZE_ROWS) {
    const uint8_t *from[RESIZE_ROWS];
    uint8_t *to[RESIZE_ROWS];
    for (int32_t r = 0; r < RESIZE_ROWS; r++) {
      const int32_t at = row + r < rows ? row + r : rows - 1;  // the last row stands in for those behind it
      from[r] = in + at * in_stride;
      to[r] = out + (ptrdiff_t)at * width * 3;
    }
    for (int32_t x = 0; x < width; x++) {
      const int32_t *w = weights + (ptrdiff_t)x * taps;
      vi sums[RESIZE_ROWS] = {0};
      for (int32_t k = 0; k < spans[x].count; k += RESIZE_TOGETHER) {
        const vi weight = load_pixel_weights(w + k);
        const ptrdiff_t offset = 3 * (ptrdiff_t)(spans[x].first + k);
        BB_UNROLL for (int32_t r = 0; r < RESIZE_ROWS; r++) sums[r] += load_pixels(from[r] + offset, end) * weight;
      }
      BB_UNROLL for (int32_t r = 0; r < RESIZE_ROWS; r++) store_pixel(to[r] + 3 * (ptrdiff_t)x, sums[r]);
    }
  }
}

/// Bytes [begin, begin + RESIZE_VECTORS * BB_WIDTH) of an output row.
static inline void mix_bytes(
    const uint8_t *in, ptrdiff_t in_stride, uint8_t *y, bb_resize_span span, const int32_t *w) {
  vi sums[RESIZE_VECTORS];
  BB_UNROLL for (int32_t v = 0; v < RESIZE_VECTORS; v++) sums[v] = (vi)resize_half;
  in += span.first * in_stride;
  for (int32_t k = 0; k < span.count; k++, in += in_stride) {
    BB_UNROLL for (int32_t v = 0; v < RESIZE_VECTORS; v++) {
      vb bytes;
      memcpy(&bytes, in + v * BB_WIDTH, sizeof bytes);
      sums[v] += __builtin_convertvector(bytes, vi) * (vi)w[k];
    }
  }
  BB_UNROLL for (int32_t v = 0; v < RESIZE_VECTORS; v++) {
    const vb bytes = __builtin_convertvector(clipped_bytes(sums[v]), vb);
    memcpy(y + v * BB_WIDTH, &bytes, sizeof bytes);
  }
}

static void resize_down(
    const uint8_t *in, ptrdiff_t in_stride, uint8_t *out, int32_t bytes, int32_t height, const bb_resize_span *spans,
    const int32_t *weights, int32_t taps) {
  const int32_t block = RESIZE_VECTORS * BB_WIDTH;
  for (int32_t y = 0; y < height; y++, out += bytes) {
    const int32_t *w = weights + (ptrdiff_t)y * taps;
    int32_t begin = 0;
    for (; begin + block <= bytes; begin += block) mix_bytes(in + begin, in_stride, out + begin, spans[y], w);
    if (begin == bytes) continue;
    if (bytes >= block) {  // bytes that are there already are made again
      mix_bytes(in + bytes - block, in_stride, out + bytes - block, spans[y], w);
      continue;
    }
    for (; begin < bytes; begin++) {
      int32_t sum = resize_half;
      for (int32_t k = 0; k < spans[y].count; k++) sum += in[(spans[y].first + k) * in_stride + begin] * w[k];
      sum >>= BB_RESIZE_BITS;
      out[begin] = (uint8_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
    }
  }
}
