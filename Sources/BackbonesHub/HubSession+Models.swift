internal import BackbonesCLibrary
internal import BackbonesEngine
package import BackbonesModels
package import BackbonesTensors
package import BackbonesWeights

/// What `Model.init(_:weights:options:engine:)` takes for a model that somebody named.
package struct ModelSource: Sendable {
  /// The architecture, with the tag of its weights; nil where the weights say it.
  package var name: String?
  package var weights: WeightSource
  /// What the weights say of the model, where they alone do.
  package var options = ModelOptions()
  /// Whether timm trained the weights, so that 1000 classes are ImageNet's.
  package var isTimms = false

  /// A model of one's own, or one that comes along.
  package init(
    name: String? = nil, weights: WeightSource, options: ModelOptions = ModelOptions(), isTimms: Bool = false
  ) {
    (self.name, self.weights, self.options, self.isTimms) = (name, weights, options, isTimms)
  }
}

extension HubSession {
  /// What a model's name means, and its weights; downloads what is not here.
  ///
  /// - Parameters:
  ///   - model: any name of a model; nil for the one that the weights are for.
  ///   - weights: a file, a folder, a name, or `synthetic:SEED[:GAIN]`; nil for those that the name means.
  package func source(of model: String?, weights: String? = nil) throws(BackboneError) -> ModelSource {
    let reference = try model.map { (model) throws(BackboneError) in try self.reference(to: model) }
    guard let weights else {
      guard let reference else { throw BackboneError(.invalidOption, "neither a model nor weights are named") }
      return try source(of: reference)
    }
    var source: ModelSource
    if let (seed, gain) = try SyntheticParameters.parse(weights, as: "weights") {
      source = ModelSource(weights: .synthetic(seed: seed, gain: gain ?? SyntheticParameters.defaultGain))
    } else {
      let named = try self.reference(to: weights, isWeights: true)
      // An architecture that is named needs no identification.
      if case .file(let path) = named, reference != nil {
        source = ModelSource(weights: .file(path))
      } else {
        source = try self.source(of: named)
      }
    }
    switch reference {
    // Of another tag of the same architecture, the tag's configuration goes with the weights.
    case .registered(let name): if source.name?.hasPrefix("\(name).") != true { source.name = name }
    case .none: break
    // The network that a folder or a file describes, with other weights.
    case .hub, .directory, .file:
      let described = try entry(of: reference!)
      source.name = described.name
      source.options = described.options
    }
    return source
  }

  /// The architecture of a model by any name, without its weights where these do not have to say it.
  package func entry(of reference: ModelReference) throws(BackboneError) -> (name: String, options: ModelOptions) {
    func described(at path: String) throws(BackboneError) -> (String, ModelOptions) {
      let description = try ModelDescription(contentsOf: "\(path)/config.json")
      let configuration = description.configuration
      let usual = ModelOptions(
        classes: description.classes, inputChannels: configuration.inputChannels, inputSize: configuration.inputSize)
      return (description.architecture, try ModelOptions(of: description, at: path).completed(by: usual))
    }
    switch reference {
    case .registered(let name): return (name, ModelOptions())
    case .directory(let path): return try described(at: path)
    case .hub(let repository):
      let file = try configuration(of: repository)
      return try described(at: cache.snapshot(file.commit, of: repository.id))
    case .file(let path):
      let source = try identified(path)
      return (source.name!, source.options)
    }
  }

  /// Reads a name, and says so where it is one that timm deprecates.
  package func reference(to name: String, isWeights: Bool = false) throws(BackboneError) -> ModelReference {
    let reference = try ModelReference(parsing: name, isWeights: isWeights)
    if case .registered = reference, let new = Registry.replacement(for: name) {
      observe(.notice("'\(name)' is called '\(new)' now"))
      return .registered(new)
    }
    return reference
  }

  private func source(of reference: ModelReference) throws(BackboneError) -> ModelSource {
    switch reference {
    case .registered(let name):
      return ModelSource(name: name, weights: .file(try path(ofWeightsOf: name)), isTimms: true)
    case .hub(let repository):
      let folder = try folder(of: repository)
      return ModelSource(weights: .directory(folder), isTimms: repository.id.hasPrefix("timm/"))
    case .directory(let path): return ModelSource(weights: .directory(path))
    case .file(let path): return try identified(path)
    }
  }

  /// The file of the weights of one of timm's names.
  package func path(ofWeightsOf name: String, renewing: Bool = false) throws(BackboneError) -> String {
    let entry = try Registry.entry(named: name)
    if let url = entry.configuration.weightsURL { return try checkpoint(at: url, of: name) }
    return try weights(of: try entry.repository(), renewing: renewing).path
  }

