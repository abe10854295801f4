internal import BackbonesGraphs
internal import BackbonesTensors

/// A cell of NASNet's search space (Zoph et al. 2017, arXiv:1707.07012): sums of two terms each, and some of them joined.
struct SearchedCell: Sendable, Hashable {
  /// What a term is made of.
  enum Operand: Sendable, Hashable {
    /// The outputs of the cell before the last one and of the last one, with the cell's channels.
    case previous, current
    /// An earlier sum of the cell.
    case sum(Int)
  }

  /// An operation on an operand.
  enum Term: Sendable, Hashable {
    /// Twice a ReLU, a separable convolution of that kernel and a norm.
    case separable(Int, Operand)
    /// The maximum and the mean of 3x3 pixels.
    case maximum(Operand), mean(Operand)
    /// The operand itself; where the cell halves maps, a ReLU, a 1x1 convolution and a norm.
    case identity(Operand)
  }

  struct Sum: Sendable, Hashable {
    var left: Term, right: Term
    init(_ left: Term, _ right: Term) { (self.left, self.right) = (left, right) }
  }

  var sums: [Sum]
  /// What the result joins.
  var joined: [Operand]

  static let norm = Normalization.batch(epsilon: 1e-3)

  /// - Parameter stride: of operations on the cell's inputs; those on sums have none.
  func callAsFunction(previous: Value, current: Value, stride: Int, in g: Scope) -> Value {
    var inputs = Inputs(previous: previous, current: current, stride: stride)
    for (number, sum) in sums.enumerated() {
      let left = build(sum.left, &inputs, current.channels, in: g / "comb_iter_\(number)_left")
      let right = build(sum.right, &inputs, current.channels, in: g / "comb_iter_\(number)_right")
      inputs.sums.append(g.add(left, right))
    }
    return g.output(g.concatenate(joined.map { inputs[$0] }))
  }

  /// The operands of a cell's terms.
  private struct Inputs {
    let previous: Value, current: Value
    let stride: Int
    var sums: [Value] = []
    private var activated: [Operand: Value] = [:]

    init(previous: Value, current: Value, stride: Int) {
      (self.previous, self.current, self.stride) = (previous, current, stride)
    }

    subscript(operand: Operand) -> Value {
      switch operand {
      case .previous: previous
      case .current: current
      case .sum(let number): sums[number]
      }
    }

    func stride(of operand: Operand) -> Int {
      if case .sum = operand { 1 } else { stride }
    }

    /// The operand's ReLU, which all terms that begin with it share.
    mutating func activated(_ operand: Operand, in g: Scope) -> Value {
      let value = activated[operand] ?? g.activate(self[operand], .relu)
      activated[operand] = value
      return g.output(value)
    }
  }

  private func build(_ term: Term, _ inputs: inout Inputs, _ channels: Int, in g: Scope) -> Value {
    switch term {
    case .separable(let kernel, let operand):
      let x = inputs.activated(operand, in: g / "act_1")
      let y = buildSeparable(x, channels, kernel, stride: inputs.stride(of: operand), number: 1, in: g)
      return g.output(buildSeparable((g / "act_2").act(y), channels, kernel, stride: 1, number: 2, in: g))
    case .maximum(let operand):
      let (x, stride) = (inputs[operand], inputs.stride(of: operand))
      guard x.channels != channels else { return g.output(g.pool(x, .max, kernel: 3, stride: stride, padding: .same)) }
      let pool = g / "max_pool"
      let highest = pool.output(pool.pool(x, .max, kernel: 3, stride: stride, padding: .same))
      return g.convNormAct(highest, channels, norm: Self.norm, activation: .identity)
    case .mean(let operand):
      let stride = inputs.stride(of: operand)
      // timm pads before it takes means of stride 2, and counts those zeros.
      let kind = stride > 1 ? Scope.PoolKind.averageCountingPadding : .average
      return g.output(g.pool(inputs[operand], kind, kernel: 3, stride: stride, padding: .same))
    case .identity(let operand):
      let stride = inputs.stride(of: operand)
      guard stride > 1 else { return inputs[operand] }
      let x = inputs.activated(operand, in: g / "act")
      return g.convNormAct(x, channels, stride: stride, norm: Self.norm, activation: .identity)
    }
  }

  private func buildSeparable(
    _ x: Value, _ channels: Int, _ kernel: Int, stride: Int, number: Int, in g: Scope
  ) -> Value {
    let s = g / "separable_\(number)"
    let y = (s / "depthwise_conv2d").convolution(
      x, x.channels, kernel: ImageSize(kernel), stride: stride, groups: x.channels, padding: .same)
    let mixed = s.output((s / "pointwise_conv2d").convolution(y, channels))
    return (g / "bn_sep_\(number)").normalize(mixed, Self.norm)
  }
}

extension Scope {
  /// A map of half the size: two 1x1 convolutions of stride 2, one of them a line and a column further on, make half of the
  /// channels each; then a norm.
  func factorizedReduction(_ x: Value, _ channels: Int) -> Value {
    let (even, odd) = (self / "path_1", self / "path_2")
    let evenPixels = (even / "avgpool").output(even.pool(x, .average, kernel: 1, stride: 2))
    // With a border of zeros, every second pixel is one of the border or an odd one of the map. Those of the first line and
    // column go.
    let bordered = odd.pool(x, .averageCountingPadding, kernel: 1, stride: 2, padding: .explicit(1))
    let lower = odd.slice(bordered, 1..<bordered.shape[1], axis: 1)
    let oddPixels = (odd / "avgpool").output(odd.slice(lower, 1..<lower.shape[2], axis: 2))
    let paths = [(even, evenPixels), (odd, oddPixels)].map { path, pixels in
      path.output((path / "conv").convolution(pixels, channels / 2))
    }
    return (self / "final_path_bn").normalize(concatenate(paths), SearchedCell.norm)
  }
}
