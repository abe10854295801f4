// The recurrence of a long short-term memory. A step's gates are a product whose rows are sequences; what the input adds
// to them is its residual.

/// The cells and hidden states of one sequence after a step with these gates.
static void update_cells(const float *gates, float *cells, float *output, int32_t hidden) {
  for (int32_t j = 0; j < hidden; j += BB_WIDTH, gates += BB_WIDTH) {
    ptrdiff_t left = hidden - j;
    vf in = sigmoid(load_tail(gates, left)), forget = sigmoid(load_tail(gates + hidden, left));
    vf candidate = hyperbolic_tangent(load_tail(gates + 2 * hidden, left));
    vf out = sigmoid(load_tail(gates + 3 * hidden, left));
    vf cell = multiply_add(forget, load_tail(cells + j, left), in * candidate);
    store_tail(cells + j, cell, left);
    store_tail(output + j, out * hyperbolic_tangent(cell), left);
  }
}

static void lstm(
    const float *products, ptrdiff_t product_stride, ptrdiff_t product_step, const float *packed, const float *bias,
    float *output, ptrdiff_t output_stride, ptrdiff_t output_step, int64_t sequences, int32_t steps, int32_t hidden,
    float *scratch) {
  const ptrdiff_t spacing = 4 * (ptrdiff_t)hidden + BB_SPACING;
  float *cells = scratch, *gates = cells + BB_SEQUENCES * (ptrdiff_t)hidden;
  for (int64_t left = (sequences + BB_SEQUENCES - 1) / BB_SEQUENCES; left > 0; left--) {
    int64_t count = (sequences + left - 1) / left;
    memset(cells, 0, (size_t)(count * hidden) * sizeof *cells);
    for (int32_t step = 0; step < steps; step++) {
      float *out = output + step * output_step;
      product sum = {
          // No state is before the first step: a product of no terms.
          .a = step ? out - output_step : out, .a_stride = output_stride, .depth = step ? hidden : 0,
          .b = packed, .b_stride = (ptrdiff_t)hidden * BB_PANEL, .bias = bias,
          .residual = products + step * product_step, .residual_stride = product_stride,
          .out = gates, .out_stride = spacing, .columns = 4 * hidden, .low = -INFINITY, .high = INFINITY,
      };
      multiply_panels(sum, count, 0, (4 * hidden + BB_PANEL - 1) / BB_PANEL);
      for (int64_t i = 0; i < count; i++)
        update_cells(gates + i * spacing, cells + i * hidden, out + i * output_stride, hidden);
    }
    sequences -= count;
    products += count * product_stride;
    output += count * output_stride;
  }
}
