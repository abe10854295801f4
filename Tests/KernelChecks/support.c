#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "check.h"

// Tests run at once, on several threads.
static _Thread_local struct {
  char *text;
  size_t room;
  int failures;
  jmp_buf *stop;
} report;

void begin_report(char *text, size_t room, jmp_buf *stop) {
  report.stop = stop;
  report.text = text;
  report.room = room;
  report.failures = 0;
  if (room > 0) *text = 0;
}

int end_report(void) { return report.failures; }

void fail(const char *format, ...) {
  if (report.failures++ >= 10) return;
  if (report.stop) longjmp(*report.stop, 1);
  va_list arguments;
  va_start(arguments, format);
  const int length = vsnprintf(report.text, report.room, format, arguments);
  va_end(arguments);
  if (length < 0 || (size_t)length + 2 > report.room) {  // nothing after a line that does not fit
    report.room = 0;
    return;
  }
  report.text += length;
  *report.text++ = '\n';
  *report.text = 0;
  report.room -= (size_t)length + 1;
}

void expect_close(const float *found, const double *expected, size_t count, double tolerance, const char *what) {
  double worst = 0;
  size_t place = 0;
  for (size_t i = 0; i < count; i++) {
    double error = fabs(found[i] - expected[i]) / fmax(1, fabs(expected[i]));
    if (!(error <= worst)) {
      worst = isnan(error) ? INFINITY : error;
      place = i;
    }
  }
  if (!(worst <= tolerance)) fail("%s: element %zu is %.9g, not %.9g", what, place, found[place], expected[place]);
}

void expect_same(const void *a, const void *b, size_t bytes, const char *what) {
  if (memcmp(a, b, bytes) != 0) fail("%s: other bits", what);
}

double sum_tolerance(int64_t terms) { return 2e-6 * sqrt((double)terms); }

static _Thread_local uint64_t state;

void seed(uint64_t value) { state = value; }

uint64_t random_bits(void) {
  uint64_t z = state += 0x9E3779B97F4A7C15;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
  z = (z ^ z >> 27) * 0x94D049BB133111EB;
  return z ^ z >> 31;
}

int random_integer(int low, int high) { return low + (int)(random_bits() % (uint64_t)(high - low + 1)); }

int64_t next_piece(int64_t begin, int64_t end, int most) {
  int64_t next = begin + random_integer(1, most);
  return next < end ? next : end;
}

static _Thread_local void **pieces;
static _Thread_local size_t piece_count;

void *allocate(size_t bytes) {
  void **more = realloc(pieces, (piece_count + 1) * sizeof *pieces), *piece = malloc(bytes ? bytes : 1);
  if (!more || !piece) abort();
  pieces = more;
  return pieces[piece_count++] = piece;
}

void free_all(void) {
  while (piece_count > 0) free(pieces[--piece_count]);
  free(pieces);
  pieces = NULL;
}

float *uniform_floats(size_t count) {
  float *floats = allocate(count * sizeof *floats);
  for (size_t i = 0; i < count; i++) floats[i] = (float)((double)(random_bits() >> 40) * 0x1p-23 - 1);
  return floats;
}

float *equal_floats(size_t count, float value) {
  float *floats = allocate(count * sizeof *floats);
  for (size_t i = 0; i < count; i++) floats[i] = value;
  return floats;
}

double *equal_doubles(size_t count, double value) {
  double *doubles = allocate(count * sizeof *doubles);
  for (size_t i = 0; i < count; i++) doubles[i] = value;
  return doubles;
}

