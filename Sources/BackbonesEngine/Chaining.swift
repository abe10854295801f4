internal import BackbonesGraphs
internal import BackbonesTensors

/// How a step computes any lines of its map from lines of the map before: what lets steps be chained.
struct LineKernel: Sendable {
  /// The map that is read, and the one that is written.
  let x: View, y: View
  /// How the lines of the two belong together.
  let window: Window
  /// Floats of weights that it reads, however few lines it computes.
  let weights: Int
  /// Whether the kernel is memory-bound, so that operands in cache speed it up.
  let streams: Bool
  /// Floats of scratch memory that it needs.
  let scratch: Int
  /// Computes `lines`, counted over all images, of the maps whose first lines are, or would be, at `x` and `y`.
  let body:
    @Sendable (
      _ arena: Program.Arena, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ lines: Range<Int>,
      _ scratch: UnsafeMutablePointer<Float>
    ) -> Void

  /// Lines of an image's map, and floats of each.
  var height: Int { y.shape[1] }
  var lineFloats: Int { y.shape[2] * y.stride }

  /// Lines of `x` that neighbouring lines of `y` both need.
  var overlap: Int { (window.kernel.height - 1) * window.dilation.height + 1 - window.stride.height }

  /// How many lines of `x` as many of `y` need.
  func span(of lines: Int) -> Int {
    min(x.shape[1], (lines - 1) * window.stride.height + (window.kernel.height - 1) * window.dilation.height + 1)
  }

  /// The lines of an image's `x` that `lines` of its `y` need.
  func needed(for lines: Range<Int>) -> Range<Int> {
    let first = lines.lowerBound * window.stride.height - window.padding.top
    let last = (lines.upperBound - 1) * window.stride.height - window.padding.top
    let end = last + (window.kernel.height - 1) * window.dilation.height + 1
    return (first..<end).clamped(to: 0..<x.shape[1])
  }
}

/// Steps whose maps follow from one another line by line, as pointwise, depthwise and pointwise convolutions do,
/// computed together: some lines of the last map at a time, and of the maps between what these need. The lines between
/// stay in the second-level cache of the processor that makes them, and are nowhere else.
struct Chain: Sendable {
  private let kernels: [LineKernel]
  /// Lines of the last map that are computed at a time.
  private let block: Int
  /// Where the lines of each map between begin, and where all end.
  private let offsets: [Int]

  /// A chain, where the lines between have room.
  private init?(_ kernels: [LineKernel]) {
    // Whole cache lines.
    func floats(_ lines: Int) -> [Int] {
      zip(kernels, Self.lines(lines, of: kernels)).dropLast().map { ($0.lineFloats * $1 + 15) / 16 * 16 }
    }
    let fitting = (1...kernels.last!.height).last { floats($0).reduce(0, +) <= Tuning.chainWindow }
    guard let fitting else { return nil }
    self.kernels = kernels
    block = fitting
    offsets = floats(block).reduce(into: [0]) { $0.append($0.last! + $1) }
  }

  /// Lines of each kernel's map for so many of the last one's.
  private static func lines(_ count: Int, of kernels: [LineKernel]) -> [Int] {
    kernels.dropFirst().reversed().reduce(into: [count]) { $0.insert($1.span(of: $0[0]), at: 0) }
  }

  /// Joins what pays of `steps`; buffers that are `kept` are read after them.
  ///
  /// - Returns: the steps, and floats of scratch memory that the joined ones need.
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

  /// The chain of kernels whose last one reads what the one before writes, where it pays to join these two.
  private static func paying(_ kernels: [LineKernel], threads: Int) -> Chain? {
    let (last, next) = (kernels[kernels.count - 2], kernels[kernels.count - 1])
    let overlap = kernels.dropFirst().map(\.overlap).max()!
    guard next.x.shape.count >= (overlap > 0 ? Tuning.chainedMapWithOverlap : Tuning.chainedMap),
      last.streams || next.streams, kernels.allSatisfy({ $0.weights <= Tuning.chainedWeights })
    else { return nil }
    // Lines that threads on both sides of an edge need are computed twice.
    var strides = 1
    for (kernel, (after, lines)) in zip(kernels, zip(kernels.dropFirst(), Self.lines(1, of: kernels))).reversed() {
      strides *= after.window.stride.height
      if max(0, lines - strides) * (threads - 1) * Tuning.chainRepeats > kernel.height { return nil }
    }
    // Lines that the next block needs too are moved.
    guard let chain = Chain(kernels) else { return nil }
    return chain.block >= 2 * overlap ? chain : nil
  }

