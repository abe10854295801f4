import BackbonesGraphs
import BackbonesTensors

extension Generator {
  /// Convolutions of one value, and the value itself, whose sum may be one convolution.
  static let branches: [Generator] = [
    .map("parallel convolutions", over: [[2, 9, 8, 16], [1, 7, 7, 3], [2, 12, 13, 24], [1, 24, 24, 64]]) {
      random, g, x, _ in
      let groups = random.pick([1, x.channels, x.channels] + (2...4).filter { x.channels % $0 == 0 })
      let stride = random.pick([1, 1, 2])
      let channels = stride == 1 && random.chance(2) || groups == x.channels ? x.channels : groups * 16
      let dilation = random.pick([1, 1, 1, 2])
      let kernels = [ImageSize(1), ImageSize(3), ImageSize(3), ImageSize(5), ImageSize(1, 3), ImageSize(3, 1)]
      func branch(_ g: Scope) -> Value {
        let isItself = stride == 1 && channels == x.channels && random.chance(3)
        let kernel = random.pick(kernels)
        var y =
          isItself
          ? x
          : (g / "conv").convolution(
            x, channels, kernel: kernel, stride: stride, dilation: dilation,
            // Some have no room among the others.
            groups: random.chance(9) ? 1 : groups, bias: random.chance(3),
            padding: random.chance(2) ? .same : .symmetric,
            standardization: random.chance(6) ? .plain(epsilon: random.epsilon()) : nil)
        if random.chance(2) { y = (g / "norm").normalize(y, .batch(epsilon: random.epsilon())) }
        if random.chance(3) { y = random.chance(2) ? (g / "factors").channelScale(y) : g.scale(y, by: -0.5) }
        return y
      }
      var sums = (0..<random.int(2...4)).map { branch(g / "branch\($0)") }
      for index in 1..<sums.count {
        let (a, b) = (sums.removeFirst(), sums.removeFirst())
        var sum = random.chance(2) ? g.add(a, b) : g.add(b, a)
        if random.chance(3) { sum = (g / "norm of sum\(index)").normalize(sum, .batch()) }
        sums.append(sum)
      }
      // A value that others read too.
      return random.chance(6) ? g.multiply(sums[0], branch(g / "beside")) : sums[0]
    }
  ]
}
