internal import BackbonesReference
internal import BackbonesTensors

/// How another implementation lays out a value that the graph has channels-last.
enum Layout: String {
  case channelsLast = "channels last"
  case channelsFirst = "channels first"
  case heads = "heads before tokens"
  case reshaped = "other extents"
  case repeated = "repeated for every image"

  /// How most implementations lay out a value of a channels-last shape.
  static func usual(for shape: TensorShape) -> Layout { shape.rank == 4 ? .channelsFirst : .channelsLast }

  /// The ways to read a tensor as a value of the given channels-last shape, the most usual first.
  static func arrangements(of tensor: Tensor, as shape: TensorShape) -> [(ReferenceTensor, Layout)] {
    let extents = tensor.shape.dimensions
    guard shape.rank > 0, tensor.shape.rank > 0, tensor.count > 0 else { return [] }
    // Learned values that are the same for each image have a batch of 1 in the graph.
    if shape[0] == 1, extents[0] > 1, tensor.count == shape.count * extents[0] {
      let images = tensor.elements
      guard images.indices.allSatisfy({ images[$0] == images[$0 % shape.count] }) else { return [] }
      let one = Tensor(TensorShape([1] + extents.dropFirst()), Array(images.prefix(shape.count)))
      return arrangements(of: one, as: shape).map { ($0.0, .repeated) }
    }
    guard tensor.count == shape.count else { return [] }
    let value = ReferenceTensor(tensor)
    var found: [(ReferenceTensor, Layout)] = []
    let positions = shape.dimensions.dropFirst().dropLast().reduce(1, *)
    // Maps: [N, C, H, W] or [N, C, L].
    if extents.count > 2, extents[0] == shape[0], extents[1] == shape[-1],
      extents.count == 3 || shape.rank != 4 || extents[2...].elementsEqual(shape.dimensions[1...2])
    {
      found.append((value.swapped([shape[0], shape[-1], positions], as: shape), .channelsFirst))
    }
    if tensor.shape == shape {
      // Where a map's three inner extents are alike, both are possible.
      found.append((value, .channelsLast))
    }
    // Attention: [N, heads, L, d] for [N, L, heads * d].
    if shape.rank == 3, extents.count == 4, extents[0] == shape[0], extents[2] == shape[1],
      extents[1] * extents[3] == shape[2]
    {
      found.append((value.swapped(extents, as: shape), .heads))
    }
    if found.isEmpty { found.append((ReferenceTensor(shape, value.elements), .reshaped)) }
    return found
  }
}

extension ReferenceTensor {
  /// The elements with the second and the third of the given extents exchanged, in another shape.
  fileprivate func swapped(_ extents: [Int], as shape: TensorShape) -> ReferenceTensor {
    let inner = extents.dropFirst(3).reduce(1, *)
    let (a, b) = (extents[1], extents[2])
    var target = ReferenceTensor(shape)
    for n in 0..<extents[0] {
      for i in 0..<a {
        for j in 0..<b {
          for k in 0..<inner {
            target.elements[((n * b + j) * a + i) * inner + k] = elements[((n * a + i) * b + j) * inner + k]
          }
        }
      }
    }
    return target
  }
}
