internal import BackbonesGraphs
internal import BackbonesTensors

extension ParameterValue: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor { parameters[0] }
}

extension Reshape: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    ReferenceTensor(shape, inputs[0].elements)
  }
}

extension Concatenate: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let images = inputs.map(\.images).max()!
    var elements: [Double] = []
    for n in 0..<images {
      if axis == -1 {
        for p in 0..<inputs[0].positions {
          for x in inputs { for c in 0..<x.channels { elements.append(x[n, p, c]) } }
        }
      } else {
        for x in inputs { for p in 0..<x.positions { for c in 0..<x.channels { elements.append(x[n, p, c]) } } }
      }
    }
    var shape = inputs[0].shape
    shape[0] = images
    shape[axis] = inputs.reduce(0) { $0 + $1.shape[axis] }
    return ReferenceTensor(shape, elements)
  }
}

extension Slice: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    let x = inputs[0]
    var shape = x.shape
    shape[axis] = range.count
    var elements: [Double] = []
    for n in 0..<x.images {
      for p in axis == 1 ? range : 0..<x.positions {
        for c in axis == -1 ? range : 0..<x.channels { elements.append(x[n, p, c]) }
      }
    }
    return ReferenceTensor(shape, elements)
  }
}
