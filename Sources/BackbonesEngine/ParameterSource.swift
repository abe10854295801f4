public import BackbonesGraphs
public import BackbonesTensors

/// Where parameters come from: a file, arithmetic on their names, ….
public protocol ParameterSource: Sendable {
  /// The value of a parameter, in timm's shape.
  func tensor(for parameter: Parameter) throws(BackboneError) -> Tensor

  /// The source in which a model's parameters have the model's names, where this one has them under others, such as
  /// those of a training wrapper; itself by default. Called before `verify`.
  func resolved(for parameters: [Parameter]) -> any ParameterSource

  /// Checks that the source has what a model needs, before anything is computed.
  ///
  /// - Parameters:
  ///   - parameters: the model's state dict.
  ///   - known: further names that the source may have, such as those of a classifier that was left out.
  /// - Throws: `BackboneError.Code.weights` naming everything that is missing, unexpected or of another shape.
  func verify(_ parameters: [Parameter], known: Set<String>) throws(BackboneError)
}

extension ParameterSource {
  /// The source itself.
  public func resolved(for parameters: [Parameter]) -> any ParameterSource { self }

  /// Nothing to check: for sources that have every parameter.
  public func verify(_ parameters: [Parameter], known: Set<String>) throws(BackboneError) {}
}

/// What makes a source's values the same in another process.
package struct SourceIdentity: Sendable, Hashable {
  /// What is meant: a file's path, arithmetic of a seed.
  package let place: String
  /// In what state it was when it was opened; empty where it never changes.
  package let state: String

  package init(place: String, state: String = "") { (self.place, self.state) = (place, state) }
}

/// A source whose values others may know by name.
package protocol IdentifiedSource: ParameterSource {
  /// What makes the values; nil where nothing but they themselves does.
  var identity: SourceIdentity? { get }
}

/// A source some of whose parameters can be had as a file has them.
package protocol HalfParameterSource: ParameterSource {
  /// A parameter's elements of sixteen bits; nil where the file has others, or they are to be changed. Nothing is read.
  func halves(of parameter: Parameter) -> StoredHalves?
}
