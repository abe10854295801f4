// Maps and images of another size.
#include <math.h>
#include <string.h>
#include "check.h"

/// The weight of element `source` of a line of `size` in element `i` of a line of `resized`.
static double resize_weight(bb_resize_mode mode, int corners, int i, int source, int size, int resized) {
  if (mode == BB_RESIZE_NEAREST) return source == (int)floorf((float)i * ((float)size / (float)resized));
  if (mode == BB_RESIZE_AREA) {
    int first = (int)floor((double)i * size / resized), end = (int)ceil((i + 1.0) * size / resized);
    return source >= first && source < end ? 1.0 / (end - first) : 0;
  }
  // Places are PyTorch's, in single precision.
  double place = fmaf((float)size / (float)resized, (float)i + 0.5f, -0.5f), total = 0;
  if (corners) place = resized == 1 ? 0 : (float)(size - 1) / (float)(resized - 1) * (float)i;
  const double a = -0.75;
  // Elements beyond the ends are the end elements.
  for (int tap = (int)floor(place) - 1; tap <= (int)floor(place) + 2; tap++) {
    if ((tap < 0 ? 0 : tap >= size ? size - 1 : tap) != source) continue;
    double x = fabs(tap - place);
    if (mode == BB_RESIZE_BILINEAR) total += fmax(1 - x, 0);
    else if (x <= 1) total += (a + 2) * pow(x, 3) - (a + 3) * pow(x, 2) + 1;
    else total += a * pow(x, 3) - 5 * a * pow(x, 2) + 8 * a * x - 4 * a;
  }
  return total;
}

void check_resize(const bb_kernels *set) {
  seed(27);
  for (int i = 0; i < 120; i++) {
    bb_resize_mode mode = (bb_resize_mode)random_integer(BB_RESIZE_NEAREST, BB_RESIZE_AREA);
    int corners = coin(), images = random_integer(1, 2), channels = random_integer(1, 40);
    bb_convolution c = {
        .in_h = random_integer(1, 9), .in_w = random_integer(1, 9), .out_h = random_integer(1, 12),
        .out_w = random_integer(1, 12), .depth = channels, .columns = channels,
        .in_stride = channels + random_integer(0, 1), .out_stride = channels + 2,
    };
    size_t outputs = (size_t)(images * c.out_h * c.out_w * c.out_stride);
    const float *x = uniform_floats((size_t)(images * c.in_h * c.in_w * c.in_stride));
    double *expected = equal_doubles(outputs, untouched);
    for (int line = 0; line < images * c.out_h; line++)
      for (int column = 0; column < c.out_w; column++)
        for (int channel = 0; channel < channels; channel++) {
          double sum = 0;
          for (int y = 0; y < c.in_h; y++)
            for (int z = 0; z < c.in_w; z++)
              sum += resize_weight(mode, corners, line % c.out_h, y, c.in_h, c.out_h) *
                     resize_weight(mode, corners, column, z, c.in_w, c.out_w) *
                     x[((line / c.out_h * c.in_h + y) * c.in_w + z) * c.in_stride + channel];
          expected[(line * c.out_w + column) * c.out_stride + channel] = sum;
        }
    float *y = equal_floats(outputs, untouched), *scratch = equal_floats(bb_resize_scratch(&c), NAN);
    for (int64_t line = 0, next; line < images * c.out_h; line = next) {
      next = next_piece(line, images * c.out_h, 5);
      set->resize(&c, mode, corners, x, y, line, next, scratch);
    }
    expect_close(y, expected, outputs, mode == BB_RESIZE_NEAREST ? 0 : sum_tolerance(16), "resize");
    free_all();
  }
}

/// Spans and weights of any filter that keeps sums within 32 bits.
static void random_taps(int in, int out, int taps, bb_resize_span *spans, int32_t *weights) {
  memset(weights, 0, sizeof *weights * (size_t)(out * taps));
  for (int i = 0; i < out; i++) {
    int count = random_integer(1, taps < in ? taps : in);
    spans[i] = (bb_resize_span){random_integer(0, in - count), count};
    for (int k = 0; k < count; k++) weights[i * taps + k] = random_integer(-(1 << 20), 1 << 22) / count;
  }
}

static uint8_t mixed_byte(const uint8_t *in, ptrdiff_t step, int count, const int32_t *weights) {
  int64_t sum = 1 << (BB_RESIZE_BITS - 1);
  for (int k = 0; k < count; k++) sum += (int64_t)in[k * step] * weights[k];
  sum = (int64_t)floor((double)sum / (1 << BB_RESIZE_BITS));
  return (uint8_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
}

static void check_resized_bytes(const bb_kernels *set, bool across) {
  seed(28);
  for (int i = 0; i < 200; i++) {
    int taps = 4 * random_integer(1, 5), width = random_integer(1, 60), height = random_integer(1, 30);
    int resized = random_integer(1, 40), stride = 3 * (width + random_integer(0, 3));
    int out_width = across ? resized : width, out_height = across ? height : resized;
    size_t bytes = (size_t)(stride * (height - 1) + 3 * width), outputs = (size_t)(3 * out_width * out_height);
    uint8_t *in = allocate(bytes), *expected = allocate(outputs), *out = allocate(outputs);
    for (size_t k = 0; k < bytes; k++) in[k] = (uint8_t)random_bits();
    bb_resize_span *spans = allocate(sizeof *spans * (size_t)resized);
    int32_t *weights = allocate(sizeof *weights * (size_t)(resized * taps));
    random_taps(across ? width : height, resized, taps, spans, weights);
    for (int y = 0; y < out_height; y++)
      for (int x = 0; x < 3 * out_width; x++) {
        int at = across ? x / 3 : y;
        const uint8_t *from = across ? in + y * stride + 3 * spans[at].first + x % 3 : in + spans[at].first * stride + x;
        expected[3 * y * out_width + x] = mixed_byte(from, across ? 3 : stride, spans[at].count, weights + at * taps);
      }
    memset(out, 77, outputs);
    if (across) set->resize_across(in, stride, in + bytes, out, out_width, height, spans, weights, taps);
    else set->resize_down(in, stride, out, 3 * width, out_height, spans, weights, taps);
    expect_same(out, expected, outputs, across ? "resize_across" : "resize_down");
    free_all();
  }
}

void check_resize_across(const bb_kernels *set) { check_resized_bytes(set, true); }
void check_resize_down(const bb_kernels *set) { check_resized_bytes(set, false); }
