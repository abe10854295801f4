internal import BackbonesCLibrary
public import BackbonesTensors

/// Pictures of known classes.
public struct LabelledPictures: Sendable {
  /// The names of the classes.
  public let classes: [String]
  /// The pictures, class by class.
  public let sources: [ImageSource]
  /// Each picture's class, a position in `classes`.
  public let labels: [Int]

  /// Pictures whose classes are told.
  ///
  /// - Throws: `.invalidOption` where there are fewer classes than two, or not a label for each picture.
  public init(classes: [String], sources: [ImageSource], labels: [Int]) throws(BackboneError) {
    guard classes.count > 1 else {
      throw BackboneError(
        .invalidOption,
        "\(classes.isEmpty ? "no class" : "one class, \(classes[0].quoted),") of pictures; a probe needs two or more")
    }
    guard sources.count == labels.count, labels.allSatisfy(classes.indices.contains) else {
      throw BackboneError(
        .invalidOption, "\(labels.count) labels of \(classes.count) classes for \(sources.count) pictures")
    }
    (self.classes, self.sources, self.labels) = (classes, sources, labels)
  }

  /// The pictures below each folder of a folder, whose names are the classes: `flowers/daisy/1.jpg` is a daisy.
  ///
  /// - Throws: `.inputOutput` where the folder cannot be read, `.invalidOption` where fewer than two of its folders have pictures.
  public init(folder: String) throws(BackboneError) {
    guard isDirectory(folder) else {
      throw fileExists(folder)
        ? BackboneError(.invalidOption, "\(folder.quoted) is no folder; expected a folder with a folder for each class")
        : .system("open the folder", folder)
    }
    var (classes, sources, labels): ([String], [ImageSource], [Int]) = ([], [], [])
    for name in try namesInFolder(folder) where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard isDirectory(path) else { continue }
      var (listing, found) = (try InputListing([path]), [ImageSource]())
      while let item = try listing.next() {
        switch item {
        case .picture(let path): found.append(.file(path))
        case .archive(let path):
          var archive = try TarArchive(path)
          while let picture = try archive.next() { found.append(picture) }
        }
      }
      guard !found.isEmpty else { continue }
      labels += Array(repeating: classes.count, count: found.count)
      classes.append(name)
      sources += found
    }
    guard classes.count > 1 else {
      throw BackboneError(
        .invalidOption,
        "\(folder.quoted) has \(classes.isEmpty ? "no folder" : "one folder, \(classes[0].quoted),") with pictures; expected two "
          + "or more, one for each class: CLASS/PICTURE.jpg")
    }
    try self.init(classes: classes, sources: sources, labels: labels)
  }
}
