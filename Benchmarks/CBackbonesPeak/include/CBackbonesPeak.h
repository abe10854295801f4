// The ceiling that kernels are measured against.
#pragma once
#include <stdint.h>
#include "CBackbonesKernels.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Multiplies and adds in registers only, in independent chains, with the instructions of a set of kernels, which this
/// CPU must have; returns the number of floating-point operations. `sink` receives what keeps them from being left out.
int64_t peak_multiply_adds(bb_set set, int64_t iterations, float *sink);

#ifdef __cplusplus
}
#endif
