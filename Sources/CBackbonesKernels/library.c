// Which file a function was loaded from.
#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include <dlfcn.h>
#include <stdlib.h>
#include "include/CBackbonesKernels.h"

char *bb_file_of_function(const char *name) {
  void *function = dlsym(RTLD_DEFAULT, name);
  Dl_info info;
  if (!function || !dladdr(function, &info) || !info.dli_fname) return NULL;
  return realpath(info.dli_fname, NULL);
}
