// How many processors this process may use.
#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "include/CBackbonesKernels.h"

int bb_processors_online(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count < 1 ? 1 : (int)count;
}

#if defined(__linux__)
int bb_processors_in_mask(void) {
  // The kernel refuses a mask smaller than its own, and does not say how large that is.
  for (int room = 1024; room <= 1 << 20; room *= 2) {
    cpu_set_t *mask = CPU_ALLOC((size_t)room);
    if (!mask) break;
    size_t size = CPU_ALLOC_SIZE((size_t)room);
    int count = sched_getaffinity(0, size, mask) == 0 ? CPU_COUNT_S(size, mask) : 0;
    CPU_FREE(mask);
    if (count > 0) return count;
  }
  return bb_processors_online();
}

/// Reads `file` of the group at `root` + `group`; zero where there is none.
static int read_line(const char *root, const char *group, const char *file, char *line, int room) {
  char path[4400];
  snprintf(path, sizeof path, "%s%s/%s", root, group, file);
  FILE *stream = fopen(path, "r");
  if (!stream) return 0;
  int found = fgets(line, room, stream) != NULL;
  fclose(stream);
  return found;
}

/// Processors that one group's quota amounts to; infinity where it has none.
static double quota_of_group(const char *root, const char *group) {
  char line[128];
  double quota, period;
  if (read_line(root, group, "cpu.max", line, sizeof line)) {
    if (sscanf(line, "%lf %lf", &quota, &period) != 2) return INFINITY;
  } else {
    if (!read_line(root, group, "cpu.cfs_quota_us", line, sizeof line) || sscanf(line, "%lf", &quota) != 1)
      return INFINITY;
    if (!read_line(root, group, "cpu.cfs_period_us", line, sizeof line) || sscanf(line, "%lf", &period) != 1)
      return INFINITY;
  }
  return quota > 0 && period > 0 ? quota / period : INFINITY;
}

/// The smallest quota of a group and those it lies in. Within a container the group's path may be the host's, so that
/// only the root is there to be read.
static double quota_on_path(const char *root, char *group) {
  double quota = quota_of_group(root, "");
  for (char *end = group + strlen(group); end > group; *end = 0) {
    double here = quota_of_group(root, group);
    if (here < quota) quota = here;
    end = strrchr(group, '/');
    if (!end) break;
  }
  return quota;
}

double bb_processors_in_quota(void) {
  FILE *stream = fopen("/proc/self/cgroup", "r");
  if (!stream) return INFINITY;
  double quota = INFINITY;
  char line[4096];
  while (fgets(line, sizeof line, stream)) {  // number:controllers:/path, without controllers for version 2
    line[strcspn(line, "\n")] = 0;
    char *controllers = strchr(line, ':'), *group = controllers ? strchr(controllers + 1, ':') : NULL;
    if (!group) continue;
    *group++ = 0;
    controllers++;
    char root[256];
    if (*controllers == 0) snprintf(root, sizeof root, "/sys/fs/cgroup");
    else if (strncmp(controllers, "cpu,", 4) == 0 || strcmp(controllers, "cpu") == 0 || strstr(controllers, ",cpu"))
      snprintf(root, sizeof root, "/sys/fs/cgroup/%.200s", controllers);
    else continue;
    double here = quota_on_path(root, group);
    if (here < quota) quota = here;
  }
  fclose(stream);
  return quota;
}
#else
int bb_processors_in_mask(void) { return bb_processors_online(); }

double bb_processors_in_quota(void) { return INFINITY; }
#endif

int bb_processors_available(void) {
  int mask = bb_processors_in_mask();
  double quota = bb_processors_in_quota();
  if (quota >= mask) return mask;
  int whole = (int)quota;
  return whole < quota ? whole + 1 : whole < 1 ? 1 : whole;
}

int bb_address_space_is_limited(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}