  /// One step for those of the chain.
  private func step(of run: [Program.Step], threads: Int) -> Program.Step {
    let (last, y) = (run.last!, kernels.last!.y)
    let between = Set(kernels.dropLast().map(\.y.buffer))
    let (macs, traffic) = run.reduce((0, 0)) { ($0.0 + $1.macs, $0.1 + $1.traffic) }
    let count = y.shape[0] * y.shape[1]
    let repeats = kernels.dropFirst().contains { $0.overlap > 0 }
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

  /// The reasons of the steps, and why they are one.
  private func reason(of run: [Program.Step]) -> String {
    let maps = kernels.dropLast().map { "\($0.y.shape)" }.joined(separator: ", ")
    let joined = "\(block) lines at a time, so that \(maps) stay\(kernels.count == 2 ? "s" : "") in cache"
    return (run.map(\.reason).filter { !$0.isEmpty } + [joined]).joined(separator: " + ")
  }

  /// Computes lines of the last map, counted over all images.
  private func compute(_ lines: Range<Int>, _ arena: Program.Arena, _ memory: UnsafeMutablePointer<Float>) {
    let last = kernels[kernels.count - 1]
    withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: kernels.count) { held in
      var begin = lines.lowerBound
      while begin < lines.upperBound {
        let image = begin / last.height, first = image * last.height
        let end = min(lines.upperBound, first + last.height)
        held.initialize(repeating: 0..<0)
        // Equal blocks, so that none is left with a line or two.
        let (count, blocks) = (end - begin, (end - begin + block - 1) / block)
        for part in 0..<blocks {
          let lines = begin - first + count * part / blocks..<begin - first + count * (part + 1) / blocks
          run(kernels.count - 1, lines, of: image, to: arena.pointer(last.y), arena, memory, held)
        }
        begin = end
      }
    }
  }

  /// Computes `lines` of an image's map of kernel `index`, the map being at `y`.
  private func run(
    _ index: Int, _ lines: Range<Int>, of image: Int, to y: UnsafeMutablePointer<Float>, _ arena: Program.Arena,
    _ memory: UnsafeMutablePointer<Float>, _ held: UnsafeMutableBufferPointer<Range<Int>>
  ) {
    let kernel = kernels[index]
    let x: UnsafeMutablePointer<Float>
    if index == 0 {
      x = arena.pointer(kernel.x)
    } else {
      x = hold(index - 1, kernel.needed(for: lines), of: image, arena, memory, held)
    }
    let first = image * kernel.height
    kernel.body(arena, x, y, first + lines.lowerBound..<first + lines.upperBound, memory + offsets[offsets.count - 1])
  }

  /// Sees that `lines` of the map of kernel `index` are in its window.
  ///
  /// - Returns: where the map would begin for its lines to lie where they do.
  private func hold(
    _ index: Int, _ lines: Range<Int>, of image: Int, _ arena: Program.Arena, _ memory: UnsafeMutablePointer<Float>,
    _ held: UnsafeMutableBufferPointer<Range<Int>>
  ) -> UnsafeMutablePointer<Float> {
    let kernel = kernels[index], window = memory + offsets[index]
    let start = window - (image * kernel.height + lines.lowerBound) * kernel.lineFloats
    let known = held[index].clamped(to: lines)
    if !known.isEmpty {
      window.update(
        from: window + (lines.lowerBound - held[index].lowerBound) * kernel.lineFloats,
        count: known.count * kernel.lineFloats)
    }
    held[index] = lines
    let missing = max(lines.lowerBound, known.upperBound)..<lines.upperBound
    if !missing.isEmpty { run(index, missing, of: image, to: start, arena, memory, held) }
    return start
  }
}
