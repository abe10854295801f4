// The kernels of one instruction set, and their table.
#include "lanes.h"
#include "activation.h"
#include "elementwise.h"
#include "epilogue.h"
#include "norm.h"
#include "pool.h"
#include "resize.h"
#include "resize_bytes.h"
#include "gather.h"
#include "tile.h"
#include "lines.h"
#include "convolve.h"
#include "strassen.h"
#include "winograd.h"
#include "depthwise.h"
#include "fold.h"
#include "moves.h"
#include "matrices.h"
#include "attention.h"
#include "rotary.h"
#include "cross_covariance.h"
#include "lstm.h"
#include "convert.h"

const bb_kernels BB_TABLE = {
#define KERNEL(name, ...) .name = name,
#include "../include/kernels.def"
};
