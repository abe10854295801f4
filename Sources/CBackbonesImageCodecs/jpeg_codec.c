#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "decoded.h"

typedef struct {
  struct jpeg_error_mgr manager;
  struct jpeg_progress_mgr progress;
  jmp_buf escape;
  bb_decoded_image *image;
  int scans;
} fault_handler;

static void on_fault(j_common_ptr jpeg) {
  fault_handler *handler = (fault_handler *)jpeg->err;
  char message[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, message);
  bb_set_fault(handler->image, "%s", message);
  longjmp(handler->escape, 1);
}

/// Warnings that part of the picture is missing are faults: the decoder would make it up. Others are passed over.
static void on_message(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  switch (jpeg->err->msg_code) {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE: on_fault(jpeg);
  }
}

/// A progressive file may ask for any number of passes over the picture.
static void limit_scans(j_common_ptr jpeg) {
  fault_handler *handler = (fault_handler *)jpeg->err;
  if (!jpeg->is_decompressor || ((j_decompress_ptr)jpeg)->input_scan_number <= handler->scans) return;
  bb_set_fault(handler->image, "it has more than %d scans", handler->scans);
  longjmp(handler->escape, 1);
}

/// "Exif", two zeros, then the block.
static void read_exif(j_decompress_ptr jpeg, bb_decoded_image *image) {
  static const uint8_t prefix[6] = {'E', 'x', 'i', 'f', 0, 0};
  for (jpeg_saved_marker_ptr m = jpeg->marker_list; m; m = m->next) {
    if (m->marker == JPEG_APP0 + 1 && m->data_length > sizeof prefix && !memcmp(m->data, prefix, sizeof prefix)) {
      bb_keep_exif(image, m->data + sizeof prefix, m->data_length - sizeof prefix);
    }
  }
}

static inline unsigned multiply_255(unsigned a, unsigned b) {
  unsigned product = a * b + 128;
  return ((product >> 8) + product) >> 8;
}

/// JPEGs store inks inverted: 255 is none. As PIL converts: each colour is what its ink leaves of what black leaves.
static void rgb_from_cmyk(const uint8_t *cmyk, uint8_t *rgb, size_t pixels) {
  for (size_t i = 0; i < pixels; i++) {
    unsigned light = cmyk[4 * i + 3];
    for (int c = 0; c < 3; c++) rgb[3 * i + c] = (uint8_t)(light - multiply_255(255 - cmyk[4 * i + c], light));
  }
}

/// A decoder of bytes in memory, up to the pixels. Faults jump to the handler's escape.
static void begin(struct jpeg_decompress_struct *jpeg, const uint8_t *bytes, size_t count, uint64_t pixel_limit) {
  fault_handler *handler = (fault_handler *)jpeg->err;
  jpeg_create_decompress(jpeg);
  jpeg->progress = &handler->progress;
  jpeg_mem_src(jpeg, (unsigned char *)bytes, count);
  jpeg_save_markers(jpeg, JPEG_APP0 + 1, 0xFFFF);
  jpeg_read_header(jpeg, TRUE);
  handler->image->width = jpeg->image_width;
  handler->image->height = jpeg->image_height;
  if (bb_check_size(handler->image, pixel_limit)) longjmp(handler->escape, 1);
}

static void prepare(
    struct jpeg_decompress_struct *jpeg, fault_handler *handler, const bb_image_limits *limits, bb_decoded_image *image) {
  memset(image, 0, sizeof *image);
  memset(jpeg, 0, sizeof *jpeg);  // so that destroying it is always safe
  *handler = (fault_handler){
      .image = image, .scans = (int)limits->scans, .progress = {.progress_monitor = limit_scans}};
  jpeg->err = jpeg_std_error(&handler->manager);
  handler->manager.error_exit = on_fault;
  handler->manager.emit_message = on_message;
}

int bb_read_jpeg_header(const uint8_t *bytes, size_t count, const bb_image_limits *limits, bb_decoded_image *image) {
  struct jpeg_decompress_struct jpeg;
  fault_handler handler;
  prepare(&jpeg, &handler, limits, image);
  if (setjmp(handler.escape)) {
    jpeg_destroy_decompress(&jpeg);
    return bb_give_up(image);
  }
  begin(&jpeg, bytes, count, limits->pixels);
  read_exif(&jpeg, image);
  jpeg_destroy_decompress(&jpeg);
  return 0;
}

/// Crops the columns to those of a part, with a margin of one block on each side: chroma upsampling mixes neighbours, and differs
/// at the ends of a cropped row. Returns the first column decoded.
static JDIMENSION crop_columns(struct jpeg_decompress_struct *jpeg, const bb_image_part *part) {
  JDIMENSION begin = 0;
#ifdef LIBJPEG_TURBO_VERSION
  const JDIMENSION block = (JDIMENSION)jpeg->max_h_samp_factor * DCTSIZE, end = part->left + part->width;
  JDIMENSION count = end + block < jpeg->output_width ? end + block : jpeg->output_width;
  begin = part->left > block ? part->left - block : 0;
  count -= begin;
  if (count < jpeg->output_width) jpeg_crop_scanline(jpeg, &begin, &count);
#endif
  return begin;
}

