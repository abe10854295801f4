#include "CBackbonesTransfer.h"

#if !__has_include(<curl/curl.h>)
#error "Backbones needs libcurl's headers: 'apt-get install libcurl4-openssl-dev' (Debian, Ubuntu); macOS's SDK has them."
#endif
// With its checks of types, curl_easy_setopt is a macro around the function that is not linked.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#undef curl_easy_setopt
#undef curl_easy_getinfo

// MARK: - The library

#define FUNCTIONS(entry)                                                                                              \
  entry(curl_global_init) entry(curl_version_info) entry(curl_free) entry(curl_easy_strerror)                         \
  entry(curl_easy_init) entry(curl_easy_reset) entry(curl_easy_setopt) entry(curl_easy_perform)                       \
  entry(curl_easy_getinfo) entry(curl_easy_cleanup) entry(curl_slist_append) entry(curl_slist_free_all)               \
  entry(curl_url) entry(curl_url_set) entry(curl_url_get) entry(curl_url_cleanup)

static struct {
#define DECLARE(name) __typeof__(&name) name;
  FUNCTIONS(DECLARE)
#undef DECLARE
  bool loaded;
  char fault[256];
} curl;

static void load(void) {
#ifdef __APPLE__
  static const char *const names[] = {"/usr/lib/libcurl.4.dylib"};
#else
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"};
#endif
  void *library = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++) library = dlopen(names[i], RTLD_NOW);
  if (!library) {
    const char *fault = dlerror();
    snprintf(curl.fault, sizeof curl.fault, "%s", fault ? fault : "no libcurl");
    return;
  }
