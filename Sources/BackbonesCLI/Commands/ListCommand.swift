import ArgumentParser
import Backbones

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the models that can be created by name.")

  @Argument(help: ArgumentHelp("Only names that match, such as '*resnet*d'.", valueName: "glob"))
  var pattern: String?

  @OptionGroup var format: FormatOptions

  func run() throws {
    let names = pattern.map(Registry.names(matching:)) ?? Registry.names
    guard !names.isEmpty else { throw BackboneError(.unknownName, "no model matches '\(pattern ?? "*")'") }
    try Console.show(names, asJSON: format.asJSON, names.map { $0 + "\n" }.joined())
  }
}
