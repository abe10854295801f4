import BackbonesGraphs
import BackbonesTensors

/// Makes one operator over a value, with attributes at random.
struct Generator: Sendable {
  /// What it is called in reports.
  let name: String
  /// Shapes to try it over.
  let shapes: [TensorShape]
  /// Whether it can be made over a value of a shape.
  let fits: @Sendable (TensorShape) -> Bool
  /// Makes it; `others` are values that it may take as further operands.
  let make: @Sendable (_ random: inout Random, _ g: Scope, _ x: Value, _ others: [Value]) -> Value
}

extension Generator {
  /// An operator over maps.
  static func map(
    _ name: String, over shapes: [TensorShape] = maps, fits: @escaping @Sendable (TensorShape) -> Bool = { _ in true },
    _ make: @escaping @Sendable (_ random: inout Random, _ g: Scope, _ x: Value, _ others: [Value]) -> Value
  ) -> Generator { Generator(name: name, shapes: shapes, fits: { $0.rank == 4 && fits($0) }, make: make) }

  /// An operator over tokens `[N, L, C]`.
  static func tokens(
    _ name: String, over shapes: [TensorShape] = tokens,
    fits: @escaping @Sendable (TensorShape) -> Bool = { _ in true },
    _ make: @escaping @Sendable (_ random: inout Random, _ g: Scope, _ x: Value, _ others: [Value]) -> Value
  ) -> Generator { Generator(name: name, shapes: shapes, fits: { $0.rank == 3 && fits($0) }, make: make) }

  /// An operator over rows of channels: maps or tokens.
  static func any(
    _ name: String, over shapes: [TensorShape] = maps + tokens,
    fits: @escaping @Sendable (TensorShape) -> Bool = { _ in true },
    _ make: @escaping @Sendable (_ random: inout Random, _ g: Scope, _ x: Value, _ others: [Value]) -> Value
  ) -> Generator { Generator(name: name, shapes: shapes, fits: fits, make: make) }

  static let maps: [TensorShape] = [
    [2, 5, 7, 3], [1, 9, 8, 16], [3, 6, 6, 24], [2, 13, 12, 20], [1, 33, 30, 32],
  ]
  static let tokens: [TensorShape] = [[2, 5, 6], [1, 17, 16], [3, 9, 24], [2, 1, 12], [2, 70, 32]]

  /// Every operator.
  static let all: [Generator] = products + branches + windows + vectors + elementwise + norms + movement + mixing

