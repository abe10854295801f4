// The element loops of the engine. Nothing here knows of graphs, names or threads: a caller says which rows or
// columns of an output to make, and calls from as many threads as it likes on parts that do not overlap.
//
// Layout: maps are channels-last. `[n, h, w, c]` is a matrix of n*h*w rows ("pixels") of c floats; tokens are rows too.
// Strides ("_stride") count floats from one row to the next, so that a kernel can read or write part of a wider row.
//
// Promise: what a kernel computes for a row does not depend on which rows are asked for together, so that splitting
// work over threads, or images over batches, never changes a bit. A kernel's arguments are checked by its caller.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: - What follows a product

typedef enum {
  BB_IDENTITY = 0,
  BB_RELU,
  BB_RELU6,
  BB_LEAKY_RELU,    // slope 0.01
  BB_SIGMOID,
  BB_HARD_SIGMOID,  // relu6(x + 3) / 6
  BB_SILU,          // x * sigmoid(x)
  BB_HARD_SWISH,    // x * hard_sigmoid(x)
  BB_GELU,          // x/2 * (1 + erf(x / sqrt 2))
  BB_GELU_TANH,     // the tanh approximation of it
  BB_QUICK_GELU,    // x * sigmoid(1.702 x)
  BB_TANH,
  BB_SQUARED_RELU,  // max(x, 0)^2
  BB_LEAKY_RELU_1E3,  // slope 0.001
  BB_MISH,            // x * tanh(log(1 + e^x))
} bb_activation;

/// y = act(x + bias + residual), or act(x + bias) + residual where `residual_last`. Null parts are left out.
/// The residual is not the output: partial sums wait there.
typedef struct {
  const float *bias;          // [columns]
  const float *residual;      // row r at residual + r * residual_stride
  ptrdiff_t residual_stride;
  bb_activation activation;
  int residual_last;
} bb_epilogue;

// MARK: - Products of rows with packed weights: convolution, linear

/// Columns of one panel of packed weights.
#define BB_PANEL 16

/// A convolution, or one group of one. Output pixel m = (image, y, x) is row m of the product, over all images;
/// K runs over taps (kernel_h * kernel_w, row-major) and, inside, over `depth` channels. A linear layer is a 1x1
/// convolution of a map one pixel high.
typedef struct {
  int32_t in_h, in_w;
  int32_t out_h, out_w;
  int32_t kernel_h, kernel_w;
  int32_t stride_h, stride_w;
  int32_t pad_top, pad_left;
  int32_t dilation_h, dilation_w;
  int32_t depth;          // channels read at each tap
  int32_t columns;        // channels written
  ptrdiff_t in_stride;    // floats between input pixels
  ptrdiff_t out_stride;   // floats between output pixels
} bb_convolution;

/// Floats of packed weights for `columns` outputs over `k` inputs.
size_t bb_packed_count(int32_t columns, int64_t k);
/// Packs weights `[columns, depth, taps]` (timm's order for one group; taps = 1 for a linear layer) into panels:
/// `[ceil(columns / BB_PANEL)][taps * depth][BB_PANEL]`, zero-padded. `scale` ([columns] or null) multiplies rows.
void bb_pack(float *packed, const float *weight, const float *scale, int32_t columns, int32_t depth, int32_t taps);
/// Floats of scratch that one call of bb_convolve needs.
size_t bb_convolve_scratch(const bb_convolution *c);

/// What sixteen bits mean: IEEE 754's half precision, or the upper half of a float.
typedef enum { BB_FLOAT16, BB_BFLOAT16 } bb_half;

/// Packed weights of sixteen bits, and what multiplies each column ([columns] or null).
typedef struct {
  const uint16_t *panels;
  bb_half type;
  const float *scale;
} bb_halves;

/// As bb_pack, for weights of sixteen bits, which stay as they are.
void bb_pack_halves(uint16_t *packed, const uint16_t *weight, int32_t columns, int32_t depth, int32_t taps);
/// Floats of scratch that one call of bb_convolve_halves needs.
size_t bb_convolve_halves_scratch(const bb_convolution *c);

