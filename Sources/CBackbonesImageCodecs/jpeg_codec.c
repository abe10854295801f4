#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "decoded.h"

typedef struct {
  struct jpeg_error_mgr manager;
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

int bb_decode_jpeg(const uint8_t *bytes, size_t count, const bb_image_limits *limits, bb_decoded_image *image) {
  memset(image, 0, sizeof *image);
  struct jpeg_decompress_struct jpeg;
  struct jpeg_progress_mgr progress = {.progress_monitor = limit_scans};
  fault_handler handler = {.image = image, .scans = (int)limits->scans};
  jpeg.err = jpeg_std_error(&handler.manager);
  handler.manager.error_exit = on_fault;
  handler.manager.emit_message = on_message;
  memset((char *)&jpeg + sizeof jpeg.err, 0, sizeof jpeg - sizeof jpeg.err);  // so that destroying it is always safe
  if (setjmp(handler.escape)) {
    jpeg_destroy_decompress(&jpeg);
    return bb_give_up(image);
  }
  jpeg_create_decompress(&jpeg);
  jpeg.progress = &progress;
  jpeg_mem_src(&jpeg, (unsigned char *)bytes, count);
  jpeg_save_markers(&jpeg, JPEG_APP0 + 1, 0xFFFF);
  jpeg_read_header(&jpeg, TRUE);
  read_exif(&jpeg, image);
  image->width = jpeg.image_width;
  image->height = jpeg.image_height;
  if (bb_allocate_pixels(image, limits->pixels)) longjmp(handler.escape, 1);

  int inks = jpeg.num_components == 4;
  jpeg.out_color_space = inks ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress(&jpeg);
  size_t row_bytes = (size_t)image->width * 3;
  JSAMPARRAY ink_row = NULL;
  if (inks) ink_row = jpeg.mem->alloc_sarray((j_common_ptr)&jpeg, JPOOL_IMAGE, image->width * 4, 1);
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW row = image->pixels + jpeg.output_scanline * row_bytes;
    jpeg_read_scanlines(&jpeg, inks ? ink_row : &row, 1);
    if (inks) rgb_from_cmyk(ink_row[0], row, image->width);
  }
  // Not jpeg_finish_decompress: what follows the last row, or does not, is no part of the picture.
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