  /// The one architecture that a file of weights fits.
  ///
  /// - Throws: `.invalidOption` where there are several, `.weights` where there is none.
  private func identified(_ path: String) throws(BackboneError) -> ModelSource {
    let found = try Identification(openArchive(at: path)).candidates
    let names = found.map(\.name).joined(separator: ", ")
    guard found[0].fits else {
      throw BackboneError(
        .weights, "'\(path)' fits no model (nearest: \(names)); 'backbones weights identify' shows what differs")
    }
    guard found.count == 1 else {
      throw BackboneError(
        .invalidOption, "weights '\(path)' do not say which architecture they are for, as they fit \(names): name one")
    }
    var options = ModelOptions(classes: found[0].classes, inputChannels: found[0].inputChannels)
    if found[0].inputSize != (try Registry.entry(named: found[0].name)).configuration.inputSize {
      options.inputSize = found[0].inputSize
    }
    return ModelSource(name: found[0].name, weights: .file(path), options: options)
  }

  // MARK: Repositories

  /// Files of weights, in the order in which they are looked for; the index is not timm's.
  package static let weightNames = ["model.safetensors", "model.safetensors.index.json", "pytorch_model.bin"]

  /// The folder of a repository's commit, with `config.json` and weights in it.
  ///
  /// - Parameter renewing: asks whether there is a newer one.
  package func folder(of repository: HubRepository, renewing: Bool = false) throws(BackboneError) -> String {
    let file = try configuration(of: repository, renewing: renewing)
    _ = try weights(of: try repository.at(commit: file.commit), named: repository)
    return cache.snapshot(file.commit, of: repository.id)
  }

  private func configuration(
    of repository: HubRepository, renewing: Bool = false
  ) throws(BackboneError) -> HubFile {
    guard let file = try file("config.json", of: repository, renewing: renewing) else {
      throw BackboneError(
        .weights, "'\(repository)' has no config.json, which says what a model is: it is none of timm's")
    }
    return file
  }

  /// The weights of a repository: a file, or the index of several.
  ///
  /// - Parameter named: what the caller called the repository.
  package func weights(
    of repository: HubRepository, named: HubRepository? = nil, renewing: Bool = false
  ) throws(BackboneError) -> HubFile {
    var isUnknown = false
    for name in Self.weightNames {
      guard let place = try open(name, of: repository, renewing: renewing, &isUnknown) else { continue }
      guard name.hasSuffix(".json") else { return try fetch([place])[0] }
      let index = try fetch([place], showing: false)[0]
      let commit = try repository.at(commit: index.commit)
      var parts: [Place] = []
      for part in try SafetensorsShards.files(listedAt: index.path) {
        guard let place = try open(part, of: commit, &isUnknown) else {
          if isUnknown { throw offline([part], of: named ?? repository) }
          throw BackboneError(.weights, "'\(named ?? repository)' has no \(part.quoted), which its index lists")
        }
        parts.append(place)
      }
      _ = try fetch(parts)
      return index
    }
    if isUnknown { throw offline(Self.weightNames, of: named ?? repository) }
    throw BackboneError(
      .weights, "'\(named ?? repository)' has no weights: none of \(Self.weightNames.joined(separator: ", "))")
  }

  /// A small file; nil where the repository has none of the name.
  package func file(
    _ name: String, of repository: HubRepository, renewing: Bool = false
  ) throws(BackboneError) -> HubFile? {
    var isUnknown = false
    guard let place = try open(name, of: repository, renewing: renewing, &isUnknown) else {
      if isUnknown { throw offline([name], of: repository) }
      return nil
    }
    return try fetch([place], showing: false)[0]
  }

  /// Where a file is; nil where the repository has none of the name, or, as is then noted, where nobody may be asked.
  private func open(
    _ name: String, of repository: HubRepository, renewing: Bool = false, _ isUnknown: inout Bool
  ) throws(BackboneError) -> Place? {
    switch try place(of: name, in: repository, renewing: renewing) {
    case .nowhere: return nil
    case .unknown:
      isUnknown = true
      return nil
    case let place: return place
    }
  }

  /// The files, downloaded where they are not here.
  private func fetch(_ places: [Place], showing isShown: Bool = true) throws(BackboneError) -> [HubFile] {
    let remote = places.compactMap { place -> RemoteFile? in if case .there(let file) = place { file } else { nil } }
    var fetched = try download(remote, showing: isShown)[...]
    return places.compactMap { place in
      switch place {
      case .here(let file): file
      case .there: fetched.popFirst()
      case .nowhere, .unknown: nil
      }
    }
  }

  /// Whether the weights of one of timm's configurations are here, so that nothing is asked for.
  package func hasWeights(of configuration: PretrainedConfiguration) -> Bool {
    if let url = configuration.weightsURL { return hasCheckpoint(of: url) }
    return configuration.hub.flatMap { try? HubRepository($0) }.map(hasWeights) ?? false
  }

  /// Whether weights of a repository are here, so that nothing is asked for.
  package func hasWeights(of repository: HubRepository) -> Bool {
    guard let commit = cache.commit(of: repository) else { return false }
    return Self.weightNames.contains { cache.file($0, at: commit, of: repository.id) != nil }
  }
}

extension PretrainedConfiguration {
  /// Where weights are that the hub does not have.
  fileprivate var weightsURL: String? { hub == nil ? url : nil }
}
