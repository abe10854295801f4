public import BackbonesTensors

/// A place in a model's tree of modules, and the verbs to build there.
///
/// `g/"layer1"/"0"` is a child; `(g/"conv1").convolution(x, 64, kernel: 3)` makes the module's value, and its
/// parameters get the module's path in front, which is timm's state-dict name.
///
/// The verbs do not throw. A graph remembers its first error with the module's path, and `Graph.build` throws it once
/// the body has ended. Values made after it have stand-ins for shapes, right in rank and channels.
public struct Scope {
  let builder: GraphBuilder
  /// The path from the root, dots between names; empty at the root.
  public let path: String

  /// The child of the given name.
  public static func / (scope: Scope, name: String) -> Scope {
    Scope(builder: scope.builder, path: scope.path.isEmpty ? name : scope.path + "." + name)
  }

  /// The child of the given number.
  public static func / (scope: Scope, index: Int) -> Scope { scope / String(index) }

  /// The value of an operation that has parameters of its own: a module.
  func module(
    _ operation: any Operator, _ inputs: [Value], _ parameters: [Int] = []
  ) -> Value {
    builder.add(operation, inputs, parameters: parameters, path: path, isModule: true)
  }

  /// The value of an operation inside this module.
  func step(
    _ operation: any Operator, _ inputs: [Value], _ parameters: [Int] = []
  ) -> Value {
    builder.add(operation, inputs, parameters: parameters, path: path, isModule: false)
  }

  /// A parameter of this module.
  func parameter(
    _ name: String, _ shape: TensorShape, _ kind: Parameter.Kind = .parameter, fit: Parameter.ResizeRule = .exact
  ) -> Int {
    builder.parameter(path.isEmpty ? name : path + "." + name, shape, kind, fit)
  }

  /// Says that this module's value is `value`, so that a tap by the module's path finds it.
  @discardableResult
  public func output(_ value: Value) -> Value {
    builder.graph.modules[path] = value.node
    return value
  }

  /// Says that the model cannot be built as asked; `Graph.build` throws the first such error once the body has ended.
  ///
  /// A body need not stop there: what it builds afterwards is let go.
  public func fail(_ code: BackboneError.Code, _ reason: String) {
    builder.fail(BackboneError(code, path.isEmpty ? reason : "\(path): \(reason)"))
  }
}

// MARK: - What can be taken of a model

extension Scope {
  /// A feature point that ViT-like models mark: what else can be taken there besides the map.
  public struct TokenTaps {
    /// The map after the final norm.
    public var normalized: Value?
    /// Class and register tokens, and those after the final norm.
    public var prefix: Value?, normalizedPrefix: Value?
    /// All tokens, and those after the final norm.
    public var tokens: Value, normalizedTokens: Value?
    /// Taps of the given values.
    public init(
      normalized: Value? = nil, prefix: Value? = nil, normalizedPrefix: Value? = nil, tokens: Value,
      normalizedTokens: Value? = nil
    ) {
      (self.normalized, self.prefix, self.normalizedPrefix) = (normalized, prefix, normalizedPrefix)
      (self.tokens, self.normalizedTokens) = (tokens, normalizedTokens)
    }
  }

  /// Marks the next feature point, made by this module (or by `module`, timm's name where it differs).
  ///
  /// - Parameters:
  ///   - module: timm's name of the module that makes it, where it is not this scope.
  ///   - reduction: timm's value, if it differs from the map's.
  ///   - taps: what else can be taken there.
  ///   - hidden: what `forward_features` returns where this is the last point and layers follow it.
  ///   - hiddenWithoutHead: the same where these layers go with the head.
  public func feature(
    _ map: Value, module: String? = nil, reduction: Int? = nil, taps: TokenTaps? = nil, hidden: Value? = nil,
    hiddenWithoutHead: Value? = nil
  ) {
    let hidden = hidden ?? taps?.normalizedTokens ?? taps?.tokens ?? map
    let values = Feature.Values(
      map: map.node, normalized: taps?.normalized?.node, prefix: taps?.prefix?.node,
      normalizedPrefix: taps?.normalizedPrefix?.node,
      hidden: hidden.node, hiddenWithoutHead: (hiddenWithoutHead ?? hidden).node,
      hiddenWithoutNorm: (taps?.tokens ?? map).node)
    builder.graph.features.append(
      Feature(
        module: module ?? path, channels: map.channels, stride: reduction.map(ImageSize.init(_:)) ?? map.reduction,
        values: values))
  }

  /// Says which features a pyramid has by default, where not all.
  public func defaultFeatures(_ indices: [Int]) { builder.graph.defaultFeatures = indices }

  /// Marks the output of `forward_features`.
  public func hidden(_ value: Value) { builder.graph.marks[.hidden] = value.node }

  /// Marks what the classifier consumes.
  public func prelogits(_ value: Value) { builder.graph.marks[.prelogits] = value.node }

  /// Marks what the model returns.
  public func logits(_ value: Value) { builder.graph.marks[.logits] = value.node }
}
