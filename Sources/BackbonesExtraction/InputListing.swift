internal import BackbonesCLibrary
package import BackbonesTensors

/// Pictures and archives, in the order of what names them: files, folders (with all below them, by name, hidden ones left out),
/// lists (`@list.txt`, `-` for standard input: a name a line), patterns (`*`, `?`, `[ab]`) and numbered files
/// (`shard-{000000..000063}.tar`). Nothing is listed before it is asked for.
package struct InputListing {
  /// What is named.
  package enum Item: Sendable, Hashable {
    /// A picture's file.
    case picture(String)
    /// A tar archive of pictures.
    case archive(String)

    /// The name.
    package var path: String {
      switch self {
      case .picture(let path), .archive(let path): path
      }
    }
  }

  private enum Pending {
    case argument(String)
    case found(String)
    case lines(LineReader)
  }

  /// What comes next is last.
  private var pending: [Pending]

  /// - Parameter arguments: as a command line has them.
  /// - Throws: `.inputOutput` for a missing file or folder among them. A missing file that a list names is not an error here: it is
  ///   recorded as a picture that cannot be read.
  package init(_ arguments: [String]) throws(BackboneError) {
    for text in arguments where text != "-" && !text.hasPrefix("@") && !text.contains(where: "*?[{".contains) {
      guard fileExists(text) else { throw .system("open", text) }
    }
    pending = arguments.reversed().map { .argument($0) }
  }

  /// The next picture or archive; nil at the end.
  ///
  /// - Throws: `.inputOutput` where a list or a folder cannot be read, or a pattern matches nothing.
  package mutating func next() throws(BackboneError) -> Item? {
    while let last = pending.popLast() {
      switch last {
      case .lines(let lines):
        guard let line = try lines.next() else { continue }
        pending.append(.lines(lines))
        if !line.isEmpty { pending.append(.found(line)) }
      case .argument("-"): pending.append(.lines(.standardInput))
      case .argument(let text) where text.hasPrefix("@"):
        pending.append(.lines(try LineReader(String(text.dropFirst()))))
      case .argument(let text):
        if fileExists(text) {
          pending.append(.found(text))
        } else if let numbered = try Self.numbered(text) {
          pending += numbered.reversed().map { .argument($0) }
        } else if text.contains(where: "*?[".contains) {
          pending += try Self.matches(of: text).reversed().map { .found($0) }
        } else {
          pending.append(.found(text))
        }
      case .found(let path):
        if isDirectory(path) {
          pending += try Self.contents(of: path).reversed().map { .found($0) }
        } else {
          return path.hasSuffix(".tar") ? .archive(path) : .picture(path)
        }
      }
    }
    return nil
  }

  /// What is in a folder and may have pictures, by name.
  private static func contents(of folder: String) throws(BackboneError) -> [String] {
    try namesInFolder(folder).filter { !$0.hasPrefix(".") }.map { name in
      folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }.filter { $0.hasSuffix(".tar") || TarArchive.isPicture($0) || isDirectory($0) }
  }

  private static func matches(of pattern: String) throws(BackboneError) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else {
      throw BackboneError(.inputOutput, "no file matches \(pattern.quoted)")
    }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
  }

  /// `a-{08..11}.tar` written out; nil where there are no such braces.
  private static func numbered(_ text: String) throws(BackboneError) -> [String]? {
    guard let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}") else { return nil }
    let ends = text[text.index(after: open)..<close].split(separator: ".", omittingEmptySubsequences: false)
    guard ends.count == 3, ends[1].isEmpty, let first = Int(ends[0]), let last = Int(ends[2]), first >= 0 else {
      return nil
    }
    guard first <= last, last - first < InputLimits.numberedFiles else {
      throw BackboneError(
        .invalidOption,
        "\(text.quoted): expected numbers that go up, and at most \(InputLimits.numberedFiles) of them")
    }
    let width = ends[0].hasPrefix("0") ? ends[0].count : 0
    return (first...last).map { number in
      let digits = String(number)
      let zeros = String(repeating: "0", count: max(width - digits.count, 0))
      return text[..<open] + zeros + digits + text[text.index(after: close)...]
    }
  }
}

/// The names of what is in a folder, sorted by their bytes.
///
/// - Throws: `.inputOutput` where it cannot be read.
func namesInFolder(_ folder: String) throws(BackboneError) -> [String] {
  guard let directory = opendir(folder) else { throw .system("open the folder", folder) }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    names.append(
      withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
