#pragma once
#include "include/CBackbonesKernels.h"
#include "tuning.h"

/// k of a slice of a product by Strassen's method, floats from one row of its quarters to the next, and rows of half a
/// block at most.
int32_t bb_strassen_slice(int32_t depth);
ptrdiff_t bb_strassen_spacing(int32_t depth);
int64_t bb_strassen_half(const bb_convolution *c);
/// Quarters of the weights that are not there: half a slice of one panel.
extern const float bb_zeros[BB_SLICE / 2 * BB_PANEL];

/// Groups transformed together, floats from one transformed tile to the next, and tiles of a block.
int32_t bb_winograd_groups(int32_t depth);
ptrdiff_t bb_winograd_spacing(int32_t channels);
int64_t bb_winograd_block(ptrdiff_t row_stride, int32_t points);

/// Of an attention: floats from one row of scores to the next; floats of a head's packed operands and reversed positions; and,
/// where so many heads talk to each other, rows of a query (one of ones behind the heads'), and queries of a strip.
ptrdiff_t bb_attention_row(int32_t keys);
ptrdiff_t bb_attention_head_floats(int32_t keys, int32_t head_size, int32_t value_size);
int32_t bb_attention_rows(int32_t talking);
int32_t bb_attention_strip(int32_t keys, int32_t talking);

#define INSTRUCTION_SET(CONSTANT, name, condition) extern const bb_kernels bb_kernels_##name;
#include "include/instruction_sets.def"
