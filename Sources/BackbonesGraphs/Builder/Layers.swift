public import BackbonesTensors

/// How normalisation is done, with its constant.
public enum Normalization: Hashable, Sendable {
  /// Running statistics per channel.
  case batch(epsilon: Float = 1e-5)
  /// Over the channels of a pixel or token.
  case layer(epsilon: Float = 1e-6)
  /// Root mean square over the channels.
  case rms(epsilon: Float = 1e-6)
  /// timm's SimpleNorm.
  case simple(epsilon: Float = 1e-6)
  /// Over groups of channels and all pixels of an image.
  case group(groups: Int = 32, epsilon: Float = 1e-5)
  /// Over groups of that many channels and all pixels of an image.
  case groups(of: Int, epsilon: Float = 1e-5)
  /// EvoNorm-S0: over groups of channels, with a gate of its own instead of any other activation.
  case evoNormS0(groups: Int = 32, epsilon: Float = 1e-5)
  /// EvoNorm-S0 over groups of that many channels; without an activation, only its factor and term per channel.
  case evoNormGroupsS0(of: Int, epsilon: Float = 1e-5)
  /// timm's EvoNorm-S0a: the same, but without an activation it has its divisor, and no gate.
  case evoNormGroupsS0a(of: Int, epsilon: Float = 1e-3)
  /// Filter response normalisation, with a threshold of its own instead of any activation.
  case filterResponse(epsilon: Float = 1e-5)
  /// Global response normalisation: a channel of a map grows by its norm over all pixels relative to other channels'.
  case globalResponse(epsilon: Float = 1e-6)
}

// Layers with parameters: each names its module, and makes the parameters that the module has in timm's state dict.
extension Scope {
  /// A convolution without (or with) bias.
  ///
  /// - Parameters:
  ///   - channels: output channels.
  ///   - kernel: taps.
  ///   - stride: the nominal stride; where it would exceed the output stride, the map keeps its size and what follows
  ///     is dilated.
  ///   - dilation: the model's own dilation.
  ///   - bias: whether a bias is learned.
  ///   - padding: the borders; by default those that keep the size at stride 1.
  ///   - standardization: what is done to the weights first. Where it has a gain, there is a bias too.
  ///   - alwaysSteps: whether the stride is taken whatever the output stride is, as for keys and values that a map's own
  ///     queries attend to.
  ///   - dilates: whether the window follows the dilation of its input.
  ///   - axesBehind: axes of the weight behind its own, all of the extent 1, as a 3-D convolution's.
  ///   - repeats: how many parts of the output channels, such as heads, have the same weights.
  public func convolution(
    _ x: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, dilation: Int = 1, groups: Int = 1,
    bias: Bool = false, padding: Padding = .symmetric, standardization: WeightStandardization? = nil,
    alwaysSteps: Bool = false, dilates: Bool = true, axesBehind: Int = 0, repeats: Int = 1
  ) -> Value {
    let sliding = resolveWindow(
      x, kernel: kernel, stride: stride, dilation: dilation, padding: padding, dilates: dilates,
      alwaysSteps: alwaysSteps)
    let weight = parameter(
      "weight",
      TensorShape(
        [channels / max(repeats, 1), x.channels / max(groups, 1), kernel.height, kernel.width] + ones(axesBehind)),
      fit: resizeRule(of: x, kernel: kernel, stride: stride, padding: padding, axesBehind: axesBehind))
    let hasGain = standardization?.hasGain == true
    var parameters = bias || hasGain ? [weight, parameter("bias", [channels])] : [weight]
    if hasGain { parameters.append(parameter("gain", [channels, 1, 1, 1])) }
    let operation = Convolution(
      window: sliding.window, channels: channels, groups: groups, standardization: standardization, repeats: repeats)
    return sliding.mark(module(operation, [x], parameters))
  }

  /// How a convolution's weight follows the images.
  private func resizeRule(
    of x: Value, kernel: ImageSize, stride: Int, padding: Padding, axesBehind: Int
  ) -> Parameter.ResizeRule {
    guard builder.graph.isImage(x.node) else { return .exact }
    let makesPatches = kernel == ImageSize(stride) && stride > 1 && padding == .none && axesBehind == 0
    return makesPatches ? .patches : .inputConvolution
  }

