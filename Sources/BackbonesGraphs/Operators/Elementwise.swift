package import BackbonesTensors

/// An activation, element by element.
package struct Activate: Operator {
  /// The name in listings.
  package static let name = "activation"
  /// The function.
  package var function: Activation
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// The attributes, as listings show them.
  package var summary: String { function.rawValue }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    pointwise(region, inputs, output)
  }
}

/// The sum of two values of one shape; the second may be of batch 1.
package struct Add: Operator {
  /// The name in listings.
  package static let name = "add"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (a, b) = (inputs[0], inputs[1])
    try require(
      a == b || (b.rank == a.rank && b[0] == 1 && b.dimensions.dropFirst() == a.dimensions.dropFirst()),
      "cannot add \(a) and \(b)")
    return a
  }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    pointwise(region, inputs, output)
  }
}

/// The product of two values of one shape.
package struct Multiply: Operator {
  /// The name in listings.
  package static let name = "multiply"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    try require(inputs[0] == inputs[1], "cannot multiply \(inputs[0]) by \(inputs[1])")
    return inputs[0]
  }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    pointwise(region, inputs, output)
  }
}

/// A map `[N, H, W, C]` times one factor per image and channel, `[N, 1, 1, C]`, or per channel, `[1, 1, 1, C]`.
package struct Gate: Operator {
  /// The name in listings.
  package static let name = "gate"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape {
    let (x, gate) = (inputs[0], inputs[1])
    try require(
      x.rank == 4 && (gate == [x[0], 1, 1, x.channels] || gate == [1, 1, 1, x.channels]), "cannot gate \(x) by \(gate)")
    return x
  }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    pointwise(region, inputs, output)
  }
}

/// A learned factor per channel (LayerScale, Touvron et al. 2021, arXiv:2103.17239). Parameter: `[C]`, or one
/// element for all channels.
package struct ChannelScale: Operator {
  /// The name in listings.
  package static let name = "channel-scale"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    pointwise(region, inputs, output)
  }
}

/// A learned term per channel. Parameter: `[C]`.
package struct ChannelShift: Operator {
  /// The name in listings.
  package static let name = "channel-shift"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    pointwise(region, inputs, output)
  }
}

/// Elements between two bounds, `min(max(x, low), high)`. Parameters: low and high, `[]`.
package struct Clamp: Operator {
  /// The name in listings.
  package static let name = "clamp"
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    pointwise(region, inputs, output)
  }
}

/// A factor known when the graph is built.
package struct Scale: Operator {
  /// The name in listings.
  package static let name = "scale"
  /// The factor.
  package var factor: Float
  /// The shape rule; see `Operator`.
  package func outputShape(_ inputs: [TensorShape]) throws(BackboneError) -> TensorShape { inputs[0] }
  /// The attributes, as listings show them.
  package var summary: String { "\(factor)" }
  /// What is read; see `Operator`.
  package func reads(_ region: Region, _ inputs: [TensorShape], output: TensorShape) -> [Reads] {
    pointwise(region, inputs, output)
  }
}
