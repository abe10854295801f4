internal import BackbonesGraphs
internal import BackbonesReference
internal import BackbonesTensors

/// How a value differs from another of the same shape, if there is one simple cause.
struct Difference {
  private let found: ReferenceTensor, expected: ReferenceTensor
  private let tolerance: Double, spread: Double

  init(_ found: ReferenceTensor, _ expected: ReferenceTensor, tolerance: Double) {
    (self.found, self.expected) = (found, expected)
    spread = expected.spread
    self.tolerance = max(tolerance, found.distance(from: expected) / 50)
  }

  /// One cause that explains the whole difference; nil if none does.
  var cause: String? { order ?? border ?? activation }
  /// What the difference is like, where no cause of it is found; nil where it is like nothing.
  var likeness: String? { affine ?? part }

  private func agrees(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= tolerance * spread }

  private func agree(_ value: (_ n: Int, _ position: Int, _ channel: Int) -> Double) -> Bool {
    for n in 0..<expected.images {
      for p in 0..<expected.positions {
        for c in 0..<expected.channels where !agrees(value(n, p, c), expected[n, p, c]) { return false }
      }
    }
    return true
  }

  // MARK: - The same elements elsewhere

  private var order: String? {
    let (positions, channels) = (found.positions, found.channels)
    var moves: [(String, [Int])] = []
    if found.shape.rank == 4 {
      moves += Self.moves(ofLines: found.shape[1], columns: found.shape[2])
    } else if found.shape.rank == 3 {
      for prefix in 0...min(5, positions - 1) {
        let side = Int(Double(positions - prefix).squareRoot().rounded())
        if side > 1, side * side == positions - prefix {
          moves += Self.moves(ofLines: side, columns: side).map { text, order in
            (
              text + (prefix > 0 ? " (\(prefix) tokens before them)" : ""),
              Array(0..<prefix) + order.map { $0 + prefix }
            )
          }
        }
        if prefix > 0 {
          let tokens = prefix == 1 ? "the token" : "the \(prefix) tokens"
          moves.append(
            (
              "\(tokens) at the end belong\(prefix == 1 ? "s" : "") in front",
              Array(positions - prefix..<positions) + Array(0..<positions - prefix)
            ))
          moves.append(
            (
              "\(tokens) in front belong\(prefix == 1 ? "s" : "") at the end",
              Array(prefix..<positions) + Array(0..<prefix)
            ))
        }
      }
    }
    for (text, order) in moves where agree({ found[$0, order[$1], $2] }) { return "order: \(text)" }
    for groups in 2..<max(channels, 3) where channels % groups == 0 && groups < channels {
      let size = channels / groups
      if agree({ found[$0, $1, $2 % groups * size + $2 / groups] }) {
        return "order of channels: the reference has them as \(size) x \(groups), here they are \(groups) x \(size) "
          + "(shuffled groups, or heads before or after channels)"
      }
    }
    if let order = matching(
      channels, { c in Self.moments(found, channel: c) }, { c in Self.moments(expected, channel: c) }),
      agree({ found[$0, $1, order[$2]] })
    {
      return
        "order of channels: the reference's first are \(order.prefix(8).map(String.init).joined(separator: ", ")) here"
    }
    if let order = matching(
      positions, { p in Self.moments(found, position: p) }, { p in Self.moments(expected, position: p) }),
      agree({ found[$0, order[$1], $2] })
    {
      return "order of pixels or tokens: the reference's first are "
        + "\(order.prefix(8).map(String.init).joined(separator: ", ")) here"
    }
    let (a, b) = (found.elements.sorted(), expected.elements.sorted())
    if zip(a, b).allSatisfy(agrees) { return "layout: the same elements in another order" }
    return nil
  }

  /// Where each position of a map comes from, in the orders that are mistaken for one another.
  private static func moves(ofLines lines: Int, columns: Int) -> [(String, [Int])] {
    func order(_ from: (_ y: Int, _ x: Int) -> Int) -> [Int] {
      (0..<lines).flatMap { y in (0..<columns).map { from(y, $0) } }
    }
    return [
      ("lines and columns exchanged", order { y, x in (x * lines + y) }),
      ("lines from the last to the first", order { y, x in (lines - 1 - y) * columns + x }),
      ("columns from the last to the first", order { y, x in y * columns + columns - 1 - x }),
      ("pixels from the last to the first", order { y, x in (lines - 1 - y) * columns + columns - 1 - x }),
    ]
      + (1..<max(lines, columns)).map { shift in
        (
          "a cyclic shift by \(shift)",
          order { y, x in (y + shift) % lines * columns + (x + shift) % columns }
        )
      }
  }

  /// The one of `found`'s that is each of `expected`'s by moments; nil where they do not pair off.
  private func matching(
    _ count: Int, _ found: (Int) -> (Double, Double), _ expected: (Int) -> (Double, Double)
  ) -> [Int]? {
    guard count > 1 else { return nil }
    let (a, b) = ((0..<count).map(found), (0..<count).map(expected))
    let (fromA, fromB) = (a.indices.sorted { a[$0] < a[$1] }, b.indices.sorted { b[$0] < b[$1] })
    var order = Array(0..<count)
    for (i, j) in zip(fromA, fromB) { order[j] = i }
    return order == Array(0..<count) ? nil : order
  }

  private static func moments(_ value: ReferenceTensor, channel c: Int) -> (Double, Double) {
    let elements = stride(from: c, to: value.elements.count, by: value.channels).lazy.map { value.elements[$0] }
    return (elements.reduce(0, +), elements.reduce(0) { $0 + $1 * $1 })
  }

  private static func moments(_ value: ReferenceTensor, position p: Int) -> (Double, Double) {
    let elements = (0..<value.images).lazy.flatMap { n in (0..<value.channels).lazy.map { value[n, p, $0] } }
    return (elements.reduce(0, +), elements.reduce(0) { $0 + $1 * $1 })
  }

