package import BackbonesReference

extension ReferenceTensor {
  /// The largest difference from another value of the same shape, in standard deviations of the other one; infinite
  /// where shapes differ or a difference is no number.
  package func distance(from expected: ReferenceTensor) -> Double {
    guard shape == expected.shape else { return .infinity }
    var largest = 0.0
    for (a, b) in zip(elements, expected.elements) where a != b {
      let difference = abs(a - b)
      if !(difference <= largest) { largest = difference.isNaN ? .infinity : difference }
    }
    return largest == 0 ? 0 : largest / expected.spread
  }

  /// The standard deviation of the elements; the largest of them where they are all but equal.
  var spread: Double {
    let mean = elements.reduce(0, +) / Double(elements.count)
    let variance = elements.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(elements.count)
    let largest = elements.reduce(0) { max($0, abs($1)) }
    let deviation = variance.squareRoot()
    return max(deviation > 1e-6 * largest ? deviation : largest, 1e-12)
  }
}

extension Double {
  /// Two digits and a power of ten: `1.2e-05`.
  package var scientific: String {
    guard isFinite, self != 0 else { return "\(self)" }
    var (digits, exponent) = (magnitude, 0)
    while digits >= 9.95 { (digits, exponent) = (digits / 10, exponent + 1) }
    while digits < 0.995 { (digits, exponent) = (digits * 10, exponent - 1) }
    let (tenths, power) = (Int((digits * 10).rounded()), "\(exponent.magnitude)")
    return "\(self < 0 ? "-" : "")\(tenths / 10).\(tenths % 10)e\(exponent < 0 ? "-" : "+")"
      + "\(power.count < 2 ? "0" : "")\(power)"
  }
}
