// Preparation of Strassen's method: the blocking of rows and k, and the size of scratch memory.
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
  return (size_t)bb_strassen_half(c) * (quarters + BB_STRASSEN_BUFFERS * 2 * BB_PANEL) +
         (size_t)bb_strassen_slice(c->depth) * BB_PANEL;
}

const float bb_zeros[BB_SLICE / 2 * BB_PANEL] = {0};
