internal import BackbonesGraphs
internal import BackbonesTensors

/// What must hold of a model, as a tree.
indirect enum QueryCondition: Sendable {
  /// A term that is true or not.
  case holds(QueryTerm)
  case compares(QueryTerm, QueryComparison, QueryTerm)
  /// A text that a shell's pattern matches, whatever the case of its letters.
  case matches(QueryTerm, pattern: String)
  case not(QueryCondition)
  case all([QueryCondition])
  case any([QueryCondition])

  /// Whether it holds of a model.
  func holds(for candidate: QueryCandidate) throws(BackboneError) -> Bool {
    switch self {
    case .holds(let term): return try term.value(of: candidate) == .truth(true)
    case .compares(let left, let comparison, let right):
      return comparison.holds(try left.value(of: candidate), try right.value(of: candidate))
    case .matches(let term, let pattern):
      guard case .text(let text) = try term.value(of: candidate) else { return false }
      return ![text.lowercased()].matching(pattern).isEmpty
    case .not(let condition): return try !condition.holds(for: candidate)
    case .all(let conditions):
      for condition in conditions where try !condition.holds(for: candidate) { return false }
      return true
    case .any(let conditions):
      for condition in conditions where try condition.holds(for: candidate) { return true }
      return false
    }
  }

  /// What must be found out before it is known whether it holds.
  private var need: QueryField.Need {
    switch self {
    case .holds(let term), .matches(let term, _): term.need
    case .compares(let left, _, let right): max(left.need, right.need)
    case .not(let condition): condition.need
    case .all(let conditions), .any(let conditions): conditions.map(\.need).max() ?? .configuration
    }
  }
}

extension QueryCondition {
  /// The conditions joined, the cheapest first; one stays as it is.
  static func joined(_ conditions: [QueryCondition], by join: ([QueryCondition]) -> QueryCondition) -> QueryCondition {
    if conditions.count == 1 { return conditions[0] }
    return join(QueryField.Need.allCases.flatMap { need in conditions.filter { $0.need == need } })
  }
}

/// How two values are compared. What a model does not have fulfils none.
enum QueryComparison: String, Sendable, CaseIterable {
  case less = "<", atMost = "<=", greater = ">", atLeast = ">=", equal = "=", unequal = "!="

  func holds(_ left: ZooQuery.Value, _ right: ZooQuery.Value) -> Bool {
    guard left != .absent, right != .absent else { return false }
    return switch self {
    case .less: left < right
    case .atMost: left <= right
    case .greater: left > right
    case .atLeast: left >= right
    case .equal: left == right
    case .unequal: left != right
    }
  }
}
