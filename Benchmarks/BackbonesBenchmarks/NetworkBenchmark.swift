import Backbones
import CBackbonesKernels
import CBackbonesPeak

/// One network, run by different kernels in turns.
struct NetworkBenchmark {
  /// How the products of a turn are computed.
  enum Turn: String, CaseIterable {
    case direct, chosen, openBLAS = "OpenBLAS"
  }

  /// A step of a turn's program that is measured.
  private struct Measured {
    let work: Work
    /// The step computes on OpenBLAS.
    let isOpenBLAS: Bool
    let row: Row.Key
  }

  /// One kernel on one piece of work.
  private struct Row {
    struct Key: Hashable {
      let work: Work
      let algorithm: String
    }
    let flops: Double
    /// How often the network does this work.
    var count = 0
    var times = Series(.mean)
  }

  private let name: String
  private let images: Tensor
  private let programs: [(turn: Turn, program: Program, steps: [Measured?])]
  private let attention: [Work: OpenBLASAttention]

  /// Prepares a network with synthetic weights. `filter` leaves out work whose kind and shape do not contain it.
  init(_ name: String, filter: String) throws {
    let model = try Model(name, weights: .synthetic(seed: 0), engine: EngineOptions(threads: 1))
    let images = SyntheticParameters.input(
      [1, model.inputChannels, model.inputSize.height, model.inputSize.width], seed: 0)
    let graph = try model.graph(images: images.shape)
    var shown: Set<Work> = []
    programs = try Turn.allCases.map { turn in
      var options = EngineOptions(threads: 1, products: turn == .openBLAS ? .openBLAS : .own, strict: turn == .direct)
      options.chains = false
      let program = try Model(name, weights: .synthetic(seed: 0), engine: options).program([.logits], for: images.shape)
      let steps = program.steps.map { step -> Measured? in
        guard step.macs > 0, let work = Work(graph.nodes[step.node], in: graph),
          filter.isEmpty || "\(work.kind) \(work.shape)".contains(filter)
        else { return nil }
        shown.insert(work)
        return Measured(
          work: work, isOpenBLAS: step.algorithm == "openblas", row: .init(work: work, algorithm: step.algorithm))
      }
      return (turn, program, steps)
    }
    attention = try graph.nodes.reduce(into: [:]) { known, node in
      guard let operation = node.operation as? Attention, let work = Work(node, in: graph), shown.contains(work) else {
        return
      }
      let shapes = node.inputs.map { graph.nodes[$0].shape }
      known[work] = try OpenBLASAttention(operation, q: shapes[0], k: shapes[1], v: shapes[2])
    }
    (self.name, self.images) = (name, images)
  }

  /// Runs turns until the time is up.
  func measure(seconds: Double) throws -> Report.Network {
    var (order, rows): ([Row.Key], [Row.Key: Row]) = ([], [:])
    for (turn, program, steps) in programs where turn != .openBLAS {
      var counts: [Row.Key: Int] = [:]
      for (step, measured) in zip(program.steps, steps) {
        guard let key = measured?.row else { continue }
        if rows[key] == nil {
          order.append(key)
          rows[key] = Row(flops: 2 * Double(step.macs))
        }
        counts[key, default: 0] += 1
      }
      for (key, count) in counts { rows[key]!.count = count }
    }
    var openBLAS: [Work: Series] = [:]
    var totals: [Work.Kind: [Turn: Series]] = [:]
    var peak = Series(.mean)

    let clock = ContinuousClock()
    let start = clock.now
    var round = 0
    while round <= Self.fewestRounds || clock.now - start < .seconds(seconds) {
      // The first round warms up.
      let counts = round > 0
      for index in programs.indices {
        let (turn, program, steps) = programs[(index + round) % programs.count]
        let flops = Self.peak(clock)
        if counts { peak.add(1 / flops) }
        _ = try program.run(images) { step, time in
          guard counts, let measured = steps[step] else { return }
          if turn == .openBLAS {
            if measured.isOpenBLAS { openBLAS[measured.work, default: Series(.mean)].add(time) }
          } else {
            rows[measured.row]!.times.add(time)
          }
          if turn != .openBLAS || measured.isOpenBLAS {
            totals[measured.work.kind, default: [:]][turn, default: Series(.sum)].add(time)
          }
        }
      }
      for (work, attention) in attention {
        let time = clock.measure { attention.run() } / .seconds(1)
        guard counts else { continue }
        openBLAS[work, default: Series(.mean)].add(time)
        let count = order.filter { $0.work == work }.reduce(0) { $0 + rows[$1]!.count }
        totals[.attention, default: [:]][.openBLAS, default: Series(.sum)].add(time * Double(count))
      }
      peak.endRound()
      for key in order { rows[key]!.times.endRound() }
      for work in openBLAS.keys { openBLAS[work]!.endRound() }
      for (kind, turns) in totals { for turn in turns.keys { totals[kind]![turn]!.endRound() } }
      round += 1
    }

    let ceiling = peak.times!
    var lines = order.map { key in
      let row = rows[key]!
      return Report.Line(
        kind: key.work.kind.rawValue, shape: key.work.shape, count: row.count, kernel: key.algorithm, flops: row.flops,
        times: row.times.times!, peak: ceiling, openBLAS: openBLAS[key.work]?.times)
    }
    for kind in Work.Kind.allCases {
      var known: [String] = []
      for (turn, program, steps) in programs where turn != .openBLAS {
        let done = zip(program.steps, steps).filter { $1?.work.kind == kind }.map(\.0)
        let algorithms = done.map(\.algorithm)
        // The engine's own choice gets a line only where it differs.
        guard algorithms != known, let turns = totals[kind], let times = turns[turn]?.times else { continue }
        known = algorithms
        lines.append(
          Report.Line(
            kind: kind.rawValue, shape: "all", count: done.count, kernel: turn.rawValue,
            flops: 2 * Double(done.reduce(0) { $0 + $1.macs }), times: times, peak: ceiling,
            openBLAS: turns[.openBLAS]?.times))
      }
    }
    return Report.Network(name: name, rounds: round - 1, peak: ceiling, lines: lines)
  }

  private static let fewestRounds = 5

  /// The current peak: operations per second of multiply-adds in registers.
  static func peak(_ clock: ContinuousClock) -> Double {
    var sink: Float = 0
    var flops: Int64 = 0
    let time = clock.measure { flops = peak_multiply_adds(bb_set_in_use().set, 1 << 19, &sink) }
    return Double(flops) / (time / .seconds(1))
  }
}
