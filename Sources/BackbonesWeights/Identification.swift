internal import BackbonesGraphs
internal import BackbonesModels
public import BackbonesTensors

/// Which architectures weights are for, by the names and shapes of their tensors. No tensor is read.
///
/// Building every network would take seconds. Names without their numbers tell which series of models come into question,
/// by the first and the last of each; only those series are built.
public struct Identification: Sendable {
  /// The architectures that fit, by name; where none does, the nearest three.
  public let candidates: [Candidate]
  /// How many tensors are stored as each type.
  public let types: [ElementType: Int]
  /// Which of the file's dictionaries the tensors are; see `TensorArchive.dictionary`.
  public let dictionary: String?

  /// An architecture, compared with the weights.
  public struct Candidate: Sendable {
    /// Its name.
    public let name: String
    /// Classes of the classifier, 0 for none.
    public let classes: Int
    /// Channels of the images.
    public let inputChannels: Int
    /// Height and width of the images: what a table of positions says, else what the architecture's weights have.
    public let inputSize: ImageSize
    /// The prefix under which the parameters are, such as `backbone.`; nil for none.
    public let prefix: String?
    /// Whose names and shapes the tensors have, such as `DINOv2`; nil for timm's.
    public let origin: String?
    /// Parameters that are not among the tensors, sorted.
    public let missing: [String]
    /// Tensors that are not among the parameters, sorted.
    public let unexpected: [String]
    /// Parameters of another shape, sorted.
    public let misshapen: [String]
    /// How many parameters would be resized.
    fileprivate let resized: Int

    /// How many names and shapes differ.
    public var differences: Int { missing.count + unexpected.count + misshapen.count }
    /// Whether the architecture can be created with the weights.
    public var fits: Bool { differences == 0 }
  }

  /// Compares the tensors of an archive with all architectures that come into question.
  ///
  /// - Throws: `.weights` where the names are like those of no architecture.
  public init(_ archive: any TensorArchive) throws(BackboneError) {
    let weights = StateDictionary(archive)
    let candidates = Self.variants(like: weights).compactMap { try? Candidate($0, weights) }
      .sorted { ($0.differences, $0.resized, $0.name) < ($1.differences, $1.resized, $1.name) }
    guard let best = candidates.first else {
      throw BackboneError(
        .weights, "'\(archive.path)' has names like those of no architecture: \(weights.names.summary)")
    }
    self.candidates =
      best.fits ? candidates.filter { $0.fits && $0.resized == best.resized } : Array(candidates.prefix(3))
    dictionary = archive.dictionary
    types = archive.names.reduce(into: [:]) { types, name in
      if let type = archive.entry(name)?.type { types[type, default: 0] += 1 }
    }
  }

  /// The names of all models of the series whose parameters are named most like the weights. A series is a timm module's
  /// models of one word: `repvgg_a0` to `repvgg_d2se`.
  private static func variants(like weights: StateDictionary) -> [String] {
    let names = weights.names
    let patterns = ([""] + StateDictionary.wrapperPrefixes).compactMap { prefix in
      let inner = names.filter { $0.hasPrefix(prefix) }.map { pattern($0.dropFirst(prefix.count)) }
      return inner.isEmpty ? nil : Set(inner)
    }
    var series: [String: [String]] = [:]
    for name in Registry.names {
      guard let module = try? Registry.entry(named: name).module else { continue }
      series["\(module) \(name.prefix { $0.isLetter })", default: []].append(name)
    }
    var scores: [(likeness: Double, variants: [String])] = []
    for variants in series.values {
      let likeness = Set([variants.first!, variants.last!]).compactMap { name in
        (try? Registry.entry(named: name)).flatMap { entry in
          (try? entry.graph()).flatMap { graph in
            let parameters = graph.stateDictionary
            let expected = Set(parameters.map { pattern($0.name[...]) })
            let inner = weights.inner(for: parameters, laidOut: entry.checkpoints)
            let converted = inner.origin == nil ? [] : [Set(inner.names.map { pattern($0[...]) })]
            return (patterns + converted).map { names in
              Double(names.intersection(expected).count) / Double(names.union(expected).count)
            }.max()
          }
        }
      }
      scores.append((likeness.max() ?? 0, variants))
    }
    // Models of one series differ by a block or two.
    let least = 0.6 * (scores.map(\.likeness).max() ?? 0)
    return scores.filter { $0.likeness > 0 && $0.likeness >= least }.flatMap(\.variants)
  }

  /// A name in which each number is the same sign.
  private static func pattern(_ name: Substring) -> String {
    name.split(separator: ".").map { $0.allSatisfy(\.isNumber) ? "#" : String($0) }.joined(separator: ".")
  }
}

extension Identification.Candidate {
  /// Compares an architecture with weights: with its own classes, else with as many as the weights seem to have.
  fileprivate init(_ name: String, _ weights: StateDictionary) throws(BackboneError) {
    let entry = try Registry.entry(named: name)
    var best = try Self(entry, weights, classes: entry.configuration.classes)
    if !best.fits, best.differences <= 8 {
      let names = (best.misshapen + best.unexpected).map { (best.prefix ?? "") + $0 }
      let extents = names.compactMap { weights.shape(of: $0)?.dimensions.first }
      for classes in Set(extents + [0]) where classes != best.classes {
        guard let other = try? Self(entry, weights, classes: classes) else { continue }
        if other.differences < best.differences { best = other }
      }
    }
    self = best
  }

  private init(_ entry: Registry.Entry, _ weights: StateDictionary, classes: Int) throws(BackboneError) {
    let parameters = try entry.graph(options: ModelOptions(classes: classes)).stateDictionary
    let inner = weights.inner(for: parameters, laidOut: entry.checkpoints)
    let found = Dictionary(uniqueKeysWithValues: inner.names.map { ($0, inner.shape(of: $0)!) })
    var (missing, misshapen, resized) = ([String](), [String](), 0)
    var (channels, size) = (entry.configuration.inputChannels, entry.configuration.inputSize)
    for parameter in parameters where !StateDictionary.isCounter(parameter.name) {
      guard let shape = found[parameter.name] else {
        if parameter.kind != .alias { missing.append(parameter.name) }
        continue
      }
      guard shape != parameter.shape else { continue }
      guard Adaptation.canFit(shape, to: parameter) else {
        misshapen.append(parameter.name)
        continue
      }
      switch parameter.fit {
      case .inputConvolution, .patches:
        channels = shape[1]
        if shape.dimensions[2...] != parameter.shape.dimensions[2...] { resized += 1 }
      case .positions(let rows, let columns, let prefix):
        let side = shape.rank == 4 ? shape[1] : Int(Double(shape[-2] - prefix).squareRoot())
        size = ImageSize(size.height / rows * side, size.width / columns * side)
        resized += 1
      case .exact, .relativePositions, .distances, .offsets: resized += 1
      }
    }
    let expected = Set(parameters.map(\.name))
    self.init(
      name: entry.name, classes: classes, inputChannels: channels, inputSize: size, prefix: inner.prefix,
      origin: inner.origin, missing: missing.sorted(), unexpected: inner.names.filter { !expected.contains($0) },
      misshapen: misshapen.sorted(),
      resized: resized)
  }
}
