internal import BackbonesDigests
internal import BackbonesTensors

/// The units of some inputs, numbered: so many neighbouring pictures, or an archive.
struct UnitListing {
  struct Unit {
    let number: Int
    let content: Content
  }

  enum Content {
    case pictures([String])
    case archive(String)
  }

  private var inputs: InputListing
  private let pictures: Int
  /// What came before a unit was full.
  private var waiting: InputListing.Item?
  private let names: Digest
  private(set) var count = 0
  /// Whether that were all.
  private(set) var isAtEnd = false

  /// - Parameter pictures: pictures of a unit, at most.
  init(_ inputs: [String], pictures: Int) throws(BackboneError) {
    self.inputs = try InputListing(inputs)
    self.pictures = pictures
    names = try Digest(.sha256)
  }

  /// The next unit; nil at the end.
  mutating func next() throws(BackboneError) -> Unit? {
    var first = waiting
    waiting = nil
    if first == nil { first = try nextInput() }
    guard let first else { return nil }
    defer { count += 1 }
    guard case .picture(let path) = first else { return Unit(number: count, content: .archive(first.path)) }
    var paths = [path]
    while paths.count < pictures, let item = try nextInput() {
      guard case .picture(let path) = item else {
        waiting = item
        break
      }
      paths.append(path)
    }
    return Unit(number: count, content: .pictures(paths))
  }

  private mutating func nextInput() throws(BackboneError) -> InputListing.Item? {
    let item = try inputs.next()
    isAtEnd = item == nil
    if let item { Array("\(item.path)\n".utf8).withUnsafeBytes { names.update($0) } }
    return item
  }

  /// What all inputs were. Call it once, at the end.
  func record() -> InputRecord { InputRecord(sha256: names.finish(), units: count) }
}
