// What Winograd convolution prepares: weights at the interpolation points, and the sizes of its scratch memory.
#include "kernels.h"

/// G g G^T, over the points that body/winograd.h transforms inputs to: row i of G is (1, x, x^2) / prod(x - others).
static void points_of_kernel(const float *g, double *out, int points) {
  static const double two[3] = {0, 1, -1}, four[5] = {0, 0.75, -0.75, 1.5, -1.5};
  const double *x = points == 6 ? four : two;
  double matrix[6][3] = {{0}}, half[6][3];
  for (int i = 0; i < points - 1; i++) {
    double divisor = 1;
    for (int j = 0; j < points - 1; j++)
      if (j != i) divisor *= x[i] - x[j];
    for (int k = 0; k < 3; k++) matrix[i][k] = (k == 0 ? 1 : k == 1 ? x[i] : x[i] * x[i]) / divisor;
  }
  matrix[points - 1][2] = 1;
  for (int i = 0; i < points; i++)
    for (int b = 0; b < 3; b++)
      half[i][b] = matrix[i][0] * g[b] + matrix[i][1] * g[3 + b] + matrix[i][2] * g[6 + b];
  for (int i = 0; i < points; i++)
    for (int j = 0; j < points; j++)
      out[i * points + j] = half[i][0] * matrix[j][0] + half[i][1] * matrix[j][1] + half[i][2] * matrix[j][2];
}

size_t bb_winograd_packed_count(int32_t tile, int32_t columns, int32_t depth) {
  return (size_t)((columns + BB_PANEL - 1) / BB_PANEL) * BB_PANEL * (size_t)((tile + 2) * (tile + 2)) * depth;
}

void bb_pack_winograd(
    float *packed, const float *weight, const float *scale, int32_t columns, int32_t depth, int32_t tile) {
  int points = tile + 2, count = points * points;
  double values[36];
  for (int32_t o = 0; o < (columns + BB_PANEL - 1) / BB_PANEL * BB_PANEL; o++) {
    float *panel = packed + (size_t)(o / BB_PANEL) * count * depth * BB_PANEL + o % BB_PANEL;
    for (int32_t c = 0; c < depth; c++) {
      if (o < columns) points_of_kernel(weight + ((size_t)o * depth + c) * 9, values, points);
      for (int i = 0; i < count; i++)
        panel[((size_t)i * depth + c) * BB_PANEL] = o < columns ? (float)(values[i] * (scale ? scale[o] : 1)) : 0;
    }
  }
}

int32_t bb_winograd_groups(int32_t depth) {
  return depth >= BB_WINOGRAD_CHANNELS ? 1 : BB_WINOGRAD_CHANNELS / depth;
}

ptrdiff_t bb_winograd_spacing(int32_t channels) {
  return (channels + BB_SPACING - 1) / BB_SPACING * BB_SPACING + BB_SPACING;
}

int64_t bb_winograd_block(ptrdiff_t spaced, int32_t points) {
  int64_t tiles = BB_WINOGRAD_FLOATS / (points * spaced) / BB_WINOGRAD_GRAIN * BB_WINOGRAD_GRAIN;
  return tiles < BB_WINOGRAD_GRAIN ? BB_WINOGRAD_GRAIN : tiles > 4 * BB_WINOGRAD_GRAIN ? 4 * BB_WINOGRAD_GRAIN : tiles;
}

size_t bb_winograd_scratch(int32_t depth, int32_t tile) {
  int32_t points = (tile + 2) * (tile + 2);
  size_t spaced = (size_t)bb_winograd_spacing(bb_winograd_groups(depth) * depth);
  return spaced + points * (size_t)bb_winograd_block((ptrdiff_t)spaced, points) * (spaced + 2 * BB_PANEL);
}

int64_t bb_winograd_tiles(const bb_convolution *c, int32_t tile) {
  return (int64_t)((c->out_h + tile - 1) / tile) * ((c->out_w + tile - 1) / tile);
}
