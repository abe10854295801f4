internal import BackbonesEngine
internal import BackbonesImages
package import Backbones
internal import BackbonesGraphs
package import BackbonesTensors

extension Manifest {
  /// What a model's features are.
  ///
  /// - Parameters:
  ///   - weights: what is said of the weights.
  ///   - outputs: what is computed, by the names that files have.
  ///   - partSize: pictures of a part.
  /// - Throws: as `model.preprocessing` and `model.outputs`.
  package init(
    of model: Model, weights: String, version: String, outputs: [String], format: FeatureFormat, type: ElementType,
    partSize: Int, fastDecode: Bool
  ) throws(BackboneError) {
    let preprocessing = try model.preprocessing
    let size = model.inputSize
    let names = try outputs.map { (text) throws(BackboneError) in try OutputName(parsing: text) }
    let program = try model.program(names, for: [1, model.inputChannels, size.height, size.width])
    self.init(
      version: version, model: model.name, weights: weights,
      outputs: zip(outputs, program.outputShapes).map { Output(name: $0, shape: Array($1.dimensions.dropFirst())) },
      preprocessing: Preprocessing(
        inputSize: [preprocessing.inputChannels, size.height, size.width], interpolation: preprocessing.interpolation,
        cropFraction: preprocessing.cropFraction, cropMode: preprocessing.cropMode, mean: preprocessing.mean,
        standardDeviation: preprocessing.standardDeviation, fastDecode: fastDecode),
      arithmetic: Self.arithmetic(of: model.engine), format: format, type: type == .float16 ? "f16" : "f32",
      partSize: partSize)
  }

  /// Two sets of instructions round differently, as do the engine's methods.
  private static func arithmetic(of engine: EngineOptions) -> String {
    var words = [EngineReport().cpu.instructionSet]
    if engine.products != .own { words.append(engine.products.rawValue) }
    // Compact weights are computed with as strict ones are, to the bit.
    if engine.strict || engine.compact {
      words.append("strict")
    } else if !engine.processor.sumsPay {
      words.append("no sums")
    }
    if let memory = engine.memory { words.append("memory \(memory)") }
    return words.joined(separator: ", ")
  }
}