  private static let products: [Generator] = [
    .map("convolution") { random, g, x, _ in
      let groups = random.pick((1...4).filter { x.channels % $0 == 0 })
      let kernel = random.pick([
        ImageSize(1), ImageSize(2), ImageSize(3), ImageSize(5), ImageSize(1, 3), ImageSize(3, 1), ImageSize(4, 3),
      ])
      return g.convolution(
        x, groups * random.pick([1, 3, 8, 17, 32]), kernel: kernel, stride: random.int(1...3),
        dilation: random.int(1...2), groups: groups, bias: random.chance(2), padding: random.padding(of: kernel))
    },
    .map("standardized convolution", fits: { $0.channels > 2 }) { random, g, x, _ in
      let groups = random.pick([1, 1, x.channels] + (2...4).filter { x.channels % $0 == 0 })
      return g.convolution(
        x, groups == x.channels ? groups : groups * random.pick([3, 16, 32]),
        kernel: random.pick([ImageSize(1), ImageSize(3), ImageSize(5)]), stride: random.int(1...2), groups: groups,
        bias: random.chance(2),
        standardization: random.chance(2)
          ? .plain(epsilon: random.epsilon()) : .scaled(gamma: 1.7, epsilon: random.epsilon()))
    },
    .map("pointwise convolution", over: [[2, 5, 7, 3], [1, 9, 8, 16], [3, 15, 14, 24], [1, 40, 40, 40]]) {
      random, g, x, _ in
      g.convolution(x, random.pick([1, 16, x.channels, 35]), stride: random.pick([1, 1, 2]), bias: random.chance(2))
    },
    .map("depthwise convolution", fits: { $0.channels > 1 }) { random, g, x, _ in
      let kernel = random.pick([ImageSize(3), ImageSize(5), ImageSize(7), ImageSize(1, 5)])
      return g.convolution(
        x, x.channels, kernel: kernel, stride: random.int(1...2),
        // The largest, dilated, would not fit small maps.
        dilation: kernel.height < 7 ? random.int(1...2) : 1, groups: x.channels, bias: random.chance(2),
        padding: random.padding(of: kernel))
    },
    .map("convolution of repeated weights", fits: { $0.channels > 1 }) { random, g, x, _ in
      let repeats = random.pick((1...4).filter { x.channels % $0 == 0 } + [x.channels])
      let groups = random.pick([1, x.channels, repeats])
      return g.convolution(
        x, groups == x.channels ? groups : repeats * random.pick([1, 3, 16]), kernel: ImageSize(random.pick([1, 3])),
        stride: random.int(1...2), groups: groups, bias: random.chance(2),
        standardization: random.chance(4) ? .scaled(gamma: 1.7, epsilon: random.epsilon()) : nil, repeats: repeats)
    },
    .map(
      "3x3 convolution",
      over: [
        [2, 6, 7, 32], [1, 13, 12, 64], [1, 21, 22, 32], [2, 25, 13, 16], [1, 24, 26, 64], [3, 4, 4, 128],
        [2, 1, 2, 48], [1, 25, 26, 13],
      ], fits: { $0.channels >= 12 }
    ) { random, g, x, _ in
      let groups = random.pick([1, 1, 1, 2, 4].filter { x.channels % (16 * $0) == 0 } + [1])
      return g.convolution(
        x, groups * random.pick([12, 16, 24, 32, 80]), kernel: 3, stride: random.pick([1, 1, 1, 2, 2, 3]),
        dilation: random.pick([1, 1, 1, 2]), groups: groups, bias: random.chance(2), padding: random.padding(of: 3))
    },
    .map(
      "3x3 convolution of groups", over: [[1, 13, 12, 64], [2, 25, 26, 32], [1, 25, 26, 24]],
      fits: { $0.channels >= 24 && $0.channels % 8 == 0 }
    ) { random, g, x, _ in
      // Of groups of 4 or 8 channels, several are computed as one, as many as divide their number: three of 4 where there are six.
      g.convolution(
        x, x.channels, kernel: 3, stride: random.int(1...2), groups: random.pick([2, x.channels / 4, x.channels / 8]),
        bias: random.chance(2))
    },
    .map(
      "convolution of few columns a group", over: [[2, 9, 8, 16], [1, 13, 12, 32]], fits: { $0.channels % 16 == 0 }
    ) {
      random, g, x, _ in
      let kernel = ImageSize(random.pick([1, 3, 5, 7]))
      let groups = random.pick([x.channels, x.channels / 2])
      return g.convolution(
        x, groups * random.pick([2, 3, 4, 6, 8]), kernel: kernel, stride: random.int(1...2), groups: groups,
        bias: random.chance(2), padding: random.padding(of: kernel))
    },
    .map("convolution along one axis", over: [[2, 6, 7, 32], [1, 13, 12, 48]], fits: { $0.channels >= 16 }) {
      random, g, x, _ in
      g.convolution(
        x, random.pick([16, 40]), kernel: random.pick([ImageSize(3, 1), ImageSize(1, 3)]), padding: .symmetric)
    },
    .map("fixed convolution", fits: { min($0[1], $0[2]) > 1 }) { random, g, x, _ in
      let (channels, kernel) = (random.int(1...9), random.int(1...2))
      func elements(_ count: Int) -> [Float] { (0..<count).map { _ in Float(random.int(-8...8)) / 8 } }
      let weight = elements(channels * x.channels * kernel * kernel)
      return g.fixedConvolution(x, kernel: ImageSize(kernel), stride: kernel, weight: weight, bias: elements(channels))
    },
    .map("conditional convolution") { random, g, x, _ in
      let isDepthwise = random.chance(2) && x.channels > 1
      let groups = isDepthwise ? x.channels : random.pick((1...3).filter { x.channels % $0 == 0 })
      let pooled = (g / "pool").flatten((g / "pool").globalPool(x, .average))
      let experts = random.int(1...4)
      // The routing by itself, or a range of channels of another value.
      let first = random.pick([0, 2])
      let scores = (g / "route").activate((g / "route").linear(pooled, experts + first), .sigmoid)
      let routing = first == 0 ? scores : g.slice(scores, first..<first + experts)
      let kernel = random.pick([ImageSize(1), ImageSize(3), ImageSize(5)])
      return g.conditionalConvolution(
        x, routing, isDepthwise ? groups : groups * random.pick([2, 7, 16]), kernel: kernel,
        stride: random.int(1...2), groups: groups, padding: random.padding(of: kernel))
    },
    .map("transposed convolution", over: maps + [[1, 12, 12, 64]]) { random, g, x, _ in
      let isDepthwise = random.chance(3) && x.channels > 1
      let groups = isDepthwise ? x.channels : random.pick((1...3).filter { x.channels % $0 == 0 })
      let kernel = random.pick([ImageSize(1), ImageSize(2), ImageSize(3), ImageSize(4), ImageSize(3, 5), ImageSize(8)])
      return g.transposedConvolution(
        x, isDepthwise ? groups : groups * random.pick([1, 3, 16, 24]), kernel: kernel, stride: random.int(1...4),
        padding: random.int(0...min(kernel.height, kernel.width) / 2), groups: groups, bias: random.chance(2))
    },
    .any("linear", over: [[2, 5, 7, 3], [2, 17, 16], [1, 200, 24], [3, 10], [2, 1, 1, 40]]) { random, g, x, _ in
      g.linear(x, random.pick([1, 7, 16, x.channels, 50]), bias: random.chance(2))
    },
    .tokens("product with split biases", fits: { $0.channels > 1 }) { random, g, x, _ in
      g.linearOfQueriesKeysValues(x, 3 * random.pick([2, 16, 35]))
    },
    .map("large convolution of groups", over: [[1, 10, 10, 640]], fits: { $0.channels >= 640 && $0.channels % 2 == 0 })
    {
      random, g, x, _ in g.convolution(x, 640, groups: 2, bias: random.chance(2))
    },
    .tokens("large linear", over: [[1, 100, 320], [2, 96, 336], [3, 131, 352]], fits: { $0.channels >= 320 }) {
      random, g, x, _ in
      let inner = (g / "inner").linear(x, random.pick([320, 640, 656]), bias: random.chance(2))
      return g.linear(inner, random.pick([256, 320]))
    },
  ]