// MARK: - Products by Strassen's method: linear layers, 1x1 convolutions

/// Whether the method can compute a convolution: one of single pixels, of a multiple of 8 channels, to more than one
/// panel.
int bb_strassen_fits(const bb_convolution *c);
/// Blocks of rows of one image's output.
int64_t bb_strassen_blocks(const bb_convolution *c);
/// Panels of half of `columns`.
int32_t bb_strassen_panels(int32_t columns);
/// Floats of scratch that one call of bb_convolve_strassen needs.
size_t bb_strassen_scratch(const bb_convolution *c);

// MARK: - Winograd convolution: 3x3

enum { BB_BOX_AXES = 10 };

/// A box of floats in two layouts: its extents, outermost first, and how far apart neighbours lie along each axis.
typedef struct {
  int32_t rank;
  int64_t extents[BB_BOX_AXES];
  ptrdiff_t from[BB_BOX_AXES], to[BB_BOX_AXES];
} bb_box;

/// The same box with as few and as long axes as can be, at least two, in the order in which it is best moved. `rank` is at most
/// BB_BOX_AXES.
bb_box bb_make_box(int32_t rank, const int64_t *extents, const ptrdiff_t *from, const ptrdiff_t *to);

/// Lines of a box: the product of its extents but the last.
static inline int64_t bb_box_lines(bb_box box) {
  int64_t lines = 1;
  for (int32_t axis = 0; axis + 1 < box.rank; axis++) lines *= box.extents[axis];
  return lines;
}

/// How a tile of the output is made, by the points on a side: 2x2 pixels of 4x4 products instead of 6x6, or of 5x5
/// where the stride is 2; 4x4 pixels of 6x6 products instead of 12x12, which round more.
typedef enum { BB_WINOGRAD_2 = 4, BB_WINOGRAD_2_STRIDE_2 = 5, BB_WINOGRAD_4 = 6 } bb_winograd;

/// Pixels on a side of a tile.
static inline int32_t bb_winograd_side(bb_winograd form) { return form == BB_WINOGRAD_4 ? 4 : 2; }
/// Tiles along a side of so many pixels. Those that lie the dilation apart are a map of their own, a phase.
static inline int32_t bb_winograd_lines(int32_t pixels, int32_t dilation, bb_winograd form) {
  const int32_t phase = (pixels + dilation - 1) / dilation, side = bb_winograd_side(form);
  return (phase + side - 1) / side * dilation;
}
/// Tiles of one image's output.
int64_t bb_winograd_tiles(const bb_convolution *c, bb_winograd form);
/// Floats of packed weights of one group.
size_t bb_winograd_packed_count(bb_winograd form, int32_t columns, int32_t depth);
/// Floats of scratch that one call of bb_convolve_winograd needs.
size_t bb_winograd_scratch(int32_t depth, bb_winograd form);

/// Weights standardised, for each of `channels` output channels with `count` weights: y = factor * gain * (w - mean) /
/// sqrt(var + eps), the variance biased; null gain is 1.
void bb_standardize(const float *weight, const float *gain, float *y, int64_t channels, int64_t count, float eps,
                    double factor);

/// Weights of `count` columns from `column` on, `[count, depth, taps]`, of groups of `columns` columns each, `joined` of which are
/// computed as one: `[count, joined * depth, taps]`, zeros at the channels of the other groups.
void bb_join_groups(float *joint, const float *weight, int32_t column, int32_t count, int32_t columns, int32_t depth,
                    int32_t taps, int32_t joined);

/// Adds kernels `[channels, depth, rows, columns]`, times a factor for each channel, to larger ones `[channels, depth, height,
/// width]`, where their first tap lies at `y`, `x`. Null kernels are the identity's: 1 for a channel's own, in groups of `depth`.
void bb_add_kernels(float *sum, int64_t channels, int64_t depth, int32_t height, int32_t width, const float *kernels,
                    const float *factors, int32_t rows, int32_t columns, int32_t y, int32_t x);

// MARK: - Depthwise convolution

/// Packs `[channels, 1, kernel_h, kernel_w]` (times `scale` per channel, or null) tap-major: `[taps][channels]`.
void bb_pack_depthwise(float *packed, const float *weight, const float *scale, int32_t channels, int32_t taps);

