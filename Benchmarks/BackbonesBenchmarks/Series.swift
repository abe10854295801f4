/// Times in seconds, one a round: the mean, or the sum, of what was added in it.
struct Series {
  enum Summary { case mean, sum }

  private let summary: Summary
  private var total = 0.0
  private var count = 0
  private var rounds: [Double] = []

  init(_ summary: Summary) { self.summary = summary }

  mutating func add(_ seconds: Double) { (total, count) = (total + seconds, count + 1) }

  mutating func endRound() {
    if count > 0 { rounds.append(summary == .mean ? total / Double(count) : total) }
    (total, count) = (0, 0)
  }

  /// The median and the shortest; nil where nothing was added.
  var times: Times? {
    let sorted = rounds.sorted()
    return sorted.isEmpty ? nil : Times(median: sorted[sorted.count / 2], best: sorted[0])
  }
}

/// Seconds.
struct Times {
  let median: Double
  let best: Double
}
