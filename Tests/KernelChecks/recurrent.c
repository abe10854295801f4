#include <math.h>
#include "check.h"

void check_lstm(const bb_kernels *set) {
  enum { MOST = 40 };
  seed(40);
  for (int n = 0; n < 60; n++) {
    int sequences = random_integer(1, 60), steps = random_integer(1, 9), hidden = random_integer(1, MOST);
    // Steps of a sequence lie together, or sequences of a step do.
    bool together = coin();
    ptrdiff_t x_row = 4 * hidden + random_integer(0, 2), y_row = hidden + random_integer(0, 3);
    ptrdiff_t stride = together ? steps : 1, step = together ? 1 : sequences;
    bool reversed = coin();
    ptrdiff_t begin = reversed ? (steps - 1) * step : 0;
    size_t outputs = (size_t)(sequences * steps * y_row);
    const float *x = uniform_floats((size_t)(sequences * steps * x_row));
    const float *weight = uniform_floats((size_t)(4 * hidden * hidden)), *bias = uniform_floats((size_t)(4 * hidden));
    float *packed = equal_floats(bb_packed_count(4 * hidden, hidden), 0);
    float *scratch = equal_floats(bb_lstm_scratch(hidden), NAN);
    bb_pack(packed, weight, NULL, 4 * hidden, hidden, 1);
    float *whole = equal_floats(outputs, untouched), *parts = equal_floats(outputs, untouched);
    const ptrdiff_t x_step = (reversed ? -step : step) * x_row, y_step = (reversed ? -step : step) * y_row;
    set->lstm(
        x + begin * x_row, stride * x_row, x_step, packed, bias, whole + begin * y_row, stride * y_row, y_step,
        sequences, steps, hidden, scratch);
    for (int64_t i = 0, next; i < sequences; i = next) {
      next = next_piece(i, sequences, 30);
      set->lstm(
          x + (begin + i * stride) * x_row, stride * x_row, x_step, packed, bias,
          parts + (begin + i * stride) * y_row, stride * y_row, y_step, next - i, steps, hidden, scratch);
    }
    expect_same(whole, parts, outputs * sizeof *whole, "lstm");
    double *expected = equal_doubles(outputs, untouched);
    for (int i = 0; i < sequences; i++) {
      double state[MOST] = {0}, cell[MOST] = {0}, gates[4 * MOST];
      for (int t = 0; t < steps; t++) {
        ptrdiff_t row = begin + i * stride + (reversed ? -t : t) * step;
        for (int j = 0; j < 4 * hidden; j++) {
          gates[j] = (double)x[row * x_row + j] + bias[j];
          for (int k = 0; k < hidden; k++) gates[j] += weight[j * hidden + k] * state[k];
        }
        for (int j = 0; j < hidden; j++) {
          double in = 1 / (1 + exp(-gates[j])), forget = 1 / (1 + exp(-gates[hidden + j]));
          cell[j] = forget * cell[j] + in * tanh(gates[2 * hidden + j]);
          state[j] = tanh(cell[j]) / (1 + exp(-gates[3 * hidden + j]));
          expected[row * y_row + j] = state[j];
        }
      }
    }
    expect_close(whole, expected, outputs, 1e-5, "lstm");
    free_all();
  }
}
