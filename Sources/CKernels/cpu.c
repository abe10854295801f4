// Which set of kernels runs, and the public functions that hand over to it.
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include "kernels.h"

static const char *const names[] = {"baseline", "avx2", "avx512"};

const char *bb_cpu_name(bb_cpu cpu) { return names[cpu]; }

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

static const bb_kernels *kernels_of(bb_cpu cpu) {
  switch (cpu) {
#if defined(__x86_64__)
  case BB_CPU_AVX512: return &bb_kernels_avx512;
  case BB_CPU_AVX2: return &bb_kernels_avx2;
#endif
  default: return &bb_kernels_baseline;
  }
}

static _Atomic(const bb_kernels *) kernels_in_use;

int bb_cpu_use(bb_cpu cpu) {
  if (cpu < BB_CPU_BASELINE || cpu > bb_cpu_best()) return 0;
  atomic_store_explicit(&kernels_in_use, kernels_of(cpu), memory_order_relaxed);
  return 1;
}

static const bb_kernels *choose(void) {
  bb_cpu cpu = bb_cpu_best();
  const char *wish = getenv("BACKBONES_CPU");
  for (int lesser = BB_CPU_BASELINE; wish && lesser < (int)cpu; lesser++)
    if (strcmp(wish, names[lesser]) == 0) cpu = (bb_cpu)lesser;
  bb_cpu_use(cpu);
  return kernels_of(cpu);
}

static inline const bb_kernels *kernels(void) {
  const bb_kernels *k = atomic_load_explicit(&kernels_in_use, memory_order_relaxed);
  return k ? k : choose();
}

bb_cpu bb_cpu_in_use(void) {
  const bb_kernels *k = kernels();
  bb_cpu cpu = bb_cpu_best();
  while (kernels_of(cpu) != k) cpu--;
  return cpu;
}

#define BB_DISPATCH(name, parameters, arguments)                                                                       \
  void bb_##name parameters { kernels()->name arguments; }
BB_KERNELS(BB_DISPATCH)
