// A team of threads that runs numbered tasks.
//
// Static scheduling with work stealing: each thread starts with its own equal range of tasks, in order. These are the
// rows that it computed in the step before, so its caches still hold them. A thread that has finished helps the others.
// One 64-bit word per range, the ticket, has the whole state: {generation of the run, tasks left}. A thread takes a task
// by counting the ticket down. A worker with the ticket of an earlier run fails, because the generation differs; one
// that finds no task left does not try. So the fields of a run change only while no task of it can be taken, and the
// caller never waits for a sleeping worker.
#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "include/CBackbonesKernels.h"
#include "tuning.h"

// Whether threads can be told where to begin.
#if defined(__linux__) && defined(__GLIBC__)
#define BB_PLACES 1
#endif

typedef struct {
  bb_team *team;
  pthread_t thread;
  int number;
#if BB_PLACES
  int is_placed;      // it began on some of the processors only
  cpu_set_t allowed;  // where it may go from then on
#endif
} worker;

typedef struct {
  _Alignas(128) _Atomic uint64_t ticket;  // generation << 32 | tasks left
} share;

struct bb_team {
  _Alignas(128) atomic_int unfinished;
  _Alignas(128) atomic_int claimed;
  atomic_int parked;
  atomic_int stopping;
  // One run; see the ticket.
  void (*body)(void *context, int task, int worker);
  void *context;
  int tasks;

  int threads;
  worker *workers;
  pthread_mutex_t lock;
  pthread_cond_t wake;
  share shares[];  // one a thread
};

static inline void cpu_relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/// Where the share of a thread begins.
static inline int share_begin(int tasks, int thread, int threads) {
  return (int)((int64_t)tasks * thread / threads);
}

/// Takes and runs tasks until none is left, its own share's first.
static void run_tasks(bb_team *team, int number) {
  for (int i = 0; i < team->threads; i++) {
    int whose = (number + i) % team->threads;
    _Atomic uint64_t *shared = &team->shares[whose].ticket;
    uint64_t ticket = atomic_load_explicit(shared, memory_order_acquire);
    while ((uint32_t)ticket != 0) {
      if (!atomic_compare_exchange_weak_explicit(
              shared, &ticket, ticket - 1, memory_order_acq_rel, memory_order_acquire))
        continue;
      int end = share_begin(team->tasks, whose + 1, team->threads);
      team->body(team->context, end - (int)(uint32_t)ticket, number);
      atomic_fetch_sub_explicit(&team->unfinished, 1, memory_order_release);
      ticket = atomic_load_explicit(shared, memory_order_acquire);
    }
  }
}

static inline uint32_t generation_of(bb_team *team, int number) {
  return (uint32_t)(atomic_load_explicit(&team->shares[number].ticket, memory_order_acquire) >> 32);
}

static void park(bb_team *team) {
  pthread_mutex_lock(&team->lock);
  // This and bb_team_claim each write their own flag before reading the other's (sequentially consistent), so at
  // least one of them sees the other.
  atomic_fetch_add(&team->parked, 1);
  while (!atomic_load(&team->claimed) && !atomic_load(&team->stopping)) pthread_cond_wait(&team->wake, &team->lock);
  atomic_fetch_sub(&team->parked, 1);
  pthread_mutex_unlock(&team->lock);
}

static void *work(void *argument) {
  worker *self = argument;
  bb_team *team = self->team;
#if BB_PLACES
  if (self->is_placed) sched_setaffinity(0, sizeof self->allowed, &self->allowed);
#endif
  int64_t last_claim = nanoseconds();
  uint32_t seen = 0;
  for (unsigned spins = 1; !atomic_load_explicit(&team->stopping, memory_order_relaxed); spins++) {
    uint32_t generation = generation_of(team, self->number);
    if (generation != seen) {
      seen = generation;
      run_tasks(team, self->number);
      spins = 0;
    }
    cpu_relax();
    if (spins % BB_SPINS_BETWEEN_CLOCKS == 0) {
      int64_t now = nanoseconds();
      if (atomic_load_explicit(&team->claimed, memory_order_relaxed)) {
        last_claim = now;
      } else if (now - last_claim > BB_LINGER_NANOSECONDS) {
        park(team);
        last_claim = nanoseconds();
      }
    }
    if (spins % BB_SPINS_BEFORE_YIELD == 0) sched_yield();
  }
  return NULL;
}

