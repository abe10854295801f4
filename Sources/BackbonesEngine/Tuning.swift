/// The tuned constants of planning, as `tuning.h` has those of kernels.
///
/// Chosen on two cores of an AMD EPYC (Zen 5, AVX-512; 48 KiB of L1 data cache and 1 MiB of L2 a core, 32 MiB of L3). To
/// choose one anew, run `Scripts/bench_peers.py --models NETWORK` before and after the change, in turns, on an idle
/// machine; each group names its network. A constant that changes the order of summation must not depend on the number
/// of threads, so that results do not either.
package enum Tuning {
  // MARK: - Weights of large models: vit_large_patch16_224, regnety_1280

  /// The number of parameters of a large model. Its weights are most of the resident memory, so Winograd's extra weights are bounded.
  static let largeModel = 256 << 20
  /// What they may then take, as a share of the parameters: peak memory stays below 1.15 times the file.
  static let extraShareOfLargeModels = 0.04

  // MARK: - Winograd's method: resnet50; regnety_032 for groups

  /// The fewest tiles of a part that hide reading the weights.
  static let winogradTilesOfPart = 24

  // MARK: - Products: resnet50

  /// The fewest rows that are split into blocks, each of which reads the weights again.
  static let rowsWorthWeights = 192
  /// Rows of one call of OpenBLAS, whose im2col matrix fits the L2 cache.
  static let openBLASRows = 96
  /// The arithmetic intensity (MACs per weight) above which reading weights anew for each microbatch costs nothing.
  package static let macsPerWeight = 64

  // MARK: - Chains: tf_efficientnet_lite0

  /// The largest line buffers of a chain together, in floats: where all maps between are smaller than a `chainedLargeMap`, which
  /// would come from the L3 cache, and where one would come from memory (vitamin_small_224).
  static let chainWindow = 96 << 10, chainWindowOfLargeMap = 128 << 10, chainedLargeMap = 1 << 20
  /// The smallest map worth keeping in cache, in floats: with a halo to move or recompute (about an L2 cache), and
  /// without (about an L1 cache).
  static let chainedMapWithHalo = 1 << 17, chainedMap = 1 << 15
  /// The largest weights, in floats, that may be read anew for every few lines. Up to here sixteen bits are made floats when they
  /// are packed: it would not pay for few lines, and costs little memory.
  static let chainedWeights = 1 << 16
  /// At most one in this many of a map's lines may be recomputed at thread boundaries.
  static let chainRepeats = 16

  // MARK: - Memory: xception41

  /// Rows a multiple of 4 KiB (1024 floats) apart alias in the L1 cache; such rows are padded by a cache line.
  static let aliasPeriod = 1024, aliasGap = 16

  /// Bytes that a step of a plan takes, with its closure, its names and its part of all tables: measured over programs of
  /// densenet121 by `swift run -c release BackbonesSoak --programs 200 --model densenet121`.
  static let bytesPerStep = 1 << 10

  // MARK: - Global pooling: regnety_032

  /// The most partial sums of a map, and the fewest rows of each.
  static let poolParts = 8, poolRowsOfPart = 12

  // MARK: - Threads: resnet50 and tf_efficientnet_lite0 with two threads

  /// Multiply-adds below which a fork costs more than it gains.
  static let macsWorthAFork = 1 << 16
  /// The cost of reading and writing one float in a memory-bound kernel, in multiply-adds.
  static let macsPerFloat = 8
  /// Parts for each thread. More than one, so that others can take over the work of a thread that is held up; few, since
  /// each part reads weights anew.
  static let partsPerThread = 2
}
