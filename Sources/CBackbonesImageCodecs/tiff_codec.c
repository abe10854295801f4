#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decoded.h"
#include "optional_library.h"

// MARK: - The library

// libtiff 4's functions, as its binary interface has them: its headers are not needed.
typedef struct tiff TIFF;
typedef ptrdiff_t (*transfer)(void *, void *, ptrdiff_t);
typedef void (*message_handler)(const char *module, const char *format, va_list arguments);

static struct {
  TIFF *(*open)(const char *name, const char *mode, void *handle, transfer read, transfer write,
                uint64_t (*seek)(void *, uint64_t, int), int (*close)(void *), uint64_t (*size)(void *),
                int (*map)(void *, void **, uint64_t *), void (*unmap)(void *, void *, uint64_t));
  void (*close)(TIFF *);
  int (*get)(TIFF *, uint32_t tag, ...);
  int (*get_defaulted)(TIFF *, uint32_t tag, ...);
  int (*set)(TIFF *, uint32_t tag, ...);
  int (*is_tiled)(TIFF *);
  ptrdiff_t (*strip_size)(TIFF *);
  ptrdiff_t (*tile_size)(TIFF *);
  uint32_t (*strip)(TIFF *, uint32_t row, uint16_t sample);
  uint32_t (*tile)(TIFF *, uint32_t x, uint32_t y, uint32_t z, uint16_t sample);
  ptrdiff_t (*read_strip)(TIFF *, uint32_t strip, void *to, ptrdiff_t size);
  ptrdiff_t (*read_tile)(TIFF *, uint32_t tile, void *to, ptrdiff_t size);
  message_handler (*set_errors)(message_handler);
  message_handler (*set_warnings)(message_handler);
  const char *(*version)(void);
  bool is_loaded;
  char number[32];
} lib;

/// The last error of this thread. libtiff prints them where nobody takes them.
static _Thread_local char last_error[160];

static void take_error(const char *module, const char *format, va_list arguments) {
  (void)module;
  vsnprintf(last_error, sizeof last_error, format, arguments);
}

static void load(void) {
  static const char *const names[][4] = {
      BB_LIBRARY_NAMES("libtiff.so.6", "libtiff.6.dylib"), BB_LIBRARY_NAMES("libtiff.so.5", "libtiff.5.dylib")};
  void *library = bb_open_library(names[0]);
  if (!library) library = bb_open_library(names[1]);
  if (!library) return;
  bool all = true;
#define FIND(field, name) all &= (lib.field = (__typeof__(lib.field))dlsym(library, name)) != NULL
  FIND(open, "TIFFClientOpen");
  FIND(close, "TIFFClose");
  FIND(get, "TIFFGetField");
  FIND(get_defaulted, "TIFFGetFieldDefaulted");
  FIND(set, "TIFFSetField");
  FIND(is_tiled, "TIFFIsTiled");
  FIND(strip_size, "TIFFStripSize");
  FIND(tile_size, "TIFFTileSize");
  FIND(strip, "TIFFComputeStrip");
  FIND(tile, "TIFFComputeTile");
  FIND(read_strip, "TIFFReadEncodedStrip");
  FIND(read_tile, "TIFFReadEncodedTile");
  FIND(set_errors, "TIFFSetErrorHandler");
  FIND(set_warnings, "TIFFSetWarningHandler");
  FIND(version, "TIFFGetVersion");
#undef FIND
  lib.is_loaded = all;
  if (!all) return;
  lib.set_errors(take_error);
  lib.set_warnings(NULL);
  // "LIBTIFF, Version 4.5.0", and lines of copyright.
  const char *number = strstr(lib.version(), "Version ");
  snprintf(lib.number, sizeof lib.number, "%.*s", number ? (int)strcspn(number + 8, "\n") : 0, number ? number + 8 : "");
}

static bool is_loaded(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return lib.is_loaded;
}

const char *bb_tiff_version(void) { return is_loaded() ? lib.number : NULL; }

