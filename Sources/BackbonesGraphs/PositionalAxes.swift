internal import BackbonesTensors

/// The sides of an image.
package enum ImageSide: CaseIterable, Sendable {
  case lines, columns
}

extension ImageSize {
  /// The extent of a side.
  subscript(side: ImageSide) -> Int { side == .lines ? height : width }
}

/// Which axes of values hold the image's lines or columns: those that grow with it. Others are channels, images, or places
/// within a part of a fixed size.
struct PositionalAxes {
  /// A part of an axis: so many positions, of which one is a step along these sides.
  struct Factor: Hashable {
    var sides: Set<ImageSide>
    var extent: Int
  }

  /// The factors of each axis of each node that depends on the image; the first is the most significant.
  private var axes: [[[Factor]]?]

  /// The sides that lie along an axis of a node.
  func sides(of node: Int, _ axis: Int) -> Set<ImageSide> {
    (axes[node]?[axis] ?? []).reduce(into: []) { $0.formUnion($1.sides) }
  }

  /// Whether a node depends on the image.
  func dependsOnImage(_ node: Int) -> Bool { axes[node] != nil }

  /// - Parameters:
  ///   - nodes: in topological order.
  ///   - image: the node that is the image.
  init(_ graph: Graph, image: Int) {
    axes = Array(repeating: nil, count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      let shape = node.shape
      if index == image {
        let sides: [Set<ImageSide>] = [[], [.lines], [.columns], []]
        axes[index] = sides.indices.map { [Factor(sides: sides[$0], extent: shape[$0])] }
        continue
      }
      let operands = node.inputs.filter { axes[$0] != nil }
      guard let first = operands.first else { continue }
      switch node.operation {
      case is Reshape: axes[index] = Self.reshaped(axes[first]!, from: graph.nodes[first].shape, to: shape)
      case let move as Permute: axes[index] = move.axes.map { axes[first]![$0] }
      default:
        axes[index] = shape.dimensions.indices.map { axis in
          Self.factors(
            of: axis, shape, operands.map { (axes[$0]!, graph.nodes[$0].shape) })
        }
      }
    }
  }

  /// An axis of a result as its operands have it: whole where its extent stays, else only the sides along it.
  private static func factors(
    of axis: Int, _ shape: TensorShape, _ operands: [(axes: [[Factor]], shape: TensorShape)]
  ) -> [Factor] {
    if shape[axis] == 1 { return [Factor(sides: [], extent: 1)] }
    // Leading axes go with each other; what lies behind them may be joined in the last.
    let sources = operands.map { operand in
      operand.shape.rank == shape.rank || axis < min(shape.rank, operand.shape.rank) - 1
        ? axis..<axis + 1 : min(axis, operand.shape.rank - 1)..<operand.shape.rank
    }
    if let same = zip(operands, sources).first(where: { $1.count == 1 && $0.shape[$1.lowerBound] == shape[axis] }) {
      return same.0.axes[same.1.lowerBound]
    }
    let sides = zip(operands, sources).reduce(into: Set<ImageSide>()) { sides, source in
      for factor in source.0.axes[source.1].joined() { sides.formUnion(factor.sides) }
    }
    return [Factor(sides: sides, extent: shape[axis])]
  }

  /// Axes in another shape. Of a side that is taken apart, the most significant part holds positions that grow with the image;
  /// the others are places in parts of a fixed size.
  private static func reshaped(_ axes: [[Factor]], from shape: TensorShape, to other: TensorShape) -> [[Factor]] {
    var result: [[Factor]] = []
    for (here, there) in shape.sharedParts(with: other) {
      var factors = Array(axes[here].joined().filter { $0.extent != 1 }.reversed())
      var parts: [[Factor]] = []
      for axis in there.reversed() {
        var (taken, missing) = ([Factor](), other[axis])
        while missing > 1, let factor = factors.first {
          if missing % factor.extent == 0 {
            taken.insert(factor, at: 0)
            missing /= factor.extent
            factors.removeFirst()
          } else if factor.extent % missing == 0 {
            // A factor of both sides cannot be told apart.
            taken.insert(Factor(sides: factor.sides.count > 1 ? factor.sides : [], extent: missing), at: 0)
            factors[0].extent /= missing
            missing = 1
          } else {
            let sides = factors.reduce(into: Set<ImageSide>()) { $0.formUnion($1.sides) }
            factors = [Factor(sides: sides, extent: missing)]
            taken = [Factor(sides: sides.union(taken.flatMap(\.sides)), extent: other[axis])]
            missing = 1
          }
        }
        parts.append(taken.isEmpty ? [Factor(sides: [], extent: other[axis])] : taken)
      }
      result += parts.reversed()
    }
    return result
  }
}
