#include "CBackbonesKernels.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A handler may not lock or allocate, so names lie in slots that are taken and given back atomically.
#define SLOTS 64

static _Atomic(char *) pending[SLOTS];

int bb_pending_file(const char *path) {
  char *copy = strdup(path);
  if (!copy) return -1;
  for (int slot = 0; slot < SLOTS; slot++) {
    char *none = NULL;
    if (atomic_compare_exchange_strong(&pending[slot], &none, copy)) return slot;
  }
  free(copy);
  return -1;
}

void bb_settle_file(int slot) {
  if (slot >= 0) free(atomic_exchange(&pending[slot], NULL));
}

static void remove_pending_files(int number) {
  for (int slot = 0; slot < SLOTS; slot++) {
    char *path = atomic_exchange(&pending[slot], NULL);
    if (path) unlink(path);
  }
  _exit(128 + number);
}

static volatile sig_atomic_t noted;

static void note_signal(int number) {
  if (noted) remove_pending_files(number);  // asked twice
  noted = number;
}

static void call_on(int number, void (*handler)(int)) {
  struct sigaction action;
  // Who runs a command in the background may have it pass a signal over.
  if (sigaction(number, NULL, &action) || action.sa_handler == SIG_IGN) return;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaddset(&action.sa_mask, SIGINT);
  sigaddset(&action.sa_mask, SIGTERM);
  sigaction(number, &action, NULL);
  // A process that was started by a thread which blocks signals blocks them too.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, number);
  sigprocmask(SIG_UNBLOCK, &signals, NULL);
}

void bb_end_on_signals(void) {
  call_on(SIGINT, remove_pending_files);
  call_on(SIGTERM, remove_pending_files);
}

void bb_note_signals(void) {
  call_on(SIGINT, note_signal);
  call_on(SIGTERM, note_signal);
}

int bb_noted_signal(void) { return noted; }