  /// A convolution by weights that the model knows, `[channels, C, h, w]`, with a bias of each channel: a transform that no
  /// state dict has. The map is not padded.
  public func fixedConvolution(
    _ x: Value, kernel: ImageSize, stride: Int, weight: [Float], bias: [Float]
  ) -> Value {
    let sliding = resolveWindow(x, kernel: kernel, stride: stride, dilation: 1, padding: .none)
    func constant(_ name: String, _ shape: TensorShape, _ elements: [Float]) -> Int {
      builder.constant((path.isEmpty ? "" : path + ".") + "fixed_" + name, shape, elements)
    }
    let parameters = [
      constant("weight", [bias.count, x.channels, kernel.height, kernel.width], weight),
      constant("bias", [bias.count], bias),
    ]
    return sliding.mark(step(Convolution(window: sliding.window, channels: bias.count, groups: 1), [x], parameters))
  }

  /// A convolution whose kernel each image mixes from several; parameter `weight` `[experts, elements of a kernel]`.
  ///
  /// - Parameter routing: how much of each expert an image takes, `[N, experts]`.
  public func conditionalConvolution(
    _ x: Value, _ routing: Value, _ channels: Int, kernel: ImageSize = 1, stride: Int = 1, groups: Int = 1,
    padding: Padding = .symmetric
  ) -> Value {
    let sliding = resolveWindow(x, kernel: kernel, stride: stride, dilation: 1, padding: padding)
    let weight = parameter("weight", [routing.channels, channels * (x.channels / max(groups, 1)) * kernel.area])
    let operation = ConditionalConvolution(window: sliding.window, channels: channels, groups: groups)
    return sliding.mark(module(operation, [x, routing], [weight]))
  }

  /// A product over the last axis.
  ///
  /// - Parameter axesBehind: axes of the weight behind its own, all of the extent 1, as a 1-D convolution's.
  public func linear(_ x: Value, _ channels: Int, bias: Bool = true, axesBehind: Int = 0) -> Value {
    let weight = parameter("weight", TensorShape([channels, x.channels] + ones(axesBehind)))
    return module(Linear(channels: channels), [x], bias ? [weight, parameter("bias", [channels])] : [weight])
  }

  /// The product `named` of this module that makes queries, keys and values, whose biases `q_bias` and `v_bias` the module has
  /// itself; keys have none (Bao et al. 2021, arXiv:2106.08254).
  public func linearOfQueriesKeysValues(_ x: Value, _ channels: Int, named name: String = "qkv") -> Value {
    let biases = [parameter("q_bias", [channels / 3]), parameter("v_bias", [channels / 3])]
    let product = self / name
    let weight = product.parameter("weight", [channels, x.channels])
    return product.module(Linear(channels: channels, biasStarts: [0, channels / 3 * 2]), [x], [weight] + biases)
  }

