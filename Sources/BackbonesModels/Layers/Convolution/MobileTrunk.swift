internal import BackbonesGraphs
internal import BackbonesTensors

/// The stages of a mobile network: a table of blocks, scaled in width and depth (EfficientNet's compound scaling, Tan &
/// Le 2019, arXiv:1905.11946).
struct MobileTrunk: Sendable, Hashable {
  var stages: [[MobileBlock]]
  var width = 1.0
  /// Scaled channels are multiples of this, and at least `roundLimit` of what the width asks for.
  var divisor = 8
  var roundLimit = 0.9
  /// The factor of all stages, or of each.
  var depth = [1.0]
  var depthRounding = FloatingPointRoundingRule.up
  /// Whether the first and the last stage keep their depth.
  var fixesEnds = false
  /// The channels of every block of a pruned network, which are irregular.
  var pruned: [[MobileBlock.Widths]]?
  /// Whether squeeze-and-excitation is as wide as a share of a block's inner channels, instead of its input's.
  var squeezesInner = false
  /// What the channels of squeeze-and-excitation are multiples of; 1 for none.
  var squeezeDivisor = 1

  /// A number of channels that the network's width multiplies, or not.
  enum Channels: Sendable, Hashable {
    case scaled(Int), fixed(Int)
  }

  /// Channels of a layer beside the stages.
  func count(_ channels: Channels) -> Int {
    switch channels {
    case .scaled(let count): scaled(count)
    case .fixed(let count): count
    }
  }

  /// Channels of the scaled network.
  func scaled(_ channels: Int) -> Int {
    makeDivisible(Double(channels) * width, by: divisor, roundLimit: roundLimit)
  }

  /// Whether the stem's map is the last of its resolution.
  var startsByHalving: Bool { stages[0][0].stride > 1 || stages[0][0].spaceToDepth }

  /// Builds the stages.
  ///
  /// - Returns: the last map of each resolution and the stage that makes it.
  func levels(
    from stem: Value, style: MobileStyle, in g: Scope
  ) -> [(stage: Scope, map: Value)] {
    var levels: [(stage: Scope, map: Value)] = []
    var x = stem
    // Whether the map is in space-to-depth form; the next stride ends that and does nothing else.
    var isFolded = false
    for index in stages.indices {
      let stage = g / index
      for (position, run) in blocks(ofStage: index).enumerated() {
        var block = run
        if isFolded && block.stride > 1 {
          (block.stride, block.expansion, isFolded) = (1, block.expansion / 4, false)
        }
        block.spaceToDepth = block.spaceToDepth && !isFolded
        isFolded = isFolded || block.spaceToDepth
        var widths = pruned?[index][position] ?? self.widths(of: block, input: x.channels)
        if isFolded { widths.output *= 4 }
        x = style.build(block, x, widths, in: stage / position)
      }
      stage.output(x)
      let isLast = index + 1 == stages.count
      if isLast || (stages[index + 1][0].stride > 1 && !isFolded) { levels.append((stage, x)) }
    }
    return levels
  }

  /// The blocks of a stage of the scaled network, one by one. Depth is divided from the last row to the first, so
  /// that the first row, with the stride, grows last.
  private func blocks(ofStage index: Int) -> [MobileBlock] {
    let runs = stages[index]
    let isFixed = fixesEnds && (index == 0 || index == stages.count - 1)
    var rest = runs.reduce(0) { $0 + $1.count }
    var scaledRest = Double(rest) * (isFixed ? 1 : depth.count == 1 ? depth[0] : depth[index])
    scaledRest = max(scaledRest.rounded(depthRounding), 1)
    var blocks: [MobileBlock] = []
    for run in runs.reversed() {
      let count = max((Double(run.count) / Double(rest) * scaledRest).rounded(.toNearestOrEven), 1)
      blocks = Array(repeating: run, count: Int(count)) + blocks
      rest -= run.count
      scaledRest -= count
    }
    for position in blocks.indices.dropFirst() { blocks[position].stride = 1 }
    return blocks
  }

  private func widths(of block: MobileBlock, input: Int) -> MobileBlock.Widths {
    let entering = block.spaceToDepth ? 4 * input : input
    let expanded = makeDivisible(Double(block.expandedChannels.map(scaled) ?? entering) * block.expansion)
    let inner = block.kind == .separable ? entering : expanded
    let share = Double(squeezesInner ? inner : input) * block.seRatio
    let squeezed =
      squeezeDivisor == 1 || share == 0
      ? Int(share.rounded(.toNearestOrEven)) : makeDivisible(share, by: squeezeDivisor, roundLimit: roundLimit)
    return MobileBlock.Widths(inner, squeezed, scaled(block.channels))
  }
}
