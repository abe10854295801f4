internal import BackbonesTensors
internal import CBackbonesKernels

/// A tensor that is read, or made of others, when it is asked for. Its shape is known before.
struct LazyTensor: Sendable {
  let shape: TensorShape
  /// How its elements are stored; nil for what is computed.
  let type: ElementType?
  /// The names, in an archive, of what it is made of.
  let sources: [String]
  /// Its elements as the archive stores them, in sixteen bits; nil where they are stored otherwise, or changed.
  let halves: StoredHalves?
  /// Reads it. Each call does so anew.
  let load: @Sendable () throws(BackboneError) -> Tensor

  /// A tensor of an archive.
  init(_ name: String, _ entry: TensorEntry, in archive: any TensorArchive) {
    (shape, type, sources) = (entry.shape, entry.type, [name])
    halves = (archive as? any HalfArchive)?.halves(name)
    load = { () throws(BackboneError) in try archive.tensor(name) }
  }

  /// A tensor that is there.
  init(_ tensor: Tensor) {
    (shape, type, sources, halves) = (tensor.shape, nil, [], nil)
    load = { () throws(BackboneError) in tensor }
  }

  private init(
    _ shape: TensorShape, of tensors: [LazyTensor], type: ElementType?, halves: StoredHalves? = nil,
    _ load: @escaping @Sendable () throws(BackboneError) -> Tensor
  ) {
    (self.shape, self.type, self.halves) = (shape, type, halves)
    sources = tensors.flatMap(\.sources)
    self.load = load
  }
}

// MARK: - The same elements

extension LazyTensor {
  /// The elements in another shape of as many.
  func reshaped(_ shape: TensorShape) -> LazyTensor {
    guard shape != self.shape else { return self }
    return LazyTensor(shape, of: [self], type: type, halves: halves) { () throws(BackboneError) in
      try load().reshaped(shape)
    }
  }

  /// The elements in the shape that a model has for them. Where the extents are others (other classes, channels, another
  /// grid), at least of as many axes: those in front have one element, channels follow from the number of elements, and
  /// a grid is square.
  func reshaped(like model: TensorShape) -> LazyTensor {
    if shape.count == model.count { return reshaped(model) }
    if shape.rank == 2, model.rank == 4 {
      let fixed = [shape[0], model[2], model[3]].reduce(1, *)
      if fixed > 0, shape.count % fixed == 0 {
        return reshaped([shape[0], shape.count / fixed, model[2], model[3]])
      }
    }
    if shape.rank == 3, model.rank == 4, shape[0] == 1 {
      let side = Int(Double(shape[1]).squareRoot())
      if side * side == shape[1] { return reshaped([1, side, side, shape[2]]) }
    }
    let extra = shape.rank - model.rank
    if extra > 0, shape.dimensions.prefix(extra).allSatisfy({ $0 == 1 }) {
      return reshaped(TensorShape(Array(shape.dimensions.dropFirst(extra))))
    }
    guard extra < 0 else { return self }
    return reshaped(TensorShape(Array(repeating: 1, count: model.rank - shape.rank) + shape.dimensions))
  }

  /// The axes in another order.
  func permuted(_ axes: [Int]) -> LazyTensor {
    let shape = TensorShape(axes.map { self.shape[$0] })
    var strides = Array(repeating: 1, count: axes.count)
    for axis in axes.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * self.shape[axis + 1] }
    let moved = axes.map { Int64(strides[$0]) }
    return LazyTensor(shape, of: [self], type: type) { () throws(BackboneError) in
      try load().withElements { source throws(BackboneError) in
        try Tensor(allocating: shape) { target in
          guard !target.isEmpty else { return }
          bb_gather(
            source.baseAddress, target.baseAddress, shape.dimensions.map(Int64.init), moved, Int32(shape.rank))
        }
      }
    }
  }

  /// The first axis that has more than one element.
  private var rowAxis: Int { shape.dimensions.firstIndex { $0 > 1 } ?? 0 }

  /// How many rows there are, along that axis.
  var rowCount: Int { shape.rank == 0 ? 1 : shape[rowAxis] }

  /// Some of the rows.
  func rows(_ rows: Range<Int>) -> LazyTensor {
    var part = shape
    part[rowAxis] = rows.count
    let (row, whole) = (shape.count / max(rowCount, 1), part)
    return LazyTensor(part, of: [self], type: type) { () throws(BackboneError) in
      try load().sharing(whole, from: rows.lowerBound * row)
    }
  }

  /// Tensors one after the other along their first axis.
  ///
  /// - Precondition: there is one, and they differ in the first extent at most.
  static func joined(_ tensors: [LazyTensor]) -> LazyTensor {
    var shape = tensors[0].shape
    shape[0] = tensors.reduce(0) { $0 + $1.shape[0] }
    let whole = shape
    let types = Set(tensors.map(\.type))
    return LazyTensor(shape, of: tensors, type: types.count == 1 ? types.first! : nil) { () throws(BackboneError) in
      try Tensor(allocating: whole) { target throws(BackboneError) in
        var place = 0
        for tensor in tensors {
          try tensor.load().withElements { part in
            _ = UnsafeMutableBufferPointer(rebasing: target[place..<place + part.count]).initialize(from: part)
          }
          place += tensor.shape.count
        }
      }
    }
  }
}

// MARK: - Other elements

extension LazyTensor {
  /// Zeros.
  static func zeros(_ count: Int) -> LazyTensor {
    LazyTensor([count], of: [], type: nil) { () throws(BackboneError) in
      try Tensor(allocating: [count]) { $0.initialize(repeating: 0) }
    }
  }

  /// Each element changed.
  func map(_ change: @escaping @Sendable (Float) -> Float) -> LazyTensor {
    let shape = shape
    return LazyTensor(shape, of: [self], type: nil) { () throws(BackboneError) in
      try load().withElements { source throws(BackboneError) in
        try Tensor(allocating: shape) { target in
          for i in source.indices { target[i] = change(source[i]) }
        }
      }
    }
  }

  /// The sum with another tensor of as many elements, times a factor.
  func adding(_ other: LazyTensor, times factor: Float) -> LazyTensor {
    let shape = shape
    return LazyTensor(shape, of: [self, other], type: nil) { () throws(BackboneError) in
      let (a, b) = (try load(), try other.load())
      return try a.withElements { a throws(BackboneError) in
        try b.withElements { b throws(BackboneError) in
          try Tensor(allocating: shape) { target in
            for i in a.indices { target[i] = a[i] + factor * b[i] }
          }
        }
      }
    }
  }

  /// The sum along an axis, in double precision.
  func summed(axis: Int) -> LazyTensor {
    var rest = shape.dimensions
    let extent = rest.remove(at: axis)
    let (sums, inner) = (TensorShape(rest), rest[axis...].reduce(1, *))
    return LazyTensor(sums, of: [self], type: nil) { () throws(BackboneError) in
      try load().withElements { source throws(BackboneError) in
        try Tensor(allocating: sums) { target in
          for i in target.indices {
            let start = i / inner * extent * inner + i % inner
            target[i] = Float((0..<extent).reduce(0.0) { $0 + Double(source[start + $1 * inner]) })
          }
        }
      }
    }
  }

  /// Another tensor of a shape, computed of this one.
  func computed(
    _ shape: TensorShape, _ compute: @escaping @Sendable (Tensor) throws(BackboneError) -> Tensor
  ) -> LazyTensor {
    LazyTensor(shape, of: [self], type: nil) { () throws(BackboneError) in try compute(load()) }
  }
}
