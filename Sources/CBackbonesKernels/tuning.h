// The tuned constants of the kernels: each bounds a working set or names a crossover between two ways of computing.
//
// Chosen on an AMD EPYC (Zen 5, AVX-512; 48 KiB of L1 data cache and 1 MiB of L2 a core, 32 MiB of L3), two processors.
// To choose one anew: `swift run -c release BackbonesBenchmarks NETWORK` times each shape on one thread, and
// `Scripts/bench_peers.py --models NETWORK` whole networks on teams; before and after the change in turns, nothing else
// running. Beside a constant is a network whose shapes it decides. Counts are of floats unless they say otherwise.
#pragma once

/// Floats of a cache line: 64 bytes.
enum { BB_LINE = 16 };

// MARK: - Products and convolutions (body/tile.h, convolve.h, lines.h); network: resnet50

enum {
  BB_STEPS = 4,             // k a micro-kernel's loop is unrolled by
  BB_SLICE = 768,           // K blocking: the longest slice of k
  BB_BLOCK_FLOATS = 98304,  // M blocking: gathered rows, 384 KiB, which leave an L2 of 1 MiB room for the panels
  BB_BLOCK_SHARES = 3,      // ... and as many times as much of an L2 of 2 MiB: 3 to 5 % on an Emerald Rapids
  BB_BLOCK_ROWS = 512,      // M blocking, in rows, where k is short
  BB_FEW_COLUMNS = 64,      // up to here gathering im2col rows costs as much as the product: lines.h
  BB_SPACING = BB_LINE,     // padding of a scratch row, so that rows do not alias in L1
  BB_ALIAS = 1024,          // rows a multiple of 4 KiB apart alias in L1 ...
  BB_ALIAS_COLUMNS = 128,   // ... and are worth copying for at least so many columns
  BB_WIDENED_FLOATS = 2 * 16 * BB_SLICE,  // two panels of halves at a time, 96 KiB of L2, as floats
};

// MARK: - Strassen's method (body/strassen.h); network: vit_medium_patch16_reg1_gap_256

enum {
  BB_STRASSEN_PRODUCTS = 7,
  BB_STRASSEN_BUFFERS = 4,             // sums of products on their way to the output
  BB_STRASSEN_GRAIN = 2 * BB_STEPS,    // of k: each half is whole steps of a micro-kernel
  BB_STRASSEN_FLOATS = 98304,          // sums of a block's quarters: 384 KiB of L2
  BB_STRASSEN_FLOATS_OF_TWO = 125000,  // up to here two larger blocks beat three, on two threads by bench_peers.py
  BB_STRASSEN_FINISHED = 8,            // panels of each half whose rows are finished together (efficientnet_b3)
};

// MARK: - Winograd's method (body/winograd.h); networks: resnet50, regnety_032 for groups

enum {
  BB_WINOGRAD_FLOATS = 1 << 18,  // transformed tiles of a block, about
  BB_WINOGRAD_GRAIN = 12,        // a block's tiles are a multiple: the rows of the largest micro-kernel
  BB_WINOGRAD_TILES = 48,        // of a block, at most
  BB_WINOGRAD_CHANNELS = 128,    // groups of fewer channels are transformed together, up to so many
};

// MARK: - The rest

enum {
  BB_STRIP = 24,            // queries whose scores are held together (vit_medium_patch16_reg1_gap_256)
  BB_TALK_FLOATS = 98304,   // scores of heads that talk to each other, held together, about (cait_s24_384)
  BB_TOKENS = 128,          // attention of channels: tokens whose products are summed together (xcit_small_12_p16_224)
  BB_SEQUENCES = 24,        // LSTM: sequences that a reading of the weights serves (sequencer2d_s)
  BB_PIXELS = 8,            // depthwise sums in registers (tf_efficientnet_lite0)
  BB_CHUNK = 2048,          // elementwise: worked on before the activation reads it from L1 (densenet121)
  BB_BOX_RUN = 4096,        // floats of axes that are moved as one; longer runs are shared out (vit_tiny_patch16_224)
  BB_TRANSPOSE_BLOCK = 32,  // rows and columns of a block whose both sides stay in L1
};

// MARK: - The team of threads (team.c); Scripts/bench_peers.py with two threads

enum {
  BB_SPINS_BEFORE_YIELD = 4096,
  BB_SPINS_BETWEEN_CLOCKS = 64,
  BB_LINGER_NANOSECONDS = 100000,  // how long workers stay awake after a release
};
