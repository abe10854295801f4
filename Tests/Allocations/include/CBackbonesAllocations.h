// Counts allocations, so that a test can tell that something allocates nothing.
#pragma once
#include <stdint.h>

/// Calls of malloc and its kin on the calling thread so far; negative where they cannot be counted.
int64_t allocations_of_this_thread(void);
