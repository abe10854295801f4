internal import CBackbonesKernels

extension Tensor {
  /// The elements of a file, as singles: the file's own memory where it can be used as it is, a converted copy else.
  ///
  /// - Precondition: `part` has `shape.count * type.size` bytes.
  init(_ shape: TensorShape, of type: ElementType, in part: MappedFile.Part) {
    defer { withExtendedLifetime(part) {} }
    let (count, bytes) = (shape.count, part.bytes)
    guard count > 0, let base = bytes.baseAddress else {
      self.init(shape, [])
      return
    }
    guard Int(bitPattern: base) % type.size == 0 else {
      // Formats do not promise alignment, and loads of whole elements need it.
      let copy = AlignedMemory(floats: (bytes.count + 3) / 4)
      let start = UnsafeMutableRawPointer(copy.floats)
      start.copyMemory(from: base, byteCount: bytes.count)
      self.init(shape, of: type, at: start, keptBy: copy)
      return
    }
    self.init(shape, of: type, at: base, keptBy: part)
  }

  /// Borrows singles, and converts what is not single.
  private init(
    _ shape: TensorShape, of type: ElementType, at base: UnsafeRawPointer, keptBy owner: any AnyObject & Sendable
  ) {
    defer { withExtendedLifetime(owner) {} }
    let count = shape.count
    func elements<Element>(_: Element.Type) -> UnsafePointer<Element> {
      base.bindMemory(to: Element.self, capacity: count)
    }
    if type == .float32 {
      self.init(shape, borrowing: elements(Float.self), from: owner)
      return
    }
    self.init(shape) { target in
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

  /// Elements that lie column-major in `self`, whose axes are those of the result backwards, in row-major order.
  func reversingAxes(to shape: TensorShape) -> Tensor {
    withElements { source in
      Tensor(shape) { target in
        guard !target.isEmpty else { return }
        let extents = shape.dimensions.map(Int64.init)
        bb_reverse_axes(source.baseAddress, target.baseAddress, extents, Int32(extents.count))
      }
    }
  }
}

extension UnsafeBufferPointer<Float> {
  /// The elements rounded to IEEE half precision; what is too large becomes infinite.
  var halves: [UInt16] {
    [UInt16](unsafeUninitializedCapacity: count) { target, initialized in
      if count > 0 { bb_to_float16(baseAddress, target.baseAddress, count) }
      initialized = count
    }
  }
}
