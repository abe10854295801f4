// Libraries that are loaded when a picture first needs them: a system without them does without, and programs start as fast as before.
#pragma once
#include <dlfcn.h>
#include <stddef.h>

/// Where Homebrew has libraries, which the loader does not search.
#ifdef __APPLE__
#define BB_LIBRARY_NAMES(linux_name, apple_name) \
  {apple_name, "/opt/homebrew/lib/" apple_name, "/usr/local/lib/" apple_name, NULL}
#else
#define BB_LIBRARY_NAMES(linux_name, apple_name) {linux_name, NULL}
#endif

/// The first of some libraries that is there; null where none is.
static inline void *bb_open_library(const char *const *names) {
  void *library = NULL;
  for (; *names && !library; names++) library = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
  return library;
}
