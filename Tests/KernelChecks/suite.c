// The list of the checks, and the faults that prove them.
#include <math.h>
#include "check.h"

const char *bb_check_name(int check) {
  static const char *const names[] = {
#define KERNEL(name, ...) #name,
#include "kernels.def"
  };
  return check >= 0 && check < BB_CHECK_COUNT ? names[check] : "none";
}

// MARK: - Faults

/// The sound kernels, of which a spoiled one calls its own.
static _Thread_local const bb_kernels *sound;

typedef enum { READ_ONLY, FLOATS, DOUBLES, HALVES, BYTES, HEAD } written;

static void spoil(written kind, const void *parameter) {
  switch (kind) {
  case READ_ONLY: break;
  case FLOATS: **(float *const *)parameter = NAN; break;
  case DOUBLES: **(double *const *)parameter = NAN; break;
  case HALVES: **(uint16_t *const *)parameter = 0x7e00; break;
  case BYTES: **(uint8_t *const *)parameter ^= 0xff; break;
  case HEAD: {
    const bb_attention_head *head = *(const bb_attention_head *const *)parameter;
    *(head->weights ? head->weights : head->out) = NAN;
    break;
  }
  }
}

#define SPOIL(type, parameter)                                                                                         \
  spoil(_Generic((parameter), float *: FLOATS, double *: DOUBLES, uint16_t *: HALVES,                                  \
                 uint8_t *: BYTES, const bb_attention_head *: HEAD, default: READ_ONLY), &parameter)
#define IGNORE(type, parameter) (void)parameter

#define KERNEL(name, ...)                                                                                              \
  static void idle_##name(BB_PARAMETERS(__VA_ARGS__)) { BB_EACH(IGNORE, __VA_ARGS__); }                                \
  static void spoiled_##name(BB_PARAMETERS(__VA_ARGS__)) {                                                             \
    sound->name(BB_ARGUMENTS(__VA_ARGS__));                                                                            \
    BB_EACH(SPOIL, __VA_ARGS__);                                                                                       \
  }
#include "kernels.def"

// MARK: - Running

int bb_check_kernel(int check, bb_set set, bb_fault fault, char *report, size_t room) {
  jmp_buf stop;
  begin_report(report, room, fault == BB_FAULT_NONE ? NULL : &stop);
  if (setjmp(stop) != 0) {
    free_all();
    return end_report();
  }
  sound = bb_kernels_of(set);
  if (!sound) fail("this processor does not have %s", bb_set_name(set));
  if (!sound) return end_report();
  bb_kernels kernels = *sound;
  switch (check) {
#define KERNEL(name, ...)                                                                                              \
  case BB_CHECK_##name:                                                                                                \
    if (fault != BB_FAULT_NONE) kernels.name = fault == BB_FAULT_IDLE ? idle_##name : spoiled_##name;                  \
    check_##name(&kernels);                                                                                            \
    break;
#include "kernels.def"
  default: fail("there is no check %d", check);
  }
  return end_report();
}

int bb_check_team(char *report, size_t room) {
  begin_report(report, room, NULL);
  check_team();
  return end_report();
}
