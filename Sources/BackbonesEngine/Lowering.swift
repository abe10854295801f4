internal import BackbonesGraphs
internal import BackbonesTensors

/// An operator that the engine can compute. One conformance a file, under `Lowering/`.
///
/// An operator says here all that planning must know of it: `Placement` and `Fusion` name no operator.
protocol Lowering: Operator {
  /// Where the result lies.
  var residence: Residence { get }
  /// The operator's part in the epilogue of the kernel before it; nil if it cannot be fused.
  var role: FusedRole? { get }
  /// What its own kernel's epilogue can compute.
  var absorbs: Absorption { get }
  /// Whether the kernel can write rows with a stride.
  var writesStrided: Bool { get }
  /// Whether the kernel can read an operand (-1: the residual) whose rows have a stride.
  func readsStrided(operand: Int) -> Bool
  /// Emits the steps that compute `node`.
  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError)
}

/// Where an operator's result may lie. Aliasing saves its memory, or a copy.
enum Residence: Sendable {
  /// In memory of its own.
  case own
  /// In place of the first operand, if nothing else reads that.
  case inPlace
  /// A view of the first operand's rows, from a column on.
  case view(column: Int)
  /// Where the first operand lies, with rows of another length.
  case reshaped
  /// A buffer that holds its operands side by side in its rows.
  case holder
}

/// An operator's part in the epilogue of the kernel before it.
enum FusedRole: Sendable {
  /// Batch normalisation: a factor and a term per channel, folded into weights.
  case norm
  /// LayerScale: a factor per channel, folded into weights.
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
