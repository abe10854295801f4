import Backbones
internal import BackbonesCLibrary
internal import CBackbonesResources

/// The files that are installed with the command.
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
    let bundle = String(cString: bb_resources_bundle)
    return ["", "/../libexec"].flatMap { folder in
      ["resources", "bundle"].map { "\(folderOfExecutable)\(folder)/\(bundle).\($0)/Resources" }
    }
  }

  private static var folderOfExecutable: String {
    guard let path = resolvedPath(executablePath) else { return "." }
    return path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }
}
