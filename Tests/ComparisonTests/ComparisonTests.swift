import BackbonesComparison
import BackbonesEngine
import BackbonesGraphs
import BackbonesReference
import BackbonesTensors
import BackbonesTestSupport
import BackbonesWeights
import Testing

/// A network is compared with what another one, which has one thing otherwise, gives for the same names.
@Suite struct ComparisonTests {
  private static let source = SyntheticParameters(seed: 3, gain: 1)

  private static func graph(
    _ shape: TensorShape = [2, 12, 16, 6], _ body: @escaping (Scope, Value) -> Value
  ) throws -> Graph {
    try Graph.build(image: shape, outputStride: 32) { input, g in
      let result = body(g, input)
      g.hidden(result)
      g.prelogits(result)
      g.logits(result)
    }
  }

  private static func images(_ graph: Graph) -> Tensor {
    SyntheticParameters.input(graph.nodes[0].shape.channelsFirst, seed: 4)
  }

  /// The values of a graph's modules by its operators' definitions, as another implementation would record them.
  private static func recording(of graph: Graph) throws -> [String: Tensor] {
    let evaluator = try ReferenceEvaluator(graph) { (parameter) throws(BackboneError) in
      try source.tensor(for: parameter)
    }
    let values = try evaluator.values(given: [0: ReferenceTensor(fromUser: images(graph))])
    return graph.modules.filter { $0.value > 0 }.mapValues { values[$0]!.forUser }
  }

  private static func compare(
    _ graph: Graph, with recording: [String: Tensor]?, tolerance: Double = 1e-4, resets: Bool = false
  ) throws -> Comparison {
    let subject = Comparison.Subject(
      graph, weights: PreparedWeights(from: source), source: source, options: EngineOptions(threads: 1))
    return try Comparison(
      subject, input: images(graph), against: recording.map(MemoryArchive.init), tolerance: tolerance, resets: resets)
  }

  private static func layers(_ g: Scope, _ x: Value) -> Value {
    let x = (g / "conv1").convolution(x, 8, kernel: 3)
    let y = (g / "norm1").normalize(x, .batch(), activation: .relu)
    let z = (g / "norm2").normalize((g / "conv2").convolution(y, 8, kernel: 3, stride: 1), .batch())
    return activate(g, g.add(z, x), .relu)
  }

  private static func activate(_ g: Scope, _ x: Value, _ function: Activation) -> Value {
    (g / "act").output((g / "act").activate(x, function))
  }

  @Test("a network agrees with its operators' definitions, node by node, fused or not")
  func agrees() throws {
    let comparison = try Self.compare(try Self.graph { Self.layers($0, $1) }, with: nil)
    #expect(comparison.first == nil)
    #expect(comparison.rows.allSatisfy { $0.distance! < 1e-5 })
    let fates = Dictionary(uniqueKeysWithValues: comparison.rows.map { ($0.name, $0.fused) })
    #expect(fates["conv2"] == .into("act.activation"))
    #expect(fates["norm2"] == .into("act.activation"))
    guard case .value(let distance?) = fates["act.activation"] else { return #expect(Bool(false), "\(fates)") }
    #expect(distance < 1e-5)
  }

  /// A fault: what the reference does in place of what the graph does, and words of the reason.
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let words: [String]
    let node: String
    /// Modules that the reference has not recorded.
    var hidden: Set<String> = []
    var shape: TensorShape = [2, 12, 16, 6]
    let here: @Sendable (Scope, Value) -> Value
    let there: @Sendable (Scope, Value) -> Value
  }

