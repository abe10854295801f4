// Runs the checks where there is no Swift: every kernel of every instruction set that this processor has, and the team
// of threads. `--prove` shows instead that each check fails where its kernel is faulty.
#include <stdio.h>
#include <string.h>
#include "CBackbonesKernelChecks.h"

static char report[4096];

static int prove(bb_set set) {
  int wrong = 0;
  for (int check = 0; check < BB_CHECK_COUNT; check++)
    for (bb_fault fault = BB_FAULT_IDLE; fault <= BB_FAULT_NAN; fault++) {
      if (bb_check_kernel(check, set, fault, report, sizeof report) > 0) continue;
      printf("the check of %s does not see a kernel that %s\n", bb_check_name(check),
             fault == BB_FAULT_IDLE ? "does nothing" : "writes a NaN");
      wrong++;
    }
  if (wrong == 0) printf("%s: every check fails where its kernel is faulty\n", bb_set_name(set));
  return wrong;
}

static int check(bb_set set) {
  int wrong = 0;
  for (int check = 0; check < BB_CHECK_COUNT; check++) {
    int failures = bb_check_kernel(check, set, BB_FAULT_NONE, report, sizeof report);
    if (failures > 0) printf("%s %s: %d differences\n%s", bb_set_name(set), bb_check_name(check), failures, report);
    wrong += failures > 0;
  }
  printf("%s: %d of %d kernels agree with their definitions\n", bb_set_name(set), BB_CHECK_COUNT - wrong,
         BB_CHECK_COUNT);
  return wrong;
}

int main(int argc, char **argv) {
  const int proving = argc == 2 && strcmp(argv[1], "--prove") == 0;
  int wrong = 0;
  for (int set = 0; set < BB_SET_COUNT; set++)
    if (bb_sets_available() >> set & 1) wrong += proving ? prove((bb_set)set) : check((bb_set)set);
  if (proving) return wrong != 0;
  const int failures = bb_check_team(report, sizeof report);
  printf("the team of threads %s\n%s", failures ? "does not do its work" : "does its work", report);
  return wrong + failures != 0;
}
