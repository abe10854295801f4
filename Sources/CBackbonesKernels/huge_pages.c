// Pages of two megabytes, where the system gives them to who asks.
#define _DEFAULT_SOURCE
#include <sys/mman.h>
#include "include/CBackbonesKernels.h"

void bb_prefer_huge_pages(void *start, size_t bytes) {
#if defined(MADV_HUGEPAGE)
  madvise(start, bytes, MADV_HUGEPAGE);
#else
  (void)start;
  (void)bytes;
#endif
}
