// Storage formats and synthetic numbers.

static inline vh load_halves(const uint16_t *x, size_t left) {
  vh h = 0;
  memcpy(&h, x, left < BB_WIDTH ? left * sizeof *x : sizeof h);
  return h;
}

static void from_float16(const uint16_t *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i += BB_WIDTH) store_tail(y + i, from_half(load_halves(x + i, count - i)), count - i);
}

static void from_bfloat16(const uint16_t *x, float *y, size_t count) {
  for (size_t i = 0; i < count; i += BB_WIDTH)
    store_tail(y + i, from_upper_half(load_halves(x + i, count - i)), count - i);
}

static void to_float16(const float *x, uint16_t *y, size_t count) {
  for (size_t i = 0; i < count; i += BB_WIDTH) {
    vh h = to_half(load_tail(x + i, count - i));
    memcpy(y + i, &h, count - i < BB_WIDTH ? (count - i) * sizeof *y : sizeof h);
  }
}

static void to_bfloat16(const float *x, uint16_t *y, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, x + i, sizeof bits);
    uint32_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
    // A NaN whose payload is rounded could become infinite.
    y[i] = (uint16_t)((bits & 0x7fffffff) > 0x7f800000 ? bits >> 16 | 0x40 : rounded);
  }
}

static void synthesize(float *y, size_t count, uint64_t key, float gain, float offset) {
#pragma clang fp contract(off)
  for (size_t i = 0; i < count; i++) {
    uint64_t z = key + (i + 1) * 0x9E3779B97F4A7C15;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    z ^= z >> 31;
    float u = (float)(int32_t)(z >> 40) * 0x1p-23f - 1.0f;
    float product = gain * u;
    y[i] = offset + product;
  }
}