  private static let windows: [Generator] = [
    .map("pool") { random, g, x, _ in
      let kernel = random.pick([ImageSize(2), ImageSize(3), ImageSize(3, 2), ImageSize(5)])
      let padding = random.pick([Padding.explicit(0), .explicit(1), .symmetric, .same])
      return g.pool(
        x, random.pick([.max, .maxCountingPadding, .average, .averageCountingPadding]), kernel: kernel,
        stride: random.int(1...3),
        padding: padding, ceilMode: random.chance(2) && padding != .same)
    },
    // Padded at the right alone, and at the bottom alone.
    .map("pool of unequal borders", over: [[2, 8, 9, 6], [1, 9, 6, 16]]) { _, g, x, _ in
      g.pool(x, .averageCountingPadding, kernel: 2, stride: 2, padding: .same)
    },
    // Windows that see nothing of the map.
    .map("pool of pixels apart") { _, g, x, _ in
      g.pool(x, .averageCountingPadding, kernel: 1, stride: 2, padding: .explicit(1))
    },
    .map("unfold") { random, g, x, _ in
      g.unfold(x, kernel: random.kernel(), stride: random.int(1...3), padding: random.int(0...2))
    },
    .map("fold") { random, g, x, _ in
      let (kernel, stride, padding) = (random.kernel(), random.int(1...3), random.int(0...2))
      let windows = (g / "windows").channelScale(g.unfold(x, kernel: kernel, stride: stride, padding: padding))
      return g.fold(windows, like: x, kernel: kernel, stride: stride, padding: padding)
    },
    .map("blur pool", fits: { min($0[1], $0[2]) > 1 }) { random, g, x, _ in
      g.blurPool(x, stride: random.int(1...2), border: random.pick([.reflection, .zeros]))
    },
    .map("global pool of a map", over: [[2, 5, 7, 3], [1, 9, 8, 16], [3, 30, 31, 24], [2, 1, 1, 8]]) {
      random, g, x, _ in g.globalPool(x, random.pick([.max, .average]))
    },
    .tokens("global pool of tokens", over: [[2, 5, 6], [1, 200, 16], [3, 33, 24]]) { random, g, x, _ in
      g.globalPool(x, random.pick([.max, .average]), skipping: min(random.int(0...2), x.shape[1] - 1))
    },
    .map("context pool") { random, g, x, _ in
      g.contextPool(x, (g / "scores").convolution(x, random.pick([1, 1, 5, 30])))
    },
  ]

