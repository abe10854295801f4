#include <string.h>

#include "CBackbonesKernels.h"

void bb_arrange_pixels(const uint8_t *in, uint8_t *out, int32_t width, int32_t height, ptrdiff_t start,
                       ptrdiff_t step_x, ptrdiff_t step_y) {
  for (int32_t y = 0; y < height; y++) {
    const uint8_t *p = in + 3 * (start + y * step_y);
    if (step_x == 1) {
      memcpy(out, p, 3 * (size_t)width);
      out += 3 * (size_t)width;
      continue;
    }
    for (int32_t x = 0; x < width; x++, p += 3 * step_x, out += 3) memcpy(out, p, 3);
  }
}

void bb_luminance(const uint8_t *rgb, uint8_t *grey, size_t pixels) {
  for (size_t i = 0; i < pixels; i++) {
    const uint8_t *p = rgb + 3 * i;
    uint8_t l = (uint8_t)((p[0] * 19595u + p[1] * 38470u + p[2] * 7471u + 0x8000u) >> 16);
    grey[3 * i] = grey[3 * i + 1] = grey[3 * i + 2] = l;
  }
}

void bb_normalize_bytes(const uint8_t *rgb, float *y, size_t pixels, int32_t channel, float mean, float deviation) {
  float values[256];
  for (int byte = 0; byte < 256; byte++) values[byte] = ((float)byte / 255.0f - mean) / deviation;
  for (size_t i = 0; i < pixels; i++) y[i] = values[rgb[3 * i + channel]];
}