/// Starts a worker on another processor than the caller's, if there is one. Otherwise both start on one processor, and
/// the scheduler may take longer to part two spinning threads than a short process lives.
static int start(worker *self) {
#if BB_PLACES
  cpu_set_t elsewhere;
  int here = sched_getcpu();
  pthread_attr_t attributes;
  if (here >= 0 && sched_getaffinity(0, sizeof elsewhere, &elsewhere) == 0 && CPU_COUNT(&elsewhere) > 1 &&
      pthread_attr_init(&attributes) == 0) {
    self->allowed = elsewhere;
    CPU_CLR(here, &elsewhere);
    self->is_placed = pthread_attr_setaffinity_np(&attributes, sizeof elsewhere, &elsewhere) == 0;
    int failed = pthread_create(&self->thread, &attributes, work, self);
    pthread_attr_destroy(&attributes);
    if (!failed) return 0;
    self->is_placed = 0;
  }
#endif
  return pthread_create(&self->thread, NULL, work, self);
}

bb_team *bb_team_create(int threads) {
  if (threads < 1) return NULL;
  bb_team *team;
  size_t shares = (size_t)threads * sizeof(share);
  if (posix_memalign((void **)&team, _Alignof(bb_team), sizeof *team + shares) != 0) return NULL;
  memset(team->shares, 0, shares);
  *team = (bb_team){.threads = 1, .workers = calloc((size_t)threads, sizeof(worker))};
  if (!team->workers) {
    free(team);
    return NULL;
  }
  pthread_mutex_init(&team->lock, NULL);
  pthread_cond_init(&team->wake, NULL);
  for (; team->threads < threads; team->threads++) {
    worker *next = &team->workers[team->threads - 1];
    next->team = team;
    next->number = team->threads;
    if (start(next) != 0) {
      bb_team_destroy(team);
      return NULL;
    }
  }
  return team;
}

void bb_team_destroy(bb_team *team) {
  if (!team) return;
  pthread_mutex_lock(&team->lock);
  atomic_store(&team->stopping, 1);
  pthread_cond_broadcast(&team->wake);
  pthread_mutex_unlock(&team->lock);
  for (int i = 0; i < team->threads - 1; i++) pthread_join(team->workers[i].thread, NULL);
  pthread_cond_destroy(&team->wake);
  pthread_mutex_destroy(&team->lock);
  free(team->workers);
  free(team);
}

int bb_team_claim(bb_team *team) {
  int free_to_take = 0;
  if (!atomic_compare_exchange_strong(&team->claimed, &free_to_take, 1)) return 0;
  if (atomic_load(&team->parked) > 0) {
    pthread_mutex_lock(&team->lock);
    pthread_cond_broadcast(&team->wake);
    pthread_mutex_unlock(&team->lock);
  }
  return 1;
}

void bb_team_release(bb_team *team) { atomic_store(&team->claimed, 0); }

void bb_team_run(bb_team *team, int tasks, void (*body)(void *context, int task, int worker), void *context) {
  if (team->threads == 1 || tasks <= 1) {
    for (int task = 0; task < tasks; task++) body(context, task, 0);
    return;
  }
  team->body = body;
  team->context = context;
  team->tasks = tasks;
  atomic_store_explicit(&team->unfinished, tasks, memory_order_relaxed);
  uint64_t generation = generation_of(team, 0) + 1;
  for (int i = 0; i < team->threads; i++) {
    int count = share_begin(tasks, i + 1, team->threads) - share_begin(tasks, i, team->threads);
    atomic_store_explicit(&team->shares[i].ticket, generation << 32 | (uint32_t)count, memory_order_release);
  }
  run_tasks(team, 0);
  for (unsigned spins = 1; atomic_load_explicit(&team->unfinished, memory_order_acquire) > 0; spins++) {
    cpu_relax();
    if (spins % BB_SPINS_BEFORE_YIELD == 0) sched_yield();
  }
}
