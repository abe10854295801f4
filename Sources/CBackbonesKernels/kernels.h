#pragma once
#include "include/CBackbonesKernels.h"

/// How convolutions are blocked; see body/convolve.h.
enum {
  BB_SLICE = 768,           // of k, at most
  BB_BLOCK_FLOATS = 98304,  // of gathered rows
  BB_BLOCK_ROWS = 512,      // at most
  BB_FEW_COLUMNS = 64,      // too few to gather rows for
  BB_SPACING = 16,          // floats; keeps the rows of a block from falling on the same cache sets
  BB_STRIP = 24,            // queries whose scores are held together
  BB_STRASSEN_PRODUCTS = 7,
  BB_STRASSEN_FLOATS = 98304,           // of the sums of a block's quarters, at most
  BB_STRASSEN_FLOATS_OF_TWO = 125000,   // where that makes two blocks of three
  BB_STRASSEN_GRAIN = 8,                // of k: halves are whole steps of the micro-kernels
  BB_WINOGRAD_FLOATS = 1 << 18,  // of transformed tiles, about
  BB_WINOGRAD_GRAIN = 12,        // tiles: the rows of the largest micro-kernel
  BB_WINOGRAD_CHANNELS = 128,    // of small groups transformed together
};

/// k of a slice of a product by Strassen's method, floats from one row of its quarters to the next, and rows of half a
/// block at most.
int32_t bb_strassen_slice(int32_t depth);
ptrdiff_t bb_strassen_spacing(int32_t depth);
int64_t bb_strassen_half(const bb_convolution *c);

/// Groups transformed together, floats from one transformed tile to the next, and tiles of a block.
int32_t bb_winograd_groups(int32_t depth);
ptrdiff_t bb_winograd_spacing(int32_t channels);
int64_t bb_winograd_block(ptrdiff_t spaced, int32_t points);

#define INSTRUCTION_SET(CONSTANT, name, condition) extern const bb_kernels bb_kernels_##name;
#include "include/instruction_sets.def"