  static let faults: [Fault] = [
    Fault(
      testDescription: "epsilon of a batch norm", words: ["epsilon 0.001 in place of 1e-05"], node: "norm",
      here: { g, x in (g / "norm").normalize((g / "conv").convolution(x, 8), .batch()) },
      there: { g, x in (g / "norm").normalize((g / "conv").convolution(x, 8), .batch(epsilon: 1e-3)) }),
    Fault(
      testDescription: "epsilon of a layer norm inside a block", words: ["epsilon 1e-05 in place of 1e-06 at 'norm'"],
      node: "act", hidden: ["norm"],
      here: { g, x in
        Self.activate(
          g, (g / "norm").normalize(g.scale((g / "conv").convolution(x, 8), by: 0.01), .layer(epsilon: 1e-6)), .gelu)
      },
      there: { g, x in
        Self.activate(
          g, (g / "norm").normalize(g.scale((g / "conv").convolution(x, 8), by: 0.01), .layer(epsilon: 1e-5)), .gelu)
      }),
    Fault(
      testDescription: "padding", words: ["padding 0, 0, 1, 1", "in place of padding 1, 1, 0, 0"], node: "conv",
      here: { g, x in (g / "conv").convolution(x, 8, kernel: 3, stride: 2) },
      there: { g, x in (g / "conv").convolution(x, 8, kernel: 3, stride: 2, padding: .same) }),
    Fault(
      testDescription: "an activation", words: ["geluTanh in place of gelu"], node: "act",
      here: { g, x in Self.activate(g, (g / "conv").convolution(x, 8), .gelu) },
      there: { g, x in Self.activate(g, (g / "conv").convolution(x, 8), .geluTanh) }),
    Fault(
      testDescription: "an activation too many", words: ["no activation silu"], node: "conv2",
      here: { g, x in (g / "conv2").convolution(g.activate((g / "conv").convolution(x, 8), .silu), 4) },
      there: { g, x in (g / "conv2").convolution((g / "conv").convolution(x, 8), 4) }),
    Fault(
      testDescription: "an activation that is missing", words: ["activation", "gelu of this value"], node: "norm",
      here: { g, x in (g / "norm").normalize((g / "conv").convolution(x, 8), .batch()) },
      there: { g, x in
        let y = (g / "norm").normalize((g / "conv").convolution(x, 8), .batch())
        return (g / "norm").output(g.activate(y, .gelu))
      }),
    Fault(
      testDescription: "a residual that is missing", words: ["residual", "the reference adds 'conv'"], node: "norm",
      here: { g, x in (g / "norm").normalize((g / "conv").convolution(x, 8), .batch()) },
      there: { g, x in
        let y = (g / "conv").convolution(x, 8)
        return (g / "norm").output(g.add((g / "norm").normalize(y, .batch()), y))
      }),
    Fault(
      testDescription: "zeros of a pool's padding", words: ["a mean that counts padding"], node: "pool",
      here: { g, x in (g / "pool").output(g.pool(x, .average, kernel: 3, stride: 2, padding: .symmetric)) },
      there: { g, x in
        (g / "pool").output(g.pool(x, .averageCountingPadding, kernel: 3, stride: 2, padding: .symmetric))
      }),
    Fault(
      testDescription: "shuffled groups of channels", words: ["order of channels", "4 x 3"], node: "block",
      shape: [1, 6, 6, 12],
      here: { g, x in (g / "block").output((g / "conv").convolution(x, 12)) },
      there: { g, x in (g / "block").output(g.shuffleChannels((g / "conv").convolution(x, 12), groups: 3)) }),
    Fault(
      testDescription: "lines and columns", words: ["lines and columns exchanged"], node: "block",
      shape: [1, 6, 6, 12],
      here: { g, x in (g / "block").output((g / "conv").convolution(x, 12)) },
      there: { g, x in (g / "block").output(g.permute((g / "conv").convolution(x, 12), [0, 2, 1, 3])) }),
    Fault(
      testDescription: "queries, keys and values", words: ["in this order"], node: "proj", shape: [2, 4, 4, 6],
      here: { g, x in Self.attention(g, x, [0, 1, 2]) }, there: { g, x in Self.attention(g, x, [1, 0, 2]) }),
    Fault(
      testDescription: "heads", words: ["4 heads"], node: "proj", shape: [2, 4, 4, 6],
      here: { g, x in Self.attention(g, x, [0, 1, 2]) }, there: { g, x in Self.attention(g, x, [0, 1, 2], heads: 4) }),
    Fault(
      testDescription: "a token in front", words: ["order: the token in front belongs at the end"], node: "block",
      shape: [2, 3, 4, 6],
      here: { g, x in (g / "block").output((g / "fc").linear(g.reshape(x, [2, 12, 6]), 8)) },
      there: { g, x in
        let y = (g / "fc").linear(g.reshape(x, [2, 12, 6]), 8)
        return (g / "block").output(g.concatenate([g.slice(y, 1..<12, axis: 1), g.slice(y, 0..<1, axis: 1)], axis: 1))
      }),
    Fault(
      testDescription: "operands of a concatenation", words: ["operands 'b' and 'a' in this order"], node: "block",
      here: { g, x in
        let (a, b) = ((g / "a").convolution(x, 4), (g / "b").convolution(x, 4))
        return (g / "block").output(g.concatenate([a, b]))
      },
      there: { g, x in
        let (a, b) = ((g / "a").convolution(x, 4), (g / "b").convolution(x, 4))
        return (g / "block").output(g.concatenate([b, a]))
      }),
    Fault(
      testDescription: "a factor", words: ["scale", "a factor 1.5e+00"], node: "block",
      here: { g, x in (g / "block").output((g / "conv").convolution(x, 8)) },
      there: { g, x in (g / "block").output(g.scale((g / "conv").convolution(x, 8), by: 1.5)) }),
    Fault(
      testDescription: "a bias", words: ["a term that differ by channel"], node: "conv",
      here: { g, x in (g / "conv").convolution(x, 8) }, there: { g, x in (g / "conv").convolution(x, 8, bias: true) }),
    Fault(
      testDescription: "a border", words: ["padding: only the borders differ", "2 at the top", "1 at the right"],
      node: "block",
      here: { g, x in (g / "block").output((g / "conv").convolution(x, 8)) },
      there: { g, x in
        let inner = g.slice(g.slice((g / "conv").convolution(x, 8), 2..<12, axis: 1), 0..<15, axis: 2)
        let above = g.slice(g.slice(g.scale((g / "conv").convolution(x, 8), by: 3), 0..<2, axis: 1), 0..<15, axis: 2)
        let beside = g.slice(g.scale((g / "conv").convolution(x, 8), by: -2), 15..<16, axis: 2)
        return (g / "block").output(g.concatenate([g.concatenate([above, inner], axis: 1), beside], axis: 2))
      }),
    Fault(
      testDescription: "some channels", words: ["part: only 3 of 8 channels differ (2..<5)"], node: "block",
      here: { g, x in (g / "block").output((g / "conv").convolution(x, 8)) },
      there: { g, x in
        let y = (g / "conv").convolution(x, 8)
        let middle = g.multiply(g.slice(y, 2..<5), g.slice(y, 3..<6))
        return (g / "block").output(g.concatenate([g.slice(y, 0..<2), middle, g.slice(y, 5..<8)]))
      }),
    Fault(
      testDescription: "a shape", words: ["shape", "2x8x6x8", "2x8x12x16"], node: "conv",
      here: { g, x in (g / "conv").convolution(x, 8, kernel: 3) },
      there: { g, x in (g / "conv").convolution(x, 8, kernel: 3, stride: 2) }),
  ]