  private static let vectors: [Generator] = [
    .map("gate") { random, g, x, _ in
      if random.chance(4) { return g.gate(x, by: g.learned("gate", [1, 1, 1, x.channels])) }
      let pooled = (g / "pool").globalPool(x, random.pick([.max, .average]))
      return g.gate(x, by: random.chance(2) ? pooled : (g / "gate").convolution(pooled, x.channels, bias: true))
    },
    .map("weighted sum") { random, g, x, _ in
      var maps = [x, (g / "other").linear(x, x.channels)]
      if random.chance(2) { maps.append((g / "pool").globalPool(x, .average)) }
      if random.chance(4) {
        return g.weightedSum(maps, weights: g.learned("weights", [1, x.shape[1], x.shape[2], maps.count]))
      }
      // Weights lie apart where they are a part of something wider.
      let wide = (g / "weights").convolution(x, maps.count + 2, bias: true)
      return g.weightedSum(maps, weights: g.slice(wide, 2..<maps.count + 2))
    },
    .map("radix softmax") { random, g, x, _ in
      let (radix, groups) = (random.int(1...3), random.int(1...2))
      let pooled = (g / "pool").globalPool(x, .average)
      let scores = (g / "scores").convolution(pooled, radix * groups * random.pick([1, 4, 9]), bias: true)
      return g.radixSoftmax(scores, radix: radix, groups: groups)
    },
    .map("channel convolution") { random, g, x, _ in
      g.channelConvolution((g / "pool").globalPool(x, .average), kernel: random.pick([3, 5, 7]))
    },
  ]

  private static let elementwise: [Generator] = [
    .any("activation") { random, g, x, _ in
      g.activate(x, random.pick(Activation.allCases.filter { $0 != .identity }))
    },
    .any("add") { random, g, x, others in random.ordered(x, random.partner(of: x, g, others)) { g.add($0, $1) } },
    .any("add to every image") { random, g, x, _ in
      let term = g.learned("term", TensorShape([1] + x.shape.dimensions.dropFirst()))
      return x.shape[0] == 1 && random.chance(2) ? g.add(term, x) : g.add(x, term)
    },
    .any("multiply") { random, g, x, others in
      random.ordered(x, random.partner(of: x, g, others)) { g.multiply($0, $1) }
    },
    // Two factors, each with memory of its own.
    .any("scale") { random, g, x, _ in g.scale(g.scale(x, by: random.pick([0.5, -1.25])), by: random.pick([3, -0.75]))
    },
    .any("clamp") { random, g, x, _ in g.clamp(x, low: "low", high: "high") },
    .any("scalar affine") { random, g, x, _ in random.chance(2) ? g.starReLU(x) : g.scalarAffine(x) },
    .any("channel scale") { random, g, x, _ in
      random.chance(3) ? g.learnedScale(x, named: "factor") : g.channelScale(x)
    },
    .any("channel shift") { _, g, x, _ in g.channelShift(x, named: "shift") },
  ]

