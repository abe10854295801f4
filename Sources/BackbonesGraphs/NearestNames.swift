extension Collection where Element == String {
  /// A question that ends the message about a mistyped name, with the nearest ones there are; empty where none is near.
  package func suggestion(for name: String) -> String {
    let close = nearest(to: name)
    return close.isEmpty ? "" : "; did you mean \(close.joined(separator: ", "))?"
  }

  /// The names most like a mistyped one, best first: by edit distance and common prefix.
  package func nearest(to name: String, count: Int = 4) -> [String] {
    let limit = Swift.max(2, name.count / 3)
    let scored = compactMap { candidate -> (distance: Int, name: String)? in
      let distance = candidate.hasPrefix(name) ? 1 : name.editDistance(to: candidate, limit: limit)
      return distance <= limit ? (distance, candidate) : nil
    }
    return scored.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(count).map(\.name)
  }
}

extension String {
  /// Levenshtein's distance, or `limit + 1` where it is more than `limit`.
  func editDistance(to other: String, limit: Int) -> Int {
    let (a, b) = (Array(utf8), Array(other.utf8))
    guard abs(a.count - b.count) <= limit else { return limit + 1 }
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let substitution = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = Swift.min(substitution, diagonal + 1, row[j] + 1)
      }
      if row.min()! > limit { return limit + 1 }
    }
    return row[b.count]
  }
}
