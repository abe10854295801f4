internal import BackbonesGraphs
internal import BackbonesTensors

/// Depth-first tiling: consecutive steps are computed together, a block of lines of the last map at a time, as in the
/// fused layers of Alwani et al. (MICRO 2016). Pointwise, depthwise and pointwise convolutions are an example.
///
/// Line buffers in a thread's scratch memory hold the lines of the maps between. They stay in the L2 cache, and these
/// maps exist nowhere else.
struct Chain: Sendable {
  private let kernels: [LineKernel]
  /// The block: lines of the last map that are computed at a time.
  private let block: Int
  /// Floats from the scratch memory's start to each line buffer, and to the end of the last.
  private let offsets: [Int]

  /// A chain; nil if line buffers for even one line are larger than `Tuning.chainWindow`, or `chainWindowOfLargeMap`.
  private init?(_ kernels: [LineKernel]) {
    // Whole cache lines.
    func floats(_ lines: Int) -> [Int] {
      zip(kernels, Self.lines(lines, of: kernels)).dropLast().map { ($0.lineFloats * $1 + 15) / 16 * 16 }
    }
    let isLarge = kernels.dropLast().contains { $0.y.shape.count >= Tuning.chainedLargeMap }
    let window = isLarge ? Tuning.chainWindowOfLargeMap : Tuning.chainWindow
    let fitting = (1...kernels.last!.height).last { floats($0).reduce(0, +) <= window }
    guard let fitting else { return nil }
    self.kernels = kernels
    block = fitting
    offsets = floats(block).reduce(into: [0]) { $0.append($0.last! + $1) }
  }

  /// The number of lines of each kernel's map that `count` lines of the last map need.
  private static func lines(_ count: Int, of kernels: [LineKernel]) -> [Int] {
    kernels.dropFirst().reversed().reduce(into: [count]) { $0.insert($1.span(of: $0[0]), at: 0) }
  }

  /// Replaces consecutive steps by chains, where that pays.
  ///
  /// - Parameter kept: buffers that are read after the steps, and so must exist as a whole.
  /// - Returns: the steps, and floats of scratch memory that chains need.
  static func join(
    _ steps: [Program.Step], keeping kept: Set<Int>, threads: Int
  ) -> (steps: [Program.Step], scratch: Int) {
    let uses = steps.flatMap { $0.reads + $0.writes }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    var (joined, scratch): ([Program.Step], Int) = ([], 0)
    var rest = steps[...]
    while let first = rest.popFirst() {
      var (run, chain): ([Program.Step], Chain?) = ([first], nil)
      while let next = rest.first?.lines, let last = run.last!.lines, next.x == last.y,
        uses[next.x.buffer] == 2, !kept.contains(next.x.buffer),
        let longer = Self.paying(run.map { $0.lines! } + [next], threads: threads)
      {
        chain = longer
        run.append(rest.removeFirst())
      }
      if let chain {
        scratch = max(scratch, chain.offsets.last! + chain.kernels.map(\.scratch).max()!)
        joined.append(chain.step(of: run, threads: threads))
      } else {
        joined.append(first)
      }
    }
    return (joined, scratch)
  }

  /// The chain of these kernels; nil if adding the last one does not pay.
  private static func paying(_ kernels: [LineKernel], threads: Int) -> Chain? {
    let (last, next) = (kernels[kernels.count - 2], kernels[kernels.count - 1])
    let halo = kernels.dropFirst().map(\.halo).max()!
    guard next.x.shape.count >= (halo > 0 ? Tuning.chainedMapWithHalo : Tuning.chainedMap),
      last.isMemoryBound || next.isMemoryBound, kernels.allSatisfy({ $0.weights <= Tuning.chainedWeights })
    else { return nil }
    guard let chain = Chain(kernels) else { return nil }
    var strides = 1
    for (kernel, (after, lines)) in zip(kernels, zip(kernels.dropFirst(), Self.lines(1, of: kernels))).reversed() {
      strides *= after.window.stride.height
      // Threads compute the halo at their boundaries twice.
      if max(0, lines - strides) * (threads - 1) * Tuning.chainRepeats > kernel.height { return nil }
      // The halo between blocks is moved within the line buffer, which takes time too.
      if chain.block * strides < 2 * after.halo { return nil }
    }
    return chain
  }