// MARK: - Pooling

/// The mean of squares is taken of whole maps only.
typedef enum {
  BB_POOL_MAX = 0,
  BB_POOL_AVERAGE = 1,
  BB_POOL_AVERAGE_COUNTING_PADDING = 2,
  BB_POOL_MEAN_SQUARE = 3,
  BB_POOL_MAX_COUNTING_PADDING = 4
} bb_pool_kind;

/// Doubles of a part of a pool over a whole map: one for each channel, and up to a multiple of 16.
static inline ptrdiff_t bb_pool_part_count(int32_t channels) { return (channels + 15) / 16 * 16; }

// MARK: - Resized images and maps

typedef enum {
  BB_INTERPOLATE_NEAREST = 0,
  BB_INTERPOLATE_BILINEAR,
  BB_INTERPOLATE_BICUBIC,
  BB_INTERPOLATE_LANCZOS,
} bb_interpolation;

/// The inputs that make one output along an axis: `count` of them from `first` on.
typedef struct {
  int32_t first, count;
} bb_resize_span;

/// Bits behind the point of a weight.
enum { BB_RESIZE_BITS = 32 - 8 - 2 };

/// What an element of a resized line is made of: the nearest one, line i of n being line floor(i * m / n) of m as single
/// precision gives it; the two nearest; the four nearest, by cubic convolution with a = -0.75; the mean of all that it
/// covers, elements floor(i * m / n) to ceil((i + 1) * m / n).
typedef enum { BB_RESIZE_NEAREST, BB_RESIZE_BILINEAR, BB_RESIZE_BICUBIC, BB_RESIZE_AREA } bb_resize_mode;

/// Floats of scratch that one call of bb_resize needs: a line.
static inline size_t bb_resize_scratch(const bb_convolution *c) { return (size_t)c->in_w * (size_t)c->depth; }

// MARK: - Attention

/// One head: out[i, :] = softmax_j(scale * q[i] . k[j] + terms[i, j]) v[j]. Any of the terms may be null, `lines` and `columns`
/// both:
/// terms[i, j] = bias[i, j] + positions of i - j + lines[i, j / grid_columns] + columns[i, j % grid_columns] - penalty where
/// regions differ; `lines` and `columns` count the pixels of a grid, behind class tokens that have neither.
typedef struct {
  const float *q, *k, *v;
  ptrdiff_t q_stride, k_stride, v_stride;        // floats between rows
  const int32_t *q_rows, *k_rows, *out_rows;     // the row of each token (of v too: k_rows); null: one after the other
  const float *bias;
  ptrdiff_t bias_stride;
  const float *positions;                        // by line and column of i less those of j; then three of a class token's
                                                 // queries, keys, and both
  int32_t grid_columns, prefix;                  // of the keys after `prefix`, 0 or 1 class tokens
  int32_t query_columns, query_step;             // queries of a line, and lines and columns of the keys between them
  int32_t are_offsets;                           // whether `positions` are by the lengths of the differences alone
  int32_t gates_positions;                       // whether these are no terms: weights are gate * their own softmax
  float gate;                                    // + (1 - gate) * that of the scores
  const float *lines, *columns;                  // in the rows of the queries after `prefix`
  ptrdiff_t lines_stride, columns_stride;
  const uint8_t *q_regions, *k_regions;          // of each token
  float penalty;
  float *out;
  ptrdiff_t out_stride;
  float *weights;                                // where not null, the weights are written, and v and out not touched
  ptrdiff_t weights_stride, weights_step;        // floats from a query to the next, and from a key to the next
  int32_t keys, head_size, value_size;
  int32_t is_cosine;                             // whether q and k are divided by max(their lengths, 1e-12)
  float scale;
} bb_attention_head;

/// Floats of scratch for one call: the packed keys and values, strips of scores and their terms, and gathered rows. `talking`
/// is the number of heads that talk to each other, or 0.
size_t bb_attention_scratch(int32_t keys, int32_t head_size, int32_t value_size, int32_t talking);