  private static func attention(_ g: Scope, _ x: Value, _ order: [Int], heads: Int = 2) -> Value {
    let qkv = (g / "qkv").linear(g.reshape(x, [2, 16, 6]), 24)
    let parts = order.map { g.slice(qkv, $0 * 8..<($0 + 1) * 8) }
    let mixed = g.attention(parts[0], parts[1], parts[2], heads: heads, scale: 1 / Float(8 / heads).squareRoot())
    return (g / "proj").linear(mixed, 6)
  }

  @Test("the first node that differs is named, with the reason", arguments: faults)
  func reason(_ fault: Fault) throws {
    let (here, there) = (try Self.graph(fault.shape, fault.here), try Self.graph(fault.shape, fault.there))
    let comparison = try Self.compare(
      here, with: try Self.recording(of: there).filter { !fault.hidden.contains($0.key) })
    let first = try #require(comparison.first)
    #expect(first.name == here.nodes[try #require(here.modules[fault.node])].name)
    for words in fault.words { #expect(first.reason.contains(words), "\(first.reason)") }
  }

  @Test("distances add up, and do not where each node gets the reference's operands")
  func resets() throws {
    func network(_ epsilon: Float) throws -> Graph {
      try Self.graph { g, x in
        let y = (g / "norm").normalize((g / "conv").convolution(x, 8), .batch(epsilon: epsilon))
        return (g / "last").convolution((g / "next").convolution(y, 8, kernel: 3), 4)
      }
    }
    let recording = try Self.recording(of: try network(0.1))
    func beyond(resets: Bool) throws -> [String] {
      let comparison = try Self.compare(try network(1e-5), with: recording, resets: resets)
      #expect(comparison.first?.name == "norm")
      return comparison.rows.filter { $0.distance! > 1e-4 }.map(\.name)
    }
    #expect(try beyond(resets: false) == ["norm", "next", "last"])
    #expect(try beyond(resets: true) == ["norm"])
  }

  @Test("a fault within the tolerance that grows beyond it is named where it is")
  func smallFault() throws {
    func network(_ epsilon: Float) throws -> Graph {
      try Self.graph { g, x in
        Self.activate(g, (g / "norm").normalize((g / "conv").convolution(x, 8), .batch(epsilon: epsilon)), .gelu)
      }
    }
    let (graph, recording) = (try network(1e-5), try Self.recording(of: try network(1e-4)))
    let distances = try Self.compare(graph, with: recording).rows.map { $0.distance! }
    try #require(distances[2] > distances[1])
    let tolerance = (distances[1] * distances[2]).squareRoot()
    let first = try #require(try Self.compare(graph, with: recording, tolerance: tolerance).first)
    #expect(first.name == "act.activation")
    #expect(first.reason.contains("small fault: at 'norm' the reference has epsilon 0.0001 in place of 1e-05"))
  }

  @Test("what a network rounds is told from a fault")
  func rounding() throws {
    // The difference of two large numbers that are nearly the same.
    let graph = try Self.graph { g, x in
      let y = (g / "conv").convolution(x, 8)
      let large = (g / "large").output(g.add(g.scale(y, by: 4096), y))
      return (g / "difference").output(g.add(large, g.scale(y, by: -4096)))
    }
    let first = try #require(try Self.compare(graph, with: nil).first)
    #expect(graph.modules["difference"].map { graph.nodes[$0].name } == first.name)
    #expect(first.reason.contains("rounding"))
  }

  @Test("a map is taken channels first or last, attention with its heads before its tokens, and what is once per batch")
  func layouts() throws {
    let graph = try Self.graph([2, 4, 4, 6]) { g, x in
      let positions = g.learned("pos", [1, 16, 6])
      let tokens = (g / "embed").output(g.add(g.reshape((g / "conv").convolution(x, 6), [2, 16, 6]), positions))
      return Self.attention(g, tokens, [0, 1, 2])
    }
    var recording = try Self.recording(of: graph)
    let map = try #require(recording["conv"])
    recording["conv"] = Tensor([2, 4, 4, 6]) { target in
      for i in 0..<target.count {
        let (n, pixel, c) = (i / 96, i / 6 % 16, i % 6)
        target[i] = map.elements[n * 96 + c * 16 + pixel]
      }
    }
    let positions = try #require(recording["pos"])
    recording["pos"] = Tensor([2, 16, 6], positions.elements + positions.elements)
    let qkv = try #require(recording["qkv"])
    recording["qkv"] = Tensor([2, 3, 16, 8]) { target in
      for i in 0..<target.count {
        let (n, head, token, c) = (i / 384, i / 128 % 3, i / 8 % 16, i % 8)
        target[i] = qkv.elements[n * 384 + token * 24 + head * 8 + c]
      }
    }
    let comparison = try Self.compare(graph, with: recording)
    #expect(comparison.first == nil)
    let layouts = Dictionary(uniqueKeysWithValues: comparison.rows.map { ($0.name, $0.layout) })
    #expect(layouts["conv"] == "channels last")
    #expect(layouts["pos"] == "repeated for every image")
    #expect(layouts["qkv"] == "heads before tokens")
    #expect(layouts["proj"] == .some(nil))
  }

  @Test("names that the graph does not have are listed, and an archive without any other is an error")
  func names() throws {
    let graph = try Self.graph { Self.layers($0, $1) }
    var recording = try Self.recording(of: graph)
    recording["drop"] = Tensor([1], [0])
    let comparison = try Self.compare(graph, with: recording)
    #expect(comparison.unmatched == ["drop"])
    #expect(comparison.rows.filter { $0.distance == nil }.map(\.name) == ["norm1_1", "add"])
    let error = #expect(throws: BackboneError.self) { try Self.compare(graph, with: ["drop": Tensor([1], [0])]) }
    #expect(error?.code == .unknownName)
    #expect(error?.message.contains("'drop'") == true)
  }

  @Test("values that are no numbers are named")
  func numbers() throws {
    let graph = try Self.graph { g, x in (g / "large").output(g.scale((g / "conv").convolution(x, 8), by: 1e38)) }
    var recording = try Self.recording(of: graph)
    recording["large"] = recording["conv"]
    let huge = try Self.graph { g, x in
      (g / "large").output(g.scale(g.scale((g / "conv").convolution(x, 8), by: 1e38), by: 1e38))
    }
    let first = try #require(try Self.compare(huge, with: recording).first)
    #expect(first.distance == .infinity)
    #expect(first.reason.contains("not finite"))
  }
}