// MARK: - A file in memory

typedef struct {
  const uint8_t *bytes;
  uint64_t count, offset;
} memory_file;

static ptrdiff_t read_memory(void *handle, void *to, ptrdiff_t size) {
  memory_file *file = handle;
  uint64_t left = file->offset < file->count ? file->count - file->offset : 0;
  if (size < 0) return -1;
  if ((uint64_t)size > left) size = (ptrdiff_t)left;
  memcpy(to, file->bytes + file->offset, (size_t)size);
  file->offset += (uint64_t)size;
  return size;
}

static ptrdiff_t refuse(void *handle, void *from, ptrdiff_t size) { return (void)handle, (void)from, (void)size, -1; }

static uint64_t seek_memory(void *handle, uint64_t offset, int whence) {
  memory_file *file = handle;
  if (whence == SEEK_CUR) offset += file->offset;
  if (whence == SEEK_END) offset += file->count;
  return file->offset = offset;
}

static int leave(void *handle) { return (void)handle, 0; }

static uint64_t size_of_memory(void *handle) { return ((memory_file *)handle)->count; }

static int map_memory(void *handle, void **base, uint64_t *size) {
  memory_file *file = handle;
  *base = (void *)file->bytes;
  *size = file->count;
  return 1;
}

static void unmap_memory(void *handle, void *base, uint64_t size) { (void)handle, (void)base, (void)size; }

// MARK: - Layout

enum { // tags
  IMAGE_WIDTH = 256, IMAGE_LENGTH = 257, BITS_PER_SAMPLE = 258, COMPRESSION = 259, PHOTOMETRIC = 262, ORIENTATION = 274,
  SAMPLES_PER_PIXEL = 277, ROWS_PER_STRIP = 278, PLANAR_CONFIGURATION = 284, COLOR_MAP = 320, TILE_WIDTH = 322,
  TILE_LENGTH = 323, EXTRA_SAMPLES = 338, SAMPLE_FORMAT = 339, JPEG_COLOR_MODE = 65538,
};
enum { WHITE_IS_ZERO = 0, BLACK_IS_ZERO = 1, RGB = 2, PALETTE = 3, SEPARATED = 5, YCBCR = 6 };
enum { JPEG = 7, SEPARATE_PLANES = 2, ASSOCIATED_ALPHA = 1 };

/// How pixels lie in a file.
typedef struct {
  uint32_t width, height;
  uint16_t bits, samples, photometric, planes, extra;
  /// Colours of the palette, the upper bytes.
  uint8_t palette[256][3];
} layout;

static const char *read_layout(TIFF *tiff, layout *l) {
  uint16_t format = 1, compression = 1, extras = 0, *kinds = NULL, *colours[3];
  if (!lib.get(tiff, IMAGE_WIDTH, &l->width) || !lib.get(tiff, IMAGE_LENGTH, &l->height)) return "it has no size";
  lib.get_defaulted(tiff, BITS_PER_SAMPLE, &l->bits);
  lib.get_defaulted(tiff, SAMPLES_PER_PIXEL, &l->samples);
  lib.get_defaulted(tiff, PLANAR_CONFIGURATION, &l->planes);
  lib.get_defaulted(tiff, SAMPLE_FORMAT, &format);
  lib.get_defaulted(tiff, COMPRESSION, &compression);
  if (!lib.get(tiff, PHOTOMETRIC, &l->photometric)) return "it does not say what its samples are";
  if (lib.get(tiff, EXTRA_SAMPLES, &extras, &kinds) && extras > 0) l->extra = kinds[0];
  if (l->photometric == YCBCR && compression == JPEG) {
    lib.set(tiff, JPEG_COLOR_MODE, 1);
    l->photometric = RGB;
  }
  if (l->samples == 1) l->planes = 1;
  int colors = l->photometric == RGB ? 3 : l->photometric == SEPARATED ? 4 : 1;
  bool is_known = l->photometric <= PALETTE || l->photometric == SEPARATED;
  bool is_grey = l->photometric <= BLACK_IS_ZERO;
  if (!is_known || format != 1 || l->samples < colors || l->samples > colors + 1 ||
      (l->samples > colors && (l->photometric == PALETTE || l->photometric == SEPARATED)) ||
      !(l->bits == 8 || (l->bits == 16 && (l->photometric == RGB || (is_grey && l->samples == 1))) ||
        (l->samples == 1 && (l->bits == 1 || l->bits == 2 || l->bits == 4))) ||
      (is_grey && l->samples == 2 && l->extra == ASSOCIATED_ALPHA))
    return "it has a kind of samples that is not read: expected whole numbers of 1 to 8 bits as greys, a palette, RGB or CMYK, or 16 as "
           "greys or RGB";
  if (l->photometric == PALETTE) {
    if (!lib.get(tiff, COLOR_MAP, &colours[0], &colours[1], &colours[2])) return "it has no palette";
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 1 << l->bits; i++) l->palette[i][c] = (uint8_t)(colours[c][i] >> 8);
    }
  }
  return NULL;
}

