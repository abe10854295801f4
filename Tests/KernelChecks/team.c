#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>
#include "check.h"

enum { TASKS_MOST = 60 };

/// Marks of the tasks of one run.
typedef struct {
  int threads;
  int tasks[TASKS_MOST];
} marks;

static void mark(void *context, int task, int worker) {
  marks *m = context;
  m->tasks[task] += worker >= 0 && worker < m->threads ? 1 : 1000;
}

/// Runs `count` tasks; whether each was run once.
static bool runs_each_once(bb_team *team, int threads, int count) {
  marks m = {.threads = threads};
  bb_team_run(team, count, mark, &m);
  for (int i = 0; i < TASKS_MOST; i++)
    if (m.tasks[i] != (i < count)) return false;
  return true;
}

typedef struct {
  bb_team *team;
  int threads;
  atomic_int *good;
} caller;

/// Claims the team a hundred times, while others do.
static void *call_often(void *argument) {
  caller *self = argument;
  for (int done = 0; done < 100;) {
    if (!bb_team_claim(self->team)) {
      sched_yield();
      continue;
    }
    if (runs_each_once(self->team, self->threads, done % TASKS_MOST)) atomic_fetch_add(self->good, 1);
    bb_team_release(self->team);
    done++;
  }
  return NULL;
}

void check_team(void) {
  seed(20);
  for (int threads = 1; threads <= 5; threads += threads < 3 ? 1 : 2) {
    bb_team *team = bb_team_create(threads);
    if (!team) return fail("no team of %d threads", threads);
    for (int i = 0; i < 200; i++) {
      if (!bb_team_claim(team)) fail("team of %d: not free", threads);
      if (bb_team_claim(team)) fail("team of %d: claimed twice", threads);
      for (int run = 0; run < 5; run++)
        if (!runs_each_once(team, threads, random_integer(0, TASKS_MOST)))
          fail("team of %d: a task was not run once", threads);
      bb_team_release(team);
      if (i % 20 == 0) usleep(2000);  // its workers go to sleep
    }
    bb_team_destroy(team);
  }

  enum { CALLERS = 4, THREADS = 3 };
  atomic_int good = 0;
  bb_team *team = bb_team_create(THREADS);
  if (!team) return fail("no team of %d threads", THREADS);
  caller shared = {team, THREADS, &good};
  pthread_t callers[CALLERS];
  int started = 0;
  while (started < CALLERS && pthread_create(&callers[started], NULL, call_often, &shared) == 0) started++;
  for (int i = 0; i < started; i++) pthread_join(callers[i], NULL);
  if (good != CALLERS * 100) fail("callers in turns: %d runs of %d were right", good, CALLERS * 100);
  bb_team_destroy(team);

  for (int i = 0; i < 40; i++) bb_team_destroy(bb_team_create(i % 6 + 1));
  if (bb_team_create(0)) fail("a team of no threads");
  const int available = bb_processors_available(), online = bb_processors_online();
  if (available < 1 || available > online) fail("%d processors of %d", available, online);
}
