// What Winograd convolution prepares: the sizes of its weights and scratch memory.
#include "kernels.h"

size_t bb_winograd_packed_count(bb_winograd form, int32_t columns, int32_t depth) {
  return (size_t)((columns + BB_PANEL - 1) / BB_PANEL) * BB_PANEL * (size_t)(form * form) * (size_t)depth;
}

int32_t bb_winograd_groups(int32_t depth) {
  return depth >= BB_WINOGRAD_CHANNELS ? 1 : BB_WINOGRAD_CHANNELS / depth;
}

ptrdiff_t bb_winograd_spacing(int32_t channels) {
  return (channels + BB_SPACING - 1) / BB_SPACING * BB_SPACING + BB_SPACING;
}

int64_t bb_winograd_block(ptrdiff_t row_stride, int32_t points) {
  int64_t tiles = BB_WINOGRAD_FLOATS / (points * row_stride) / BB_WINOGRAD_GRAIN * BB_WINOGRAD_GRAIN;
  return tiles < BB_WINOGRAD_GRAIN ? BB_WINOGRAD_GRAIN : tiles > BB_WINOGRAD_TILES ? BB_WINOGRAD_TILES : tiles;
}

size_t bb_winograd_scratch(int32_t depth, bb_winograd form) {
  int32_t points = form * form;
  size_t row_stride = (size_t)bb_winograd_spacing(bb_winograd_groups(depth) * depth);
  return row_stride + points * (size_t)bb_winograd_block((ptrdiff_t)row_stride, points) * (row_stride + 2 * BB_PANEL);
}

int64_t bb_winograd_tiles(const bb_convolution *c, bb_winograd form) {
  return (int64_t)bb_winograd_lines(c->out_h, c->dilation_h, form) * bb_winograd_lines(c->out_w, c->dilation_w, form);
}
