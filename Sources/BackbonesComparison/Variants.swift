internal import BackbonesGraphs
internal import BackbonesTensors

/// A node as another implementation may have meant it.
struct Variant {
  /// What is other: `epsilon 1e-06 in place of 1e-05`.
  let text: String
  let operation: any Operator
  /// Positions of the node's operands, in the order in which the variant takes them; nil for their own.
  var operands: [Int]? = nil
  /// Whether the variant is the first of its operands, as it is.
  var isBypass = false
}

extension Graph {
  /// The mistakes that ports make at a node, each with the shape of the node as it is.
  func variants(of index: Int) -> [Variant] {
    let node = nodes[index]
    let shapes = node.inputs.map { nodes[$0].shape }
    var variants = (node.operation as? any Variable)?.variants(shapes) ?? []
    variants = variants.filter { variant in
      let shape = try? variant.operation.outputShape(shapes)
      return shape == node.shape
    }
    if node.inputs.count > 1 {
      for i in 0..<node.inputs.count - 1 {
        var operands = Array(node.inputs.indices)
        operands.swapAt(i, i + 1)
        if (try? node.operation.outputShape(operands.map { shapes[$0] })) == node.shape,
          !(node.operation is any Commutative)
        {
          variants.append(
            Variant(
              text: "operands '\(nodes[node.inputs[i + 1]].name)' and '\(nodes[node.inputs[i]].name)' in this order",
              operation: node.operation, operands: operands))
        }
      }
    }
    for (position, shape) in shapes.enumerated() where shape == node.shape {
      variants.append(
        Variant(
          text: shapes.count == 1 ? "no \(node.label)" : "'\(nodes[node.inputs[position]].name)' alone",
          operation: node.operation, operands: [position], isBypass: true))
    }
    return variants
  }
}

extension Graph.Node {
  /// The operator with its attributes.
  var label: String {
    ([type(of: operation).name] + [operation.summary].filter { !$0.isEmpty }).joined(separator: " ")
  }
}

/// Operators whose operands may change places.
private protocol Commutative: Operator {}
extension Add: Commutative {}
extension Multiply: Commutative {}

/// Operators with attributes that ports get wrong.
private protocol Variable: Operator {
  func variants(_ inputs: [TensorShape]) -> [Variant]
}

extension Variable {
  /// This operator with other values of an attribute.
  fileprivate func with<Value: Equatable>(
    _ attribute: WritableKeyPath<Self, Value>, _ values: [Value], _ name: String, as text: (Value) -> String
  ) -> [Variant] {
    let own = self[keyPath: attribute]
    return values.filter { $0 != own }.map { value in
      var other = self
      other[keyPath: attribute] = value
      return Variant(text: "\(name)\(text(value)) in place of \(text(own))", operation: other)
    }
  }

  fileprivate func epsilons(_ attribute: WritableKeyPath<Self, Float>) -> [Variant] {
    with(attribute, [1e-5, 1e-6, 1e-3, 1e-4, 1e-7, 1e-8, 1e-12, 0], "epsilon ") { "\($0)" }
  }

  /// Other borders of a window over a map, each without what no window reaches.
  fileprivate func windows(_ attribute: WritableKeyPath<Self, Window>, over map: TensorShape) -> [Variant] {
    let own = self[keyPath: attribute].trimmed(over: map.extent)
    var seen = [own.padding]
    return self[keyPath: attribute].otherPaddings.compactMap { window in
      let window = window.trimmed(over: map.extent)
      guard !seen.contains(window.padding) else { return nil }
      seen.append(window.padding)
      var other = self
      other[keyPath: attribute] = window
      return Variant(text: "\(window.padding.text) in place of \(own.padding.text)", operation: other)
    }
  }
}

extension Window {
  /// The same windows over a map of the given extent, without lines and columns of the border that none of them reaches.
  fileprivate func trimmed(over map: ImageSize) -> Window {
    func used(_ size: Int, _ kernel: Int, _ stride: Int, _ dilation: Int, _ before: Int, _ after: Int) -> Int {
      let reach = dilation * (kernel - 1) + 1
      let count = max((size + before + after - reach) / stride, 0)
      return min(max(count * stride + reach - size - before, 0), after)
    }
    guard !ceilMode else { return self }
    var other = self
    other.padding.bottom = used(
      map.height, kernel.height, stride.height, dilation.height, padding.top, padding.bottom)
    other.padding.right = used(map.width, kernel.width, stride.width, dilation.width, padding.left, padding.right)
    return other
  }

  /// The same borders in all, otherwise shared out between top and bottom, left and right; and borders of 0.
  fileprivate var otherPaddings: [Window] {
    let (height, width) = (padding.top + padding.bottom, padding.left + padding.right)
    let edges = [
      Edges(top: padding.bottom, left: padding.right, bottom: padding.top, right: padding.left),
      Edges(top: height / 2, left: width / 2, bottom: height - height / 2, right: width - width / 2),
      Edges(top: height - height / 2, left: width - width / 2, bottom: height / 2, right: width / 2),
      Edges(top: 0, left: 0, bottom: height, right: width),
      Edges(top: height, left: width, bottom: 0, right: 0),
      Edges(top: padding.left, left: padding.top, bottom: padding.right, right: padding.bottom),
      Edges(),
      Edges(top: padding.top, left: padding.left, bottom: padding.top, right: padding.left),
      Edges(top: padding.bottom, left: padding.right, bottom: padding.bottom, right: padding.right),
    ]
    return edges.map { edges in
      var other = self
      other.padding = edges
      return other
    }
  }
}

