internal import BackbonesGraphs
internal import BackbonesTensors

extension ParameterValue: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    ReferenceTensor(shape, parameters[0].elements)
  }
}

extension Reshape: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    ReferenceTensor(shape, inputs[0].elements)
  }
}

extension Concatenate: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    var shape = inputs[0].shape
    shape[0] = inputs.map(\.images).max()!
    shape[axis] = inputs.reduce(0) { $0 + $1.shape[axis] }
    let along = axis < 0 ? shape.rank + axis : axis
    return ReferenceTensor(shape) { position in
      var (position, operand) = (position, 0)
      while position[along] >= inputs[operand].shape[along] {
        position[along] -= inputs[operand].shape[along]
        operand += 1
      }
      if inputs[operand].images == 1 { position[0] = 0 }
      return inputs[operand][position]
    }
  }
}

extension Slice: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    var shape = inputs[0].shape
    shape[axis] = range.count
    let along = axis < 0 ? shape.rank + axis : axis
    return ReferenceTensor(shape) { position in
      var position = position
      position[along] += range.lowerBound
      return inputs[0][position]
    }
  }
}

extension Permute: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    return ReferenceTensor(TensorShape(axes.map { x.shape[$0] })) { position in
      var source = position
      for (index, axis) in axes.enumerated() { source[axis] = position[index] }
      return x[source]
    }
  }
}

extension Reverse: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    let along = axis < 0 ? x.shape.rank + axis : axis
    return ReferenceTensor(x.shape) { position in
      var source = position
      source[along] = x.shape[along] - 1 - position[along]
      return x[source]
    }
  }
}

extension Roll: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    func before(_ position: Int, _ shift: Int, _ extent: Int) -> Int {
      ((position - shift) % extent + extent) % extent
    }
    return ReferenceTensor(x.shape) { position in
      x[position[0], before(position[1], lines, x.shape[1]), before(position[2], columns, x.shape[2]), position[3]]
    }
  }
}
