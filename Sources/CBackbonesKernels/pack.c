// Weights in the order in which kernels read them.
#include <string.h>
#include "kernels.h"
#include "transpose.h"

size_t bb_packed_count(int32_t columns, int64_t k) {
  return (size_t)((columns + BB_PANEL - 1) / BB_PANEL) * (size_t)k * BB_PANEL;
}

void bb_pack(float *packed, const float *weight, const float *scale, int32_t columns, int32_t depth, int32_t taps) {
  // As many inputs at once as a cache line of each row of weights has.
  enum { BLOCK = BB_LINE };
  int64_t k = (int64_t)depth * taps;
  for (int32_t column = 0; column < columns; column += BB_PANEL) {
    int32_t real = columns - column < BB_PANEL ? columns - column : BB_PANEL;
    const float *from = weight + column * k;
    float factors[BB_PANEL] = {0}, block[BLOCK][BB_PANEL] = {{0}};
    for (int32_t i = 0; i < real; i++) factors[i] = scale ? scale[column + i] : 1;
    int32_t d = 0, t = 0;
    for (int64_t first = 0; first < k; first += BLOCK) {
      int32_t count = k - first < BLOCK ? (int32_t)(k - first) : BLOCK;
      if (count == BLOCK && real == BB_PANEL) {
        for (int32_t i = 0; i < BB_PANEL; i += 4)
          for (int32_t j = 0; j < BLOCK; j += 4) transpose_4x4(from + i * k + first + j, k, block[j] + i, BB_PANEL);
      } else {
        for (int32_t i = 0; i < real; i++)
          for (int32_t j = 0; j < count; j++) block[j][i] = from[i * k + first + j];
      }
      for (int32_t j = 0; j < count; j++) {
        float *to = packed + ((int64_t)t * depth + d) * BB_PANEL;
        for (int32_t i = 0; i < BB_PANEL; i++) to[i] = block[j][i] * factors[i];
        if (++t == taps) {
          t = 0;
          d++;
        }
      }
    }
    packed += k * BB_PANEL;
  }
}

void bb_pack_halves(uint16_t *packed, const uint16_t *weight, int32_t columns, int32_t depth, int32_t taps) {
  // As many inputs at once as a cache line of each row of weights has.
  enum { BLOCK = 2 * BB_LINE };
  const int64_t k = (int64_t)depth * taps;
  for (int32_t column = 0; column < columns; column += BB_PANEL, packed += k * BB_PANEL) {
    const int32_t real = columns - column < BB_PANEL ? columns - column : BB_PANEL;
    const uint16_t *from = weight + column * k;
    if (real < BB_PANEL) memset(packed, 0, (size_t)k * BB_PANEL * sizeof *packed);
    for (int64_t first = 0; first < k; first += BLOCK) {
      const int64_t end = k - first < BLOCK ? k : first + BLOCK;
      for (int32_t i = 0; i < real; i++)
        for (int64_t j = first; j < end; j++)
          packed[(taps == 1 ? j : j % taps * depth + j / taps) * BB_PANEL + i] = from[i * k + j];
    }
  }
}

size_t bb_convolve_scratch(const bb_convolution *c) {
  (void)c;
  return (size_t)bb_block_floats();
}

size_t bb_convolve_halves_scratch(const bb_convolution *c) { return bb_convolve_scratch(c) + BB_WIDENED_FLOATS; }

ptrdiff_t bb_attention_row(int32_t keys) { return (keys + BB_PANEL - 1) / BB_PANEL * BB_PANEL + BB_SPACING; }

ptrdiff_t bb_attention_head_floats(int32_t keys, int32_t head_size, int32_t value_size) {
  return (ptrdiff_t)(bb_packed_count(keys, head_size) + bb_packed_count(value_size, keys)) + 4 * (ptrdiff_t)keys + BB_SPACING;
}

int32_t bb_attention_rows(int32_t talking) { return talking ? talking + 1 : 1; }

int32_t bb_attention_strip(int32_t keys, int32_t talking) {
  if (!talking) return BB_STRIP;
  ptrdiff_t fitting = BB_TALK_FLOATS / (bb_attention_rows(talking) * bb_attention_row(keys));
  return fitting < BB_STRIP / 2 ? BB_STRIP / 2 : fitting < BB_STRIP ? (int32_t)fitting : BB_STRIP;
}

size_t bb_attention_scratch(int32_t keys, int32_t head_size, int32_t value_size, int32_t talking) {
  size_t heads = talking ? (size_t)talking : 1, rows = (size_t)bb_attention_rows(talking);
  size_t row = (size_t)bb_attention_row(keys), strip = (rows + 1) * row + (size_t)head_size + (size_t)value_size;
  return heads * (size_t)bb_attention_head_floats(keys, head_size, value_size)
         + (size_t)bb_attention_strip(keys, talking) * strip + (size_t)keys * (size_t)head_size
         + (talking ? rows * BB_PANEL : 0);
}

size_t bb_cross_covariance_scratch(int32_t size) {
  size_t row = (size_t)(size + BB_PANEL - 1) / BB_PANEL * BB_PANEL + BB_SPACING;
  return (size_t)size * (row + BB_TOKENS + BB_SPACING) + bb_packed_count(size, size > BB_TOKENS ? size : BB_TOKENS)
         + 2 * row;
}

size_t bb_linear_attention_scratch(int32_t head_size, int32_t value_size) {
  size_t row = (size_t)(value_size + BB_PANEL - 1) / BB_PANEL * BB_PANEL + BB_SPACING;
  return (size_t)head_size * (row + BB_TOKENS + BB_SPACING)
         + bb_packed_count(value_size, head_size > BB_TOKENS ? head_size : BB_TOKENS) + (size_t)head_size + BB_SPACING;
}

size_t bb_lstm_scratch(int32_t hidden) { return BB_SEQUENCES * (5 * (size_t)hidden + BB_SPACING); }

void bb_pack_depthwise(float *packed, const float *weight, const float *scale, int32_t channels, int32_t taps) {
  for (int32_t c = 0; c < channels; c++)
    for (int32_t t = 0; t < taps; t++)
      packed[(int64_t)t * channels + c] = weight[(int64_t)c * taps + t] * (scale ? scale[c] : 1);
}
