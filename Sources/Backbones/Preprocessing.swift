internal import BackbonesModels
internal import BackbonesGraphs
public import BackbonesImages
internal import BackbonesTensors

extension Model {
  /// The preprocessing of the model's configuration, at the size of the model's input.
  ///
  /// - Throws: `.invalidOption` for an interpolation or a crop mode that is not supported.
  public var preprocessing: Preprocessing {
    get throws(BackboneError) {
      func known<Choice: RawRepresentable & CaseIterable>(
        _ text: String, as what: String
      ) throws(BackboneError) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: text) else {
          let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
          throw BackboneError(.invalidOption, "\(name): \(what) '\(text)', expected one of \(choices)")
        }
        return choice
      }
      return Preprocessing(
        inputChannels: inputChannels, inputSize: inputSize,
        interpolation: try known(configuration.interpolation, as: "interpolation"),
        cropFraction: configuration.cropFraction, cropMode: try known(configuration.cropMode, as: "crop mode"),
        mean: configuration.mean, standardDeviation: configuration.standardDeviation)
    }
  }
}
