// What the checks share: random numbers, memory, definitions in double precision, and how a difference is reported.
#pragma once
#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "CBackbonesKernelChecks.h"

// MARK: - Results

/// Failures from here on are counted, and the first ten described in `report`, of `room` bytes. With `stop`, the first
/// one ends the check: it jumps there.
void begin_report(char *report, size_t room, jmp_buf *stop);
/// The number of failures since the report began.
int end_report(void);
void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/// Fails where an element is further from what is expected than `tolerance` of the larger of that and one.
void expect_close(const float *found, const double *expected, size_t count, double tolerance, const char *what);
/// Fails where two results are not the same bits.
void expect_same(const void *a, const void *b, size_t bytes, const char *what);

/// Sums of `terms` products of numbers in [-1, 1): their rounding errors grow as the sums do.
double sum_tolerance(int64_t terms);
static const double activation_tolerance = 1e-6, norm_tolerance = 1e-5;

// MARK: - Numbers (SplitMix64, reproducible) and memory

void seed(uint64_t value);
uint64_t random_bits(void);
int random_integer(int low, int high);
static inline bool coin(void) { return random_bits() & 1; }
/// The end of the next piece of [begin, end), of a random length up to `most`.
int64_t next_piece(int64_t begin, int64_t end, int most);

/// Memory of exactly as many bytes or floats as asked, so that a memory checker sees a read beyond; freed by free_all.
void *allocate(size_t bytes);
float *uniform_floats(size_t count);
float *equal_floats(size_t count, float value);
double *equal_doubles(size_t count, double value);
void free_all(void);

/// What stays where a kernel has nothing to write.
static const float untouched = 777;

// MARK: - Definitions

double reference_activation(bb_activation activation, double x);
/// An element of an array that may be null, or what stands for it.
static inline double value_or(const float *values, int i, double other) { return values ? values[i] : other; }
enum { ACTIVATIONS = BB_MISH + 1 };

/// A convolution's or a pool's geometry, with the parts of it that kernels are not told.
typedef struct {
  bb_convolution c;
  int images, pad_bottom, pad_right;
} geometry;

/// Any geometry whose window fits its padded map; `columns_most` 0 for as many columns as depth.
geometry random_geometry(int depth_least, int depth_most, int columns_most);
int taps_of(const geometry *g);
int64_t rows_of(const geometry *g);
int64_t lines_of(const geometry *g);
size_t inputs_of(const geometry *g);
size_t outputs_of(const geometry *g);
/// The position in the map that tap `tap` of row `row` reads; false outside the map.
bool position(const geometry *g, int64_t row, int tap, int *image, int *y, int *x);
/// What is read there of a channel; zero outside.
double read_input(const geometry *g, const float *input, int64_t row, int tap, int channel);
const char *describe(const geometry *g);

/// An epilogue of random parts.
bb_epilogue random_epilogue(const geometry *g);
double apply_reference(const bb_epilogue *e, double sum, int64_t row, int column);

// MARK: - The checks: one for every kernel of the list, and the team of threads

#define KERNEL(name, ...) void check_##name(const bb_kernels *set);
#include "kernels.def"
void check_team(void);
