package import BackbonesTensors

/// What a node computes. Attributes are stored properties; operands and parameters belong to the node.
///
/// An operator is one file here (attributes, shape rule, what it reads, cost) and one file in `BackbonesEngine/Lowering`. Shapes are
/// channels-last: maps `[N, H, W, C]`, tokens `[N, L, C]`, vectors `[N, C]`.
package protocol Operator: Sendable, Hashable {
  /// The operator's name, as listings show it.
  static var name: String { get }

  /// The shape of the result.
  ///
  /// - Throws: `BackboneError.Code.shape` with the reason, without the node's name: the builder puts it in front.
  func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape

  /// A placeholder for the result if `outputShape` throws: a shape of the right rank and channels. The error itself is
  /// thrown at the end of the graph's body.
  func standInShape(_ inputs: [TensorShape]) -> TensorShape

  /// What elements of each operand some elements of the result depend on.
  ///
  /// Exact where all weights differ from 0. On axes of lines and columns, a region may lie beyond the borders of a map, as if
  /// the map were continued; what is read then does, too. No operator that windows slide in clips it.
  func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads]

  /// Multiply-accumulates of one evaluation.
  func macs(_ inputs: [TensorShape], output: TensorShape) -> Int

  /// The attributes worth showing beside the name, such as `3x3 /2`; empty where there are none.
  var summary: String { get }
}

extension Operator {
  /// The first operand's shape: the default, for elementwise operators.
  package func standInShape(_ inputs: [TensorShape]) -> TensorShape { inputs[0] }
  /// None: the default, for operators that are not products.
  package func macs(_ inputs: [TensorShape], output: TensorShape) -> Int { 0 }
  /// Nothing to show.
  package var summary: String { "" }

  /// Throws a shape error unless `condition` holds.
  func require(_ condition: Bool, _ reason: @autoclosure () -> String) throws(BackboneError) {
    if !condition { throw BackboneError(.shape, reason()) }
  }
}
