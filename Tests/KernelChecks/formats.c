#include <math.h>
#include <string.h>
#include "check.h"

enum { HALVES = 1 << 16 };

/// The value of sixteen bits by IEEE 754's definition.
static double value_of_half(uint32_t bits) {
  int exponent = bits >> 10 & 31, fraction = bits & 1023;
  double sign = bits >> 15 ? -1 : 1;
  if (exponent == 31) return fraction ? NAN : sign * INFINITY;
  return sign * (exponent ? ldexp(1024 + fraction, exponent - 25) : ldexp(fraction, -24));
}

void check_from_float16(const bb_kernels *set) {
  uint16_t *halves = allocate(HALVES * sizeof *halves);
  float *floats = equal_floats(HALVES, 0);
  for (int i = 0; i < HALVES; i++) halves[i] = (uint16_t)i;
  set->from_float16(halves, floats, HALVES);
  for (uint32_t i = 0; i < HALVES; i++) {
    double expected = value_of_half(i);
    bool same = isnan(expected) ? isnan(floats[i]) : floats[i] == expected && !signbit(floats[i]) == !signbit(expected);
    if (!same) fail("from_float16: %#x is %g, not %g", i, floats[i], expected);
  }
  // A last piece that is no whole vector.
  float last[5] = {0};
  set->from_float16(halves + 0x3c00, last, 5);
  expect_same(last, floats + 0x3c00, sizeof last, "from_float16, part of a vector");
  free_all();
}

void check_to_float16(const bb_kernels *set) {
  for (uint32_t bits = 0; bits < HALVES; bits++) {
    float value = (float)value_of_half(bits);
    uint16_t found = 0xdead;
    set->to_float16(&value, &found, 1);
    if (isnan(value) ? !isnan(value_of_half(found)) : found != bits) fail("to_float16: %g is %#x", value, found);
  }
  // Halfway between two, and the floats next to it: to nearest, ties to even.
  for (uint32_t bits = 0; bits < 0x7bff; bits++) {
    float middle = (float)((value_of_half(bits) + value_of_half(bits + 1)) / 2);
    float x[19];
    uint16_t found[19] = {0};
    for (int i = 0; i < 19; i++)
      x[i] = i % 3 == 0 ? nextafterf(middle, 0) : i % 3 == 1 ? middle : nextafterf(middle, 1e9f);
    set->to_float16(x, found, 19);
    for (int i = 0; i < 19; i++)
      if (found[i] != (i % 3 == 0 ? bits : i % 3 == 1 ? bits + (bits & 1) : bits + 1))
        fail("to_float16: %.9g is %#x", x[i], found[i]);
  }
  static const float large[] = {65519.996f, 65520, 1e30f};
  static const uint16_t expected[] = {0x7bff, 0x7c00, 0x7c00};
  uint16_t found[3] = {0};
  set->to_float16(large, found, 3);
  expect_same(found, expected, sizeof found, "to_float16 of large numbers");
}

void check_to_bfloat16(const bb_kernels *set) {
  float *floats = equal_floats(HALVES, 0);
  uint16_t *found = allocate(HALVES * sizeof *found);
  for (int32_t step = -1; step <= 1; step++) {
    // Halfway between two, and the floats next to it: to nearest, ties to even.
    for (uint32_t i = 0; i < HALVES; i++) {
      uint32_t bits = (i << 16 | 0x8000) + (uint32_t)step;
      memcpy(floats + i, &bits, sizeof bits);
    }
    set->to_bfloat16(floats, found, HALVES - 1);
    for (uint32_t i = 0; i < HALVES - 1; i++) {
      uint32_t expected = isnan(floats[i]) ? i | 0x40 : step < 0 ? i : step > 0 ? i + 1 : i + (i & 1);
      if (found[i] != expected) fail("to_bfloat16: %g is %#x, not %#x", floats[i], found[i], expected);
    }
  }
  for (uint32_t i = 0; i < HALVES; i++) {
    uint32_t bits = i << 16;
    memcpy(floats + i, &bits, sizeof bits);
  }
  set->to_bfloat16(floats, found, HALVES);
  for (uint32_t i = 0; i < HALVES; i++)
    if (found[i] != (isnan(floats[i]) ? i | 0x40 : i)) fail("to_bfloat16: %#x is %#x", i, found[i]);
  free_all();
}

void check_from_bfloat16(const bb_kernels *set) {
  enum { COUNT = 1003 };
  uint16_t halves[COUNT];
  float floats[COUNT] = {0};
  for (int i = 0; i < COUNT; i++) halves[i] = (uint16_t)(i * 65);
  set->from_bfloat16(halves, floats, COUNT);
  for (int i = 0; i < COUNT; i++) {
    uint32_t bits;
    memcpy(&bits, floats + i, sizeof bits);
    if (bits != (uint32_t)halves[i] << 16) fail("from_bfloat16: %#x is %#x", halves[i], bits);
  }
}

void check_synthesize(const bb_kernels *set) {
#pragma clang fp contract(off)
  enum { COUNT = 1001 };
  const uint64_t key = 0x0123456789ABCDEF;
  float expected[COUNT], found[COUNT] = {0};
  seed(key);
  for (int i = 0; i < COUNT; i++) {
    float product = 0.37f * (float)((double)(random_bits() >> 40) * 0x1p-23 - 1);
    expected[i] = 1.1f + product;
  }
  set->synthesize(found, COUNT, key, 0.37f, 1.1f);
  expect_same(found, expected, sizeof found, "synthesize");
}
