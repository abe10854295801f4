internal import BackbonesCLibrary
internal import BackbonesEngine
internal import BackbonesGraphs
package import BackbonesModels
package import BackbonesTensors
package import BackbonesWeights

/// A model's parameters under timm's names and in the shapes that its options ask for, to be written to a file or a folder
/// that timm loads.
package struct ConvertedModel {
  /// The parameters that the weights do not have, since the classes are others: they are those of `synthetic:0`.
  package let new: [String]
  /// What the parameters are made of.
  package let source: any ParameterSource
  /// The architecture's name.
  package var name: String { resolved.entry.name }
  private let resolved: ResolvedModel
  private let parameters: [Parameter]

  /// Finds the parameters; nothing is read.
  ///
  /// - Throws: as `Model.init(_:weights:options:engine:)`.
  package init(
    _ name: String?, weights: WeightSource, options: ModelOptions
  ) throws(BackboneError) {
    resolved = try ResolvedModel(name, weights: weights, options: options)
    let entry = resolved.entry
    parameters = try entry.graph(options: resolved.options).stateDictionary.sorted { $0.name < $1.name }
    source = try weights.open().resolved(for: parameters, laidOut: entry.checkpoints)
    // What changes with the number of classes is the classifier.
    var other = resolved.options
    other.classes = (other.classes ?? entry.configuration.classes) + 1
    let classified = try entry.graph(options: other).stateDictionary
    let shapes = Dictionary(classified.map { ($0.name, $0.shape) }) { first, _ in first }
    let stored = source as? StateDictionary
    let missing = parameters.filter { shapes[$0.name] != $0.shape && stored?.fits($0) == false }
    new = options.classes == nil ? [] : missing.map(\.name)
    let left = Set(new)
    try source.verify(parameters.filter { !left.contains($0.name) }, known: Set(shapes.keys))
  }

  /// Bytes of the parameters.
  package func byteCount(as type: ElementType) -> Int {
    written.reduce(0) { $0 + $1.shape.count } * type.size
  }

  /// How many tensors are written.
  package var tensorCount: Int { written.count }

  /// Another name of a parameter is written where the source has it; a counter of training steps is not, since none is read.
  private var written: [Parameter] {
    parameters.filter { parameter in
      parameter.kind != .constant && !StateDictionary.isCounter(parameter.name)
        && (parameter.kind != .alias || (source as? StateDictionary)?.fits(parameter) ?? true)
    }
  }

  /// Writes the parameters to a safetensors file, one after the other.
  ///
  /// - Parameter type: `.float32`, `.float16` or `.bfloat16`.
  /// - Throws: `.inputOutput` where it cannot be written; the old file, if any, is then untouched.
  package func write(to path: String, as type: ElementType = .float32) throws(BackboneError) {
    try checkWritable(path, bytes: byteCount(as: type))
    let (written, new) = (written, Set(new))
    let metadata = ((source as? StateDictionary)?.metadata ?? [:]).merging(["format": "pt"]) { $1 }
    try SafetensorsFile.write(
      written.map { ($0.name, $0.shape) }, metadata: metadata, as: type, to: path
    ) { (index) throws(BackboneError) in
      let parameter = written[index]
      return new.contains(parameter.name)
        ? try SyntheticParameters(seed: 0).tensor(for: parameter) : try source.tensor(for: parameter)
    }
  }

  /// Writes a folder in the hub's layout: `model.safetensors` and `config.json`. A folder that is there keeps its other files.
  ///
  /// - Throws: `.inputOutput` where it cannot be written.
  package func write(toFolder path: String, as type: ElementType = .float32) throws(BackboneError) {
    let text = try resolved.description(parameters: new.isEmpty).text
    let isNew = mkdir(path, 0o777) == 0
    guard isNew || isDirectory(path) else {
      throw BackboneError(.inputOutput, "cannot make the folder '\(path)': \(String(cString: strerror(errno)))")
    }
    do throws(BackboneError) {
      try write(to: "\(path)/model.safetensors", as: type)
      try replaceFile(at: "\(path)/config.json") { (sink) throws(BackboneError) in try sink.write(text) }
    } catch {
      if isNew {
        unlink("\(path)/model.safetensors")
        rmdir(path)
      }
      throw error
    }
  }
}

extension ResolvedModel {
  /// The `config.json` of the model with its options.
  ///
  /// - Parameter hasLabels: whether the classes are still those that the labels name.
  fileprivate func description(parameters hasLabels: Bool) throws(BackboneError) -> ConfigurationFile {
    var file =
      try directory.map { (path) throws(BackboneError) in try ConfigurationFile(contentsOf: "\(path)/config.json") }
      ?? ConfigurationFile()
    file.describe(entry, options: options, hasLabels: hasLabels)
    return file
  }
}
