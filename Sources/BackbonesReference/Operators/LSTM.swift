internal import BackbonesGraphs
internal import BackbonesTensors

extension LSTM: ReferenceOperator {
  func reference(_ inputs: [ReferenceTensor], _ parameters: [ReferenceTensor]) -> ReferenceTensor {
    var shape = inputs[0].shape
    let (hidden, steps) = (shape.channels / 4, shape[axis])
    shape[-1] = inputs.count * hidden
    var y = ReferenceTensor(shape)
    let rows = shape.rows
    // Rows from one step of a sequence to the next.
    let apart = shape.dimensions[(axis + 1)...].dropLast().reduce(1, *)
    for (direction, x) in inputs.enumerated() {
      let (weight, bias) = (parameters[2 * direction].elements, parameters[2 * direction + 1].elements)
      for first in 0..<rows where first / apart % steps == 0 {
        var (state, cell) = ([Double](repeating: 0, count: hidden), [Double](repeating: 0, count: hidden))
        for step in 0..<steps {
          let row = first + (direction == 0 ? step : steps - 1 - step) * apart
          let gates = (0..<4 * hidden).map { gate in
            state.indices.reduce(x.elements[row * 4 * hidden + gate] + bias[gate]) {
              $0 + weight[gate * hidden + $1] * state[$1]
            }
          }
          for unit in 0..<hidden {
            let (input, forget) = (logistic(gates[unit]), logistic(gates[hidden + unit]))
            let (candidate, output) = (hyperbolicTangent(gates[2 * hidden + unit]), logistic(gates[3 * hidden + unit]))
            cell[unit] = forget * cell[unit] + input * candidate
            state[unit] = output * hyperbolicTangent(cell[unit])
            y.elements[row * shape.channels + direction * hidden + unit] = state[unit]
          }
        }
      }
    }
    return y
  }
}
