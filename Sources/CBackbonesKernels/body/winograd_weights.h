// Weights at the interpolation points of Winograd's method. In double precision without fused operations, so that they
// have the same bits in every set of instructions.

/// G, over the points that winograd.h transforms inputs to: row i is (1, x, x^2) / prod(x - others). With a stride
/// of 2 the outer taps are those of a kernel of two at the points 0, 1, infinity, and the middle one is by itself.
static void kernel_transform(double matrix[6][3], bb_winograd points) {
  if (points == BB_WINOGRAD_2_STRIDE_2) {
    static const double strided[5][3] = {{1, 0, 0}, {1, 0, 1}, {0, 0, 1}, {0, 1, 0}, {0, 1, 0}};
    memcpy(matrix, strided, sizeof strided);
    return;
  }
  static const double two[3] = {0, 1, -1}, four[5] = {0, 0.75, -0.75, 1.5, -1.5};
  const double *x = points == BB_WINOGRAD_4 ? four : two;
  for (int i = 0; i < (int)points - 1; i++) {
    double divisor = 1;
    for (int j = 0; j < (int)points - 1; j++)
      if (j != i) divisor *= x[i] - x[j];
    for (int k = 0; k < 3; k++) matrix[i][k] = (k == 0 ? 1 : k == 1 ? x[i] : x[i] * x[i]) / divisor;
  }
  for (int k = 0; k < 3; k++) matrix[points - 1][k] = k == 2;
}

static void pack_winograd(
    float *packed, const float *weight, const float *scale, int32_t columns, int32_t depth, bb_winograd form) {
#pragma clang fp contract(off)
  const int points = form;
  double matrix[6][3];
  kernel_transform(matrix, form);
  for (int32_t column = 0; column < columns; column += BB_PANEL) {
    int32_t real = columns - column < BB_PANEL ? columns - column : BB_PANEL;
    double factors[BB_PANEL] = {0}, g[9][BB_PANEL] = {{0}}, half[6][3][BB_PANEL];
    for (int32_t o = 0; o < real; o++) factors[o] = scale ? scale[column + o] : 1;
    for (int32_t c = 0; c < depth; c++) {
      // G g G^T, of a panel's kernels at once.
      for (int32_t o = 0; o < real; o++)
        for (int k = 0; k < 9; k++) g[k][o] = weight[((int64_t)(column + o) * depth + c) * 9 + k];
      for (int i = 0; i < points; i++)
        for (int b = 0; b < 3; b++)
          for (int o = 0; o < BB_PANEL; o++)
            half[i][b][o] = matrix[i][0] * g[b][o] + matrix[i][1] * g[3 + b][o] + matrix[i][2] * g[6 + b][o];
      for (int i = 0; i < points; i++)
        for (int j = 0; j < points; j++) {
          float *to = packed + ((int64_t)(i * points + j) * depth + c) * BB_PANEL;
          for (int o = 0; o < BB_PANEL; o++) {
            double sum = half[i][0][o] * matrix[j][0] + half[i][1][o] * matrix[j][1] + half[i][2][o] * matrix[j][2];
            to[o] = (float)(sum * factors[o]);
          }
        }
    }
    packed += (int64_t)points * points * depth * BB_PANEL;
  }
}