  private static let norms: [Generator] = [
    .any("batch norm") { random, g, x, _ in g.normalize(x, .batch(epsilon: random.epsilon())) },
    .any("layer norm", fits: { $0.channels > 2 }) { random, g, x, _ in
      g.normalize(x, .layer(epsilon: random.epsilon()), bias: random.chance(2))
    },
    .any("root mean square norm", fits: { $0.channels > 2 }) { random, g, x, _ in
      g.normalize(x, random.chance(2) ? .rms(epsilon: random.epsilon()) : .simple(epsilon: random.epsilon()))
    },
    .any("length norm", fits: { $0.channels > 2 }) { random, g, x, _ in
      g.normalizeLength(x, epsilon: random.pick([1e-3, 1.5]))
    },
    .any("group norm", over: maps, fits: { $0.rank > 2 && $0.count / $0[0] > 12 }) { random, g, x, _ in
      let groups = random.pick([1, 2, 3, 4].filter { x.channels % $0 == 0 && x.channels / $0 > 1 } + [1])
      return g.normalize(x, .group(groups: groups, epsilon: random.epsilon()), bias: random.chance(2))
    },
    .map("evolved norm", fits: { $0.count / $0[0] > 12 }) { random, g, x, _ in
      let groups = random.pick([1, 2, 3, 4].filter { x.channels % $0 == 0 && x.channels / $0 > 1 } + [1])
      let (size, epsilon) = (x.channels / groups, random.epsilon())
      return random.chance(3)
        ? g.normalize(x, .evoNormGroupsS0a(of: size, epsilon: epsilon))
        : g.normalize(x, .evoNormS0(groups: groups, epsilon: epsilon))
    },
    .map("filter response norm") { random, g, x, _ in g.normalize(x, .filterResponse(epsilon: random.epsilon())) },
    .map("global response norm") { random, g, x, _ in g.normalize(x, .globalResponse(epsilon: random.epsilon())) },
  ]