/// A sample as 8 bits. Of 16 the upper ones are kept; fewer are spread over the range, but a palette's.
static inline uint8_t sample_at(const layout *l, const uint8_t *row, size_t index) {
  if (l->bits == 8) return row[index];
  if (l->bits == 16) return (uint8_t)(((const uint16_t *)(const void *)row)[index] >> 8);
  unsigned mask = (1u << l->bits) - 1, shift = 8 - l->bits - (unsigned)(index * l->bits & 7);
  unsigned value = row[index * l->bits >> 3] >> shift & mask;
  return (uint8_t)(l->photometric == PALETTE ? value : value * 255 / mask);
}

static inline unsigned multiply_255(unsigned a, unsigned b) {
  unsigned product = a * b + 128;
  return ((product >> 8) + product) >> 8;
}

/// Pixels of a row of samples that lie together.
static void convert_row(const layout *l, const uint8_t *row, uint8_t *rgb, size_t pixels) {
  for (size_t x = 0; x < pixels; x++, rgb += 3) {
    size_t at = x * l->samples;
    switch (l->photometric) {
      case RGB:
        for (int c = 0; c < 3; c++) rgb[c] = sample_at(l, row, at + c);
        if (l->samples == 4 && l->extra == ASSOCIATED_ALPHA) {
          unsigned alpha = sample_at(l, row, at + 3);
          for (int c = 0; c < 3 && alpha < 255; c++) {
            unsigned value = alpha ? rgb[c] * 255u / alpha : 0;
            rgb[c] = (uint8_t)(value > 255 ? 255 : value);
          }
        }
        break;
      case SEPARATED: {
        unsigned light = 255u - sample_at(l, row, at + 3);
        for (int c = 0; c < 3; c++) rgb[c] = (uint8_t)(light - multiply_255(sample_at(l, row, at + c), light));
        break;
      }
      case PALETTE: memcpy(rgb, l->palette[sample_at(l, row, at)], 3); break;
      default: {
        uint8_t grey = sample_at(l, row, at);
        memset(rgb, l->photometric == WHITE_IS_ZERO ? 255 - grey : grey, 3);
      }
    }
  }
}

// MARK: - Decoding