double reference_activation(bb_activation activation, double x) {
  const double sigmoid = 1 / (1 + exp(-x)), hard_sigmoid = fmin(fmax(x + 3, 0), 6) / 6;
  switch (activation) {
  case BB_IDENTITY: return x;
  case BB_RELU: return fmax(x, 0);
  case BB_RELU6: return fmin(fmax(x, 0), 6);
  case BB_LEAKY_RELU: return x < 0 ? 0.01 * x : x;
  case BB_SIGMOID: return sigmoid;
  case BB_HARD_SIGMOID: return hard_sigmoid;
  case BB_SILU: return x * sigmoid;
  case BB_HARD_SWISH: return x * hard_sigmoid;
  case BB_GELU: return x / 2 * (1 + erf(x / sqrt(2)));
  case BB_GELU_TANH: return x / 2 * (1 + tanh(sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
  case BB_QUICK_GELU: return x / (1 + exp(-1.702 * x));
  case BB_TANH: return tanh(x);
  case BB_SQUARED_RELU: return x > 0 ? x * x : 0;
  case BB_LEAKY_RELU_1E3: return x < 0 ? 0.001 * x : x;
  case BB_MISH: return x * tanh(log1p(exp(x)));
  }
  return x;
}

geometry random_geometry(int depth_least, int depth_most, int columns_most) {
  for (;;) {
    geometry g = {.images = random_integer(1, 2)};
    bb_convolution *c = &g.c;
    c->in_h = random_integer(1, 14);
    c->in_w = random_integer(1, 30);
    bool pointwise = random_integer(0, 3) == 0;
    c->kernel_h = pointwise ? 1 : random_integer(1, 7);
    c->kernel_w = pointwise ? 1 : coin() ? c->kernel_h : random_integer(1, 7);
    c->stride_h = pointwise && coin() ? 1 : random_integer(1, 2);
    c->stride_w = coin() ? c->stride_h : random_integer(1, 3);
    c->dilation_h = random_integer(1, 2);
    c->dilation_w = coin() ? 1 : random_integer(1, 2);
    if (!pointwise || coin()) {
      c->pad_top = random_integer(0, 3);
      c->pad_left = random_integer(0, 3);
      g.pad_bottom = random_integer(0, 3);
      g.pad_right = random_integer(0, 3);
    }
    int spare_h = c->in_h + c->pad_top + g.pad_bottom - ((c->kernel_h - 1) * c->dilation_h + 1);
    int spare_w = c->in_w + c->pad_left + g.pad_right - ((c->kernel_w - 1) * c->dilation_w + 1);
    if (spare_h < 0 || spare_w < 0) continue;
    c->out_h = spare_h / c->stride_h + 1;
    c->out_w = spare_w / c->stride_w + 1;
    c->depth = random_integer(depth_least, depth_most);
    c->columns = columns_most ? random_integer(1, columns_most) : c->depth;
    c->in_stride = c->depth + (coin() ? 0 : random_integer(1, 4));
    c->out_stride = c->columns + (coin() ? 0 : random_integer(1, 4));
    return g;
  }
}

int taps_of(const geometry *g) { return g->c.kernel_h * g->c.kernel_w; }
int64_t rows_of(const geometry *g) { return lines_of(g) * g->c.out_w; }
int64_t lines_of(const geometry *g) { return (int64_t)g->images * g->c.out_h; }
size_t outputs_of(const geometry *g) { return (size_t)(rows_of(g) * g->c.out_stride); }

size_t inputs_of(const geometry *g) {
  return (size_t)(g->images * g->c.in_h * g->c.in_w * g->c.in_stride - (g->c.in_stride - g->c.depth));
}

bool position(const geometry *g, int64_t row, int tap, int *image, int *y, int *x) {
  const bb_convolution *c = &g->c;
  *image = (int)(row / (c->out_w * c->out_h));
  *y = (int)(row / c->out_w % c->out_h) * c->stride_h - c->pad_top + tap / c->kernel_w * c->dilation_h;
  *x = (int)(row % c->out_w) * c->stride_w - c->pad_left + tap % c->kernel_w * c->dilation_w;
  return *y >= 0 && *y < c->in_h && *x >= 0 && *x < c->in_w;
}

double read_input(const geometry *g, const float *input, int64_t row, int tap, int channel) {
  int image, y, x;
  if (!position(g, row, tap, &image, &y, &x)) return 0;
  return input[(((int64_t)image * g->c.in_h + y) * g->c.in_w + x) * g->c.in_stride + channel];
}

const char *describe(const geometry *g) {
  static _Thread_local char text[200];
  const bb_convolution *c = &g->c;
  snprintf(
      text, sizeof text, "%d of %dx%dx%d to %dx%dx%d, kernel %dx%d, stride %dx%d, pad %d %d, dilation %dx%d", g->images,
      c->in_h, c->in_w, c->depth, c->out_h, c->out_w, c->columns, c->kernel_h, c->kernel_w, c->stride_h, c->stride_w,
      c->pad_top, c->pad_left, c->dilation_h, c->dilation_w);
  return text;
}

bb_epilogue random_epilogue(const geometry *g) {
  static const bb_activation choices[] = {BB_IDENTITY, BB_RELU, BB_RELU6, BB_SILU, BB_HARD_SIGMOID};
  return (bb_epilogue){
      .bias = coin() ? uniform_floats((size_t)g->c.columns) : NULL,
      .residual = coin() ? uniform_floats(outputs_of(g)) : NULL,
      .residual_stride = g->c.out_stride,
      .activation = choices[random_integer(0, 4)],
      .residual_last = coin(),
  };
}

double apply_reference(const bb_epilogue *e, double sum, int64_t row, int column) {
  double rest = e->residual ? e->residual[row * e->residual_stride + column] : 0;
  double x = sum + (e->bias ? e->bias[column] : 0);
  return e->residual_last ? reference_activation(e->activation, x) + rest
                          : reference_activation(e->activation, x + rest);
}