  private static let movement: [Generator] = [
    .any("reshape") { random, g, x, _ in
      let (n, rest) = (x.shape[0], x.shape.dimensions.dropFirst())
      let inner = rest.dropLast().reduce(1, *)
      return g.reshape(
        x,
        random.pick(
          [
            [n, inner, x.channels], [n, 1, inner, x.channels], [n, inner * x.channels], [n, 1, 1, inner * x.channels],
            [n, x.channels, inner],
          ] as [TensorShape]))
    },
    .any("concatenate channels", over: maps) { random, g, x, others in
      // Not the value itself: a norm of equal channels divides rounding by its epsilon.
      let fitting = others.filter { $0 != x && $0.shape.dimensions.dropLast() == x.shape.dimensions.dropLast() }
      var operands = (0..<random.int(1...2)).map { index in
        fitting.isEmpty || random.chance(3)
          ? (g / index).linear(x, random.pick([1, 4, x.channels])) : random.pick(fitting)
      }
      operands.insert(x, at: random.int(0...operands.count))
      // A value that is there before the first step, beside others.
      if x.shape[0] == 1 && random.chance(2) {
        operands.append(g.learned("constant", TensorShape(x.shape.dimensions.dropLast() + [random.pick([1, 4])])))
      }
      return g.concatenate(operands)
    },
    // What lies in the rows of a concatenation is read by a kernel that takes rows together.
    .map("concatenate channels that a group norm reads", over: [[2, 5, 7, 3], [1, 9, 8, 16]]) { random, g, x, _ in
      let y = (g / "y").linear(x, random.pick([4, 8]))
      return g.concatenate([y, (g / "norm").normalize(y, .group(groups: 2))])
    },
    .tokens("concatenate tokens") { random, g, x, others in
      let token = g.learned("token", [1, random.int(1...2), x.channels])
      let fitting = others.filter { $0.shape.rank == 3 && $0.channels == x.channels && $0.shape[0] == x.shape[0] }
      let other = fitting.isEmpty || random.chance(2) ? token : random.pick(fitting)
      return random.ordered(x, other) { g.concatenate([$0, $1], axis: 1) }
    },
    .any("slice of channels", fits: { $0.channels > 1 }) { random, g, x, _ in
      let first = random.int(0...x.channels - 1)
      return g.slice(x, first..<random.int(first + 1...x.channels))
    },
    .any("permute") { random, g, x, _ in
      // Rows and columns of whatever there is, channels in groups of some, then any order but the batch's.
      let groups = (1...x.channels).filter { x.channels % $0 == 0 }
      let parts = random.pick(groups)
      let cut = g.reshape(x, TensorShape(x.shape.dimensions.dropLast() + [parts, x.channels / parts]))
      var axes = Array(1..<cut.shape.rank)
      for index in axes.indices { axes.swapAt(index, random.int(index...axes.count - 1)) }
      return g.permute(cut, [0] + axes)
    },
    .any("reverse", fits: { $0.rank > 1 }) { random, g, x, _ in
      g.reverse(x, axis: random.pick([-1] + Array(1..<x.shape.rank)))
    },
    .map("roll") { random, g, x, _ in
      g.roll(x, lines: random.int(-3...3), columns: random.int(-3...3))
    },
    // The last is large enough for several threads.
    .map("resize", over: maps + [[2, 40, 40, 48]]) { random, g, x, _ in
      let mode = random.resizeMode()
      if random.chance(5) { return g.adaptiveAveragePool(x, ImageSize(9, 11), onlyGrows: true) }
      if random.chance(2) { return g.resize(x, to: ImageSize(random.int(1...45), random.int(1...45)), mode) }
      let small = (g / "small").pool(x, .max, kernel: 1, stride: random.int(1...3))
      return random.chance(2) ? g.resize(small, like: x, mode) : g.resize(x, like: small, mode)
    },
    .map("windows") { random, g, x, _ in
      let (h, w) = (x.shape[1], x.shape[2])
      let size = ImageSize(random.pick((1...h).filter { h % $0 == 0 }), random.pick((1...w).filter { w % $0 == 0 }))
      return g.map(ofWindows: g.activate(g.windows(x, of: size), .relu), ImageSize(h, w))
    },
    .map("slice and join of lines", fits: { $0[1] > 1 }) { random, g, x, _ in
      let middle = random.int(1...x.shape[1] - 1)
      return g.concatenate([g.slice(x, middle..<x.shape[1], axis: 1), g.slice(x, 0..<middle, axis: 1)], axis: 1)
    },
    .tokens("slice of tokens", fits: { $0[1] > 1 }) { random, g, x, _ in
      let first = random.int(0...x.shape[1] - 1)
      return g.slice(x, first..<random.int(first + 1...x.shape[1]), axis: 1)
    },
  ]
}

extension Random {
  mutating func epsilon() -> Float { pick([1e-6, 1e-3, 0.1]) }

  fileprivate mutating func kernel() -> ImageSize { pick([ImageSize(1), ImageSize(2), ImageSize(3), ImageSize(3, 4)]) }

  fileprivate mutating func resizeMode() -> Scope.ResizeMode {
    let alignCorners = chance(2)
    return pick([
      .nearest, .bilinear(alignCorners: alignCorners), .bicubic(alignCorners: alignCorners), .antialiasedBilinear,
      .antialiasedBicubic, .area,
    ])
  }

  fileprivate mutating func padding(of kernel: ImageSize) -> Padding {
    let half = min(kernel.height, kernel.width) / 2
    return pick([.symmetric, .same, .explicit(0), .explicit(half), .leading(2 * half)])
  }

  fileprivate mutating func ordered(_ a: Value, _ b: Value, _ make: (Value, Value) -> Value) -> Value {
    chance(2) ? make(a, b) : make(b, a)
  }

  /// Another value of the shape of `x`, or one made of it.
  fileprivate mutating func partner(of x: Value, _ g: Scope, _ others: [Value]) -> Value {
    let fitting = others.filter { $0.shape == x.shape }
    if !fitting.isEmpty && !chance(3) { return pick(fitting) }
    return chance(4) ? x : (g / "partner").channelScale(x)
  }
}