  /// A normalisation, and an activation that belongs to the same module.
  ///
  /// - Parameter isLearned: whether it has factors and terms of channels.
  public func normalize(
    _ x: Value, _ kind: Normalization, activation: Activation = .identity, bias: Bool = true, isLearned: Bool = true
  ) -> Value {
    let shape: TensorShape = [x.channels]
    let weight =
      isLearned
      ? parameter("weight", shape)
      : builder.constant((self / "fixed_weight").path, shape, Array(repeating: 1, count: x.channels))
    func biasParameter() -> [Int] { bias && isLearned ? [parameter("bias", shape)] : [] }
    let normalized: Value
    switch kind {
    case .batch(let epsilon):
      let affine = [weight] + biasParameter()
      let statistics = [
        parameter("running_mean", shape, .runningStatistic), parameter("running_var", shape, .runningStatistic),
      ]
      _ = parameter("num_batches_tracked", [], .runningStatistic)
      normalized = module(BatchNorm(epsilon: epsilon), [x], affine + statistics)
    case .layer(let epsilon):
      normalized = module(LayerNorm(epsilon: epsilon), [x], [weight] + biasParameter())
    case .rms(let epsilon):
      normalized = module(RMSNorm(epsilon: epsilon), [x], [weight])
    case .simple(let epsilon):
      normalized = module(RMSNorm(epsilon: epsilon, centred: true), [x], [weight])
    case .group(let groups, let epsilon):
      normalized = module(GroupNorm(groups: groups, epsilon: epsilon), [x], [weight] + biasParameter())
    case .groups(let size, let epsilon):
      normalized = module(
        GroupNorm(groups: x.channels / size, epsilon: epsilon), [x], [weight] + biasParameter())
    case .evoNormS0(let groups, let epsilon):
      return module(
        EvoNormS0(groups: groups, epsilon: epsilon), [x], [weight] + biasParameter() + [parameter("v", shape)])
    case .evoNormGroupsS0(let size, let epsilon):
      guard activation != .identity else {
        return module(ChannelShift(), [module(ChannelScale(), [x], [weight])], biasParameter())
      }
      return module(
        EvoNormS0(groups: x.channels / size, epsilon: epsilon), [x],
        [weight] + biasParameter() + [parameter("v", shape)])
    case .evoNormGroupsS0a(let size, let epsilon):
      let gates = activation != .identity
      return module(
        EvoNormS0(groups: x.channels / size, epsilon: epsilon, gates: gates), [x],
        [weight] + biasParameter() + (gates ? [parameter("v", shape)] : []))
    case .filterResponse(let epsilon):
      return module(
        FilterResponseNorm(epsilon: epsilon), [x], [weight] + biasParameter() + [parameter("tau", shape)])
    case .globalResponse(let epsilon):
      normalized = module(
        GlobalResponseNorm(epsilon: epsilon), [x], [weight, parameter("bias", shape)])
    }
    return activation == .identity ? normalized : output((self / "act").output(activate(normalized, activation)))
  }

  /// LayerScale: a learned factor per channel, named `gamma` unless said otherwise.
  ///
  /// - Parameters:
  ///   - rank: axes of the parameter in the state dict up to the channels; all before them have the extent 1.
  ///   - axesBehind: axes behind the channels, all of the extent 1.
  public func channelScale(
    _ x: Value, named name: String = "gamma", rank: Int = 1, axesBehind: Int = 0
  ) -> Value {
    module(ChannelScale(), [x], [channelParameter(name, of: x, rank: rank, axesBehind: axesBehind)])
  }

  /// A learned factor per channel, which the module holds under the given name beside others; see `channelScale` for the
  /// axes.
  public func learnedChannelScale(
    _ x: Value, named name: String, rank: Int = 1, axesBehind: Int = 0
  ) -> Value {
    step(ChannelScale(), [x], [channelParameter(name, of: x, rank: rank, axesBehind: axesBehind)])
  }

  /// One learned factor of all elements, which the module holds under the given name.
  ///
  /// - Parameter rank: axes of the parameter in the state dict, all of the extent 1.
  public func learnedScale(_ x: Value, named name: String, rank: Int = 0) -> Value {
    step(ChannelScale(), [x], [parameter(name, TensorShape(ones(rank)))])
  }

  /// A learned term per channel, which the module holds under the given name.
  ///
  /// - Parameter rank: axes of the parameter in the state dict; all but the last have the extent 1.
  public func channelShift(_ x: Value, named name: String, rank: Int = 1) -> Value {
    step(ChannelShift(), [x], [channelParameter(name, of: x, rank: rank)])
  }

  /// Elements no smaller than a buffer of the module, and no larger than another, which do not bound them in a new model. See
  /// `Clamp`.
  public func clamp(_ x: Value, low: String, high: String) -> Value {
    step(Clamp(), [x], [buffer(low, [], initial: -.infinity), buffer(high, [], initial: .infinity)])
  }

  /// Channels less a buffer `mean`, times a buffer `factor`: `(x - mean) * factor`.
  public func standardize(_ x: Value, mean: String, factor: String) -> Value {
    // A sum of negatives: no rounding differs.
    let shifted = step(ChannelShift(), [scale(x, by: -1)], [buffer(mean, [x.channels], initial: 0)])
    return scale(step(ChannelScale(), [shifted], [buffer(factor, [x.channels], initial: 1)]), by: -1)
  }

  private func buffer(_ name: String, _ shape: TensorShape, initial: Float) -> Int {
    builder.buffer(path.isEmpty ? name : path + "." + name, shape, initial: initial)
  }

  /// A learned factor `scale` and a learned term `bias`, one of each for all elements.
  public func scalarAffine(_ x: Value) -> Value {
    module(ScalarAffine(), [x], [parameter("scale", [1]), parameter("bias", [1])])
  }