/// Rows or tiles of a picture: `width` x `height` samples each, in a buffer.
static const char *read_pieces(TIFF *tiff, const layout *l, const bb_image_limits *limits, uint8_t *pixels) {
  bool tiled = lib.is_tiled(tiff) != 0, separate = l->planes == SEPARATE_PLANES;
  uint32_t width = l->width, height = l->height;
  if (tiled) {
    if (!lib.get(tiff, TILE_WIDTH, &width) || !lib.get(tiff, TILE_LENGTH, &height)) return "it has no size of tiles";
  } else {
    lib.get_defaulted(tiff, ROWS_PER_STRIP, &height);
    if (height > l->height) height = l->height;
  }
  ptrdiff_t size = tiled ? lib.tile_size(tiff) : lib.strip_size(tiff);
  uint16_t planes = separate ? l->samples : 1;
  // Every piece is at most the picture, but for the edge of a tile.
  if (!width || !height || size <= 0 || (uint64_t)width * height > 4 * (limits->pixels + 65536)) return "its pieces are broken";
  size_t row_samples = (size_t)width * (separate ? 1 : l->samples), row_bytes = (row_samples * l->bits + 7) / 8;
  if ((size_t)size < row_bytes * height) return "its pieces are too small";
  uint8_t *piece = malloc((size_t)size * planes), *together = separate ? malloc((size_t)width * l->samples * 2) : NULL;
  const char *fault = !piece || (separate && !together) ? "no memory for its pieces" : NULL;
  for (uint32_t top = 0; top < l->height && !fault; top += height) {
    for (uint32_t left = 0; left < l->width && !fault; left += width) {
      uint32_t rows = l->height - top < height ? l->height - top : height;
      uint32_t columns = l->width - left < width ? l->width - left : width;
      for (uint16_t plane = 0; plane < planes && !fault; plane++) {
        uint8_t *to = piece + (size_t)size * plane;
        ptrdiff_t got = tiled ? lib.read_tile(tiff, lib.tile(tiff, left, top, 0, plane), to, size)
                              : lib.read_strip(tiff, lib.strip(tiff, top, plane), to, size);
        if (got < (ptrdiff_t)(row_bytes * rows)) fault = last_error[0] ? last_error : "its pixels are cut off";
      }
      for (uint32_t y = 0; y < rows && !fault; y++) {
        const uint8_t *row = piece + y * row_bytes;
        if (separate) {
          size_t bytes = l->bits / 8;
          for (uint16_t plane = 0; plane < planes; plane++) {
            const uint8_t *from = row + (size_t)size * plane;
            for (size_t x = 0; x < columns; x++)
              memcpy(together + (x * planes + plane) * bytes, from + x * bytes, bytes);
          }
          row = together;
        }
        convert_row(l, row, pixels + 3 * ((size_t)(top + y) * l->width + left), columns);
      }
    }
  }
  free(piece);
  free(together);
  return fault;
}

/// An EXIF block of nothing but an orientation.
static void keep_orientation(bb_decoded_image *image, uint16_t orientation) {
  const uint8_t block[26] = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (uint8_t)orientation};
  bb_keep_exif(image, block, sizeof block);
}

int bb_decode_tiff(const uint8_t *bytes, size_t count, const bb_image_limits *limits, bb_decoded_image *image) {
  memset(image, 0, sizeof *image);
  if (!is_loaded()) {
    bb_set_fault(image, "it is a TIFF file, which takes libtiff (libtiff6), and that is not installed");
    return -1;
  }
  last_error[0] = 0;
  memory_file file = {bytes, count, 0};
  TIFF *tiff = lib.open(
      "image", "r", &file, read_memory, refuse, seek_memory, leave, size_of_memory, map_memory, unmap_memory);
  if (!tiff) {
    bb_set_fault(image, "%s", last_error[0] ? last_error : "its TIFF header is broken");
    return -1;
  }
  layout l = {.bits = 1, .samples = 1, .planes = 1};
  const char *fault = read_layout(tiff, &l);
  image->width = l.width;
  image->height = l.height;
  bool has_room = !fault && !bb_check_size(image, limits->pixels) && !bb_allocate_pixels(image, l.width, l.height);
  if (has_room) fault = read_pieces(tiff, &l, limits, image->pixels);
  uint16_t orientation = 1;
  if (has_room && !fault && lib.get(tiff, ORIENTATION, &orientation) && orientation > 1 && orientation <= 8)
    keep_orientation(image, orientation);
  lib.close(tiff);
  if (fault) bb_set_fault(image, "%s", fault);
  return fault || !has_room ? bb_give_up(image) : 0;
}