/// Passes over rows up to `row`.
static void skip_rows(struct jpeg_decompress_struct *jpeg, JDIMENSION row, JSAMPARRAY scratch) {
#ifdef LIBJPEG_TURBO_VERSION
  // Some rows before are decoded: those behind a gap may be upsampled without their neighbours.
  const JDIMENSION margin = 4 * DCTSIZE;
  const JDIMENSION end = row < jpeg->output_height ? row > margin ? row - margin : 0 : row;
  if (end > jpeg->output_scanline) jpeg_skip_scanlines(jpeg, end - jpeg->output_scanline);
#endif
  while (jpeg->output_scanline < row) jpeg_read_scanlines(jpeg, scratch, 1);
}

int bb_decode_jpeg(const uint8_t *bytes, size_t count, const bb_image_limits *limits, const bb_image_part *part,
                   int reduction, bb_decoded_image *image) {
  struct jpeg_decompress_struct jpeg;
  fault_handler handler;
  prepare(&jpeg, &handler, limits, image);
  if (setjmp(handler.escape)) {
    jpeg_destroy_decompress(&jpeg);
    return bb_give_up(image);
  }
  begin(&jpeg, bytes, count, limits->pixels);
  if (bb_allocate_pixels(image, part->width, part->height)) longjmp(handler.escape, 1);

  const int inks = jpeg.num_components == 4;
  jpeg.out_color_space = inks ? JCS_CMYK : JCS_RGB;
  jpeg.scale_num = 1;
  jpeg.scale_denom = (unsigned)reduction;
  jpeg_start_decompress(&jpeg);
  if (part->left + part->width > jpeg.output_width || part->top + part->height > jpeg.output_height) {
    bb_set_fault(image, "it cannot be decoded at 1/%d", reduction);
    longjmp(handler.escape, 1);
  }
  const JDIMENSION left = part->left - crop_columns(&jpeg, part);
  JSAMPARRAY row =
      jpeg.mem->alloc_sarray((j_common_ptr)&jpeg, JPOOL_IMAGE, jpeg.output_width * (JDIMENSION)(inks ? 4 : 3), 1);
  skip_rows(&jpeg, part->top, row);
  const size_t row_bytes = (size_t)part->width * 3;
  for (uint32_t y = 0; y < part->height; y++) {
    jpeg_read_scanlines(&jpeg, row, 1);
    uint8_t *to = image->pixels + y * row_bytes;
    if (inks) rgb_from_cmyk(row[0] + 4 * (size_t)left, to, part->width);
    else memcpy(to, row[0] + 3 * (size_t)left, row_bytes);
  }
  skip_rows(&jpeg, jpeg.output_height, row);
  // Not jpeg_finish_decompress: what follows the last row, or does not, is no part of the picture.
  jpeg_destroy_decompress(&jpeg);
  return 0;
}

int bb_read_jpeg_lines(const uint8_t *bytes, size_t count, const bb_image_limits *limits, const bb_line_sink *sink,
                       bb_decoded_image *image) {
  struct jpeg_decompress_struct jpeg;
  fault_handler handler;
  prepare(&jpeg, &handler, limits, image);
  if (setjmp(handler.escape)) {
    jpeg_destroy_decompress(&jpeg);
    return bb_give_up(image);
  }
  begin(&jpeg, bytes, count, limits->pixels);
  if (jpeg_has_multiple_scans(&jpeg)) {
    bb_set_fault(image, "it is in several scans, and cannot be read by lines");
    longjmp(handler.escape, 1);
  }
  read_exif(&jpeg, image);
  const int inks = jpeg.num_components == 4;
  jpeg.out_color_space = inks ? JCS_CMYK : JCS_RGB;
  if (bb_allocate_pixels(image, image->width, 1) || sink->begin(sink->context, image)) longjmp(handler.escape, 1);
  jpeg_start_decompress(&jpeg);
  JSAMPARRAY row =
      jpeg.mem->alloc_sarray((j_common_ptr)&jpeg, JPOOL_IMAGE, jpeg.output_width * (JDIMENSION)(inks ? 4 : 3), 1);
  while (jpeg.output_scanline < jpeg.output_height) {
    jpeg_read_scanlines(&jpeg, row, 1);
    if (inks) rgb_from_cmyk(row[0], image->pixels, image->width);
    if (sink->take(sink->context, inks ? image->pixels : row[0], image->width)) longjmp(handler.escape, 1);
  }
  jpeg_destroy_decompress(&jpeg);
  return 0;
}

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

#ifdef LIBJPEG_TURBO_VERSION
const char *bb_jpeg_library(void) { return "libjpeg-turbo"; }
const char *bb_jpeg_version(void) { return TEXT(LIBJPEG_TURBO_VERSION); }
#else
const char *bb_jpeg_library(void) { return "libjpeg"; }
const char *bb_jpeg_version(void) { return TEXT(JPEG_LIB_VERSION); }
#endif
