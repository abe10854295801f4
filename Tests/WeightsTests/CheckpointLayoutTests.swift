import BackbonesGraphs
import BackbonesModels
import BackbonesTensors
import BackbonesTestSupport
import BackbonesWeights
import Foundation
import Testing

/// Against what timm's filters make of the same names and numbers.
@Suite("Checkpoints of other projects") struct CheckpointLayoutTests {
  /// A checkpoint whose tensors are synthetic parameters of their own names.
  private struct Archive: TensorArchive {
    let path = "foreign"
    let shapes: [String: TensorShape]
    var names: [String] { shapes.keys.sorted() }
    func entry(_ name: String) -> TensorEntry? { shapes[name].map { TensorEntry(type: .float32, shape: $0) } }
    func tensor(_ name: String) throws(BackboneError) -> Tensor {
      try SyntheticParameters(seed: 1).tensor(for: Parameter(name: name, shape: shapes[name]!, kind: .parameter))
    }
  }

  /// The model's state dictionary in another project's checkpoint.
  private func source(_ fact: ForeignFact, others: [String] = []) throws -> StateDictionary {
    let entry = try Registry.entry(named: fact.model)
    let parameters = try entry.graph(options: ModelOptions(classes: fact.classes)).stateDictionary
    let archive = Archive(
      shapes: Dictionary(uniqueKeysWithValues: fact.foreign.map { ($0.name, TensorShape($0.shape)) }))
    let source = StateDictionary(archive).resolved(for: parameters, laidOut: entry.checkpoints)
    return try #require(source as? StateDictionary)
  }

  @Test("Names, shapes and values are those that timm makes of them", arguments: ForeignFact.all)
  func converts(_ fact: ForeignFact) throws {
    let source = try source(fact)
    if source.prefix == nil { #expect(source.origin == fact.origin) }
    #expect(source.names == (fact.renamed.map(\.name) + fact.made.map(\.name)).sorted())
    let sources = Dictionary(uniqueKeysWithValues: source.renamed.map { ($0.name, $0.sources) })
    for (name, old) in fact.renamed.map({ ($0.name, $0.old) }) {
      #expect(sources[name] ?? [(source.prefix ?? "") + name] == [old], "\(name)")
    }
    for made in fact.made {
      #expect(source.shape(of: made.name)?.dimensions == made.shape, "\(made.name)")
      if made.samples.isEmpty { continue }
      let tensor = try source[made.name]
      let places = Digest.positions(of: made.samples.count, in: tensor.count)
      tensor.withElements { elements in
        for (place, sample) in zip(places, made.samples) {
          #expect(
            abs(Double(elements[place]) - sample) <= ForeignFact.written * abs(sample) + ForeignFact.rounding,
            "\(made.name)[\(place)]")
        }
      }
    }
  }

  @Test("Every family with layouts is among them, and every layout's rules are followed")
  func coversLayouts() throws {
    let tested = Set(ForeignFact.all.map { "\((try? Registry.entry(named: $0.model).module) ?? "") \($0.origin)" })
    var known: Set<String> = []
    for name in Registry.names {
      let entry = try Registry.entry(named: name)
      for layout in entry.checkpoints { known.insert("\(entry.module) \(layout.origin)") }
    }
    #expect(known.subtracting(tested).sorted() == [])
  }
}

/// What timm makes of another project's checkpoint.
struct ForeignFact: Decodable, Sendable, CustomTestStringConvertible {
  let origin: String
  let model: String
  let classes: Int?
  let foreign: [StructureFact.Entry]
  let renamed: [Pair]
  let made: [Made]

  var testDescription: String { "\(model) of \(origin)" }

  /// Samples are written with seven digits.
  static let written = 5.1e-7
  /// Elements of resized tables, which are below 0.01, are sums of four products.
  static let rounding = 2e-9

  static let all: [ForeignFact] = {
    let url = Bundle.module.resourceURL!.appending(path: "Fixtures/foreign.jsonl.gz")
    // A fixture that cannot be read is a broken checkout.
    // swift-format-ignore: NeverUseForceTry
    return try! Facts.read(ForeignFact.self, from: url)
  }()

  /// A parameter and what the checkpoint calls it.
  struct Pair: Decodable, Sendable {
    let name: String
    let old: String
    init(from decoder: any Decoder) throws {
      var fields = try decoder.unkeyedContainer()
      (name, old) = (try fields.decode(String.self), try fields.decode(String.self))
    }
  }

  /// A parameter that is made of others, and some of its elements.
  struct Made: Decodable, Sendable {
    let name: String
    let shape: [Int]
    let samples: [Double]
    init(from decoder: any Decoder) throws {
      var fields = try decoder.unkeyedContainer()
      name = try fields.decode(String.self)
      (shape, samples) = (try fields.decode([Int].self), try fields.decode([Double].self))
    }
  }
}
