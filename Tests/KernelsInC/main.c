// Checks every kernel of every set that this CPU can run, and the team of threads. `--prove` shows instead that each
// check can fail: it must where the kernel does nothing.
#include <stdio.h>
#include <string.h>
#include "check.h"

#define DEFINE_IDLE(name, parameters, arguments)                                                                       \
  _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wunused-parameter\"")                          \
  static void idle_##name parameters {}                                                                                \
  _Pragma("clang diagnostic pop")
BB_KERNELS(DEFINE_IDLE)

static int prove(const bb_kernels *set) {
  int wrong = 0;
  quiet = true;
#define PROVE(name, parameters, arguments)                                                                             \
  {                                                                                                                    \
    bb_kernels idle = *set;                                                                                            \
    idle.name = idle_##name;                                                                                           \
    failures = 0;                                                                                                      \
    check_##name(&idle);                                                                                               \
    if (failures == 0) {                                                                                               \
      fprintf(stderr, "the check of " #name " does not fail where it does nothing\n");                                 \
      wrong++;                                                                                                         \
    }                                                                                                                  \
  }
  BB_KERNELS(PROVE)
  return wrong;
}

static int check_set(bb_cpu cpu) {
  const bb_kernels *set = bb_kernels_of(cpu);
  int wrong = 0, count = 0;
#define CHECK(name, parameters, arguments)                                                                             \
  failures = 0;                                                                                                        \
  check_##name(set);                                                                                                   \
  if (failures > 0) fprintf(stderr, "%s " #name ": %d failures\n", bb_cpu_name(cpu), failures);                        \
  wrong += failures > 0;                                                                                               \
  count++;
  BB_KERNELS(CHECK)
  printf("%s: %d of %d kernels agree with their definitions\n", bb_cpu_name(cpu), count - wrong, count);
  return wrong;
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--prove") == 0) {
    int wrong = prove(bb_kernels_of(bb_cpu_best()));
    if (wrong == 0) puts("every check fails where its kernel does nothing");
    return wrong != 0;
  }
  int wrong = 0;
  for (int cpu = BB_CPU_BASELINE; cpu <= (int)bb_cpu_best(); cpu++) wrong += check_set((bb_cpu)cpu);
  failures = 0;
  check_team();
  puts(failures ? "the team of threads does not do its work" : "the team of threads does its work");
  return wrong + failures != 0;
}
