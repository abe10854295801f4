/// How often a request is tried again, and when.
package struct RetrySchedule: Sendable {
  /// The wait after each try that brought nothing; there is one try more.
  var waits: [Duration]
  /// The longest wait that a server may ask for.
  var longest: Duration

  /// As Python's client waits.
  package init(waits: [Duration] = [1, 2, 4, 8, 8].map { .seconds($0) }, longest: Duration = .seconds(300)) {
    (self.waits, self.longest) = (waits, longest)
  }

  /// The wait after a try, by how many before it brought nothing; nil to give up.
  func wait(after tries: Int, asked seconds: Int?) -> Duration? {
    guard waits.indices.contains(tries) else { return nil }
    guard let seconds else { return waits[tries] }
    // One more than asked for, as clocks differ.
    return min(seconds == 0 ? .zero : .seconds(seconds + 1), longest)
  }
}
