internal import BackbonesGraphs
internal import BackbonesTensors

/// Reads a condition, or a list of fields, by recursive descent:
///
///     condition  = all { "or" all }
///     all        = single { "and" single }
///     single     = "not" single | "(" condition ")" | comparison
///     comparison = term [ ( "<" | "<=" | ">" | ">=" | "=" | "!=" ) term | "~" pattern ]
///     term       = number | field | level [ "." attribute ]
///     level      = "feature" "(" ( "stride" | "index" ) ":" [ "-" ] number ")"
///
/// Behind a field that is a text, a text is expected, in quotes or not.
struct QueryParser {
  private var lexer: QueryLexer
  private var token: QueryLexer.Token
  private var place: Range<Int>
  /// Where the token before ended.
  private var end = 0
  /// Conditions within conditions at the place.
  private var nesting = 0
  /// What the stack surely holds.
  private static let deepest = 100

  init(_ text: String, of role: String) throws(BackboneError) {
    lexer = QueryLexer(text, of: role)
    (token, place) = try lexer.next()
  }

  /// The condition that the whole text is.
  mutating func wholeCondition() throws(BackboneError) -> QueryCondition {
    let condition = try condition()
    guard token == .end else { throw lexer.fault(place, "expected 'and', 'or' or the end, not \(found)") }
    return condition
  }

  /// Fields with commas between.
  mutating func terms() throws(BackboneError) -> [QueryTerm] {
    try list { (parser) throws(BackboneError) in try parser.field() }
  }

  /// Fields with commas between, those that descend with `-` before.
  mutating func sortKeys() throws(BackboneError) -> [(key: QueryTerm, isDescending: Bool)] {
    try list { (parser) throws(BackboneError) in
      let isDescending = try parser.take("-")
      return (key: try parser.field(), isDescending: isDescending)
    }
  }

  private mutating func list<Element>(
    _ element: (inout QueryParser) throws(BackboneError) -> Element
  ) throws(BackboneError) -> [Element] {
    var elements = [try element(&self)]
    while try take(",") { elements.append(try element(&self)) }
    guard token == .end else { throw lexer.fault(place, "expected a comma or the end, not \(found)") }
    return elements
  }
}

// Conditions.
extension QueryParser {
  private mutating func condition() throws(BackboneError) -> QueryCondition {
    var conditions = [try all()]
    while try take("or") { conditions.append(try all()) }
    return QueryCondition.joined(conditions) { .any($0) }
  }

  private mutating func all() throws(BackboneError) -> QueryCondition {
    var conditions = [try single()]
    while try take("and") { conditions.append(try single()) }
    return QueryCondition.joined(conditions) { .all($0) }
  }

  private mutating func single() throws(BackboneError) -> QueryCondition {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.deepest else {
      throw lexer.fault(place, "more than \(Self.deepest) conditions within one another")
    }
    if try take("not") { return .not(try single()) }
    let opening = place
    if try take("(") {
      let condition = try condition()
      guard try take(")") else {
        throw token == .end
          ? lexer.fault(opening, "a parenthesis that is not closed")
          : lexer.fault(place, "expected 'and', 'or' or ')', not \(found)")
      }
      return condition
    }
    return try comparison()
  }

  private mutating func comparison() throws(BackboneError) -> QueryCondition {
    let start = place
    let left = try term()
    let leftPlace = start.lowerBound..<end
    if case .sign("~") = token { return try match(left, at: leftPlace) }
    guard case .sign(let sign) = token, let comparison = QueryComparison(rawValue: sign) else {
      guard left.type == .truth else {
        let example = left.type == .number ? "\(left.text) < 2G" : "\(left.text) ~ apache"
        throw lexer.fault(leftPlace, "\(left.text) is a \(left.type), no condition; expected such as \(example)")
      }
      return .holds(left)
    }
    let signPlace = place
    if left.type == .truth {
      throw lexer.fault(
        signPlace, "\(left.text) is a condition by itself: write '\(left.text)' or 'not \(left.text)'")
    }
    if left.type == .text, comparison != .equal, comparison != .unequal {
      throw lexer.fault(signPlace, "\(left.text) is a text: expected =, != or ~, not \(sign)")
    }
    let right: QueryTerm
    if left.type == .text {
      let text = try textBehindSign()
      right = QueryTerm(literal: .text(text), .text, text: text)
    } else {
      try advance()
      let start = place
      right = try term()
      guard right.type == .number else {
        throw lexer.fault(
          start.lowerBound..<end, "\(left.text) is a number, and \(right.text) is a \(right.type)")
      }
    }
    if case .sign(let next) = token, next == "~" || QueryComparison(rawValue: next) != nil {
      throw lexer.fault(place, "a comparison has two sides: write 'a < b and b < c'")
    }
    return .compares(left, comparison, right)
  }

