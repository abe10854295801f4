package import BackbonesTensors

/// Parts of labelled rows for cross-validation, each with its share of every class. The same rows have the same folds in every
/// run.
package struct StratifiedFolds {
  /// How many there are.
  package let count: Int
  /// The fold of each row.
  package let fold: [Int]

  /// - Throws: `.invalidOption` where a class has fewer rows than there are folds.
  package init(labels: [Int], classes: [String], count: Int) throws(BackboneError) {
    self.count = count
    var rows = Array(repeating: [Int](), count: classes.count)
    for (row, label) in labels.enumerated() { rows[label].append(row) }
    if let few = rows.indices.first(where: { rows[$0].count < count }) {
      throw BackboneError(
        .invalidOption,
        "class \(classes[few].quoted) has \(rows[few].count) different readable pictures; \(count) folds need at least "
          + "\(count) of each class")
    }
    var random = SplitMix(state: 1)
    var (fold, next) = (Array(repeating: 0, count: labels.count), 0)
    for rows in rows {
      // Neighbours in a folder are often alike: no order of theirs stays.
      for row in rows.shuffled(using: &random) {
        fold[row] = next % count
        next += 1
      }
    }
    self.fold = fold
  }

  /// The rows of all folds but one.
  package func training(without held: Int) -> [Int] { fold.indices.filter { fold[$0] != held } }

  /// The rows of a fold.
  package func held(in held: Int) -> [Int] { fold.indices.filter { fold[$0] == held } }
}

/// SplitMix64 (Steele et al. 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
