// Boxes of elements in two layouts: which axes are one, and in which order they are moved.
#include <stdbool.h>
#include "kernels.h"

typedef struct {
  int64_t extent;
  ptrdiff_t from, to;
} axis;

static bool are_one(axis outer, axis inner) {
  return outer.from == inner.extent * inner.from && outer.to == inner.extent * inner.to &&
         outer.extent * inner.extent <= BB_BOX_RUN;
}

bb_box bb_make_box(int32_t rank, const int64_t *extents, const ptrdiff_t *from, const ptrdiff_t *to) {
  axis axes[BB_BOX_AXES + 2];
  int32_t count = 0;
  // Sorted so that writing goes on through memory.
  for (int32_t i = 0; i < rank; i++) {
    if (extents[i] == 1) continue;
    int32_t place = count++;
    for (; place > 0 && axes[place - 1].to < to[i]; place--) axes[place] = axes[place - 1];
    axes[place] = (axis){extents[i], from[i], to[i]};
  }
  int32_t kept = 0;
  for (int32_t i = 0; i < count; i++) {
    if (kept > 0 && are_one(axes[kept - 1], axes[i])) {
      axes[kept - 1] = (axis){axes[kept - 1].extent * axes[i].extent, axes[i].from, axes[i].to};
    } else {
      axes[kept++] = axes[i];
    }
  }
  bb_box box = {.rank = kept < 2 ? 2 : kept};
  for (int32_t i = 0; i < box.rank; i++) {
    // A plane at least, with extents of 1 outside.
    int32_t j = i - (box.rank - kept);
    axis a = j < 0 ? (axis){1, 0, 0} : axes[j];
    box.extents[i] = a.extent;
    box.from[i] = a.from;
    box.to[i] = a.to;
  }
  // A plane of what is together on either side can be transposed.
  int32_t last = box.rank - 1;
  for (int32_t i = 0; i < last - 1 && box.from[last] != 1; i++) {
    if (box.from[i] != 1) continue;
    axis inner = {box.extents[i], box.from[i], box.to[i]};
    for (int32_t j = i; j < last - 1; j++) {
      box.extents[j] = box.extents[j + 1];
      box.from[j] = box.from[j + 1];
      box.to[j] = box.to[j + 1];
    }
    box.extents[last - 1] = inner.extent;
    box.from[last - 1] = inner.from;
    box.to[last - 1] = inner.to;
    break;
  }
  return box;
}