  /// `term ~ pattern`: contains, or matches where it has a pattern's signs.
  private mutating func match(_ left: QueryTerm, at leftPlace: Range<Int>) throws(BackboneError) -> QueryCondition {
    guard left.type == .text else {
      throw lexer.fault(leftPlace, "\(left.text) is a \(left.type), and ~ is for texts")
    }
    let pattern = try textBehindSign().lowercased()
    return .matches(left, pattern: pattern.contains(where: "*?[".contains) ? pattern : "*\(pattern)*")
  }

  /// The text behind the sign at hand, behind which the lexer stands.
  private mutating func textBehindSign() throws(BackboneError) -> String {
    let text = try lexer.text()
    try advance()
    return text
  }
}

// Terms.
extension QueryParser {
  private mutating func term() throws(BackboneError) -> QueryTerm {
    guard case .number(let number) = token else { return try field() }
    try advance()
    return QueryTerm(literal: .number(number), .number, text: "a number")
  }

  private mutating func field() throws(BackboneError) -> QueryTerm {
    guard case .word(let name) = token, !["and", "or", "not"].contains(name.lowercased()) else {
      throw lexer.fault(place, "expected a field, not \(found); \(Self.known)")
    }
    if name == "feature" { return try level() }
    guard let field = QueryField.all.first(where: { $0.name == name }) else {
      let near = QueryField.all.map(\.name).nearest(to: name).joined(separator: ", ")
      let question = near.isEmpty ? "" : " (did you mean \(near)?)"
      throw lexer.fault(place, "unknown field '\(name)'\(question); \(Self.known)")
    }
    try advance()
    return QueryTerm(field)
  }

  private static let known =
    "the fields are \(QueryField.all.map(\.name).joined(separator: ", ")), feature(stride: 8) and feature(index: -1)"

  /// `feature(stride: 8)` with an attribute or without.
  private mutating func level() throws(BackboneError) -> QueryTerm {
    try advance()
    let expected = "expected feature(stride: 8) or feature(index: -1)"
    guard try take("("), case .word(let label) = token, ["stride", "index"].contains(label) else {
      throw lexer.fault(place, "\(expected), not \(found)")
    }
    try advance()
    guard try take(":") else { throw lexer.fault(place, "\(expected), not \(found)") }
    let start = place
    let isNegative = try take("-")
    guard case .number(let number) = token, number == number.rounded(), number < 1e6, !isNegative || label == "index"
    else { throw lexer.fault(start.lowerBound..<place.upperBound, "\(expected): a whole number") }
    try advance()
    guard try take(")") else { throw lexer.fault(place, "expected ')', not \(found)") }
    let value = Int(isNegative ? -number : number)
    let level = label == "stride" ? QueryLevel.stride(value) : .index(value)
    guard try take(".") else { return level.exists }
    guard case .word(let name) = token, let attribute = QueryLevel.Attribute(rawValue: name) else {
      let known = QueryLevel.Attribute.allCases.map(\.rawValue).joined(separator: ", ")
      throw lexer.fault(place, "a level has \(known), not \(found)")
    }
    try advance()
    return level.term(attribute)
  }
}

// Tokens.
extension QueryParser {
  private mutating func advance() throws(BackboneError) {
    end = place.upperBound
    (token, place) = try lexer.next()
  }

  /// Takes a sign or a word, if it is next.
  private mutating func take(_ text: String) throws(BackboneError) -> Bool {
    switch token {
    case .sign(text): break
    case .word(let word) where word.lowercased() == text: break
    default: return false
    }
    try advance()
    return true
  }

  /// The token at hand, as a message has it.
  private var found: String {
    switch token {
    case .word(let word): "'\(word)'"
    case .number: "a number"
    case .quoted: "a text"
    case .sign(let sign): "'\(sign)'"
    case .end: "the end"
    }
  }
}
