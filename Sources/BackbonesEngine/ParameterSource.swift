public import BackbonesGraphs
public import BackbonesTensors

/// Where parameters come from: a file, arithmetic on their names, ….
public protocol ParameterSource: Sendable {
  /// The value of a parameter, in timm's shape.
  func tensor(for parameter: Parameter) throws(BackboneError) -> Tensor

  /// Checks that the source has what a model needs, before anything is computed.
  ///
  /// - Parameters:
  ///   - parameters: the model's state dict.
  ///   - known: further names that the source may have, such as those of a classifier that was left out.
  /// - Throws: `BackboneError.Code.weights` naming everything that is missing, unexpected or of another shape.
  func verify(_ parameters: [Parameter], known: Set<String>) throws(BackboneError)
}

extension ParameterSource {
  /// Nothing to check: for sources that have every parameter.
  public func verify(_ parameters: [Parameter], known: Set<String>) throws(BackboneError) {}
}
