internal import BackbonesGraphs
internal import BackbonesTensors

/// RegNet X, Y and Z: Radosavovic et al. 2020 (arXiv:2003.13678), Dollár et al. 2021 (arXiv:2103.06877); the V kind
/// is Y with pre-activation. timm 1.0.31, `models/regnet.py`.
struct RegNet: Architecture, Family, Hashable {
  static let module = "regnet"

  /// The line of widths: `w0 + wa * j` for block j, to be stepped in powers of `wm`.
  var w0: Int
  var wa: Double
  var wm: Double
  var depth: Int
  /// Channels of a group of the 3x3 convolution.
  var group: Int
  var rounding = Rounding.nearest
  /// Channels of squeeze-and-excitation per channel that enters the block; 0 for none.
  var seRatio = 0.0
  /// Channels of the 3x3 convolution per channel of the block.
  var expansion = 1.0
  var shortcut = Shortcut.convolution
  /// Whether a sum goes on without an activation.
  var linear = false
  /// Whether norms and activations come before convolutions.
  var preactivation = false
  /// Channels of a 1x1 convolution after the last stage; 0 for none.
  var final = 0
  var activation = Activation.relu
  var norm = Normalization.batch()

  /// How widths are made multiples of the group.
  enum Rounding: Sendable {
    case nearest
    /// The nearest that keeps nine tenths, as torchvision has it.
    case divisible
  }

  /// How a shortcut changes shape.
  enum Shortcut: Sendable {
    /// A strided 1x1 convolution.
    case convolution
    /// A 2x2 mean, then a 1x1 convolution.
    case average
    /// There is none where the shape changes.
    case none
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x =
      preactivation
      ? stem.convolution(image, 32, kernel: 3, stride: 2)
      : stem.convNormAct(image, 32, kernel: 3, stride: 2, norm: norm, activation: activation)
    stem.feature(x)
    let stages = stages
    for (index, stage) in stages.enumerated() {
      let s = g / "s\(index + 1)"
      for block in 0..<stage.depth {
        x = buildBlock(x, stage, stride: block == 0 ? 2 : 1, in: s / "b\(block + 1)")
      }
      s.output(x)
      if index < stages.count - 1 { s.feature(x) }
    }
    let last = g / "s\(stages.count)"
    if final > 0 {
      // timm counts this convolution to the head: a model that is cut off behind the last stage has lost it.
      last.feature(x)
      x = (g / "final_conv").convNormAct(x, final, norm: norm, activation: activation)
    } else {
      let sum = x
      if linear || preactivation { x = (g / "final_conv").act(x, activation) }
      last.feature(sum, hidden: x)
    }
    g.hidden(x)
    (g / "head").classifierHead(x, head, classifier: g / "head" / "fc")
  }

  private func buildBlock(_ x: Value, _ stage: Stage, stride: Int, in g: Scope) -> Value {
    let inner = Int((Double(stage.width) * expansion).rounded())
    let (groups, se) = (inner / stage.group, Int((Double(x.channels) * seRatio).rounded(.toNearestOrEven)))
    var (y, entrance) = (x, x)
    if preactivation {
      entrance = (g / "norm1").normalize(x, norm, activation: activation)
      y = (g / "conv1").convolution(entrance, inner)
      y = (g / "norm2").normalize(y, norm, activation: activation)
      y = (g / "conv2").convolution(y, inner, kernel: 3, stride: stride, groups: groups)
      if se > 0 { y = (g / "se").squeezeExcite(y, reduced: se, activation: activation) }
      y = (g / "norm3").normalize(y, norm, activation: activation)
      y = (g / "conv3").convolution(y, stage.width)
    } else {
      y = (g / "conv1").convNormAct(y, inner, norm: norm, activation: activation)
      y = (g / "conv2").convNormAct(
        y, inner, kernel: 3, stride: stride, groups: groups, norm: norm, activation: activation)
      if se > 0 { y = (g / "se").squeezeExcite(y, reduced: se, activation: activation) }
      y = (g / "conv3").convNormAct(y, stage.width, norm: norm, activation: .identity)
    }
    if stride == 1 && x.channels == stage.width {
      y = g.add(y, entrance)
    } else if shortcut != .none {
      y = g.add(y, buildShortcut(entrance, stage.width, stride: stride, in: g / "downsample"))
    }
    return g.output(linear || preactivation ? y : (g / "act3").act(y, activation))
  }

  private func buildShortcut(_ x: Value, _ width: Int, stride: Int, in g: Scope) -> Value {
    if shortcut == .convolution {
      return preactivation
        ? g.convolution(x, width, stride: stride)
        : g.convNormAct(x, width, stride: stride, norm: norm, activation: .identity)
    }
    let pooled = (g / 0).averageDownsample(x, stride: stride, skipsFirst: true)
    return g.output(
      preactivation
        ? (g / 1).convolution(pooled, width)
        : (g / 1).convNormAct(pooled, width, norm: norm, activation: .identity))
  }
}

// MARK: - Widths

extension RegNet {
  /// Blocks of one width.
  struct Stage: Hashable {
    var depth: Int
    var width: Int
    var group: Int
  }

  /// The stages that the line of widths makes (section 3.4 of the paper).
  var stages: [Stage] {
    var runs: [(width: Int, depth: Int)] = []
    var power = 1.0
    for block in 0..<depth {
      // The power of wm that is nearest in the logarithm; the line only rises.
      let wanted = Double(w0) + wa * Double(block)
      while wanted > Double(w0) * power * wm.squareRoot() { power *= wm }
      let width = 8 * Int((Double(w0) * power / 8).rounded(.toNearestOrEven))
      if runs.last?.width == width { runs[runs.count - 1].depth += 1 } else { runs.append((width, 1)) }
    }
    return runs.map { run in
      let inner = Int(Double(run.width) * expansion)
      let group = min(group, inner)
      let fitted =
        switch rounding {
        case .nearest: group * Int((Double(inner) / Double(group)).rounded(.toNearestOrEven))
        case .divisible: makeDivisible(Double(inner), by: group)
        }
      return Stage(depth: run.depth, width: Int(Double(fitted) / expansion), group: group)
    }
  }
}