extension Window.Edges {
  fileprivate var text: String { "padding \(top), \(left), \(bottom), \(right) (top, left, bottom, right)" }
}

extension Activate: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    with(\.function, Activation.allCases.filter { $0 != .identity }, "") { $0.rawValue }
  }
}
extension BatchNorm: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] { epsilons(\.epsilon) }
}
extension LayerNorm: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] { epsilons(\.epsilon) }
}
extension RMSNorm: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    epsilons(\.epsilon)
      + with(\.centred, [true, false], "") { $0 ? "the deviation as divisor" : "the root mean square" }
  }
}
extension GroupNorm: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    epsilons(\.epsilon) + with(\.groups, [1, 8, 16, 32, inputs[0].channels], "") { "\($0) groups" }
  }
}
extension EvoNormS0: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    epsilons(\.epsilon) + with(\.groups, [1, 8, 16, 32], "") { "\($0) groups" }
  }
}
extension FilterResponseNorm: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] { epsilons(\.epsilon) }
}
extension Convolution: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    let plain: [WeightStandardization] = [1e-6, 1e-8, 1e-5].map { .plain(epsilon: $0) }
    let others = standardization?.hasGain == false ? with(\.standardization, plain, "") { $0?.text ?? "" } : []
    return others + windows(\.window, over: inputs[0])
  }
}
extension WeightStandardization {
  fileprivate var text: String { "weights standardised with epsilon \(epsilon)" }
}
extension ConditionalConvolution: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] { windows(\.window, over: inputs[0]) }
}
extension Pool: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    with(\.kind, [.max, .maxCountingPadding, .average, .averageCountingPadding], "") { $0.text }
      + windows(\.window, over: inputs[0])
  }
}
extension GlobalPool: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    with(\.kind, [.max, .average], "") { $0.text } + with(\.skipping, Array(0...5), "") { "\($0) tokens left out" }
  }
}
extension Pool.Kind {
  fileprivate var text: String {
    switch self {
    case .max: "a maximum"
    case .maxCountingPadding: "a maximum with zeros of the padding"
    case .average: "a mean that does not count padding"
    case .averageCountingPadding: "a mean that counts padding"
    }
  }
}
extension Attention: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    let channels = inputs[0].channels * (hasHeadAxis ? heads : 1)
    let counts = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32].filter { channels % $0 == 0 && inputs[2].channels % $0 == 0 }
    let size = Float(channels / heads)
    // Terms and the parts of a map are for so many heads as there are.
    let others = counts.filter { $0 != heads && terms.isEmpty && keyHeads == heads && !hasHeadAxis }.flatMap { count in
      [scale, 1 / Float(channels / count).squareRoot()].map { factor in
        var other = self
        (other.heads, other.keyHeads, other.scale) = (count, count, factor)
        return Variant(
          text: "\(count) heads with a scale of \(factor) in place of \(heads) with \(scale)", operation: other)
      }
    }
    return with(\.scale, [1, 1 / size.squareRoot(), 1 / size, 1 / Float(channels).squareRoot()], "scale ") { "\($0)" }
      + others
  }
}
extension Scale: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    with(\.factor, [1 / factor, -factor, factor.squareRoot(), factor * factor], "factor ") { "\($0)" }
  }
}
extension Slice: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    let (extent, count) = (inputs[0][axis], range.count)
    let starts = Set(stride(from: 0, through: extent - count, by: max(count, 1)) + [extent - count]).sorted()
    return with(\.range, starts.prefix(16).map { $0..<$0 + count }, "") { "\($0.lowerBound)..<\($0.upperBound)" }
  }
}
extension Permute: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    guard axes.count <= 6 else { return [] }
    return with(\.axes, permutations(of: axes.count), "axes ") { "\($0)" }
  }
}
extension Roll: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    let moves = [(-lines, -columns), (columns, lines), (-lines, columns), (lines, -columns)]
    return moves.filter { $0 != (lines, columns) }.map { moved in
      var other = self
      (other.lines, other.columns) = moved
      return Variant(
        text: "a shift of \(moved.0) \(moved.1) in place of \(lines) \(columns)", operation: other)
    }
  }
}
extension Resize: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    let interpolations = [false, true].flatMap { [Mode.bilinear(alignCorners: $0), .bicubic(alignCorners: $0)] }
    return with(\.mode, [.nearest, .area] + interpolations, "") { $0.description }
  }
}
extension BlurPool: Variable {
  fileprivate func variants(_ inputs: [TensorShape]) -> [Variant] {
    with(\.border, [.zeros, .reflection], "") { $0 == .zeros ? "a border of zeros" : "a reflected border" }
      + windows(\.window, over: inputs[0])
  }
}

/// Every order of `0..<count`.
private func permutations(of count: Int) -> [[Int]] {
  guard count > 0 else { return [[]] }
  return permutations(of: count - 1).flatMap { rest in
    (0...rest.count).map { Array(rest[..<$0]) + [count - 1] + Array(rest[$0...]) }
  }
}
