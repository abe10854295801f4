/// Bytes that stay valid and unchanged for as long as their owner lives.
package protocol StoredBytes: AnyObject, Sendable {
  /// The bytes, valid while this object lives.
  var bytes: UnsafeRawBufferPointer { get }

  /// Some of the bytes, for as long as somebody reads them.
  func part(_ range: Range<Int>) -> any StoredBytes
}

extension StoredBytes {
  package func part(_ range: Range<Int>) -> any StoredBytes { StoredPart(of: self, range) }
}

/// Some of the bytes that somebody else keeps.
private final class StoredPart: StoredBytes {
  private let whole: any StoredBytes
  private let range: Range<Int>

  init(of whole: any StoredBytes, _ range: Range<Int>) { (self.whole, self.range) = (whole, range) }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: whole.bytes[range]) }
}

extension MappedFile: StoredBytes {
  package func part(_ range: Range<Int>) -> any StoredBytes { Part(of: self, range) }
}

extension MappedFile.Part: StoredBytes {}

extension AlignedMemory: StoredBytes {
  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: floats, count: count * 4) }
}

/// A tensor as an archive stores it: elements of some type, each at its place in bytes that other tensors may share.
///
/// `Tensor(_:)` makes singles of it, the same way for every format.
package struct StoredTensor: Sendable {
  /// How the elements are stored, little-endian.
  let type: ElementType
  /// The extents.
  let shape: TensorShape
  /// The strides in elements; nil for row-major order without gaps.
  let strides: [Int]?
  /// The elements from the first that the tensor has to the last, in `storage`.
  let span: Range<Int>
  /// The owner of the bytes.
  let storage: any StoredBytes

  /// Checks that every element lies in the bytes.
  ///
  /// - Parameters:
  ///   - strides: from one index of each axis to the next, in elements; 0 repeats, nil is row-major without gaps.
  ///   - offset: the place of the first element, in elements.
  /// - Throws: `.malformedFile` where strides or offset are negative, strides are of another number than axes, or an
  ///   element lies beyond the bytes. Messages leave out the tensor's name.
  package init(
    _ shape: TensorShape, of type: ElementType, in storage: any StoredBytes, offset: Int = 0, strides: [Int]? = nil
  ) throws(BackboneError) {
    (self.type, self.shape, self.storage) = (type, shape, storage)
    span = try Self.span(of: shape, offset: offset, strides: strides, in: storage.bytes.count / type.size)
    guard let strides, !span.isEmpty else {
      self.strides = nil
      return
    }
    self.strides = shape.isRowMajor(strides) ? nil : strides
  }

  /// The bytes of `[N] + shape` of a type, row by row; nil where the tensor is another, or lies otherwise.
  package func rows(of shape: [Int], _ type: ElementType) -> (any StoredBytes)? {
    guard self.shape.rank > 0, Array(self.shape.dimensions.dropFirst()) == shape, type == self.type, strides == nil
    else { return nil }
    return storage.part(span.lowerBound * type.size..<span.upperBound * type.size)
  }

  /// The elements from the first that a tensor has to the last, which must be among `available` ones.
  ///
  /// - Throws: as `init`.
  static func span(
    of shape: TensorShape, offset: Int, strides: [Int]?, in available: Int
  ) throws(BackboneError) -> Range<Int> {
    func fault(_ text: String) -> BackboneError {
      let place = strides.map { "offset \(offset) and strides \($0)" } ?? "offset \(offset)"
      return BackboneError(.malformedFile, "shape \(shape.dimensions) with \(place): \(text)")
    }
    guard offset >= 0, strides?.count ?? shape.rank == shape.rank, strides?.allSatisfy({ $0 >= 0 }) ?? true else {
      throw fault("expected \(shape.rank) strides, none of these below 0")
    }
    guard shape.count > 0 else { return 0..<0 }
    var (last, overflows) = (offset, false)
    for (extent, stride) in zip(shape.dimensions, strides ?? shape.rowMajorStrides) {
      let (reach, isTooFar) = (extent - 1).multipliedReportingOverflow(by: stride)
      let (sum, isBeyond) = last.addingReportingOverflow(reach)
      (last, overflows) = (sum, overflows || isTooFar || isBeyond)
    }
    guard !overflows, last < available else {
      throw fault("its last element lies beyond the \(available) that are stored")
    }
    return offset..<last + 1
  }
}

extension TensorShape {
  /// Whether elements of these strides lie row-major without gaps. The shape has elements.
  func isRowMajor(_ strides: [Int]) -> Bool {
    // An axis of one element has no next one: any stride is as good.
    zip(dimensions, zip(strides, rowMajorStrides)).allSatisfy { $0 == 1 || $1.0 == $1.1 }
  }

  /// From one index of each axis to the next, in elements, where elements lie row-major without gaps. The shape has
  /// elements.
  fileprivate var rowMajorStrides: [Int] {
    var strides = Array(repeating: 1, count: rank)
    for axis in dimensions.indices.dropLast().reversed() { strides[axis] = strides[axis + 1] * dimensions[axis + 1] }
    return strides
  }
}
