// What follows a sum, divided between the kernel that made it and a pass over the finished rows.

typedef struct {
  // Done where the sums are in registers: start from the bias, add the residual, keep within bounds.
  const float *bias, *residual;
  ptrdiff_t residual_stride;
  float low, high;
  // The rest, if any, for apply_epilogue.
  int late;
  bb_epilogue rest;
} ending;

static ending divide_epilogue(const bb_epilogue *e) {
  ending parts = {.low = -INFINITY, .high = INFINITY};
  if (!e) return parts;
  parts.bias = e->bias;
  parts.rest = *e;
  parts.rest.bias = NULL;
  parts.late = e->activation > BB_RELU6 || (e->residual && e->residual_last);
  if (parts.late) return parts;
  parts.residual = e->residual;
  parts.residual_stride = e->residual_stride;
  if (e->activation != BB_IDENTITY) parts.low = 0;
  if (e->activation == BB_RELU6) parts.high = 6;
  return parts;
}

/// The late part, for columns [column_begin, column_end) of rows whose first is `row`.
static void end_rows(
    const ending *parts, float *out, ptrdiff_t stride, int64_t row, int64_t rows, int32_t column_begin,
    int32_t column_end) {
  if (!parts->late) return;
  bb_epilogue rest = parts->rest;
  if (rest.residual) rest.residual += column_begin;
  apply_epilogue(out + column_begin, stride, &rest, row, rows, column_end - column_begin);
}
