import BackbonesGraphs
import BackbonesTensors

/// A graph made at random: each step adds an operator over a value that there is. Leaving out steps gives another graph,
/// and so a failing one can be made small.
struct RandomGraph: Sendable {
  var input: TensorShape
  var steps: [UInt64]

  /// Elements from which on a value is not made larger.
  private static let enough = 1 << 14

  init(seed: UInt64) {
    var random = Random(seed: seed)
    input =
      random.chance(3)
      ? [random.int(1...2), random.int(1...20), random.pick([4, 6, 16])]
      : [random.int(1...2), random.int(3...14), random.int(3...14), random.pick([3, 4, 16, 24])]
    steps = (0..<random.int(2...14)).map { _ in random.next() }
  }

  var subject: Subject {
    let steps = steps
    return Subject(name: "random graph", seed: steps.reduce(0, ^), input: input) { image, g in
      var values = [image]
      for (index, step) in steps.enumerated() {
        var random = Random(seed: step)
        // Mostly the last value, so that operators follow one another.
        let x = random.chance(2) ? values.last! : random.pick(values)
        let fitting = Generator.all.filter { $0.fits(x.shape) }
        let value = random.pick(fitting).make(&random, g / "step\(index)", x, values)
        if value.shape.count <= Self.enough { values.append(value) }
      }
      // The last node must be a value that is kept.
      return (g / "last").channelScale(values.last!)
    }
  }

  /// Smaller graphs: without a step, or over a smaller input.
  private var smaller: [RandomGraph] {
    var result = steps.indices.map { index in
      var graph = self
      graph.steps.remove(at: index)
      return graph
    }
    for axis in 0..<input.rank where input[axis] > 1 {
      var graph = self
      graph.input[axis] = max(1, input[axis] / 2)
      result.append(graph)
    }
    return result
  }

  /// The smallest graph that can be reached through failing ones.
  func shrunk(while fails: (RandomGraph) -> Bool) -> RandomGraph {
    var graph = self
    while let next = graph.smaller.first(where: fails) { graph = next }
    return graph
  }
}
