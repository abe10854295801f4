extension Collection where Element == String {
  /// A question that ends the message about a mistyped name, with the nearest ones there are; empty where none is near.
  package func suggestion(for name: String) -> String {
    let close = nearest(to: name)
    return close.isEmpty ? "" : "; did you mean \(close.joined(separator: ", "))?"
  }

  /// The names most like a mistyped one, best first: by edit distance and common prefix.
  package func nearest(to name: String, count: Int = 4) -> [String] {
    let (limit, wanted) = (Swift.max(2, name.utf8.count / 3), Array(name.utf8))
    let scored = compactMap { candidate -> (distance: Int, name: String)? in
      let isBegun = candidate.utf8.starts(with: wanted)
      let distance = isBegun ? 1 : wanted.editDistance(to: candidate.utf8, limit: limit)
      return distance <= limit ? (distance, candidate) : nil
    }
    return scored.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(count).map(\.name)
  }
}

extension [UInt8] {
  /// Levenshtein's distance, or `limit + 1` where it is more than `limit`.
  fileprivate func editDistance(to other: String.UTF8View, limit: Int) -> Int {
    guard abs(count - other.count) <= limit else { return limit + 1 }
    let b = Array(other)
    var row = [Int](0...b.count)
    for i in indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let substitution = diagonal + (self[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = Swift.min(substitution, diagonal + 1, row[j] + 1)
      }
      if row.min()! > limit { return limit + 1 }
    }
    return row[b.count]
  }
}
