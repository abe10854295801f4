package import BackbonesTensors

/// How the maps of a large picture are computed tile by tile, each from a part of the picture, so that every cell is made of what it
/// is made of in the whole.
///
/// A part begins, and ends, a multiple of all strides from the picture's borders, so that every layer meets the pixels in the same
/// phase, and is larger than its tile by what the tile's cells read beyond it. That they read the same in the graph of the part as in
/// that of the whole is not assumed but checked, node by node.
package struct TilePlan: Sendable {
  /// The tiles along one side, in order.
  package struct Part: Sendable, Hashable {
    /// The cells of each output that the tile gives.
    package let cells: [Range<Int>]
    /// The pixels of the picture that it is computed from.
    package let pixels: Range<Int>

    /// Whether no output has cells there, as in a last tile that is smaller than the strides.
    fileprivate var isEmpty: Bool { cells.allSatisfy(\.isEmpty) }
  }

  /// The tiles from top to bottom, and from left to right.
  package let lines: [Part], columns: [Part]
  /// Pixels from one cell of each output to the next.
  package let strides: [ImageSize]

  /// Plans the tiles of a picture.
  ///
  /// - Parameters:
  ///   - whole: the graph of the whole picture.
  ///   - outputs: nodes of it that are maps, with their names for messages.
  ///   - side: lines and columns of a tile, in pixels.
  ///   - leastPart: the least side of a part, in pixels.
  ///   - build: makes the graph of a part of a size.
  /// - Throws: `.invalidOption` where a layer joins all positions, or computes otherwise in a part, and for tiles that are no multiple
  ///   of the strides; what `build` throws.
  package init(
    of whole: Graph, outputs: [(name: String, node: Int)], side: Int, leastPart: Int,
    build: (ImageSize) throws(BackboneError) -> Graph
  ) throws(BackboneError) {
    let image = whole.marks[.image]!
    let size = whole.nodes[image].shape.extent
    let dependences = outputs.map { Dependence(of: $0.node, in: whole) }
    for (output, dependence) in zip(outputs, dependences) {
      for side in ImageSide.allCases {
        guard let joint = dependence.joints(along: side).first else { continue }
        throw BackboneError(
          .invalidOption, "\(output.name) cannot be computed in tiles: \(whole.nodes[joint].name) joins all positions")
      }
    }
    let steps = try whole.steps(of: outputs.map(\.node))
    let period = steps.compactMap { $0 }.reduce(1) { leastCommonMultiple($0, $1.height, $1.width) }
    guard side > 0, side % period == 0 else {
      throw BackboneError(
        .invalidOption, "tiles of \(side) pixels; expected a multiple of \(period), the strides together")
    }
    let counts = (lines: (size.height + side - 1) / side, columns: (size.width + side - 1) / side)
    var graphs: [ImageSize: Graph] = [:]
    /// The part of the tile at a place, which is checked.
    func part(_ line: Int, _ column: Int) throws(BackboneError) -> (lines: Part, columns: Part) {
      func cells(_ axis: Int, _ number: Int, _ count: Int) -> [Range<Int>] {
        outputs.map { output in
          let (extent, step) = (whole.nodes[output.node].shape[axis], steps[output.node]!)
          let stride = axis == 1 ? step.height : step.width
          let first = min(number * side / stride, extent)
          return first..<(number == count - 1 ? extent : max(first, min((number + 1) * side / stride, extent)))
        }
      }
      let (lines, columns) = (cells(1, line, counts.lines), cells(2, column, counts.columns))
      let reads = outputs.indices.map { index in
        var region = Region(allOf: whole.nodes[outputs[index].node].shape)
        region.axes[1] = RangeSet(lines[index])
        region.axes[2] = RangeSet(columns[index])
        return dependences[index].reads(region, .bordered)
      }
      func pixels(_ axis: Int, _ extent: Int) -> Range<Int> {
        let needed = reads.compactMap { $0[image]?.axes[axis].hull }.filter { !$0.isEmpty }
        guard let first = needed.map(\.lowerBound).min(), let end = needed.map(\.upperBound).max() else {
          return 0..<min(period, extent)
        }
        // One period more on each side, since maps of parts may be a cell shorter where borders are not padded.
        let before = max(first / period - 1, 0), after = max((extent - end) / period - 1, 0)
        let least = (leastPart + period - 1) / period * period
        let missing = max(least - (extent - (before + after) * period), 0) / period
        // Towards the side that has room, both where both have.
        let more = min(before, max((missing + 1) / 2, missing - after))
        return (before - more) * period..<extent - max(after - (missing - more), 0) * period
      }
      let made = (
        lines: Part(cells: lines, pixels: pixels(1, size.height)),
        columns: Part(cells: columns, pixels: pixels(2, size.width))
      )
      if made.lines.isEmpty || made.columns.isEmpty { return made }
      let extent = ImageSize(made.lines.pixels.count, made.columns.pixels.count)
      if graphs[extent] == nil { graphs[extent] = try build(extent) }
      let start = ImageSize(made.lines.pixels.lowerBound, made.columns.pixels.lowerBound)
      for read in reads { try whole.check(read, in: graphs[extent]!, startingAt: start, steps) }
      return made
    }
    // Lines and columns do not depend on each other; the first tile of a side has cells of every output.
    var parts: (lines: [Part], columns: [Part]) = ([], [])
    for line in 0..<counts.lines { parts.lines.append(try part(line, 0).lines) }
    for column in 0..<counts.columns { parts.columns.append(try part(0, column).columns) }
    lines = parts.lines.filter { !$0.isEmpty }
    columns = parts.columns.filter { !$0.isEmpty }
    strides = outputs.map { steps[$0.node]! }
  }
}

