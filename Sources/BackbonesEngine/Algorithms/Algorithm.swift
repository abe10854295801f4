internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// A convolution or linear layer as a matrix product: rows of the input (im2col rows, for a window) times weights.
struct Product: Sendable {
  let x: View, y: View
  /// The geometry of one group; of all channels for a depthwise convolution.
  let geometry: bb_convolution
  /// nil for a linear layer.
  let window: Window?
  let groups: Int
  let isDepthwise: Bool
  /// The weights, where they are not the node's parameters as those stand; nil otherwise.
  var folding: Folding? = nil

  /// The length of each sum.
  var k: Int { Int(geometry.depth) * Int(geometry.kernel_h * geometry.kernel_w) }
  /// Output channels of a group.
  var columns: Int { Int(geometry.columns) }
  /// Rows of one image.
  var rows: Int { Int(geometry.out_h) * Int(geometry.out_w) }
}

extension Product {
  /// The same product with groups of fewer columns than a panel joined to a panel's: of each, weights are zeros at the channels of the
  /// others. A panel's columns are computed whichever of them exist, so it costs nothing.
  var joiningGroups: Product {
    let most = min(groups, Int(BB_PANEL) / columns)
    guard most > 1, let joined = (2...most).last(where: { groups % $0 == 0 }) else { return self }
    var geometry = geometry
    geometry.depth *= Int32(joined)
    geometry.columns *= Int32(joined)
    return Product(
      x: x, y: y, geometry: geometry, window: window, groups: groups / joined, isDepthwise: false, folding: folding)
  }
}

/// One way to compute a product.
protocol Algorithm: Sendable {
  /// The name in reports.
  static var name: String { get }
  /// Whether it can compute such a product, and the options allow it.
  func fits(_ product: Product, _ options: EngineOptions) -> Bool
  /// Whether it is faster than those after it in the list, and why or why not. Resources are reserved in `lower`, not
  /// here.
  func verdict(_ product: Product, in p: ProgramBuilder) -> Verdict
  /// Emits the steps.
  func lower(_ product: Product, _ node: FusedNode, into p: ProgramBuilder) throws(BackboneError)
}

/// Whether an algorithm pays, with the reason as `shapes --plan --why` shows it.
enum Verdict: Sendable {
  case pays(String)
  case costs(String)
}

extension ProgramBuilder {
  /// In order of preference: the first that fits and pays is chosen. The last always fits and pays.
  private static let algorithms: [any Algorithm] = [
    Depthwise(), Winograd(), Strassen(), PackedProduct(), OpenBLASProduct(),
  ]

  /// The weights of a product: its own, or those of its node.
  func folding(of product: Product, _ node: FusedNode) throws(BackboneError) -> Folding {
    if let given = product.folding { return given }
    return try folding(of: node)
  }

  /// Emits the steps of a product by the first algorithm that fits and pays.
  func lower(_ product: Product, _ node: FusedNode) throws(BackboneError) {
    var reasons: [String] = []
    for algorithm in Self.algorithms where algorithm.fits(product, options) {
      switch algorithm.verdict(product, in: self) {
      case .costs(let reason): reasons.append("no \(type(of: algorithm).name): \(reason)")
      case .pays(let reason):
        self.reason = (reasons + [reason]).joined(separator: "; ")
        defer { self.reason = "" }
        return try algorithm.lower(product, node, into: self)
      }
    }
    preconditionFailure("the last algorithm computes every product")
  }
}
