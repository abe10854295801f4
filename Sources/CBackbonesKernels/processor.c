// What the processor is: its maker, its name, its generation and its caches, as it says itself.
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "kernels.h"
#if defined(__x86_64__)
#include <cpuid.h>
#elif defined(__APPLE__)
#include <sys/sysctl.h>
#endif

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

static bb_processor known;

#if defined(__x86_64__)
/// Intel's leaf and AMD's describe a cache in the same words.
static void read_caches(void) {
  const unsigned leaf = strcmp(known.maker, "AuthenticAMD") == 0 ? 0x8000001D : 4;
  unsigned a, b, c, d;
  for (unsigned index = 0; index < 16 && __get_cpuid_count(leaf, index, &a, &b, &c, &d) && (a & 31) != 0; index++) {
    if ((a & 31) == 2) continue;  // of instructions
    const int64_t line = (b & 0xfff) + 1, partitions = (b >> 12 & 0x3ff) + 1, ways = (b >> 22) + 1;
    const int level = a >> 5 & 7;
    if (level >= 1 && level <= 3) known.cache_bytes[level - 1] = line * partitions * ways * ((int64_t)c + 1);
  }
}

static void read_processor(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(0, &a, &b, &c, &d)) return;
  const unsigned words[] = {b, d, c};
  memcpy(known.maker, words, sizeof words);
  if (!__get_cpuid(1, &a, &b, &c, &d)) return;
  const unsigned family = a >> 8 & 15;
  known.family = (int32_t)(family == 15 ? family + (a >> 20 & 255) : family);
  known.model = (int32_t)((a >> 4 & 15) | (family == 6 || family == 15 ? a >> 12 & 0xf0 : 0));
  read_caches();
}
#elif defined(__APPLE__)
static int64_t read_size(const char *name) {
  int64_t bytes = 0;
  size_t size = sizeof bytes;
  return sysctlbyname(name, &bytes, &size, NULL, 0) == 0 ? bytes : 0;
}

static void read_processor(void) {
  snprintf(known.maker, sizeof known.maker, "Apple");
  known.cache_bytes[0] = read_size("hw.perflevel0.l1dcachesize");
  known.cache_bytes[1] = read_size("hw.perflevel0.l2cachesize");
}
#else
/// A word of one of the files in which Linux describes a cache.
static int read_word(int index, const char *file, char *word) {
  char path[96];
  snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu0/cache/index%d/%s", index, file);
  FILE *stream = fopen(path, "r");
  if (!stream) return 0;
  const int found = fscanf(stream, "%15s", word) == 1;
  fclose(stream);
  return found;
}

static void read_processor(void) {
  char level[16], type[16], size[16];
  for (int index = 0; index < 8 && read_word(index, "level", level); index++) {
    if (!read_word(index, "type", type) || strcmp(type, "Instruction") == 0 || !read_word(index, "size", size)) continue;
    char *unit;
    int64_t bytes = strtoll(size, &unit, 10);
    if (*unit == 'K') bytes <<= 10;
    if (*unit == 'M') bytes <<= 20;
    if (atoi(level) >= 1 && atoi(level) <= 3) known.cache_bytes[atoi(level) - 1] = bytes;
  }
}
#endif

static const bb_processor *processor(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, read_processor);
  return &known;
}

bb_processor bb_processor_in_use(void) { return *processor(); }

int64_t bb_block_floats(void) { return BB_BLOCK_FLOATS * (processor()->cache_bytes[1] >= 2 << 20 ? BB_BLOCK_SHARES : 1); }