private func leastCommonMultiple(_ numbers: Int...) -> Int {
  numbers.reduce(1) { a, b in
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return a / x * b
  }
}

extension Graph {
  private func refusal(_ node: Int, _ why: String) -> BackboneError {
    BackboneError(
      .invalidOption, "no tiles: \(nodes[node].name) (\(type(of: nodes[node].operation).name)) \(why)")
  }

  /// Pixels of the image from one line and column of each map to the next; nil for nodes that outputs do not need, or that do not
  /// depend on the image.
  fileprivate func steps(of outputs: [Int]) throws(BackboneError) -> [ImageSize?] {
    let image = marks[.image]!
    let axes = PositionalAxes(self, image: image)
    var needed = Set(outputs)
    for index in nodes.indices.reversed() where needed.contains(index) && index != image {
      needed.formUnion(nodes[index].inputs)
    }
    var steps = [ImageSize?](repeating: nil, count: nodes.count)
    steps[image] = 1
    for index in nodes.indices where needed.contains(index) && axes.dependsOnImage(index) && index != image {
      let node = nodes[index]
      let operands = node.inputs.filter(axes.dependsOnImage)
      let (before, from) = (steps[operands[0]]!, nodes[operands[0]].shape)
      guard node.shape.rank >= 4, operands.allSatisfy({ steps[$0] == before }) else {
        throw refusal(index, "joins maps of several resolutions, or gives no map")
      }
      func multiplied(_ window: Window) -> ImageSize {
        ImageSize(before.height * window.stride.height, before.width * window.stride.width)
      }
      func divided(_ height: Int, _ width: Int) throws(BackboneError) -> ImageSize {
        guard height > 0, width > 0, before.height % height == 0, before.width % width == 0 else {
          throw refusal(index, "gives maps that are finer than the picture")
        }
        return ImageSize(before.height / height, before.width / width)
      }
      switch node.operation {
      case let operation as Convolution: steps[index] = multiplied(operation.window)
      case let operation as ConditionalConvolution: steps[index] = multiplied(operation.window)
      case let operation as Pool: steps[index] = multiplied(operation.window)
      case let operation as BlurPool: steps[index] = multiplied(operation.window)
      case let operation as Unfold: steps[index] = multiplied(operation.window)
      case let operation as Fold:
        steps[index] = try divided(operation.window.stride.height, operation.window.stride.width)
      case let operation as TransposedConvolution:
        steps[index] = try divided(operation.window.stride.height, operation.window.stride.width)
      case let operation as Resize:
        guard operation.mode == .nearest, node.shape[1] % from[1] == 0, node.shape[2] % from[2] == 0 else {
          throw refusal(index, "resamples by the size of the whole map")
        }
        steps[index] = try divided(node.shape[1] / from[1], node.shape[2] / from[2])
      case is Concatenate: steps[index] = before
      case let move as Permute where move.axes[1] != 1 || move.axes[2] != 2:
        throw refusal(index, "moves pixels")
      default:
        guard node.shape[1] == from[1], node.shape[2] == from[2] else { throw refusal(index, "moves pixels") }
        steps[index] = before
      }
    }
    return steps
  }

  /// Checks that what is read of this graph's values is made of the same in the graph of a part of the picture.
  fileprivate func check(
    _ read: [Region?], in part: Graph, startingAt start: ImageSize, _ steps: [ImageSize?]
  ) throws(BackboneError) {
    guard part.nodes.count == nodes.count else {
      throw BackboneError(
        .invalidOption, "no tiles: the model of a part has other layers than that of the whole picture")
    }
    let image = marks[.image]!
    for (index, region) in read.enumerated() where index != image {
      guard let region, !region.isEmpty, let step = steps[index] else { continue }
      let (node, other) = (nodes[index], part.nodes[index])
      func shift(_ region: Region, _ step: ImageSize) -> Region {
        var shifted = region
        shifted.axes[1] = region.axes[1].shifted(by: -start.height / step.height)
        shifted.axes[2] = region.axes[2].shifted(by: -start.width / step.width)
        return shifted
      }
      var whole = region
      for axis in 1...2 { whole.axes[axis] = RangeSet(region.axes[axis].hull) }
      let here = shift(whole, step)
      let isSame =
        AnyHashable(node.operation) == AnyHashable(other.operation) || node.operation is Reshape
        || node.operation is Resize || node.operation is Fold
      let lies = (1...2).allSatisfy {
        0 <= here.axes[$0].hull.lowerBound && here.axes[$0].hull.upperBound <= other.shape[$0]
      }
      guard isSame, lies else { throw refusal(index, "computes otherwise in a part of the picture") }
      let reads = node.operation.reads(whole, node.inputs.map { nodes[$0].shape }, output: node.shape)
      let readsHere = other.operation.reads(here, other.inputs.map { part.nodes[$0].shape }, output: other.shape)
      for (operand, (all, local)) in zip(node.inputs, zip(reads, readsHere)) {
        let expected = all.region.clipped(to: nodes[operand].shape)
        let found = local.region.clipped(to: part.nodes[operand].shape)
        let wanted = steps[operand].map { shift(expected, $0) } ?? expected
        guard wanted.axes == found.axes else { throw refusal(index, "reads other pixels in a part of the picture") }
      }
    }
  }
}
