internal import BackbonesEngine
internal import BackbonesLinearAlgebra
internal import Dispatch
internal import Synchronization
public import Backbones
public import BackbonesGraphs
public import BackbonesTensors

/// How taps are probed.
public struct ProbeOptions: Sendable {
  /// Parts of the pictures: each is predicted by classifiers of all others.
  public var folds = 5
  /// Neighbours that vote.
  public var neighbours = 5
  /// How pictures become features.
  public var extraction = ExtractionOptions()

  /// As the properties' defaults.
  public init() {}
}

/// What a layer knows of some classes, found by two classifiers of its features with cross-validation: which model, and how much
/// of it, suffices.
///
/// ```swift
/// var probe = try Probe(LabelledPictures(folder: "flowers"))
/// try probe.add(Model("resnet18", weights: .file("resnet18.safetensors"), engine: EngineOptions(threads: 1)))
/// print(try probe.report().sufficient)
/// ```
public struct Probe: Sendable {
  /// The pictures.
  public let pictures: LabelledPictures
  /// How they are probed.
  public let options: ProbeOptions

  /// The pictures that are used, known after the first model's pass.
  private struct Usable: Sendable {
    var names: [String]
    var labels: [Int]
    var folds: StratifiedFolds
    var unreadable: [ProbeReport.Unreadable]
    var duplicates: Int
  }

  private var usable: Usable?
  private var results: [ProbeReport.Result] = []

  /// - Throws: `.invalidOption` where there are fewer folds than two, or no neighbour.
  public init(_ pictures: LabelledPictures, options: ProbeOptions = ProbeOptions()) throws(BackboneError) {
    guard options.folds > 1, options.neighbours > 0 else {
      throw BackboneError(
        .invalidOption,
        "\(options.folds) folds and \(options.neighbours) neighbours; a probe needs two folds and a neighbour at least")
    }
    (self.pictures, self.options) = (pictures, options)
  }

  /// Probes a model, whose taps all come of one pass over the pictures.
  ///
  /// - Parameters:
  ///   - model: created with `EngineOptions(threads: 1)`, since each picture has a processor.
  ///   - name: its name in the report; by default the model's.
  ///   - outputs: the taps; by default each level of its features, and prelogits. Maps and tokens are averaged over their places.
  ///     Patterns such as `node:layer*.0.act1` stand for all that match.
  ///   - observe: called with the number of pictures that are done, by one thread at a time.
  /// - Throws: `.invalidOption` where a class has too few readable pictures; as `Model.extract` otherwise. Pictures that cannot be
  ///   read are left out, and those that are the same file as another.
  public mutating func add(
    _ model: Model, named name: String? = nil, outputs: [OutputName]? = nil,
    observe: @escaping @Sendable (_ done: Int) -> Void = { _ in }
  ) throws(BackboneError) {
    let taps = try taps(of: model, outputs)
    try requireMemory(pictures.sources.count * taps.reduce(0) { $0 + $1.channels } * MemoryLayout<Float>.stride)
    let pipeline = try Pipeline(model, taps.map(\.name), options.extraction)
    let collected = Mutex(Collected(taps: taps.count))
    let next = Mutex(0)
    let (sources, labels, batch) = (pictures.sources, pictures.labels, options.extraction.batch)
    try pipeline.run { () -> Pipeline.Chunk<Int>? in
      next.withLock { next in
        guard next < sources.count else { return nil }
        let first = next
        next = min(first + batch, sources.count)
        return Pipeline.Chunk(sources: Array(sources[first..<next]), context: first)
      }
    } deliver: { images, first in
      // Pooled before the lock is taken.
      let pooled = images.map { $0.features.map { $0.map(\.pooled) } }
      collected.withLock { collected in
        for (offset, image) in images.enumerated() {
          collected.add(image, pooled[offset], label: labels[first + offset])
        }
      }
      observe(first + images.count)
    }
    try probe(taps, collected.withLock { $0 }, name ?? model.name)
  }

  /// Everything that was found.
  ///
  /// - Throws: `.invalidOption` where no model was added.
  public func report() throws(BackboneError) -> ProbeReport {
    guard let usable, !results.isEmpty else {
      throw BackboneError(.invalidOption, "no model was probed; add one before the report")
    }
    return ProbeReport(
      classes: pictures.classes.indices.map { label in
        ProbeReport.Class(name: pictures.classes[label], pictures: usable.labels.count { $0 == label })
      }, folds: options.folds, neighbours: options.neighbours, unreadable: usable.unreadable,
      duplicates: usable.duplicates, results: results)
  }

  // MARK: - Taps

  private struct Tap: Sendable {
    let name: OutputName
    let channels, macs: Int
  }

  /// The taps of a model and what they cost.
  private func taps(of model: Model, _ outputs: [OutputName]?) throws(BackboneError) -> [Tap] {
    let size = model.inputSize
    let graph = try model.graph(images: [1, model.inputChannels, size.height, size.width])
    var names: [OutputName] = []
    for output in outputs ?? graph.features.indices.map({ .feature($0) }) + [.prelogits] {
      names += try output.expanded(in: graph).filter { !names.contains($0) }
    }
    guard !names.isEmpty else { throw BackboneError(.invalidOption, "\(model.name): no outputs to probe") }
    return try names.map { (name) throws(BackboneError) in
      let selection = try Selection([name], of: graph)
      return Tap(name: name, channels: selection.outputShapes[0].channels, macs: selection.macs)
    }
  }

