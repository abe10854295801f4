// libpng and libjpeg-turbo behind plain functions: both report faults with longjmp, which Swift cannot receive.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A decoded file: RGB as stored, before its EXIF orientation is applied.
typedef struct {
  uint8_t *pixels;        // height * width * 3 bytes, malloc'ed; null after a fault
  uint32_t width, height;
  uint8_t *exif;          // the EXIF block, a TIFF file, malloc'ed; null where there is none
  size_t exif_size;
  char fault[256];        // what is wrong with the file; empty where nothing is
} bb_decoded_image;

/// What a file may ask for at most.
typedef struct {
  uint64_t pixels;
  uint32_t scans;         // passes of a progressive JPEG
  uint32_t chunks;        // of a PNG, that are kept: texts, profiles
  size_t chunk_bytes;     // of one of these, inflated
} bb_image_limits;

/// Decodes a PNG or a JPEG within limits. Returns 0, or says what is wrong in `fault`.
/// Alpha is dropped, grey replicated, palettes expanded, the lower byte of 16-bit samples dropped, CMYK converted.
int bb_decode_png(const uint8_t *bytes, size_t count, const bb_image_limits *limits, bb_decoded_image *image);
int bb_decode_jpeg(const uint8_t *bytes, size_t count, const bb_image_limits *limits, bb_decoded_image *image);
/// Frees what a decoder has allocated.
void bb_free_decoded(bb_decoded_image *image);

/// Name and version of the library behind each decoder: of the one compiled against for JPEG, which does not tell at run
/// time.
const char *bb_jpeg_library(void);
const char *bb_jpeg_version(void);
const char *bb_png_version(void);

typedef struct {
  uint8_t *bytes;         // the file, malloc'ed; null after a fault
  size_t count, capacity;
  char fault[256];
} bb_encoded_image;

/// Encodes RGB as a PNG. Returns 0, or says what is wrong in `fault`.
int bb_encode_png(const uint8_t *pixels, uint32_t width, uint32_t height, bb_encoded_image *file);
/// Frees what the encoder has allocated.
void bb_free_encoded(bb_encoded_image *file);

#ifdef __cplusplus
}
#endif
