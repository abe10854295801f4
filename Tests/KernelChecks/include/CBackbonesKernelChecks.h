// The checks of the kernels: each kernel of kernels.def is compared with its definition in double precision. Swift's
// tests call them, and main.c where there is no Swift, such as under an emulator.
#pragma once
#include <stddef.h>
#include "CBackbonesKernels.h"

/// The checks, one for each kernel, by number: 0..<BB_CHECK_COUNT.
enum {
#define KERNEL(name, ...) BB_CHECK_##name,
#include "kernels.def"
  BB_CHECK_COUNT
};

/// The name of the kernel that a check compares.
const char *bb_check_name(int check);

/// What is done to a kernel to prove its check: with a fault, a check that finds nothing is a bad check.
typedef enum {
  BB_FAULT_NONE,
  BB_FAULT_IDLE,  // the kernel does nothing
  BB_FAULT_NAN,   // the first element of what it writes is not a number
} bb_fault;

/// Checks one kernel of a set that this processor has. Returns the number of differences and describes the first ones
/// in `report`, of `room` bytes. With a fault, the first difference ends the check.
int bb_check_kernel(int check, bb_set set, bb_fault fault, char *report, size_t room);

/// Checks the team of threads, and the number of processors; returns and reports as bb_check_kernel.
int bb_check_team(char *report, size_t room);