/// Floats of scratch for one call of bb_cross_covariance: scores, a block of tokens turned and packed, and sums of squares.
size_t bb_cross_covariance_scratch(int32_t head_size);

/// Floats of scratch for one call of bb_linear_attention: sums of products, a block of tokens turned and packed, and sums of
/// keys.
size_t bb_linear_attention_scratch(int32_t head_size, int32_t value_size);

// MARK: - Recurrence

/// Floats of scratch for one call of bb_lstm: cells and gates of sequences that are computed together.
size_t bb_lstm_scratch(int32_t hidden);

// MARK: - The kernels, and which instruction set runs them

#define KERNEL(name, ...) void bb_##name(BB_PARAMETERS(__VA_ARGS__));
#include "kernels.def"

/// The kernels as compiled for one instruction set. The functions above call those of the set in use.
typedef struct {
#define KERNEL(name, ...) void (*name)(BB_PARAMETERS(__VA_ARGS__));
#include "kernels.def"
} bb_kernels;

/// The instruction sets of this architecture, by preference: the last is the fastest.
typedef enum {
#define INSTRUCTION_SET(CONSTANT, name, condition) BB_SET_##CONSTANT,
#include "instruction_sets.def"
  BB_SET_COUNT
} bb_set;

/// The sets that this processor has: bit 1 << set of each.
uint32_t bb_sets_available(void);
/// A set's name, as in BACKBONES_CPU: `baseline`, `avx2`, `avx512`, `neon`.
const char *bb_set_name(bb_set set);
/// The kernels of a set; null where this processor does not have it.
const bb_kernels *bb_kernels_of(bb_set set);

/// Which set is in use, and why. It is chosen at the first call of a kernel or of this, and then for good.
typedef struct {
  bb_set set;
  const char *requested;  // what BACKBONES_CPU says; null where it is unset or empty
  int refused;            // non-zero where that is no available set: the preferred one is in use then
} bb_choice;
bb_choice bb_set_in_use(void);

/// The processor's brand string, at most `room` bytes with the zero; empty where the system does not tell.
void bb_cpu_model(char *model, size_t room);

/// What the processor says of itself; zeros where it does not.
typedef struct {
  char maker[13];          // as cpuid has it: "AuthenticAMD", "GenuineIntel"; "Apple"
  int32_t family, model;   // of x86, with their extensions
  int64_t cache_bytes[3];  // of data, as one core sees them: first level to third
} bb_processor;
bb_processor bb_processor_in_use(void);
/// Floats of the rows that a product takes at a time, by the size of the second-level cache. Results do not depend on it.
int64_t bb_block_floats(void);

// MARK: - Storage formats

// Elements of other types as floats, rounded to nearest. Both sides are aligned as their types ask.
void bb_from_float64(const double *x, float *y, size_t count);
void bb_from_int64(const int64_t *x, float *y, size_t count);
void bb_from_int32(const int32_t *x, float *y, size_t count);
void bb_from_int16(const int16_t *x, float *y, size_t count);
void bb_from_int8(const int8_t *x, float *y, size_t count);
void bb_from_uint64(const uint64_t *x, float *y, size_t count);
void bb_from_uint32(const uint32_t *x, float *y, size_t count);
void bb_from_uint16(const uint16_t *x, float *y, size_t count);
void bb_from_uint8(const uint8_t *x, float *y, size_t count);
/// Bytes that are not 0 are 1.
void bb_from_bool(const uint8_t *x, float *y, size_t count);
/// Strided x to row-major y: y[i, j, ...] = x[i * strides[0] + j * strides[1] + ...], strides in elements.
void bb_gather(const float *x, float *y, const int64_t *extents, const int64_t *strides, int32_t rank);
/// Elements of `size` bytes (1, 2, 4, 8 or 16) with the order of each one's bytes turned around. They need no alignment.
void bb_swap_bytes(const void *x, void *y, size_t count, size_t size);
/// y = -x.
void bb_negate(const float *x, float *y, size_t count);

// MARK: - Resampling of parameters

