internal import BackbonesGraphs

extension ScalarAffine: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    inputs[0].map { $0 * parameters[0].elements[0] + parameters[1].elements[0] }
  }
}
