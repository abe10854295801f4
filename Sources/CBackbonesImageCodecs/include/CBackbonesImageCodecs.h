// Image libraries behind plain functions: libpng and libjpeg-turbo report faults with longjmp, which Swift cannot receive; libwebp and
// libtiff are loaded when a file first needs them.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A decoded file: RGB as stored, before its EXIF orientation is applied.
typedef struct {
  uint8_t *pixels;        // 3 bytes each, malloc'ed; null after a fault
  uint32_t width, height; // of the whole picture
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

/// Some of the pixels of a picture as stored, at least one, none beyond its sides.
typedef struct {
  uint32_t left, top, width, height;
} bb_image_part;

// Within limits. They return 0, or say what is wrong in `fault`.

/// Decodes a PNG: alpha is dropped, grey replicated, palettes expanded, the lower byte of 16-bit samples dropped.
int bb_decode_png(const uint8_t *bytes, size_t count, const bb_image_limits *limits, bb_decoded_image *image);
/// Reads what a JPEG says of itself before its pixels: its size, and its EXIF block.
int bb_read_jpeg_header(const uint8_t *bytes, size_t count, const bb_image_limits *limits, bb_decoded_image *image);
/// Decodes a part of a JPEG, whose sides are divided by `reduction` (1, 2, 4 or 8; rounded up) by smaller inverse transforms; the part is
/// of the reduced picture. Of 1 its pixels are those of the whole picture, to the bit. Entropy decoding covers the whole file, so faults
/// outside the part are found too; libjpeg-turbo skips the inverse transform and the colours there. Grey is replicated, CMYK
/// converted.
int bb_decode_jpeg(const uint8_t *bytes, size_t count, const bb_image_limits *limits, const bb_image_part *part,
                   int reduction, bb_decoded_image *image);
/// Decodes a WebP, of an animation the first frame: alpha is dropped.
int bb_decode_webp(const uint8_t *bytes, size_t count, const bb_image_limits *limits, bb_decoded_image *image);
/// Decodes the first page of a TIFF: greys, palettes, RGB and CMYK of 8 bits or less, greys and RGB of 16, of which the lower 8 are
/// dropped, in any compression that libtiff has. Alpha is dropped, and colours that it was multiplied into are divided by it.
int bb_decode_tiff(const uint8_t *bytes, size_t count, const bb_image_limits *limits, bb_decoded_image *image);
/// Gets the lines of a picture one after the other. What returns other than 0 ends the reading.
typedef struct {
  void *context;
  /// Size and EXIF block, before the first line.
  int (*begin)(void *context, const bb_decoded_image *image);
  /// RGB of a line.
  int (*take)(void *context, const uint8_t *pixels, uint32_t width);
} bb_line_sink;

/// Read a picture line by line, without holding it: a PNG without interlacing, a JPEG of one scan. They return 0, else the reason is in
/// `fault`; that is empty if the sink ended the reading.
int bb_read_png_lines(const uint8_t *bytes, size_t count, const bb_image_limits *limits, const bb_line_sink *sink,
                      bb_decoded_image *image);
int bb_read_jpeg_lines(const uint8_t *bytes, size_t count, const bb_image_limits *limits, const bb_line_sink *sink,
                       bb_decoded_image *image);
/// Frees what a decoder has allocated.
void bb_free_decoded(bb_decoded_image *image);

/// Name and version of the library behind each decoder: of the one compiled against for JPEG, which does not tell at run
/// time. Null where the library is not installed.
const char *bb_jpeg_library(void);
const char *bb_jpeg_version(void);
const char *bb_png_version(void);
const char *bb_webp_version(void);
const char *bb_tiff_version(void);

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
