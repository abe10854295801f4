// The kernels of one set of instructions as a table: what CBackbonesKernels.h declares hands over to the chosen set's; tests and
// benchmarks call any set's.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "CBackbonesKernels.h"

#ifdef __cplusplus
extern "C" {
#endif

// The kernels that exist once per CPU set, declared once: the table's type, the dispatchers and each set's table are
// all made from this list. An entry is K(name, parameters, arguments); the public function is bb_<name>.
#define BB_KERNELS(K)                                                                                                  \
  K(activate, (const float *x, float *y, size_t count, bb_activation activation), (x, y, count, activation))           \
  K(add, (const float *a, const float *b, float *y, size_t count, bb_activation activation),                           \
    (a, b, y, count, activation))                                                                                      \
  K(multiply, (const float *a, const float *b, float *y, size_t count, bb_activation activation),                      \
    (a, b, y, count, activation))                                                                                      \
  K(gate,                                                                                                              \
    (const float *x, ptrdiff_t x_stride, const float *gate, const float *residual, ptrdiff_t residual_stride,          \
     float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns, bb_activation activation),                           \
    (x, x_stride, gate, residual, residual_stride, y, y_stride, rows, columns, activation))                            \
  K(affine,                                                                                                            \
    (const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns,                  \
     const float *scale, const float *shift, bb_activation activation),                                                \
    (x, x_stride, y, y_stride, rows, columns, scale, shift, activation))                                               \
  K(apply_epilogue,                                                                                                    \
    (float *x, ptrdiff_t stride, const bb_epilogue *epilogue, int64_t row_begin, int64_t rows, int32_t columns),       \
    (x, stride, epilogue, row_begin, rows, columns))                                                                   \
  K(convolve,                                                                                                          \
    (const bb_convolution *c, const float *input, const float *packed, float *output, const bb_epilogue *epilogue,     \
     int64_t row_begin, int64_t row_end, int32_t panel_begin, int32_t panel_end, float *scratch),                      \
    (c, input, packed, output, epilogue, row_begin, row_end, panel_begin, panel_end, scratch))                         \
  K(convolve_winograd,                                                                                                 \
    (const bb_convolution *c, bb_winograd form, const float *input, const float *packed, float *output,                \
     const bb_epilogue *epilogue, int64_t tile_begin, int64_t tile_end, int32_t group_begin, int32_t group_end,        \
     int32_t panel_begin, int32_t panel_end, float *scratch),                                                          \
    (c, form, input, packed, output, epilogue, tile_begin, tile_end, group_begin, group_end, panel_begin, panel_end,   \
     scratch))                                                                                                         \
  K(convolve_strassen,                                                                                                 \
    (const bb_convolution *c, const float *input, const float *packed, float *output, const bb_epilogue *epilogue,     \
     int64_t block_begin, int64_t block_end, int32_t panel_begin, int32_t panel_end, float *scratch),                  \
    (c, input, packed, output, epilogue, block_begin, block_end, panel_begin, panel_end, scratch))                     \
  K(im2col, (const bb_convolution *c, const float *input, float *rows, int64_t row_begin, int64_t row_end),            \
    (c, input, rows, row_begin, row_end))                                                                              \
  K(convolve_depthwise,                                                                                                \
    (const bb_convolution *c, const float *input, const float *packed, float *output, const bb_epilogue *epilogue,     \
     int64_t line_begin, int64_t line_end, int32_t channel_begin, int32_t channel_end),                                \
    (c, input, packed, output, epilogue, line_begin, line_end, channel_begin, channel_end))                            \
  K(attention, (const bb_attention_head *head, int32_t query_begin, int32_t query_end, float *scratch),                \
    (head, query_begin, query_end, scratch))                                                                           \
  K(convolve_channels,                                                                                                 \
    (const float *x, float *y, int32_t columns, const float *weight, int32_t kernel, bb_activation activation),        \
    (x, y, columns, weight, kernel, activation))                                                                       \
  K(softmax,                                                                                                           \
    (const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns),                 \
    (x, x_stride, y, y_stride, rows, columns))                                                                         \
  K(layer_norm,                                                                                                        \
    (const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns,                  \
     const float *weight, const float *bias, float eps, bb_activation activation),                                     \
    (x, x_stride, y, y_stride, rows, columns, weight, bias, eps, activation))                                          \
  K(rms_norm,                                                                                                          \
    (const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int32_t columns,                  \
     const float *weight, const float *bias, float eps, int centred),                                                  \
    (x, x_stride, y, y_stride, rows, columns, weight, bias, eps, centred))                                             \
  K(group_norm,                                                                                                        \
    (const float *x, float *y, int64_t rows, int32_t channels, int32_t groups, const float *weight,                    \
     const float *bias, float eps, bb_activation activation),                                                          \
    (x, y, rows, channels, groups, weight, bias, eps, activation))                                                     \
  K(evolved_norm,                                                                                                      \
    (const float *x, float *y, int64_t rows, int32_t channels, int32_t groups, const float *weight,                    \
     const float *bias, const float *gate, float eps),                                                                 \
    (x, y, rows, channels, groups, weight, bias, gate, eps))                                                           \
  K(pool,                                                                                                              \
    (const bb_convolution *c, bb_pool_kind kind, int32_t pad_bottom, int32_t pad_right, const float *input,            \
     float *output, int64_t line_begin, int64_t line_end),                                                             \
    (c, kind, pad_bottom, pad_right, input, output, line_begin, line_end))                                             \
  K(blur_pool,                                                                                                         \
    (const bb_convolution *c, const float *input, float *output, int64_t line_begin, int64_t line_end),                \
    (c, input, output, line_begin, line_end))                                                                          \
  K(pool_rows,                                                                                                         \
    (bb_pool_kind kind, const float *input, ptrdiff_t row_stride, int64_t rows, double *part, int32_t channels),       \
    (kind, input, row_stride, rows, part, channels))                                                                   \
  K(pool_parts,                                                                                                        \
    (bb_pool_kind kind, const double *parts, int64_t count, int64_t rows, float *output, int32_t channels),            \
    (kind, parts, count, rows, output, channels))                                                                      \
  K(from_float16, (const uint16_t *x, float *y, size_t count), (x, y, count))                                          \
  K(from_bfloat16, (const uint16_t *x, float *y, size_t count), (x, y, count))                                         \
  K(to_float16, (const float *x, uint16_t *y, size_t count), (x, y, count))                                            \
  K(synthesize, (float *y, size_t count, uint64_t key, float gain, float offset), (y, count, key, gain, offset))

typedef struct {
#define BB_POINTER(name, parameters, arguments) void (*name) parameters;
  BB_KERNELS(BB_POINTER)
#undef BB_POINTER
} bb_kernels;

/// The kernels of a set; null where this CPU cannot run it.
const bb_kernels *bb_kernels_of(bb_cpu cpu);

#ifdef __cplusplus
}
#endif
