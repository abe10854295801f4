package import BackbonesGraphs
public import BackbonesTensors

/// Every architecture that can be created by name.
public enum Registry {
  /// All names, sorted as timm sorts them: runs of digits by their value.
  public static let names = familyOfName.keys.map(String.init).sorted { $0.naturallyPrecedes($1) }

  /// The family of each name. Of the others, nothing is made: an architecture is known by its configurations.
  private static let familyOfName: [Substring: any Family.Type] = families.reduce(into: [:]) { table, family in
    for name in family.configurations.names { table[name] = family }
  }

  /// The names that match a shell's pattern, such as `*resnet*d`; sorted.
  public static func names(matching pattern: String) -> [String] { names.matching(pattern) }

  /// The names of all sets of weights that timm has, `resnet50.a1_in1k`, in the order of `names`; of each model the one first that
  /// its name without a tag means.
  public static var pretrainedNames: [String] {
    names.flatMap { name in
      configurations(of: name).filter(\.hasWeights).map { $0.tag.isEmpty ? name : "\(name).\($0.tag)" }
    }
  }

  /// The architecture of a name such as `resnet50` or, with the tag of one of timm's sets of weights,
  /// `resnet50.a1_in1k`. What timm's sets of weights are called on the hub, `timm/resnet50.a1_in1k`, is the same. A name that
  /// timm deprecates is the one in its place; see `replacement(for:)`.
  ///
  /// - Throws: `BackboneError.Code.unknownName` with the nearest names.
  public static func entry(named name: String) throws(BackboneError) -> Entry {
    let local = replacement(for: name)?[...] ?? localName(name)
    let parts = local.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let family = familyOfName[parts[0][...]] else {
      throw BackboneError(.unknownName, "unknown model '\(name)'" + names.suggestion(for: parts[0]))
    }
    let configurations = family.configurations[parts[0]]
    guard let configuration = configurations.first(where: { parts.count == 1 || $0.tag == parts[1] }) else {
      let tags = configurations.map(\.tag).filter { !$0.isEmpty }.joined(separator: ", ")
      throw BackboneError(
        .unknownName,
        "unknown tag '\(parts[1])' of \(parts[0]); " + (tags.isEmpty ? "it has none" : "expected one of \(tags)"))
    }
    return Entry(
      name: parts[0], module: family.module, architecture: family.architecture(named: parts[0]),
      configuration: configuration, family: family)
  }

  /// The name in place of one that timm deprecates, with the tag of the weights: `convnext_tiny.fb_in22k_ft_in1k` for
  /// `convnext_tiny_in22ft1k`; nil for any other.
  public static func replacement(for name: String) -> String? { deprecatedNames[localName(name)].map(String.init) }

  private static func localName(_ name: String) -> Substring {
    name.hasPrefix(hubPrefix) ? name.dropFirst(hubPrefix.count) : name[...]
  }

  /// The organisation of timm's sets of weights on the hub.
  private static let hubPrefix = "timm/"

  /// The configurations of all of timm's sets of weights of a name, the default one first; none where there is no such
  /// name.
  package static func configurations(of name: String) -> [PretrainedConfiguration] {
    familyOfName[name[...]]?.configurations[name] ?? []
  }

  /// An architecture with its name and configuration.
  public struct Entry: Sendable {
    /// The name, without a tag.
    public let name: String
    /// timm's module.
    public let module: String
    /// The knobs of the variant.
    public let architecture: any Architecture
    /// Input, preprocessing and classes of the pretrained weights.
    public package(set) var configuration: PretrainedConfiguration
    /// What made it; nil for an architecture that is not of this package.
    private let family: (any Family.Type)?

    /// Whether the architecture is one of this package.
    package var isBuiltIn: Bool { family != nil }

    /// How other projects' checkpoints of the architecture are laid out.
    package var checkpoints: [CheckpointLayout] {
      family?.checkpoints.filter { $0.models?.contains(name) ?? true } ?? []
    }

    /// An architecture that is not of this package.
    package init(
      name: String, module: String, architecture: any Architecture, configuration: PretrainedConfiguration
    ) {
      self.init(
        name: name, module: module, architecture: architecture, configuration: configuration, family: nil)
    }

    fileprivate init(
      name: String, module: String, architecture: any Architecture, configuration: PretrainedConfiguration,
      family: (any Family.Type)?
    ) {
      (self.name, self.module) = (name, module)
      (self.architecture, self.configuration, self.family) = (architecture, configuration, family)
    }
  }
}

/// What the caller of a model may choose; nil means as the model's configuration has it.
public struct ModelOptions: Sendable, Hashable {
  /// Classes of the classifier; 0 for none.
  public var classes: Int?
  /// The pooling before the classifier. In ViTs it also decides where the final norm stands.
  public var pooling: Pooling?
  /// The pooling of a classifier that was reset (timm's `reset_classifier`); the layers before it stay as they were
  /// created. nil where the classifier is the one created.
  package var resetPooling: Pooling?
  /// The largest reduction of maps, along each side: 8, 16 or 32.
  public var outputStride: ImageSize?
  /// Channels of the image.
  public var inputChannels: Int?
  /// Height and width of the image.
  public var inputSize: ImageSize?
  /// The configuration's values.
  public init(
    classes: Int? = nil, pooling: Pooling? = nil, outputStride: ImageSize? = nil, inputChannels: Int? = nil,
    inputSize: ImageSize? = nil
  ) {
    self.classes = classes
    self.pooling = pooling
    self.outputStride = outputStride
    self.inputChannels = inputChannels
    self.inputSize = inputSize
  }

