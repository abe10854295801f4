// Which set of kernels runs, and the public functions that hand over to it.
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kernels.h"
#if defined(__x86_64__)
#include <cpuid.h>
#elif defined(__APPLE__)
#include <sys/sysctl.h>
#endif

#if defined(__aarch64__)
static const char *const names[] = {"neon"};
#else
static const char *const names[] = {"baseline", "avx2", "avx512"};
#endif

const char *bb_cpu_name(bb_cpu cpu) { return cpu < sizeof names / sizeof *names ? names[cpu] : "none"; }

void bb_cpu_model(char *model, size_t room) {
  char name[128] = {0};
#if defined(__x86_64__)
  unsigned *words = (unsigned *)name, most = __get_cpuid_max(0x80000000, NULL);
  for (unsigned leaf = 0x80000002; leaf <= 0x80000004 && most >= 0x80000004; leaf++, words += 4)
    __get_cpuid(leaf, words, words + 1, words + 2, words + 3);
#elif defined(__APPLE__)
  size_t size = sizeof name - 1;
  sysctlbyname("machdep.cpu.brand_string", name, &size, NULL, 0);
#endif
  // Makers fill the name up with spaces, at either end.
  const char *start = name + strspn(name, " ");
  size_t length = strlen(start);
  while (length > 0 && start[length - 1] == ' ') length--;
  snprintf(model, room, "%.*s", (int)length, start);
}

bb_cpu bb_cpu_best(void) {
#if defined(__x86_64__)
  // The compiler's run time also asks whether the operating system keeps the wide registers.
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || !__builtin_cpu_supports("f16c"))
    return BB_CPU_BASELINE;
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq"))
    return BB_CPU_AVX512;
  return BB_CPU_AVX2;
#else
  return BB_CPU_BASELINE;
#endif
}

const bb_kernels *bb_kernels_of(bb_cpu cpu) {
  if (cpu > bb_cpu_best()) return NULL;
  switch (cpu) {
#if defined(__x86_64__)
  case BB_CPU_AVX512: return &bb_kernels_avx512;
  case BB_CPU_AVX2: return &bb_kernels_avx2;
#endif
  default: return &bb_kernels_baseline;
  }
}

/// Chosen at the first call, and then for good: what a process computes never changes half-way.
static _Atomic(const bb_kernels *) chosen;

static const bb_kernels *choose(void) {
  bb_cpu cpu = bb_cpu_best();
  const char *wish = getenv("BACKBONES_CPU");
  for (int lesser = BB_CPU_BASELINE; wish && lesser < (int)cpu; lesser++)
    if (strcmp(wish, names[lesser]) == 0) cpu = (bb_cpu)lesser;
  const bb_kernels *kernels = bb_kernels_of(cpu);
  atomic_store_explicit(&chosen, kernels, memory_order_relaxed);
  return kernels;
}

static inline const bb_kernels *kernels(void) {
  const bb_kernels *known = atomic_load_explicit(&chosen, memory_order_relaxed);
  return known ? known : choose();
}

bb_cpu bb_cpu_in_use(void) {
  bb_cpu cpu = bb_cpu_best();
  while (bb_kernels_of(cpu) != kernels()) cpu--;
  return cpu;
}

#define BB_DISPATCH(name, parameters, arguments)                                                                       \
  void bb_##name parameters { kernels()->name arguments; }
BB_KERNELS(BB_DISPATCH)
