// The epilogue of a product, split: what is fused into the store, and what a pass over the finished rows does.

typedef struct {
  // Fused while the sums are in registers: bias, residual, bounds.
  const float *bias, *residual;
  ptrdiff_t residual_stride;
  float low, high;
  // The rest, where `deferred`, for apply_epilogue.
  int deferred;
  bb_epilogue rest;
} fused_epilogue;

static fused_epilogue split_epilogue(const bb_epilogue *e) {
  fused_epilogue parts = {.low = -INFINITY, .high = INFINITY};
  if (!e) return parts;
  parts.bias = e->bias;
  parts.rest = *e;
  parts.rest.bias = NULL;
  parts.deferred = e->activation > BB_RELU6 || (e->residual && e->residual_last);
  if (parts.deferred) return parts;
  parts.residual = e->residual;
  parts.residual_stride = e->residual_stride;
  if (e->activation != BB_IDENTITY) parts.low = 0;
  if (e->activation == BB_RELU6) parts.high = 6;
  return parts;
}

/// The deferred part, for columns [column_begin, column_end) of rows whose first is `row`.
static void finish_rows(
    const fused_epilogue *parts, float *out, ptrdiff_t stride, int64_t row, int64_t rows, int32_t column_begin,
    int32_t column_end) {
  if (!parts->deferred) return;
  bb_epilogue rest = parts->rest;
  if (rest.residual) rest.residual += column_begin;
  apply_epilogue(out + column_begin, stride, &rest, row, rows, column_end - column_begin);
}
