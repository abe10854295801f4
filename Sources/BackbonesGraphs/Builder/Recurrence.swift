internal import BackbonesTensors

extension Scope {
  /// One layer of a long short-term memory along an axis (see `LSTM`), in one direction or both: `[N, ..., C]` to
  /// `[N, ..., hidden]`, or twice as many channels, the forward direction's first.
  ///
  /// The module holds `weight_ih_l0`, `weight_hh_l0`, `bias_ih_l0`, `bias_hh_l0`, and the same with `_reverse`. A tap by
  /// its name gives, as PyTorch's does, sequences `[N * ..., steps, channels]`.
  public func lstm(_ x: Value, _ hidden: Int, axis: Int, isBidirectional: Bool = true) -> Value {
    var (products, recurrent) = ([Value](), [Int]())
    for suffix in isBidirectional ? ["_l0", "_l0_reverse"] : ["_l0"] {
      let weights = [("ih", x.channels), ("hh", hidden)].map { parameter("weight_\($0)\(suffix)", [4 * hidden, $1]) }
      let biases = ["ih", "hh"].map { parameter("bias_\($0)\(suffix)", [4 * hidden]) }
      products.append(step(Linear(channels: 4 * hidden), [x], [weights[0], biases[0]]))
      recurrent += [weights[1], biases[1]]
    }
    let states = step(LSTM(axis: axis), products, recurrent)
    output(sequences(states, along: axis))
    return states
  }

  /// The sequences along an axis, one after the other. Where only a tap asks for them, nothing else pays for it.
  private func sequences(_ x: Value, along axis: Int) -> Value {
    let last = x.shape.rank - 1
    guard (1..<last).contains(axis) else { return x }
    let others = (0..<last).filter { $0 != axis }
    let (steps, count) = (x.shape[axis], others.reduce(1) { $0 * x.shape[$1] })
    return reshape(permute(x, others + [axis, last]), [count, steps, x.channels])
  }
}
