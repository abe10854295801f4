// What both decoders share.
#pragma once
#include "CBackbonesImageCodecs.h"

/// Notes a fault, printf-style.
void bb_set_fault(bb_decoded_image *image, const char *format, ...) __attribute__((format(printf, 2, 3)));
/// 0, or a fault where the size noted in `image` is empty or over the limit.
int bb_check_size(bb_decoded_image *image, uint64_t pixel_limit);
/// Allocates so many pixels; 0, or a fault where there is no memory for them.
int bb_allocate_pixels(bb_decoded_image *image, uint32_t width, uint32_t height);
/// Keeps a copy of an EXIF block, the first where there are several.
void bb_keep_exif(bb_decoded_image *image, const uint8_t *block, size_t size);
/// After a fault: frees everything but the fault. Returns -1.
int bb_give_up(bb_decoded_image *image);
