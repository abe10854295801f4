#include "decoded.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void bb_set_fault(bb_decoded_image *image, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(image->fault, sizeof image->fault, format, arguments);
  va_end(arguments);
}

int bb_check_size(bb_decoded_image *image, uint64_t pixel_limit) {
  uint64_t pixels = (uint64_t)image->width * image->height;
  if (pixels > 0 && pixels <= pixel_limit) return 0;
  bb_set_fault(image, "it has %u x %u pixels, expected 1 to %llu in all", image->width, image->height,
               (unsigned long long)pixel_limit);
  return -1;
}

int bb_allocate_pixels(bb_decoded_image *image, uint32_t width, uint32_t height) {
  image->pixels = malloc((size_t)width * height * 3);
  if (image->pixels) return 0;
  bb_set_fault(image, "no memory for %u x %u pixels", width, height);
  return -1;
}

void bb_keep_exif(bb_decoded_image *image, const uint8_t *block, size_t size) {
  if (image->exif || size == 0) return;
  image->exif = malloc(size);
  if (!image->exif) return;
  memcpy(image->exif, block, size);
  image->exif_size = size;
}

void bb_free_decoded(bb_decoded_image *image) {
  free(image->pixels);
  free(image->exif);
  image->pixels = image->exif = NULL;
  image->exif_size = 0;
}

int bb_give_up(bb_decoded_image *image) {
  bb_free_decoded(image);
  return -1;
}
