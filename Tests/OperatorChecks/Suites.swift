import BackbonesGraphs
import BackbonesTensors

/// A graph to compare, and what it is for.
struct Subject: Sendable {
  let name: String
  let seed: UInt64
  let input: TensorShape
  /// An input of another size, for the same parameters.
  var otherInput: TensorShape? = nil
  let body: @Sendable (_ x: Value, _ g: Scope) -> Value

  func graph() throws(BackboneError) -> Graph { try graph(input) }

  func otherGraph() throws(BackboneError) -> Graph? {
    guard let otherInput else { return nil }
    return try graph(otherInput)
  }

  private func graph(_ input: TensorShape) throws(BackboneError) -> Graph {
    try Graph.build(image: input, outputStride: ImageSize(1 << 20)) { x, g in
      let y = body(x, g)
      g.hidden(y)
      g.prelogits(y)
      g.logits(y)
    }
  }
}

/// What may follow an operator, and be joined with it.
enum Follower: String, CaseIterable, Sendable {
  case norm, scale, activation, add, addBefore, addTwice

  /// - Parameter residual: makes another value of the same shape.
  func apply(_ g: Scope, _ x: Value, _ random: inout Random, residual: () -> Value) -> Value {
    switch self {
    case .norm: g.normalize(x, .batch())
    case .scale: g.channelScale(x)
    case .activation: g.activate(x, random.pick(Activation.allCases.filter { $0 != .identity }))
    case .add: g.add(x, residual())
    case .addBefore: g.add(residual(), x)
    case .addTwice: g.add(x, x)
    }
  }

  /// Every sequence of up to three that a kernel can finish, or just cannot.
  static let sequences: [[Follower]] =
    [
      [], [.norm, .scale, .add, .activation], [.norm, .scale, .activation, .add], [.norm, .norm], [.scale, .scale],
      [.add, .activation, .add], [.activation, .add, .activation], [.scale, .norm, .activation],
    ]
    + allCases.map { [$0] } + allCases.flatMap { a in [.activation, .add, .norm].map { b in [a, b] } }
}

extension Subject {
  /// Convolutions of a small map, then of a large one with the same prepared weights.
  static var sizes: [Subject] {
    let (small, large): (TensorShape, TensorShape) = ([1, 9, 8, 64], [1, 26, 25, 64])
    return Generator.all.filter { $0.name.contains("convolution") && $0.fits(small) }.flatMap { generator in
      (0..<4 as Range<UInt64>).map { seed in
        Subject(name: "\(generator.name) of two sizes", seed: seed, input: small, otherInput: large) { x, g in
          var random = Random(seed: seed)
          return generator.make(&random, g, x, [])
        }
      }
    }
  }

  /// Each operator over each shape, and joined with each sequence of followers.
  static var operators: [Subject] {
    Generator.all.flatMap { generator in
      // Products large enough for Strassen's method take as long as all others.
      let isLarge = generator.shapes[0].count > 1 << 14
      let alone = generator.shapes.indices.flatMap { index in
        (0..<(isLarge ? 1 : 3)).map { round in one(generator, shape: index, [], .plain, seed: UInt64(index * 3 + round))
        }
      }
      let followed = Follower.sequences.enumerated().filter { !isLarge || $0.offset % 4 == 3 }.map { index, followers in
        one(generator, shape: index % generator.shapes.count, followers, .plain, seed: UInt64(100 + index))
      }
      let surrounded = Surroundings.allCases.enumerated().flatMap { index, surroundings in
        (0..<(isLarge ? 1 : 4)).map { round in
          one(
            generator, shape: round % generator.shapes.count, round < 2 ? [] : [.activation, .add], surroundings,
            seed: UInt64(200 + 4 * index + round))
        }
      }
      return alone + followed + surrounded
    }
  }

  /// Where an operator's operand and result lie.
  enum Surroundings: String, CaseIterable, Sendable {
    case plain
    /// The operand is a range of channels of another value, or of the input.
    case sliceOfValue, sliceOfInput
    /// The result is put beside others.
    case concatenated
    /// The result is taken apart.
    case sliced
    /// The result is read in another shape.
    case reshaped
    /// The operand's rows are of 4 KiB, and so may have gaps between them.
    case wide
    /// Such rows, changed in place.
    case wideInPlace
  }

  /// An operator among others, of the first attributes that its input is large enough for.
  private static func one(
    _ generator: Generator, shape: Int, _ followers: [Follower], _ surroundings: Surroundings, seed: UInt64
  ) -> Subject {
    let subjects = (0..<100 as Range<UInt64>).lazy.map {
      subject(generator, shape: shape, followers, surroundings, seed: seed + 1000 * $0)
    }
    return subjects.first { (try? $0.graph()) != nil } ?? subjects[0]
  }

  private static func subject(
    _ generator: Generator, shape: Int, _ followers: [Follower], _ surroundings: Surroundings, seed: UInt64
  ) -> Subject {
    let shape = generator.shapes[shape]
    var input = shape
    if surroundings == .sliceOfInput || surroundings == .sliceOfValue { input[-1] += 5 }
    if surroundings == .wide || surroundings == .wideInPlace { input = shape.rank == 4 ? [2, 2, 3, 8] : [2, 5, 8] }
    let name =
      ([generator.name] + followers.map(\.rawValue) + (surroundings == .plain ? [] : [surroundings.rawValue]))
      .joined(separator: " + ")
    return Subject(name: name, seed: seed, input: input) { image, g in
      var random = Random(seed: seed)
      var x = image
      switch surroundings {
      case .sliceOfInput: x = g.slice(x, 2..<2 + shape.channels)
      case .sliceOfValue: x = g.slice((g / "wider").channelScale(x), 3..<3 + shape.channels)
      case .wide: x = (g / "wider").linear(x, 1024)
      case .wideInPlace: x = g.activate(g.activate((g / "wider").linear(x, 1024), .relu), .sigmoid)
      case .plain, .concatenated, .sliced, .reshaped: break
      }
      // The same attributes with other parameters: another value of the same shape.
      let comesEarly = random.chance(2)
      let attributes = random
      func another(_ name: String) -> Value {
        var same = attributes
        return generator.make(&same, g / name, x, [])
      }
      let early = comesEarly ? another("early") : nil
      var y = generator.make(&random, g / "operator", x, [])
      for (index, follower) in followers.enumerated() {
        y = follower.apply(g / "follower\(index)", y, &random) { early ?? another("late\(index)") }
      }
      switch surroundings {
      case .concatenated:
        let other = (g / "beside").linear(x.shape.dimensions.dropLast() == y.shape.dimensions.dropLast() ? x : y, 3)
        y = g.concatenate(random.chance(2) ? [y, other, y] : [other, y])
        y = (g / "read").linear(y, 4)
      case .sliced where y.channels > 1:
        let cut = random.int(1...y.channels - 1)
        y = (g / "read").linear(g.slice(y, cut..<y.channels), 4)
      case .reshaped:
        y = g.reshape(y, [y.shape[0], y.shape.count / y.shape[0] / y.channels, y.channels])
        y = (g / "read").linear(y, 4)
      default: break
      }
      return y
    }
  }
}
