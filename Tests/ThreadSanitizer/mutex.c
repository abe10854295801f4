// Tells ThreadSanitizer of Swift's Mutex; without this, correct programs are reported as races. On Linux the mutex's fast path is
// inlined, hence instrumented. Its slow path (a wait in the kernel) is in the Synchronization library, which is not instrumented.
// These take the place of the library's functions in a program that is linked with them (`Scripts/test_sanitizers callers`).
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

// Of the sanitizer's run time.
void __tsan_acquire(void *address);
void __tsan_release(void *address);

// Swift's names of `_MutexHandle._lockSlow(_:)` and `_unlockSlow()` in Synchronization.
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

#define HANDLE __attribute__((swift_context)) void *handle
typedef __attribute__((swiftcall)) void lock_function(uint32_t thread, HANDLE);
typedef __attribute__((swiftcall)) void unlock_function(HANDLE);

lock_function lock_slow __asm__(LOCK);
unlock_function unlock_slow __asm__(UNLOCK);

__attribute__((swiftcall)) void lock_slow(uint32_t thread, HANDLE) {
  ((lock_function *)dlsym(RTLD_NEXT, LOCK))(thread, handle);
  __tsan_acquire(handle);
}

__attribute__((swiftcall)) void unlock_slow(HANDLE) {
  __tsan_release(handle);
  ((unlock_function *)dlsym(RTLD_NEXT, UNLOCK))(handle);
}
