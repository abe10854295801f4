/// The header of an `.npy` file: a Python dictionary with three keys.
struct NumPyHeader {
  let type: ElementType
  let isFortranOrder: Bool
  let shape: [Int]

  /// From one index of each axis to the next, in elements; nil for row-major order.
  ///
  /// - Precondition: the extents' product, zeros left out, is an `Int`.
  var strides: [Int]? {
    guard isFortranOrder else { return nil }
    return shape.indices.map { shape[..<$0].reduce(1, *) }
  }

  /// The array that the data after the header are.
  func stored(in data: any StoredBytes) throws(BackboneError) -> StoredTensor {
    try StoredTensor(TensorShape(shape), of: type, in: data, strides: strides)
  }

  /// Parses a header. Messages leave out the file's name.
  init(_ text: Slice<UnsafeRawBufferPointer>) throws(BackboneError) {
    var scanner = Scanner(rest: text)
    var (descr, order, extents): (String?, Bool?, [Int]?)
    try scanner.expect("{")
    while !scanner.accept("}") {
      let key = try scanner.string()
      try scanner.expect(":")
      switch key {
      case "descr" where descr == nil: descr = try scanner.string()
      case "fortran_order" where order == nil: order = try scanner.truth()
      case "shape" where extents == nil: extents = try scanner.tuple()
      default: throw Scanner.fault("key '\(key)' is unknown or comes twice")
      }
      if !scanner.accept(",") {
        try scanner.expect("}")
        break
      }
    }
    try scanner.expectEnd()
    guard let descr, let order, let extents else { throw Scanner.fault("descr, fortran_order or shape is missing") }
    guard let type = Self.types[descr] else {
      let known = Self.types.keys.sorted().joined(separator: ", ")
      throw BackboneError(.malformedFile, "elements of type '\(descr)' cannot be read; known are \(known)")
    }
    (self.type, isFortranOrder, shape) = (type, order, extents)
  }

  /// NumPy's names of the types. Single bytes have no order, and NumPy writes `|`.
  private static let types: [String: ElementType] = [
    "<f2": .float16, "<f4": .float32, "<f8": .float64, "<i2": .int16, "<i4": .int32, "<i8": .int64, "|i1": .int8,
    "<u2": .uint16, "<u4": .uint32, "<u8": .uint64, "|u1": .uint8, "|b1": .bool,
  ]
}

/// Reads the few literals of Python that a header may hold.
private struct Scanner {
  var rest: Slice<UnsafeRawBufferPointer>

  static func fault(_ text: String) -> BackboneError { BackboneError(.malformedFile, "the header is broken: \(text)") }

  mutating func skipSpaces() { rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) } }

  mutating func accept(_ token: String) -> Bool {
    skipSpaces()
    guard rest.starts(with: token.utf8) else { return false }
    rest = rest.dropFirst(token.utf8.count)
    return true
  }

  mutating func expect(_ token: String) throws(BackboneError) {
    guard accept(token) else { throw Self.fault("expected '\(token)'\(found)") }
  }

  mutating func expectEnd() throws(BackboneError) {
    skipSpaces()
    guard rest.isEmpty else { throw Self.fault("expected its end\(found)") }
  }

  /// A string without escapes, in either kind of quotes.
  mutating func string() throws(BackboneError) -> String {
    let quote: UInt8
    if accept("'") {
      quote = UInt8(ascii: "'")
    } else if accept("\"") {
      quote = UInt8(ascii: "\"")
    } else {
      throw Self.fault("expected a string\(found)")
    }
    let text = rest.prefix { $0 != quote && $0 != UInt8(ascii: "\\") }
    rest = rest.dropFirst(text.count)
    guard rest.first == quote, let string = String(validating: text, as: UTF8.self) else {
      throw Self.fault("a string is not closed, not UTF-8, or has an escape")
    }
    rest = rest.dropFirst()
    return string
  }

  mutating func truth() throws(BackboneError) -> Bool {
    if accept("True") { return true }
    if accept("False") { return false }
    throw Self.fault("expected True or False\(found)")
  }

  /// `()`, `(3,)`, `(3, 4)`, `(3, 4,)`.
  mutating func tuple() throws(BackboneError) -> [Int] {
    try expect("(")
    var numbers: [Int] = []
    while !accept(")") {
      skipSpaces()
      let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
        throw Self.fault("expected an extent\(found)")
      }
      rest = rest.dropFirst(digits.count)
      guard numbers.count < InputLimits.axes else { throw Self.fault("more than \(InputLimits.axes) axes") }
      numbers.append(number)
      if accept(",") { continue }
      guard numbers.count > 1 else { throw Self.fault("a shape of one axis is written (\(number),)\(found)") }
      try expect(")")
      break
    }
    return numbers
  }

  private var found: String {
    rest.isEmpty ? ", found its end" : ", found '\(String(decoding: rest.prefix(16), as: UTF8.self))'"
  }
}
