internal import CBackbonesKernels

extension Tensor {
  /// What an archive stores, as singles: the archive's own memory where it can be used as it is (aligned f32 without
  /// gaps), a converted copy else.
  ///
  /// - Throws: `BackboneError.Code.environment` where the machine has not as much memory.
  package init(_ stored: StoredTensor) throws(BackboneError) {
    let (storage, shape, type) = (stored.storage, stored.shape, stored.type)
    defer { withExtendedLifetime(storage) {} }
    guard shape.count > 0, let start = storage.bytes.baseAddress else {
      self.init(shape, [])
      return
    }
    let base = start + stored.span.lowerBound * type.size
    // What lies strided is converted as one row, and gathered from there.
    let span: TensorShape = stored.strides == nil ? shape : [stored.span.count]
    var tensor: Tensor
    if Int(bitPattern: base) % type.size == 0 {
      tensor = try Tensor(span, of: type, at: base, keptBy: storage)
    } else {
      // Formats do not promise alignment, and loads of whole elements need it.
      let bytes = stored.span.count * type.size
      let copy = try AlignedMemory(reserving: (bytes + 3) / 4)
      UnsafeMutableRawPointer(copy.floats).copyMemory(from: base, byteCount: bytes)
      tensor = try Tensor(span, of: type, at: UnsafeRawPointer(copy.floats), keptBy: copy)
    }
    if let strides = stored.strides { tensor = try tensor.gathered(shape, strides: strides) }
    self = tensor
  }

  /// Borrows singles, and converts what is not single.
  private init(
    _ shape: TensorShape, of type: ElementType, at base: UnsafeRawPointer, keptBy owner: any AnyObject & Sendable
  ) throws(BackboneError) {
    defer { withExtendedLifetime(owner) {} }
    let count = shape.count
    func elements<Element>(_: Element.Type) -> UnsafePointer<Element> {
      base.bindMemory(to: Element.self, capacity: count)
    }
    if type == .float32 {
      self.init(shape, borrowing: elements(Float.self), from: owner)
      return
    }
    try self.init(allocating: shape) { target in
      let y = target.baseAddress
      switch type {
      case .float32: break
      case .float16: bb_from_float16(elements(UInt16.self), y, count)
      case .bfloat16: bb_from_bfloat16(elements(UInt16.self), y, count)
      case .float64: bb_from_float64(elements(Double.self), y, count)
      case .int64: bb_from_int64(elements(Int64.self), y, count)
      case .int32: bb_from_int32(elements(Int32.self), y, count)
      case .int16: bb_from_int16(elements(Int16.self), y, count)
      case .int8: bb_from_int8(elements(Int8.self), y, count)
      case .uint64: bb_from_uint64(elements(UInt64.self), y, count)
      case .uint32: bb_from_uint32(elements(UInt32.self), y, count)
      case .uint16: bb_from_uint16(elements(UInt16.self), y, count)
      case .uint8: bb_from_uint8(elements(UInt8.self), y, count)
      case .bool: bb_from_bool(elements(UInt8.self), y, count)
      }
    }
  }

  /// Elements that lie strided in `self`, in row-major order.
  private func gathered(_ shape: TensorShape, strides: [Int]) throws(BackboneError) -> Tensor {
    try withElements { source throws(BackboneError) in
      try Tensor(allocating: shape) { target in
        bb_gather(
          source.baseAddress, target.baseAddress, shape.dimensions.map(Int64.init), strides.map(Int64.init),
          Int32(shape.rank))
      }
    }
  }
}

extension Tensor {
  /// The elements as singles or halves, little-endian.
  ///
  /// - Precondition: `type` is `.float32`, `.float16` or `.bfloat16`.
  package func bytes(as type: ElementType) -> [UInt8] {
    withElements { elements in
      type == .float32
        ? [UInt8](UnsafeRawBufferPointer(elements)) : elements.halves(type).withUnsafeBytes { [UInt8]($0) }
    }
  }
}

extension UnsafeBufferPointer<Float> {
  /// The elements rounded to a type of sixteen bits, `.float16` or `.bfloat16`: to nearest, ties to even; what is too large
  /// becomes infinite.
  func halves(_ type: ElementType) -> [UInt16] {
    [UInt16](unsafeUninitializedCapacity: count) { target, initialized in
      if count > 0 {
        (type == .float16 ? bb_to_float16 : bb_to_bfloat16)(baseAddress, target.baseAddress, count)
      }
      initialized = count
    }
  }
}