  /// The chain as one step.
  private func step(of run: [Program.Step], threads: Int) -> Program.Step {
    let (last, y) = (run.last!, kernels.last!.y)
    let between = Set(kernels.dropLast().map(\.y.buffer))
    let (macs, traffic) = run.reduce((0, 0)) { ($0.0 + $1.macs, $0.1 + $1.traffic) }
    let count = y.shape[0] * y.shape[1]
    let repeats = kernels.dropFirst().contains { $0.halo > 0 }
    let split = Split(
      count, weight: max(macs, traffic * Split.perFloat) / count, threads: threads,
      partsPerThread: repeats ? 1 : Split.manyParts)
    return Program.Step(
      name: last.name, node: last.node, algorithm: run.map(\.algorithm).joined(separator: " + "),
      reason: reason(of: run), shape: last.shape,
      macs: macs, traffic: traffic,
      reads: run.flatMap(\.reads).filter { !between.contains($0) }, writes: last.writes, tasks: split.parts,
      count: run.count
    ) { arena, task, worker in
      compute(split[task], arena, arena.scratch(of: worker))
    }
  }

  /// The reasons of the steps, and the reason for joining them.
  private func reason(of run: [Program.Step]) -> String {
    let maps = kernels.dropLast().map { "\($0.y.shape)" }.joined(separator: ", ")
    let joined = "\(block) lines at a time, so that \(maps) stay\(kernels.count == 2 ? "s" : "") in cache"
    return (run.map(\.reason).filter { !$0.isEmpty } + [joined]).joined(separator: " + ")
  }

  /// Computes lines of the last map, counted over all images, block by block.
  private func compute(_ lines: Range<Int>, _ arena: Program.Arena, _ memory: UnsafeMutablePointer<Float>) {
    let last = kernels[kernels.count - 1]
    withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: kernels.count) { buffered in
      var begin = lines.lowerBound
      while begin < lines.upperBound {
        let image = begin / last.height, first = image * last.height
        let end = min(lines.upperBound, first + last.height)
        buffered.initialize(repeating: 0..<0)
        // Blocks of equal size, so that the last does not have a line or two.
        let (count, blocks) = (end - begin, (end - begin + block - 1) / block)
        for part in 0..<blocks {
          let lines = begin - first + count * part / blocks..<begin - first + count * (part + 1) / blocks
          run(kernels.count - 1, lines, of: image, to: arena.pointer(last.y), arena, memory, buffered)
        }
        begin = end
      }
    }
  }

  /// Computes `lines` of one image's map of kernel `index`. `y` is where line 0 of the map is, or would be.
  private func run(
    _ index: Int, _ lines: Range<Int>, of image: Int, to y: UnsafeMutablePointer<Float>, _ arena: Program.Arena,
    _ memory: UnsafeMutablePointer<Float>, _ buffered: UnsafeMutableBufferPointer<Range<Int>>
  ) {
    let kernel = kernels[index]
    let x: UnsafeMutablePointer<Float>
    if index == 0 {
      x = arena.pointer(kernel.x)
    } else {
      x = fill(index - 1, kernel.needed(for: lines), of: image, arena, memory, buffered)
    }
    let first = image * kernel.height
    kernel.body(arena, x, y, first + lines.lowerBound..<first + lines.upperBound, memory + offsets[offsets.count - 1])
  }

  /// Makes the line buffer of kernel `index` hold `lines` of its map. Those that it holds already are moved to its start;
  /// the rest is computed.
  ///
  /// - Returns: where line 0 of the map would be.
  private func fill(
    _ index: Int, _ lines: Range<Int>, of image: Int, _ arena: Program.Arena, _ memory: UnsafeMutablePointer<Float>,
    _ buffered: UnsafeMutableBufferPointer<Range<Int>>
  ) -> UnsafeMutablePointer<Float> {
    let kernel = kernels[index], lineBuffer = memory + offsets[index]
    let start = lineBuffer - (image * kernel.height + lines.lowerBound) * kernel.lineFloats
    let known = buffered[index].clamped(to: lines)
    if !known.isEmpty {
      lineBuffer.update(
        from: lineBuffer + (lines.lowerBound - buffered[index].lowerBound) * kernel.lineFloats,
        count: known.count * kernel.lineFloats)
    }
    buffered[index] = lines
    let missing = max(lines.lowerBound, known.upperBound)..<lines.upperBound
    if !missing.isEmpty { run(index, missing, of: image, to: start, arena, memory, buffered) }
    return start
  }
}
