#include "CBackbonesTransfer.h"
#include <stdlib.h>

#ifdef __APPLE__
#include <CommonCrypto/CommonDigest.h>

struct bb_digest {
  bb_digest_kind kind;
  union {
    CC_SHA1_CTX sha1;
    CC_SHA256_CTX sha256;
  };
};

bb_digest *bb_digest_new(bb_digest_kind kind) {
  bb_digest *digest = malloc(sizeof *digest);
  if (!digest) return NULL;
  digest->kind = kind;
  kind == bb_digest_sha1 ? CC_SHA1_Init(&digest->sha1) : CC_SHA256_Init(&digest->sha256);
  return digest;
}

void bb_digest_update(bb_digest *digest, const void *bytes, size_t count) {
  // CommonCrypto counts in 32 bits.
  for (const uint8_t *next = bytes; count > 0;) {
    CC_LONG part = count < 1u << 30 ? (CC_LONG)count : 1u << 30;
    digest->kind == bb_digest_sha1 ? CC_SHA1_Update(&digest->sha1, next, part)
                                   : CC_SHA256_Update(&digest->sha256, next, part);
    next += part, count -= part;
  }
}

size_t bb_digest_finish(bb_digest *digest, uint8_t bytes[32]) {
  if (digest->kind == bb_digest_sha1) {
    CC_SHA1_Final(bytes, &digest->sha1);
    return CC_SHA1_DIGEST_LENGTH;
  }
  CC_SHA256_Final(bytes, &digest->sha256);
  return CC_SHA256_DIGEST_LENGTH;
}

void bb_digest_free(bb_digest *digest) { free(digest); }

#else
#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>

// OpenSSL's functions, the same in 1.1 and 3. So few are declared here: no headers of OpenSSL are needed to build.
static struct {
  const void *(*EVP_sha1)(void);
  const void *(*EVP_sha256)(void);
  void *(*EVP_MD_CTX_new)(void);
  void (*EVP_MD_CTX_free)(void *);
  int (*EVP_DigestInit_ex)(void *, const void *, void *);
  int (*EVP_DigestUpdate)(void *, const void *, size_t);
  int (*EVP_DigestFinal_ex)(void *, unsigned char *, unsigned *);
  bool loaded;
} crypto;

static void load(void) {
  static const char *const names[] = {"libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so"};
  void *library = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++) library = dlopen(names[i], RTLD_NOW);
  if (!library) return;
#define LOOK_UP(name)                                                                                                 \
  if (!(crypto.name = (__typeof__(crypto.name))dlsym(library, #name))) return;
  LOOK_UP(EVP_sha1)
  LOOK_UP(EVP_sha256)
  LOOK_UP(EVP_MD_CTX_new)
  LOOK_UP(EVP_MD_CTX_free)
  LOOK_UP(EVP_DigestInit_ex)
  LOOK_UP(EVP_DigestUpdate)
  LOOK_UP(EVP_DigestFinal_ex)
#undef LOOK_UP
  crypto.loaded = true;
}

struct bb_digest {
  void *context;
};

bb_digest *bb_digest_new(bb_digest_kind kind) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  bb_digest *digest = crypto.loaded ? malloc(sizeof *digest) : NULL;
  if (!digest) return NULL;
  digest->context = crypto.EVP_MD_CTX_new();
  const void *algorithm = kind == bb_digest_sha1 ? crypto.EVP_sha1() : crypto.EVP_sha256();
  if (digest->context && crypto.EVP_DigestInit_ex(digest->context, algorithm, NULL) == 1) return digest;
  bb_digest_free(digest);
  return NULL;
}

void bb_digest_update(bb_digest *digest, const void *bytes, size_t count) {
  crypto.EVP_DigestUpdate(digest->context, bytes, count);
}

size_t bb_digest_finish(bb_digest *digest, uint8_t bytes[32]) {
  unsigned count = 0;
  crypto.EVP_DigestFinal_ex(digest->context, bytes, &count);
  return count;
}

void bb_digest_free(bb_digest *digest) {
  if (digest) crypto.EVP_MD_CTX_free(digest->context);
  free(digest);
}
#endif