#define LOOK_UP(name)                                                                                                 \
  if (!(curl.name = (__typeof__(&name))dlsym(library, #name))) {                                                      \
    snprintf(curl.fault, sizeof curl.fault, "libcurl has no %s", #name);                                              \
    return;                                                                                                           \
  }
  FUNCTIONS(LOOK_UP)
#undef LOOK_UP
  curl.loaded = curl.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!curl.loaded) snprintf(curl.fault, sizeof curl.fault, "libcurl cannot be initialised");
}

static bool is_loaded(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return curl.loaded;
}

const char *bb_transfer_version(void) { return is_loaded() ? curl.curl_version_info(CURLVERSION_NOW)->version : NULL; }

// MARK: - Requests

struct bb_transfer {
  CURL *handle;
};

bb_transfer *bb_transfer_new(char fault[256]) {
  bb_transfer *transfer = is_loaded() ? calloc(1, sizeof *transfer) : NULL;
  if (transfer && (transfer->handle = curl.curl_easy_init())) return transfer;
  free(transfer);
  snprintf(fault, 256, "%s", is_loaded() ? "no memory" : curl.fault);
  return NULL;
}

void bb_transfer_free(bb_transfer *transfer) {
  if (transfer) curl.curl_easy_cleanup(transfer->handle);
  free(transfer);
}

static size_t take_header(char *line, size_t size, size_t count, void *context) {
  const bb_transfer_request *request = context;
  return request->header(request->context, line, size * count) ? size * count : 0;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
  const bb_transfer_request *request = context;
  return request->body(request->context, bytes, size * count) ? size * count : 0;
}

static int ask(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
  (void)a, (void)b, (void)c, (void)d;
  const bb_transfer_request *request = context;
  return !request->proceed(request->context);
}

static bb_transfer_outcome outcome(CURLcode code) {
  switch (code) {
  case CURLE_OK: return bb_transfer_done;
  case CURLE_WRITE_ERROR:
  case CURLE_ABORTED_BY_CALLBACK: return bb_transfer_stopped;
  case CURLE_COULDNT_RESOLVE_HOST: return bb_transfer_unresolved;
  case CURLE_COULDNT_RESOLVE_PROXY:
#if LIBCURL_VERSION_NUM >= 0x074900
  case CURLE_PROXY:
#endif
  case CURLE_URL_MALFORMAT:
  case CURLE_UNSUPPORTED_PROTOCOL:
  case CURLE_PEER_FAILED_VERIFICATION:
  case CURLE_SSL_CACERT_BADFILE:
  case CURLE_SSL_CERTPROBLEM: return bb_transfer_refused;
  default: return bb_transfer_broken;
  }
}

/// Performs with SIGPIPE blocked in this thread: a server that hangs up while it is written to would end the process.
static CURLcode perform_without_signals(CURL *handle) {
  sigset_t pipe, before, pending;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  sigpending(&pending);
  bool was_pending = sigismember(&pending, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  CURLcode code = curl.curl_easy_perform(handle);
  sigpending(&pending);
  if (!was_pending && sigismember(&pending, SIGPIPE) == 1) {
    int number;
    sigwait(&pipe, &number);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return code;
}

bb_transfer_result bb_transfer_perform(bb_transfer *transfer, const bb_transfer_request *request) {
  CURL *handle = transfer->handle;
  bb_transfer_result result = {0};
  char message[CURL_ERROR_SIZE] = "";
  struct curl_slist *headers = NULL;
  for (const char *const *header = request->headers; *header; header++)
    headers = curl.curl_slist_append(headers, *header);

  curl.curl_easy_reset(handle);  // connections stay
  void *answer = (void *)request;
#define SET(option, value) curl.curl_easy_setopt(handle, option, value)
  SET(CURLOPT_URL, request->url);
  SET(CURLOPT_HTTPHEADER, headers);
  SET(CURLOPT_NOBODY, (long)request->head);
  SET(CURLOPT_ERRORBUFFER, message);
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  SET(CURLOPT_CONNECTTIMEOUT, request->stall_seconds);
  SET(CURLOPT_LOW_SPEED_LIMIT, 1L);
  SET(CURLOPT_LOW_SPEED_TIME, request->stall_seconds);
  SET(CURLOPT_BUFFERSIZE, 256L << 10);
  SET(CURLOPT_HEADERFUNCTION, take_header);
  SET(CURLOPT_HEADERDATA, answer);
  SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  SET(CURLOPT_WRITEFUNCTION, take_body);
  SET(CURLOPT_WRITEDATA, answer);
  SET(CURLOPT_XFERINFOFUNCTION, ask);
  SET(CURLOPT_XFERINFODATA, answer);
  SET(CURLOPT_NOPROGRESS, 0L);
  if (request->proxy) SET(CURLOPT_PROXY, request->proxy);
  if (request->certificate_file) SET(CURLOPT_CAINFO, request->certificate_file);
  if (request->certificate_folder) SET(CURLOPT_CAPATH, request->certificate_folder);
#undef SET

  CURLcode code = perform_without_signals(handle);
  result.outcome = outcome(code);
  curl.curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &result.status);
  char *redirect = NULL;
  curl.curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &redirect);
  if (redirect) result.redirect = strdup(redirect);
  if (code != CURLE_OK)
    snprintf(result.fault, sizeof result.fault, "%s", *message ? message : curl.curl_easy_strerror(code));
  // The list and the buffer end here; the handle must not keep them.
  curl.curl_easy_setopt(handle, CURLOPT_HTTPHEADER, NULL);
  curl.curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, NULL);
  curl.curl_slist_free_all(headers);
  return result;
}

char *bb_transfer_origin(const char *url) {
  if (!is_loaded()) return NULL;
  CURLU *parts = curl.curl_url();
  char *scheme = NULL, *host = NULL, *port = NULL, *origin = NULL;
  if (parts && curl.curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
      curl.curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
      curl.curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
      curl.curl_url_get(parts, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT) == CURLUE_OK &&
      (!strcmp(scheme, "http") || !strcmp(scheme, "https"))) {
    size_t count = strlen(scheme) + strlen(host) + strlen(port) + sizeof "://:";
    if ((origin = malloc(count))) snprintf(origin, count, "%s://%s:%s", scheme, host, port);
    for (char *c = origin; c && *c; c++)
      if (*c >= 'A' && *c <= 'Z') *c += 'a' - 'A';
  }
  curl.curl_free(scheme), curl.curl_free(host), curl.curl_free(port);
  curl.curl_url_cleanup(parts);
  return origin;
}