  /// The configuration's values, but for the classes, and the pooling put in place of the one created with.
  package init(classes: Int?, resetPooling: Pooling) {
    self.init(classes: classes)
    self.resetPooling = resetPooling
  }
}

extension Registry.Entry {
  /// Builds the model for a batch of images.
  ///
  /// - Parameter isWhole: whether the graph is to be computed as it is; one of which only shapes are asked may be of any size.
  /// - Throws: `BackboneError.Code.shape` where the model cannot take images of the size; `.invalidOption` where an
  ///   option is not one the model can have.
  package func graph(
    batch: Int = 1, options: ModelOptions = ModelOptions(), isWhole: Bool = true
  ) throws(BackboneError) -> Graph {
    let size = options.inputSize ?? configuration.inputSize
    let channels = options.inputChannels ?? configuration.inputChannels
    let classes = options.classes ?? configuration.classes
    func demand(_ condition: Bool, _ message: @autoclosure () -> String) throws(BackboneError) {
      if !condition { throw BackboneError(.invalidOption, "\(name): \(message())") }
    }
    try demand(batch > 0, "a batch of \(batch); expected at least 1")
    try demand(size.height > 0 && size.width > 0, "an input of \(size); expected at least 1x1")
    let (longest, most) = isWhole ? (1 << 14, 1 << 28) : (1 << 17, 1 << 34)
    try demand(max(size.height, size.width) <= longest, "an input of \(size); expected at most \(longest)x\(longest)")
    // So that no count of elements or of multiplications overflows.
    try demand(batch <= most / size.area, "\(batch) images of \(size); expected at most \(most / size.area)")
    let mostChannels = min(4 * most / (batch * size.area), 4096)
    try demand(
      channels > 0 && channels <= mostChannels,
      "\(channels) input channels of \(batch) images of \(size); expected 1 to \(mostChannels)")
    try demand(classes >= 0 && classes <= 1 << 20, "\(classes) classes; expected 0 to 1048576")
    if let stride = options.outputStride {
      try demand(
        [stride.height, stride.width].allSatisfy([8, 16, 32].contains),
        "an output stride of \(stride.brief); expected 8, 16 or 32")
      try demand(
        architecture.takesOutputStride || stride == 32,
        "this model takes no output stride: dilation cannot stand in for its strides")
    }
    let created = options.pooling ?? architecture.pooling
    let head = Head(
      classes: classes, pooling: options.resetPooling ?? created, created: created,
      wasReset: options.resetPooling != nil)
    func build(_ size: ImageSize) throws(BackboneError) -> Graph {
      try Graph.build(
        image: [batch, size.height, size.width, channels], outputStride: options.outputStride ?? ImageSize(.max)
      ) { image, scope in architecture.build(image, head: head, in: scope) }
    }
    do {
      return try build(size)
    } catch {
      guard error.code == .shape else { throw error }
      // The size may be too small. Bisect for the smallest side that works: a model that takes a side takes larger ones.
      var (tooSmall, least) = (0, max(configuration.inputSize.height, configuration.inputSize.width))
      while least - tooSmall > 1 {
        let side = (tooSmall + least) / 2
        if (try? build(ImageSize(side))) == nil { tooSmall = side } else { least = side }
      }
      let expected = min(size.height, size.width) < least ? ", expected at least \(ImageSize(least))" : ""
      throw BackboneError(.shape, "\(name) cannot take an input of \(size)\(expected): \(error.message)")
    }
  }
}

extension String {
  /// Whether this name comes first when runs of digits are compared by their value.
  func naturallyPrecedes(_ other: String) -> Bool {
    var (a, b) = (utf8[...], other.utf8[...])
    while let x = a.first, let y = b.first {
      if x.isDigit && y.isDigit {
        let (i, j) = (a.prefix { $0.isDigit }, b.prefix { $0.isDigit })
        let (m, n) = (Int(Substring(i)) ?? .max, Int(Substring(j)) ?? .max)
        if m != n { return m < n }
        (a, b) = (a.dropFirst(i.count), b.dropFirst(j.count))
      } else {
        if x != y { return x < y }
        (a, b) = (a.dropFirst(), b.dropFirst())
      }
    }
    return a.isEmpty && !b.isEmpty
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension Substring {
  /// The parts between separators. Bytes are compared, which is many times as fast as it is with characters.
  func parts(at separator: Unicode.Scalar, maxSplits: Int = .max) -> [Substring] {
    utf8.split(separator: UInt8(ascii: separator), maxSplits: maxSplits).map(Substring.init)
  }
}