  // MARK: - Other elements

  /// Differences that lie at a map's borders alone.
  private var border: String? {
    guard found.shape.rank == 4 else { return nil }
    let (lines, columns) = (found.shape[1], found.shape[2])
    var (top, left, bottom, right) = (0, 0, 0, 0)
    func isBad(_ y: Int, _ x: Int) -> Bool {
      (0..<found.images).contains { n in
        (0..<found.channels).contains { !agrees(found[n, y, x, $0], expected[n, y, x, $0]) }
      }
    }
    let bad = (0..<lines).map { y in (0..<columns).map { isBad(y, $0) } }
    // Beyond the border that its neighbours' corners belong to.
    let (middleLines, middleColumns) = (lines / 3..<lines - lines / 3, columns / 3..<columns - columns / 3)
    while top < lines, middleColumns.contains(where: { bad[top][$0] }) { top += 1 }
    while bottom < lines, middleColumns.contains(where: { bad[lines - 1 - bottom][$0] }) { bottom += 1 }
    while left < columns, middleLines.contains(where: { bad[$0][left] }) { left += 1 }
    while right < columns, middleLines.contains(where: { bad[$0][columns - 1 - right] }) { right += 1 }
    guard top + bottom + left + right > 0, top + bottom < lines - 1, left + right < columns - 1 else { return nil }
    for y in top..<lines - bottom { if (left..<columns - right).contains(where: { bad[y][$0] }) { return nil } }
    let sides = [(top, "top"), (left, "left"), (bottom, "bottom"), (right, "right")].filter { $0.0 > 0 }
    return "padding: only the borders differ ("
      + sides.map { "\($0.0) at the \($0.1)" }.joined(separator: ", ") + ")"
  }

  private var activation: String? {
    for function in Activation.allCases where function != .identity {
      if agree({ function.reference(found[$0, $1, $2]) }) {
        return "activation: the reference is \(function.rawValue) of this value"
      }
      if zip(expected.elements, found.elements).allSatisfy({ agrees(function.reference($0), $1) }) {
        return "activation: this value is \(function.rawValue) of the reference"
      }
    }
    return nil
  }

  /// An affine difference: one factor and term for all elements, or for each channel, position or image.
  private var affine: String? {
    let (images, positions, channels) = (found.images, found.positions, found.channels)
    let all = images * positions * channels
    let parts: [(kind: String, count: Int, of: (_ n: Int, _ p: Int, _ c: Int) -> Int)] = [
      ("", 1, { _, _, _ in 0 }),
      (" that differ by channel", channels, { _, _, c in c }),
      (" that differ by image", images, { n, _, _ in n }),
      (" that differ by pixel or token", images * positions, { n, p, _ in n * positions + p }),
    ]
    for part in parts where all / part.count > 4 {
      var sums = Array(repeating: (count: 0.0, x: 0.0, y: 0.0, xx: 0.0, xy: 0.0), count: part.count)
      func each(_ body: (Int, Double, Double) -> Void) {
        for n in 0..<images {
          for p in 0..<positions {
            for c in 0..<channels { body(part.of(n, p, c), found[n, p, c], expected[n, p, c]) }
          }
        }
      }
      each { index, x, y in
        sums[index].count += 1
        sums[index].x += x
        sums[index].y += y
        sums[index].xx += x * x
        sums[index].xy += x * y
      }
      let lines = sums.map { sum -> (factor: Double, term: Double) in
        let variance = sum.xx - sum.x * sum.x / sum.count
        let factor = variance > 1e-12 * sum.xx ? (sum.xy - sum.x * sum.y / sum.count) / variance : 1
        return (factor, (sum.y - factor * sum.x) / sum.count)
      }
      var holds = true
      each { index, x, y in
        if holds { holds = agrees(lines[index].factor * x + lines[index].term, y) }
      }
      guard holds else { continue }
      let isFactor = lines.contains { abs($0.factor - 1) > tolerance }
      let isTerm = lines.contains { abs($0.term) > tolerance * spread }
      let words = [isFactor ? "a factor" : nil, isTerm ? "a term" : nil].compactMap { $0 }.joined(separator: " and ")
      let example = part.count == 1 ? "" : ", at first"
      let cause =
        part.kind.isEmpty
        ? "a scale, or a norm's statistics"
        : part.count == channels
          ? "a norm's parameters, statistics or epsilon, or a bias" : "a norm's statistics or epsilon"
      return "epsilon or scale: the reference is this value with \(words)\(part.kind)\(example) "
        + "\(isFactor ? lines[0].factor.scientific : "")\(isFactor && isTerm ? " and " : "")\(isTerm ? lines[0].term.scientific : "")"
        + " (\(cause))"
    }
    return nil
  }

  /// Differences in a part of an axis only.
  private var part: String? {
    var bad = [Set<Int>(), Set<Int>(), Set<Int>()]
    for n in 0..<found.images {
      for p in 0..<found.positions {
        for c in 0..<found.channels where !agrees(found[n, p, c], expected[n, p, c]) {
          bad[0].insert(n)
          bad[1].insert(p)
          bad[2].insert(c)
        }
      }
    }
    let axes = [("images", found.images), ("pixels or tokens", found.positions), ("channels", found.channels)]
    for (set, (name, count)) in zip(bad, axes) where !set.isEmpty && set.count * 2 <= count {
      let (first, last) = (set.min()!, set.max()!)
      let isRange = last - first + 1 == set.count
      return "part: only \(set.count) of \(count) \(name) differ"
        + (isRange ? " (\(first)..<\(last + 1))" : " (the first is \(first))")
    }
    return nil
  }
}
