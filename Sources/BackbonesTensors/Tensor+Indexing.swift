// Reading elements and parts. Nothing here copies but `==` reads both tensors whole.
extension Tensor {
  /// The element at an index along each axis; negative indices count from the last.
  ///
  /// - Precondition: there are as many indices as axes, and each is within its axis.
  public subscript(indices: Int...) -> Float {
    precondition(indices.count == shape.rank, "\(indices.count) indices for a tensor of shape \(shape)")
    var offset = 0
    for (index, extent) in zip(indices, shape.dimensions) {
      let absolute = index < 0 ? extent + index : index
      precondition((0..<extent).contains(absolute), "index \(index) is out of range (0 to \(extent - 1))")
      offset = offset * extent + absolute
    }
    return withElements { $0[offset] }
  }

  /// Some entries along the first axis, such as images of a batch: shape `[range.count, ...]`. Storage is shared.
  ///
  /// - Precondition: the tensor has an axis, and the range is within it.
  public subscript(range: Range<Int>) -> Tensor {
    precondition(shape.rank > 0, "a scalar has no first axis")
    precondition(
      range.lowerBound >= 0 && range.upperBound <= shape[0], "\(range) is out of range (0..<\(shape[0]))")
    var part = shape
    part[0] = range.count
    let stride = shape[0] == 0 ? 0 : count / shape[0]
    return sharing(part, from: range.lowerBound * stride)
  }

  /// One entry of the first axis, such as an image of a batch, without that axis. Storage is shared.
  ///
  /// - Precondition: the index is within the axis; negative ones count from the last.
  public func entry(_ index: Int) -> Tensor {
    precondition(shape.rank > 0, "a scalar has no first axis")
    let absolute = index < 0 ? shape[0] + index : index
    return self[absolute..<absolute + 1].reshaped(TensorShape(Array(shape.dimensions.dropFirst())))
  }
}

extension Tensor: Equatable {
  /// Whether both have the same shape and equal elements, as `Float` compares them: 0 equals -0, and NaN nothing.
  /// `isBitIdentical(to:)` compares bits.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    guard a.shape == b.shape else { return false }
    return a.withElements { a in b.withElements { b in a.elementsEqual(b) } }
  }
}

extension Tensor: CustomStringConvertible {
  /// The shape and the first elements: `Tensor 2x3 [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]`.
  public var description: String {
    let shown = 8
    let first = withElements { $0.prefix(shown).map { "\($0)" } }
    let shapeText = shape.rank == 0 ? "" : " \(shape)"
    return "Tensor\(shapeText) [" + first.joined(separator: ", ") + (count > shown ? ", …]" : "]")
  }
}

extension Tensor {
  /// A vector: `Tensor([1, 2, 3])` has shape `[3]`.
  public init(_ vector: [Float]) { self.init([vector.count], vector) }

  /// A matrix, row by row.
  ///
  /// - Precondition: all rows have the same length.
  public init(_ rows: [[Float]]) {
    self.init(stacking: rows.map { Tensor($0) })
  }

  /// An array of three axes.
  ///
  /// - Precondition: all parts have the same shape.
  public init(_ planes: [[[Float]]]) {
    self.init(stacking: planes.map { Tensor($0) })
  }

  /// An array of four axes, such as a batch of maps `[N, C, H, W]`.
  ///
  /// - Precondition: all parts have the same shape.
  public init(_ maps: [[[[Float]]]]) {
    self.init(stacking: maps.map { Tensor($0) })
  }

  /// Tensors of one shape as the entries of a new first axis.
  ///
  /// - Precondition: all have the same shape.
  public init(stacking parts: [Tensor]) {
    let inner = parts.first?.shape ?? []
    precondition(parts.allSatisfy { $0.shape == inner }, "parts of different shapes: \(parts.map(\.shape))")
    self.init(TensorShape([parts.count] + inner.dimensions)) { elements in
      for (index, part) in parts.enumerated() {
        part.withElements { source in
          _ = UnsafeMutableBufferPointer(rebasing: elements[index * inner.count..<(index + 1) * inner.count])
            .initialize(from: source)
        }
      }
    }
  }
}
