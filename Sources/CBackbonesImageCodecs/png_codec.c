#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "decoded.h"

// MARK: - Decoding

typedef struct {
  const uint8_t *bytes;
  size_t left;
} source;

static void read_bytes(png_structp png, png_bytep to, size_t count) {
  source *from = png_get_io_ptr(png);
  if (count > from->left) png_error(png, "the file is truncated");
  memcpy(to, from->bytes, count);
  from->bytes += count;
  from->left -= count;
}

static void on_decoding_fault(png_structp png, png_const_charp message) {
  bb_set_fault(png_get_error_ptr(png), "%s", message);
  png_longjmp(png, 1);
}

static void ignore_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

/// Asks libpng for 8-bit RGB, whatever the file holds.
static void ask_for_rgb(png_structp png) {
  png_set_strip_16(png);
  png_set_expand(png);
  png_set_strip_alpha(png);
  png_set_gray_to_rgb(png);
}

/// The EXIF block is read as an unknown chunk. libpng bounds the memory of those, but not that of its own eXIf, for which it
/// allocates whatever length the file claims.
static const png_byte exif_name[] = "eXIf";

/// Keeps the EXIF block that was read so far.
static void keep_exif(png_structp png, png_infop info, bb_decoded_image *image) {
  png_unknown_chunkp chunks = NULL;
  int count = png_get_unknown_chunks(png, info, &chunks);
  for (int i = 0; i < count; i++)
    if (!memcmp(chunks[i].name, exif_name, 4)) bb_keep_exif(image, chunks[i].data, chunks[i].size);
}

/// Decodes into `image`, or line by line into a sink.
static int decode(const uint8_t *bytes, size_t count, const bb_image_limits *limits, const bb_line_sink *sink,
                  bb_decoded_image *image) {
  memset(image, 0, sizeof *image);
  source from = {bytes, count};
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, image, on_decoding_fault, ignore_warning);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_read_struct(&png, NULL, NULL);
    if (!image->fault[0]) bb_set_fault(image, "no memory for the decoder");
    return bb_give_up(image);
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_read_struct(&png, &info, NULL);
    return bb_give_up(image);
  }
  png_set_read_fn(png, &from, read_bytes);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // the product is what counts
  png_set_chunk_cache_max(png, limits->chunks);
  png_set_chunk_malloc_max(png, limits->chunk_bytes);
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_ALWAYS, exif_name, 1);
  png_read_info(png, info);
  image->width = png_get_image_width(png, info);
  image->height = png_get_image_height(png, info);
  if (bb_check_size(image, limits->pixels) || bb_allocate_pixels(image, image->width, sink ? 1 : image->height))
    png_longjmp(png, 1);
  if (sink && png_get_interlace_type(png, info) != PNG_INTERLACE_NONE)
    png_error(png, "it is interlaced, and cannot be read by lines");
  keep_exif(png, info, image);
  if (sink && sink->begin(sink->context, image)) png_longjmp(png, 1);

  ask_for_rgb(png);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  size_t row_bytes = (size_t)image->width * 3;
  if (png_get_rowbytes(png, info) != row_bytes) png_error(png, "its pixels cannot be read as RGB");
  for (int pass = 0; pass < passes; pass++) {
    for (uint32_t y = 0; y < image->height; y++) {
      png_read_row(png, image->pixels + (sink ? 0 : y * row_bytes), NULL);
      if (sink && sink->take(sink->context, image->pixels, image->width)) png_longjmp(png, 1);
    }
  }
  png_read_end(png, info);

  keep_exif(png, info, image);
  png_destroy_read_struct(&png, &info, NULL);
  return 0;
}

int bb_decode_png(const uint8_t *bytes, size_t count, const bb_image_limits *limits, bb_decoded_image *image) {
  return decode(bytes, count, limits, NULL, image);
}

int bb_read_png_lines(const uint8_t *bytes, size_t count, const bb_image_limits *limits, const bb_line_sink *sink,
                      bb_decoded_image *image) {
  return decode(bytes, count, limits, sink, image);
}

const char *bb_png_version(void) { return png_get_libpng_ver(NULL); }

// MARK: - Encoding

static void write_bytes(png_structp png, png_bytep from, size_t count) {
  bb_encoded_image *file = png_get_io_ptr(png);
  if (count > file->capacity - file->count) {
    size_t capacity = 2 * (file->capacity + count);
    uint8_t *bytes = realloc(file->bytes, capacity);
    if (!bytes) png_error(png, "no memory for the file");
    file->bytes = bytes;
    file->capacity = capacity;
  }
  memcpy(file->bytes + file->count, from, count);
  file->count += count;
}

static void flush_nothing(png_structp png) { (void)png; }

static void on_encoding_fault(png_structp png, png_const_charp message) {
  bb_encoded_image *file = png_get_error_ptr(png);
  strncpy(file->fault, message, sizeof file->fault - 1);
  png_longjmp(png, 1);
}

int bb_encode_png(const uint8_t *pixels, uint32_t width, uint32_t height, bb_encoded_image *file) {
  memset(file, 0, sizeof *file);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, file, on_encoding_fault, ignore_warning);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_write_struct(&png, NULL);
    strcpy(file->fault, "no memory for the encoder");
    return -1;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    bb_free_encoded(file);
    return -1;
  }
  png_set_write_fn(png, file, write_bytes, flush_nothing);
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  for (uint32_t y = 0; y < height; y++) png_write_row(png, pixels + (size_t)y * width * 3);
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return 0;
}

void bb_free_encoded(bb_encoded_image *file) {
  free(file->bytes);
  file->bytes = NULL;
  file->count = file->capacity = 0;
}