/// What an element is made of: those nearer than 1, or than 2 by cubic convolution with a = -0.5.
typedef enum { BB_FILTER_TRIANGLE, BB_FILTER_CUBIC } bb_filter;

/// Resizes the middle axis: [outer, from, inner] -> [outer, to, inner], as PyTorch's interpolate does with
/// mode="bilinear" or "bicubic", antialias=True (a filter widened where it shrinks; pixel centres at halves).
void bb_resample(bb_filter filter, const float *x, float *y, int64_t outer, int64_t from, int64_t to, int64_t inner);

// MARK: - Images (bytes: rows of RGB pixels)

/// Weights of one output where `in` positions become `out`: a multiple of four, so that kernels may read four at a time.
int32_t bb_resize_taps(bb_interpolation kind, int32_t in, int32_t out);
/// Fills `spans` [out] and `weights` [out][taps], in fixed point. What lies behind a span's count is left alone; it must be 0.
void bb_resize_weights(bb_interpolation kind, int32_t in, int32_t out, bb_resize_span *spans, int32_t *weights);
/// out[y, x] = in[start + y * step_y + x * step_x], counted in pixels: turns and mirrors an image.
void bb_arrange_pixels(const uint8_t *in, uint8_t *out, int32_t width, int32_t height, ptrdiff_t start,
                       ptrdiff_t step_x, ptrdiff_t step_y);
/// Replaces each pixel's three bytes by its luminance (ITU-R 601, as PIL's mode L).
void bb_luminance(const uint8_t *rgb, uint8_t *grey, size_t pixels);
/// y[i] = (byte / 255 - mean) / deviation for one of each pixel's three bytes: a plane of a [C, H, W] tensor.
void bb_normalize_bytes(const uint8_t *rgb, float *y, size_t pixels, int32_t channel, float mean, float deviation);
/// y = x less the mean of its row. Returns the sum of the squares of x, which is finite only where all of x is.
double bb_center_rows(const float *x, double *y, int64_t rows, int64_t columns);

// MARK: - Threads

/// A team of threads that runs numbered tasks. One `bb_team_run` at a time.
typedef struct bb_team bb_team;
/// A team of `threads` in all: the caller of bb_team_run and threads - 1 workers. Null where none can be made.
bb_team *bb_team_create(int threads);
void bb_team_destroy(bb_team *team);
/// Claims the team for the calling thread; false at once where another thread has it. Workers stay awake (they spin)
/// from here to bb_team_release, so that forks cost about a microsecond.
int bb_team_claim(bb_team *team);
void bb_team_release(bb_team *team);
/// Calls body(context, task, worker) once for each task in 0..<tasks; worker is in 0..<threads, 0 being the caller.
/// Returns when all have ended; what tasks wrote is then visible. The caller holds the claim.
void bb_team_run(bb_team *team, int tasks, void (*body)(void *context, int task, int worker), void *context);
/// Advises the system to back memory, whole huge pages of it, by huge pages. It may not: some systems have none.
void bb_prefer_huge_pages(void *start, size_t bytes);
/// Notes a file that is being written, which `bb_end_on_signals` removes. The slot to give back; -1 where there is none.
int bb_pending_file(const char *path);
/// The file is whole, or gone.
void bb_settle_file(int slot);
/// From now on SIGINT and SIGTERM remove files that are being written and end the process with 128 and the signal's number.
void bb_end_on_signals(void);
/// From now on, notes the first of these signals, and ends the process as above at the second.
void bb_note_signals(void);
/// The signal that was noted; 0 for none.
int bb_noted_signal(void);
/// Processors of the system, those in the affinity mask, and what the control group's CPU quota amounts to (infinity
/// where there is none).
int bb_processors_online(void);
int bb_processors_in_mask(void);
double bb_processors_in_quota(void);
/// Whether the process may not take all the address space that there is (`ulimit -v`).
int bb_address_space_is_limited(void);
/// Processors that this process may use: the affinity mask, cut by the control group's CPU quota (rounded up).
int bb_processors_available(void);
/// The path of the library that a function was loaded from, to be freed; null where there is none of that name.
char *bb_file_of_function(const char *name);

#ifdef __cplusplus
}
#endif
