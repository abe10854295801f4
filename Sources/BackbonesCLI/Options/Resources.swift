import Backbones
internal import BackbonesCLibrary

/// The files that are installed with the command. The package manager's own accessor ends the process where they are
/// missing.
enum Resources {
  /// The directory of the model that is used where none is chosen.
  static var embeddedModel: String {
    get throws(BackboneError) {
      let name = "tf_efficientnet_lite0"
      if let path = places.map({ "\($0)/\(name)" }).first(where: isDirectory) { return path }
      throw BackboneError(
        .environment,
        "the model that comes with this command is not in \(places.joined(separator: ", ")): give --model and "
          + "--weights, or say in BACKBONES_RESOURCES where the folder with \(name) is")
    }
  }

  /// Where resources may be.
  private static var places: [String] {
    if let place = getenv("BACKBONES_RESOURCES") { return [String(cString: place)] }
    return ["", "/../libexec"].flatMap { folder in
      ["resources", "bundle"].map { "\(folderOfExecutable)\(folder)/Backbones_BackbonesCLI.\($0)/Resources" }
    }
  }

  private static var folderOfExecutable: String {
    #if canImport(Darwin)
      var size: UInt32 = 0
      _NSGetExecutablePath(nil, &size)
      var buffer = [CChar](repeating: 0, count: Int(size))
      _NSGetExecutablePath(&buffer, &size)
      let link = String(cString: buffer)
    #else
      let link = "/proc/self/exe"
    #endif
    guard let path = realpath(link, nil) else { return "." }
    defer { free(path) }
    return String(cString: path).split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
  }
}
