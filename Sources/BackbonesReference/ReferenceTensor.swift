package import BackbonesTensors

/// A value of the reference evaluator: elements in double precision, row-major, channels last.
package struct ReferenceTensor: Sendable {
  /// The extents, channels-last as in the graph.
  package let shape: TensorShape
  /// The elements, row-major.
  package var elements: [Double]

  /// A value of the given elements.
  ///
  /// - Precondition: `elements.count == shape.count`.
  package init(_ shape: TensorShape, _ elements: [Double]) {
    precondition(elements.count == shape.count, "\(elements.count) elements for shape \(shape)")
    (self.shape, self.elements) = (shape, elements)
  }

  /// A value whose elements are all `value`.
  package init(_ shape: TensorShape, repeating value: Double = 0) {
    self.init(shape, Array(repeating: value, count: shape.count))
  }

  /// The elements of a tensor in the order in which they lie.
  package init(_ tensor: Tensor) {
    self.init(tensor.shape, tensor.withElements { $0.map(Double.init) })
  }

  /// A tensor as users have it: maps `[N, C, H, W]` become `[N, H, W, C]`, anything else stays.
  package init(fromUser tensor: Tensor) {
    guard tensor.shape.rank == 4 else {
      self.init(tensor)
      return
    }
    let (images, channels) = (tensor.shape[0], tensor.shape[1])
    let pixels = tensor.shape[2] * tensor.shape[3]
    self.init(tensor.shape.channelsLast)
    tensor.withElements { source in
      for n in 0..<images {
        for p in 0..<pixels {
          for c in 0..<channels {
            elements[(n * pixels + p) * channels + c] = Double(source[(n * channels + c) * pixels + p])
          }
        }
      }
    }
  }

  /// The value as users have it: maps `[N, C, H, W]`, in single precision.
  package var forUser: Tensor {
    guard shape.rank == 4 else { return Tensor(shape, elements.map(Float.init)) }
    let (images, channels, pixels) = (shape[0], shape[3], shape[1] * shape[2])
    return Tensor(shape.channelsFirst) { target in
      for n in 0..<images {
        for c in 0..<channels {
          for p in 0..<pixels {
            target[(n * channels + c) * pixels + p] = Float(elements[(n * pixels + p) * channels + c])
          }
        }
      }
    }
  }

  /// A value whose element at each position, an index an axis, is as given.
  init(_ shape: TensorShape, _ element: (_ position: [Int]) -> Double) {
    var (elements, position) = ([Double](), [Int](repeating: 0, count: shape.rank))
    elements.reserveCapacity(shape.count)
    for _ in 0..<shape.count {
      elements.append(element(position))
      for axis in (0..<shape.rank).reversed() {
        position[axis] += 1
        if position[axis] < shape[axis] { break }
        position[axis] = 0
      }
    }
    self.init(shape, elements)
  }

  /// The element at a position, an index an axis.
  package subscript(position: [Int]) -> Double {
    elements[zip(position, shape.dimensions).reduce(0) { $0 * $1.1 + $1.0 }]
  }

  /// The batch.
  package var images: Int { shape[0] }
  /// The last axis.
  package var channels: Int { shape[-1] }
  /// The product of all axes between.
  package var positions: Int { shape.dimensions.dropFirst().dropLast().reduce(1, *) }

  /// The element of a map at a pixel.
  package subscript(n: Int, y: Int, x: Int, c: Int) -> Double {
    get { elements[((n * shape[1] + y) * shape[2] + x) * shape[3] + c] }
    set { elements[((n * shape[1] + y) * shape[2] + x) * shape[3] + c] = newValue }
  }

  /// The element at a position of an image, the axes between the first and the last counted as one; a value of batch 1
  /// is the same in every image.
  package subscript(n: Int, position: Int, c: Int) -> Double {
    get { elements[((images == 1 ? 0 : n) * positions + position) * channels + c] }
    set { elements[(n * positions + position) * channels + c] = newValue }
  }
}
