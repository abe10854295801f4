// Which instruction set's kernels run, and the public functions that call them.
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include "kernels.h"

static const struct {
  const char *name;
  const bb_kernels *kernels;
} sets[] = {
#define INSTRUCTION_SET(CONSTANT, name, condition) {#name, &bb_kernels_##name},
#include "include/instruction_sets.def"
};

const char *bb_set_name(bb_set set) { return set < BB_SET_COUNT ? sets[set].name : "none"; }

uint32_t bb_sets_available(void) {
  uint32_t mask = 0;
#if defined(__x86_64__)
  // The compiler's run time also asks whether the operating system keeps the wide registers.
  __builtin_cpu_init();
#define HAS(feature) __builtin_cpu_supports(feature)
#endif
#define INSTRUCTION_SET(CONSTANT, name, condition) mask |= (uint32_t)((condition) != 0) << BB_SET_##CONSTANT;
#include "include/instruction_sets.def"
  return mask;
}

const bb_kernels *bb_kernels_of(bb_set set) {
  return set < BB_SET_COUNT && bb_sets_available() >> set & 1 ? sets[set].kernels : NULL;
}

static bb_choice choice;
/// The table of the set in use; null until it is chosen.
static _Atomic(const bb_kernels *) chosen;

static void choose(void) {
  const uint32_t available = bb_sets_available();
  const char *value = getenv("BACKBONES_CPU");
  choice.requested = value && *value ? strdup(value) : NULL;
  choice.refused = choice.requested != NULL;
  for (int set = 0; set < BB_SET_COUNT; set++)
    if (available >> set & 1) choice.set = (bb_set)set;
  for (int set = 0; set < BB_SET_COUNT && choice.refused; set++)
    if (available >> set & 1 && strcmp(choice.requested, sets[set].name) == 0) {
      choice.set = (bb_set)set;
      choice.refused = 0;
    }
  atomic_store_explicit(&chosen, sets[choice.set].kernels, memory_order_release);
}

/// What a process computes never changes half-way.
static void choose_once(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, choose);
}

bb_choice bb_set_in_use(void) {
  choose_once();
  return choice;
}

static const bb_kernels *first_kernels(void) {
  choose_once();
  return atomic_load_explicit(&chosen, memory_order_relaxed);
}

static inline const bb_kernels *kernels(void) {
  const bb_kernels *known = atomic_load_explicit(&chosen, memory_order_relaxed);
  return known ? known : first_kernels();
}

#define KERNEL(name, ...)                                                                                              \
  void bb_##name(BB_PARAMETERS(__VA_ARGS__)) { kernels()->name(BB_ARGUMENTS(__VA_ARGS__)); }
#include "include/kernels.def"