  /// StarReLU (Yu et al. 2022, arXiv:2210.13452): the square of the ReLU, times a learned `scale`, plus a learned `bias`.
  public func starReLU(_ x: Value) -> Value { scalarAffine(activate(x, .squaredReLU)) }

  private func channelParameter(_ name: String, of x: Value, rank: Int, axesBehind: Int = 0) -> Int {
    parameter(name, TensorShape(ones(rank - 1) + [x.channels] + ones(axesBehind)))
  }

  private func ones(_ count: Int) -> [Int] { Array(repeating: 1, count: count) }

  /// The difference of two softmax attentions, see `DifferentialAttention`; the module holds `lambda_q1`, `lambda_k1`,
  /// `lambda_q2` and `lambda_k2`.
  public func differentialAttention(
    _ q: Value, _ k: Value, _ v: Value, heads: Int, scale: Float, initialWeight: Float
  ) -> Value {
    let width = q.channels / (2 * heads)
    let weights = ["q1", "k1", "q2", "k2"].map { parameter("lambda_" + $0, [width]) }
    return step(
      DifferentialAttention(heads: heads, scale: scale, initialWeight: initialWeight), [q, k, v], weights)
  }

  /// A parameter of this scope as a value of batch 1, `[1, ...]`.
  ///
  /// - Parameters:
  ///   - batched: whether the shape is that of the parameter too; it lacks the first axis otherwise.
  ///   - fit: how it follows the size of the image.
  public func learned(
    _ name: String, _ shape: TensorShape, batched: Bool = true, fit: Parameter.ResizeRule = .exact
  ) -> Value {
    let stored = batched ? shape : TensorShape(Array(shape.dimensions.dropFirst()))
    return (self / name).module(ParameterValue(shape: shape), [], [parameter(name, stored, fit: fit)])
  }

  /// An entry of the state dict that no layer reads: what timm keeps beside the parameters.
  public func unusedBuffer(_ name: String, _ shape: TensorShape) { _ = parameter(name, shape, .runningStatistic) }

  /// Says that this module is another, whose layers are built: state dicts may have its parameters under both names.
  public func alias(of shared: Scope) { builder.alias(path, of: shared.path) }

  /// A 1-D convolution along channels; parameter `weight` `[1, 1, kernel]`.
  public func channelConvolution(_ x: Value, kernel: Int) -> Value {
    module(ChannelConvolution(kernel: kernel), [x], [parameter("weight", [1, 1, kernel])])
  }
}

// Steps without parameters. They take the name of the scope only through `output`.
extension Scope {
  /// An activation; the identity adds nothing.
  public func activate(_ x: Value, _ function: Activation) -> Value {
    function == .identity ? x : step(Activate(function: function), [x])
  }

  /// The sum.
  public func add(_ a: Value, _ b: Value) -> Value { step(Add(), [a, b]) }

  /// The product of two values of one shape.
  public func multiply(_ a: Value, _ b: Value) -> Value { step(Multiply(), [a, b]) }

  /// The product of a map and one factor per image and channel, or per channel where `gate` is of batch 1.
  public func gate(_ x: Value, by gate: Value) -> Value { step(Gate(), [x, gate]) }

  /// The sum of maps `[N, H, W, C]` (or `[N, 1, 1, C]`, the same at every pixel), each times its channel of `weights`
  /// `[N, H, W, maps]`, or of batch 1.
  public func weightedSum(_ maps: [Value], weights: Value) -> Value { step(WeightedSum(), maps + [weights]) }

  /// The product with a number.
  public func scale(_ x: Value, by factor: Float) -> Value {
    factor == 1 ? x : step(Scale(factor: factor), [x])
  }

  /// L2 normalisation of the last axis: `x / max(‖x‖, epsilon)` (PyTorch's `normalize`).
  public func normalizeLength(_ x: Value, epsilon: Float = 1e-12) -> Value { step(L2Norm(epsilon: epsilon), [x]) }

  /// Softmax between `radix` slices of channels.
  public func radixSoftmax(_ x: Value, radix: Int, groups: Int) -> Value {
    step(RadixSoftmax(radix: radix, groups: groups), [x])
  }
}
