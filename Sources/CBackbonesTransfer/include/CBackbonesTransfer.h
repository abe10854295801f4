// HTTP by libcurl, and digests by libcrypto (CommonCrypto on macOS), behind plain functions: Swift cannot call variadic ones.
//
// Both libraries are loaded when they are first used. Linked, they and the thirty that they need would take longer to load than
// a command that downloads nothing takes to run.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What became of a transfer.
typedef enum {
  bb_transfer_done,        // an answer came, whatever its status
  bb_transfer_stopped,     // a callback ended it
  bb_transfer_broken,      // no connection, or one that was lost or stood still: another try may do
  bb_transfer_unresolved,  // the server's name is not known
  bb_transfer_refused,     // another try would not do: certificate, proxy, URL
} bb_transfer_outcome;

/// A request and who takes the answer. Redirects are not followed.
typedef struct {
  const char *url;
  const char *const *headers;  // `Name: value`, the last is null
  bool head;                   // HEAD; else GET
  const char *proxy;           // null for what the environment says
  const char *certificate_file, *certificate_folder;  // of authorities; null for the system's
  long stall_seconds;          // for connecting, and for each wait for a byte
  void *context;               // handed to the callbacks, each of which returns whether to go on
  bool (*header)(void *context, const char *line, size_t count);  // a status line or a header, its end included
  bool (*body)(void *context, const void *bytes, size_t count);
  bool (*proceed)(void *context);  // asked about once a second, and more often while bytes come
} bb_transfer_request;

/// What came of it.
typedef struct {
  bb_transfer_outcome outcome;
  long status;         // of the last answer; 0 for none
  char *redirect;      // the absolute URL of its Location, malloc'ed; null for none
  char fault[256];     // what went wrong, in libcurl's words
} bb_transfer_result;

/// Connections that are kept from one request to the next. For one thread at a time.
typedef struct bb_transfer bb_transfer;

/// Null where libcurl cannot be loaded; `fault` says why.
bb_transfer *bb_transfer_new(char fault[256]);
void bb_transfer_free(bb_transfer *transfer);

/// Sends a request and waits for the end of its answer.
bb_transfer_result bb_transfer_perform(bb_transfer *transfer, const bb_transfer_request *request);

/// Scheme, host and port of a URL as they will be used, `http://127.0.0.1:80`, malloc'ed; null for what is no URL of http or
/// https.
char *bb_transfer_origin(const char *url);

/// The version of libcurl; null where it cannot be loaded.
const char *bb_transfer_version(void);

typedef enum { bb_digest_sha1, bb_digest_sha256 } bb_digest_kind;
typedef struct bb_digest bb_digest;

/// A digest of no bytes yet; null where there is no library for it.
bb_digest *bb_digest_new(bb_digest_kind kind);
void bb_digest_update(bb_digest *digest, const void *bytes, size_t count);
/// Writes the digest, 20 or 32 bytes; how many.
size_t bb_digest_finish(bb_digest *digest, uint8_t bytes[32]);
void bb_digest_free(bb_digest *digest);

#ifdef __cplusplus
}
#endif