  /// What came of the pictures, in their order.
  private struct Collected {
    var names: [String] = []
    var labels: [Int] = []
    var unreadable: [ProbeReport.Unreadable] = []
    var duplicates = 0
    /// Of each tap, a row for each picture.
    var features: [[Float]]
    private var digests: Set<String> = []

    init(taps: Int) { features = Array(repeating: [], count: taps) }

    mutating func add(_ image: ExtractedImage, _ pooled: Result<[[Float]], BackboneError>, label: Int) {
      switch pooled {
      case .failure(let error):
        unreadable.append(ProbeReport.Unreadable(name: image.name, error: error.message))
      case .success(let rows):
        // A file that is in two folds would be remembered, not recognised.
        if let digest = image.digest, !digests.insert(digest).inserted {
          duplicates += 1
          return
        }
        names.append(image.name)
        labels.append(label)
        for (tap, row) in rows.enumerated() { features[tap] += row }
      }
    }
  }

  // MARK: - Classifiers

  private mutating func probe(_ taps: [Tap], _ found: Collected, _ name: String) throws(BackboneError) {
    if let usable, usable.names != found.names {
      throw BackboneError(.inputOutput, "other pictures could be read for \(name) than for the models before it")
    }
    if usable == nil {
      usable = Usable(
        names: found.names, labels: found.labels,
        folds: try StratifiedFolds(labels: found.labels, classes: pictures.classes, count: options.folds),
        unreadable: found.unreadable, duplicates: found.duplicates)
    }
    let usable = usable!
    let correct = try Self.correct(found.features, usable.labels, pictures.classes.count, usable.folds, options)
    for (index, tap) in taps.enumerated() {
      for (classifier, correct) in zip(ProbeReport.Classifier.allCases, correct[index]) {
        results.append(
          ProbeReport.Result(
            model: name, output: tap.name.description, classifier: classifier,
            dimension: found.features[index].count / usable.labels.count, macs: tap.macs, correct: correct,
            of: usable.labels.count))
      }
    }
  }

  /// For each tap, how many rows the ridge classifier and the neighbours recognise, each row held out once.
  private static func correct(
    _ features: [[Float]], _ labels: [Int], _ classes: Int, _ folds: StratifiedFolds, _ options: ProbeOptions
  ) throws(BackboneError) -> [[Int]] {
    let jobs = features.indices.flatMap { tap in (0..<folds.count).map { (tap: tap, fold: $0) } }
    let threads = min(options.extraction.processors ?? EngineOptions().threads, jobs.count)
    try OpenBLAS.prepare(threads: threads) { (bytes) throws(BackboneError) in try requireMemory(bytes) }
    let next = Atomic(0)
    let outcome = Mutex((correct: features.map { _ in [0, 0] }, error: BackboneError?.none))
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < jobs.count, outcome.withLock({ $0.error == nil }) else { return }
        let (tap, fold) = jobs[number]
        let (training, held) = (folds.training(without: fold), folds.held(in: fold))
        do throws(BackboneError) {
          let predictions = try predictions(features[tap], labels, classes, training, held, options.neighbours)
          let counts = predictions.map { zip($0, held).count { $0 == labels[$1] } }
          outcome.withLock { outcome in
            for (index, count) in counts.enumerated() { outcome.correct[tap][index] += count }
          }
        } catch {
          outcome.withLock { $0.error = $0.error ?? error }
        }
      }
    }
    if let error = outcome.withLock({ $0.error }) { throw error }
    return outcome.withLock { $0.correct }
  }

  /// The predictions of each classifier for the held rows.
  private static func predictions(
    _ features: [Float], _ labels: [Int], _ classes: Int, _ training: [Int], _ held: [Int], _ neighbours: Int
  ) throws(BackboneError) -> [[Int]] {
    let columns = features.count / labels.count
    func rows(_ chosen: [Int]) -> [Float] { chosen.flatMap { features[$0 * columns..<($0 + 1) * columns] } }
    return try ProbeReport.Classifier.allCases.map { (classifier) throws(BackboneError) in
      switch classifier {
      case .ridge:
        try RidgeClassifier(rows(training), labels: training.map { labels[$0] }, classes: classes)
          .predictions(rows(held))
      case .neighbours:
        try NearestNeighbours(count: neighbours).predictions(
          features, labels: labels, classes: classes, training: training, held: held)
      }
    }
  }
}

extension Tensor {
  /// The means over the places of a map `[C, H, W]` or of tokens `[L, C]`; anything else as it is.
  fileprivate var pooled: [Float] {
    withElements { elements in
      switch shape.rank {
      case 2:
        let (tokens, channels) = (shape[0], shape[1])
        return (0..<channels).map { channel in
          Float((0..<tokens).reduce(0.0) { $0 + Double(elements[$1 * channels + channel]) } / Double(tokens))
        }
      case 3...:
        let area = shape.count / shape[0]
        return (0..<shape[0]).map { channel in
          Float(elements[channel * area..<(channel + 1) * area].reduce(0.0) { $0 + Double($1) } / Double(area))
        }
      default: return Array(elements)
      }
    }
  }
}
