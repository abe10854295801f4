#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decoded.h"
#include "optional_library.h"

// MARK: - The library

// libwebp's simple interface, which has no structures: its headers are not needed.
static struct {
  int (*get_info)(const uint8_t *bytes, size_t count, int *width, int *height);
  uint8_t *(*decode)(const uint8_t *bytes, size_t count, uint8_t *pixels, size_t size, int row_bytes);
  int (*version)(void);
  bool is_loaded;
  char number[32];
} webp;

static void load(void) {
  static const char *const names[] = BB_LIBRARY_NAMES("libwebp.so.7", "libwebp.7.dylib");
  void *library = bb_open_library(names);
  if (!library) return;
  webp.get_info = (__typeof__(webp.get_info))dlsym(library, "WebPGetInfo");
  webp.decode = (__typeof__(webp.decode))dlsym(library, "WebPDecodeRGBInto");
  webp.version = (__typeof__(webp.version))dlsym(library, "WebPGetDecoderVersion");
  webp.is_loaded = webp.get_info && webp.decode && webp.version;
  if (!webp.is_loaded) return;
  int version = webp.version();
  snprintf(webp.number, sizeof webp.number, "%d.%d.%d", version >> 16, version >> 8 & 255, version & 255);
}

static bool is_loaded(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return webp.is_loaded;
}

const char *bb_webp_version(void) { return is_loaded() ? webp.number : NULL; }

// MARK: - The container

/// Some bytes of a file.
typedef struct {
  const uint8_t *bytes;
  size_t count;
} span;

static uint32_t little_endian(const uint8_t *bytes, int count) {
  uint32_t value = 0;
  for (int i = count; i-- > 0;) value = value << 8 | bytes[i];
  return value;
}

/// Takes the chunk that comes first: its name, its content, and both together.
static bool next_chunk(span *rest, char name[4], span *content, span *whole) {
  if (rest->count < 8) return false;
  size_t size = little_endian(rest->bytes + 4, 4);
  if (size > rest->count - 8) return false;
  memcpy(name, rest->bytes, 4);
  *content = (span){rest->bytes + 8, size};
  *whole = (span){rest->bytes, 8 + size};
  size_t taken = 8 + size + (size & 1);  // chunks have even lengths
  if (taken > rest->count) taken = rest->count;
  rest->bytes += taken;
  rest->count -= taken;
  return true;
}

/// What the chunks of a file say: where its first frame is, how large the canvas, and an EXIF block.
typedef struct {
  span frame;
  uint32_t left, top, frame_width, frame_height;
  bool is_animated;
} webp_file;

static void read_chunks(span file, webp_file *found, bb_decoded_image *image) {
  static const uint8_t prefix[6] = {'E', 'x', 'i', 'f', 0, 0};
  *found = (webp_file){.frame = file};
  span rest = {file.bytes + 12, file.count - 12}, content, whole;
  char name[4];
  while (next_chunk(&rest, name, &content, &whole)) {
    if (!memcmp(name, "EXIF", 4)) {
      size_t skip = content.count > sizeof prefix && !memcmp(content.bytes, prefix, sizeof prefix) ? sizeof prefix : 0;
      bb_keep_exif(image, content.bytes + skip, content.count - skip);
    } else if (!memcmp(name, "ANMF", 4) && !found->is_animated && content.count > 16) {
      found->is_animated = true;
      found->left = 2 * little_endian(content.bytes, 3);
      found->top = 2 * little_endian(content.bytes + 3, 3);
      found->frame_width = little_endian(content.bytes + 6, 3) + 1;
      found->frame_height = little_endian(content.bytes + 9, 3) + 1;
      // Alpha is dropped, so the frame's colours are all that counts.
      span inner = {content.bytes + 16, content.count - 16}, pixels;
      while (next_chunk(&inner, name, &pixels, &whole)) {
        if (!memcmp(name, "VP8", 3)) found->frame = whole;
      }
    }
  }
}

// MARK: - Decoding

int bb_decode_webp(const uint8_t *bytes, size_t count, const bb_image_limits *limits, bb_decoded_image *image) {
  memset(image, 0, sizeof *image);
  if (!is_loaded()) {
    bb_set_fault(image, "it is a WebP file, which takes libwebp (libwebp7), and that is not installed");
    return -1;
  }
  int width = 0, height = 0;
  if (count < 12 || !webp.get_info(bytes, count, &width, &height)) {
    bb_set_fault(image, "its WebP header is broken");
    return -1;
  }
  webp_file file;
  read_chunks((span){bytes, count}, &file, image);
  image->width = (uint32_t)width;
  image->height = (uint32_t)height;
  if (bb_check_size(image, limits->pixels) || bb_allocate_pixels(image, image->width, image->height))
    return bb_give_up(image);
  size_t row_bytes = 3 * (size_t)width, size = row_bytes * (size_t)height;
  uint8_t *start = image->pixels;
  if (file.is_animated) {
    // The first frame on a canvas without colour.
    int frame_width = 0, frame_height = 0;
    if (!webp.get_info(file.frame.bytes, file.frame.count, &frame_width, &frame_height) ||
        (uint32_t)frame_width != file.frame_width || (uint32_t)frame_height != file.frame_height ||
        file.left + file.frame_width > image->width || file.top + file.frame_height > image->height) {
      bb_set_fault(image, "its first frame is broken");
      return bb_give_up(image);
    }
    memset(image->pixels, 0, size);
    size_t offset = file.top * row_bytes + 3 * (size_t)file.left;
    start += offset;
    size -= offset;
  }
  if (!webp.decode(file.frame.bytes, file.frame.count, start, size, (int)row_bytes)) {
    bb_set_fault(image, "its pixels are cut off or broken");
    return bb_give_up(image);
  }
  return 0;
}
