// Transparent huge pages (2 MiB), where the system supports them.
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
