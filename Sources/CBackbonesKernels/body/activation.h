// Exponentials and what is made of them, as polynomials over vectors.

/// e^x to about 1e-7 of the result, for x between -87 and 88: 2^n is a float then.
static inline vf exponential_within(vf x) {
  // Adding 1.5 * 2^23 rounds to an integer, whose low bits are then those of the sum.
  const float shifter = 0x1.8p23f;
  vf shifted = multiply_add(x, (vf)1.44269504f, (vf)shifter);
  vf n = shifted - shifter;
  vf r = multiply_add(n, (vf)-0.693359375f, x);
  r = multiply_add(n, (vf)2.12194440e-4f, r);
  vf p = (vf)1.9875691500e-4f;
  p = multiply_add(p, r, (vf)1.3981999507e-3f);
  p = multiply_add(p, r, (vf)8.3334519073e-3f);
  p = multiply_add(p, r, (vf)4.1665795894e-2f);
  p = multiply_add(p, r, (vf)1.6666665459e-1f);
  p = multiply_add(p, r, (vf)5.0000001201e-1f);
  p = multiply_add(p, r * r, r + 1.0f);
  return p * (vf)(((vu)shifted << 23) + (127u << 23));
}

/// e^x, between 1e-38 and 2e38.
static inline vf exponential(vf x) { return exponential_within(vmin(vmax(x, -87.0f), 88.0f)); }
/// e^x of x that are zero at most; 1e-38 at least.
static inline vf exponential_of_negative(vf x) { return exponential_within(vmax(x, -87.0f)); }

static inline vf sigmoid(vf x) { return 1.0f / (1.0f + exponential(-x)); }
static inline vf hyperbolic_tangent(vf x) { return 1.0f - 2.0f / (exponential(x + x) + 1.0f); }

/// The error function as an odd rational function, to 3e-7, on the range outside which it rounds to one. The
/// coefficients are a least-squares fit, reweighted towards the smallest greatest error.
static inline vf error_function(vf x) {
  const float one_from = 3.832506857f;
  vf s = x * x;
  vf p = (vf)2.0849563853e-08f;
  p = multiply_add(p, s, (vf)-2.0104889699e-06f);
  p = multiply_add(p, s, (vf)1.4270664542e-04f);
  p = multiply_add(p, s, (vf)3.6464419681e-03f);
  p = multiply_add(p, s, (vf)5.0338145345e-02f);
  p = multiply_add(p, s, (vf)1.9801901281e-01f);
  p = multiply_add(p, s, (vf)1.1283788681e+00f);
  vf q = (vf)9.4994506799e-04f;
  q = multiply_add(q, s, (vf)1.4212029055e-02f);
  q = multiply_add(q, s, (vf)1.1423125118e-01f);
  q = multiply_add(q, s, (vf)5.0881952047e-01f);
  q = multiply_add(q, s, (vf)1.0f);
  vf inside = x * p / q;
  return x >= one_from ? (vf)1.0f : x <= -one_from ? (vf)-1.0f : inside;
}

/// x * tanh(log(1 + e^x)), of which the second factor is n / (n + 2) with n = e^x (e^x + 2), and one for large x.
static inline vf mish(vf x) {
  vf power = exponential(vmin(x, 20.0f)), n = power * (power + 2.0f);
  return x * (n / (n + 2.0f));
}

static inline vf hard_sigmoid(vf x) { return vmin(vmax(x + 3.0f, 0.0f), 6.0f) * (1.0f / 6.0f); }

static inline __attribute__((always_inline)) vf activated(vf x, bb_activation activation) {
  switch (activation) {
  case BB_IDENTITY: return x;
  case BB_RELU: return vmax(x, 0.0f);
  case BB_RELU6: return vmin(vmax(x, 0.0f), 6.0f);
  case BB_LEAKY_RELU: return x < 0.0f ? x * 0.01f : x;
  case BB_SIGMOID: return sigmoid(x);
  case BB_HARD_SIGMOID: return hard_sigmoid(x);
  case BB_SILU: return x / (1.0f + exponential(-x));
  case BB_HARD_SWISH: return x * hard_sigmoid(x);
  case BB_GELU: return 0.5f * x * (1.0f + error_function(x * 0.707106781f));
  case BB_GELU_TANH: return x * sigmoid(x * multiply_add(x * x, (vf)0.0713548163f, (vf)1.59576912f));
  case BB_QUICK_GELU: return x * sigmoid(1.702f * x);
  case BB_TANH: return hyperbolic_tangent(x);
  case BB_SQUARED_RELU: return vmax(x, (vf)0) * vmax(x, (vf)0);
  case BB_LEAKY_RELU_1E3: return x < 0.0f ? x * 0.001f : x;
  case BB_MISH: return mish(x);
  }
  return x;
}

static inline __attribute__((always_inline)) void activate_as(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int64_t columns,
    bb_activation activation) {
  for (int64_t r = 0; r < rows; r++, x += x_stride, y += y_stride) {
    int64_t i = 0;
    for (; i + BB_WIDTH <= columns; i += BB_WIDTH) store(y + i, activated(load(x + i), activation));
    if (i < columns) store_part(y + i, activated(load_part(x + i, columns - i), activation), columns - i);
  }
}

/// Rows that touch are worked on as one.
static void activate(
    const float *x, ptrdiff_t x_stride, float *y, ptrdiff_t y_stride, int64_t rows, int64_t columns,
    bb_activation activation) {
  if (x_stride == columns && y_stride == columns) columns *= rows, rows = 1;
  switch (activation) {
#define BB_CASE(name)                                                                                                  \
  case name: activate_as(x, x_stride, y, y_stride, rows, columns, name); break;
    BB_CASE(BB_IDENTITY)
    BB_CASE(BB_RELU)
    BB_CASE(BB_RELU6)
    BB_CASE(BB_LEAKY_RELU)
    BB_CASE(BB_SIGMOID)
    BB_CASE(BB_HARD_SIGMOID)
    BB_CASE(BB_SILU)
    BB_CASE(BB_HARD_SWISH)
    BB_CASE(BB_GELU)
    BB_CASE(BB_GELU_TANH)
    BB_CASE(BB_QUICK_GELU)
    BB_CASE(BB_TANH)
    BB_CASE(BB_SQUARED_RELU)
    BB_CASE(BB_LEAKY_RELU_1E3)
    BB_CASE(BB_MISH)
#undef BB_CASE
  }
}

/// The activation of what was just written, and so is in the nearest cache. The other kernels end with this rather
/// than each having a loop per activation.
static inline void finish(float *y, size_t count, bb_activation activation) {
  if (activation != BB_IDENTITY) activate(y, (ptrdiff_t)count, y, (ptrdiff_t)count, 1, (int64_t)count, activation);
}
