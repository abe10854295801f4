// The kernels of one CPU set, and their table.
#include "lanes.h"
#include "activation.h"
#include "elementwise.h"
#include "epilogue.h"
#include "norm.h"
#include "pool.h"
#include "gather.h"
#include "tile.h"
#include "lines.h"
#include "convolve.h"
#include "strassen.h"
#include "winograd.h"
#include "depthwise.h"
#include "attention.h"
#include "convert.h"

const bb_kernels BB_SET = {
#define BB_ENTRY(name, parameters, arguments) .name = name,
    BB_KERNELS(BB_ENTRY)
#undef BB_ENTRY
};
