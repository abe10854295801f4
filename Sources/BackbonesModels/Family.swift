internal import BackbonesGraphs

/// A family: the variants of one timm module, in a folder of that module's name.
///
/// A type conforms that is the architecture of its variants, or an enum where another family's is.
protocol Family: Sendable {
  associatedtype Spec: Architecture
  /// timm's module: `resnet`.
  static var module: String { get }
  /// A row for each name.
  static var variants: Variants<Spec> { get }
  /// The pretrained configurations of each name.
  static var configurations: ConfigurationTable { get }
  /// How other projects' checkpoints of the family are laid out.
  static var checkpoints: [CheckpointLayout] { get }
}

extension Family {
  /// The architecture of a name of this family's.
  static func architecture(named name: String) -> any Architecture { variants[name] }
  /// None: for families whose checkpoints timm trained, or whose authors name parameters as timm does.
  static var checkpoints: [CheckpointLayout] { [] }
}

/// A family's table: each variant's knobs by timm's name.
///
/// Rows are statements, so that the compiler checks each by itself:
///
/// ```swift
/// static let variants = Variants<DenseNet> { table in
///   table["densenet121"] = DenseNet(growth: 32, depths: [6, 12, 24, 16])
/// }
/// ```
///
/// A name has one row; a second one traps.
struct Variants<Spec: Architecture>: Sendable {
  // Of one type in all families, so that the dictionary's code is there once.
  private var specs: [String: any Architecture] = [:]

  init(_ fill: (inout Variants) -> Void) { fill(&self) }

  /// The row of a name; one that is there may be read, to derive another from it.
  subscript(name: String) -> Spec {
    get { specs[name] as! Spec }
    // There is a call a row: a thousand copies of this body would take longer to compile than the models.
    @inline(never) set {
      let first = specs.updateValue(newValue, forKey: name)
      precondition(first == nil, "\(name) has two rows")
    }
  }
}
