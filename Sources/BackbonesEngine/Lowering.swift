internal import BackbonesGraphs
internal import BackbonesTensors

/// An operator that the engine can compute. One conformance a file, under `Lowering/`.
///
/// An operator says here all that planning must know of it: `Placement` and `Fusion` name no operator.
protocol Lowering: Operator {
  /// Where the result lies.
  var residence: Residence { get }
  /// What the operator is to a kernel that makes its operand; nil where none can finish it.
  var role: FusedRole? { get }
  /// What may follow in the same kernel.
  var absorbs: Absorption { get }
  /// Whether the kernel can write rows that lie apart.
  var writesStrided: Bool { get }
  /// Whether the kernel can read an operand (-1: the residual) whose rows lie apart.
  func readsStrided(operand: Int) -> Bool
  /// Emits the steps that compute `node`.
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError)
}

/// Where an operator's result may lie, so that it takes no memory or no copy.
enum Residence: Sendable {
  /// In memory of its own.
  case own
  /// Over the first operand, if nothing else reads that.
  case inPlace
  /// In the first operand's rows, from a column on.
  case view(column: Int)
  /// Where the first operand lies, its elements read as rows of another length.
  case reshaped
  /// Around its operands, which lie side by side in its rows.
  case holder
}

/// What an operator is to the kernel of its operand, where that can finish it.
enum FusedRole: Sendable {
  /// A factor and a term per channel, folded into weights: batch normalisation.
  case norm
  /// A factor per channel, folded into weights: LayerScale.
  case scale
  /// An activation.
  case activation(Activation)
  /// The addition of another value of the same shape.
  case residual
}

extension Lowering {
  var residence: Residence { .own }
  var role: FusedRole? { nil }
  var absorbs: Absorption { [] }
  var writesStrided: Bool { false }
  func readsStrided(operand: Int) -> Bool { false }
}

extension Graph.Node {
  /// The operator, as the engine sees it.
  var lowering: any Lowering { operation as! any Lowering }
}
