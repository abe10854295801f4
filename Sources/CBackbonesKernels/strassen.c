// Preparation of Strassen's method: pre-summed weights, the blocking of rows and k, and the size of scratch memory.
#include <string.h>
#include "kernels.h"

int bb_strassen_fits(const bb_convolution *c) {
  return c->kernel_h * c->kernel_w == 1 && c->pad_top == 0 && c->pad_left == 0 && c->depth % BB_STRASSEN_GRAIN == 0 &&
         c->columns > BB_PANEL;
}

int32_t bb_strassen_slice(int32_t depth) {
  int32_t slices = (depth + BB_SLICE - 1) / BB_SLICE;
  return ((depth + slices - 1) / slices + BB_STRASSEN_GRAIN - 1) / BB_STRASSEN_GRAIN * BB_STRASSEN_GRAIN;
}

ptrdiff_t bb_strassen_spacing(int32_t depth) {
  return (bb_strassen_slice(depth) / 2 + BB_SPACING - 1) / BB_SPACING * BB_SPACING + BB_SPACING;
}

int32_t bb_strassen_panels(int32_t columns) { return ((columns + BB_PANEL - 1) / BB_PANEL + 1) / 2; }

int64_t bb_strassen_blocks(const bb_convolution *c) {
  const int64_t rows = (int64_t)c->out_h * c->out_w, row_floats = BB_STRASSEN_PRODUCTS * bb_strassen_spacing(c->depth);
  const int64_t most = BB_STRASSEN_FLOATS / row_floats * 2, blocks = (rows + most - 1) / most;
  // Two blocks a little above the bound, rather than three: a team of two threads would wait for the third.
  const int64_t larger = ((rows + 1) / 2 + 1) / 2 * row_floats;
  return blocks == 3 && larger <= BB_STRASSEN_FLOATS_OF_TWO ? 2 : blocks;
}

int64_t bb_strassen_half(const bb_convolution *c) {
  int64_t blocks = bb_strassen_blocks(c);
  return (((int64_t)c->out_h * c->out_w + blocks - 1) / blocks + 1) / 2;
}

size_t bb_strassen_scratch(const bb_convolution *c) {
  const size_t quarters = BB_STRASSEN_PRODUCTS * (size_t)bb_strassen_spacing(c->depth);
  return (size_t)bb_strassen_half(c) * (quarters + BB_STRASSEN_BUFFERS * 2 * BB_PANEL);
}

size_t bb_strassen_packed_count(int32_t columns, int32_t depth) {
  return (size_t)bb_strassen_panels(columns) * BB_STRASSEN_PRODUCTS * (size_t)(depth / 2) * BB_PANEL;
}

void bb_pack_strassen(
    float *packed, const float *weight, const float *scale, int32_t columns, int32_t depth, int32_t first,
    int32_t end, float *scratch) {
  const int32_t panels = bb_strassen_panels(columns), slice = bb_strassen_slice(depth);
  float *left = scratch, *right = scratch + (ptrdiff_t)depth * BB_PANEL;
  for (int32_t panel = first; panel < end; panel++) {
    for (int side = 0; side < 2; side++) {
      int32_t column = (panel + side * panels) * BB_PANEL;
      int32_t count = columns - column < BB_PANEL ? columns - column : BB_PANEL;
      float *to = side ? right : left;
      if (count > 0) bb_pack(to, weight + (ptrdiff_t)column * depth, scale ? scale + column : NULL, count, depth, 1);
      else memset(to, 0, (size_t)depth * BB_PANEL * sizeof *to);
    }
    for (int32_t k = 0; k < depth; k += slice) {
      const int32_t half = (depth - k < slice ? depth - k : slice) / 2;
      const ptrdiff_t size = (ptrdiff_t)half * BB_PANEL;
      const float *b11 = left + (ptrdiff_t)k * BB_PANEL, *b21 = b11 + size;
      const float *b12 = right + (ptrdiff_t)k * BB_PANEL, *b22 = b12 + size;
      float *to = packed + ((ptrdiff_t)k / 2 * panels + (ptrdiff_t)panel * half) * BB_STRASSEN_PRODUCTS * BB_PANEL;
      for (ptrdiff_t i = 0; i < size; i++, to++) {
        to[0] = b11[i] + b22[i];
        to[size] = b11[i];
        to[2 * size] = b12[i] - b22[i];
        to[3 * size] = b21[i] - b11[i];
        to[4 * size] = b22[i];
        to[5 * size] = b11[i] + b12[i];
        to[6 * size] = b21[i] + b22[i];
      }
    }
  }
}
