internal import BackbonesGraphs
internal import BackbonesTensors

/// NASNet: Zoph et al. 2017 (arXiv:1707.07012), two searched cells repeated. Each takes the outputs of the two cells before
/// it. timm 1.0.31, `models/nasnet.py`.
struct NASNet: Architecture, Family, Hashable {
  static let module = "nasnet"

  /// timm's name of the first convolution.
  var stem: String
  /// Channels of a cell's operations in the first stage; the cells of the stem have a quarter and a half.
  var width: Int
  /// Cells of a stage.
  var depth: Int
  var normal: SearchedCell
  var reduction: SearchedCell
  /// Whether a stage's reduction is a cell beside those of the stage, or the first of them.
  var reducesApart = false

  static let variants = Variants<NASNet> { table in
    table["nasnetalarge"] = NASNet(
      stem: "conv0", width: 168, depth: 6, normal: normalA, reduction: reductionA, reducesApart: true)
  }

  private static let normalA = SearchedCell(
    sums: [
      .init(.separable(5, .current), .separable(3, .previous)),
      .init(.separable(5, .previous), .separable(3, .previous)),
      .init(.mean(.current), .identity(.previous)),
      .init(.mean(.previous), .mean(.previous)),
      .init(.separable(3, .current), .identity(.current)),
    ],
    joined: [.previous, .sum(0), .sum(1), .sum(2), .sum(3), .sum(4)])

  private static let reductionA = SearchedCell(
    sums: [
      .init(.separable(5, .current), .separable(7, .previous)),
      .init(.maximum(.current), .separable(7, .previous)),
      .init(.mean(.current), .separable(5, .previous)),
      .init(.identity(.sum(1)), .mean(.sum(0))),
      .init(.separable(3, .sum(0)), .maximum(.current)),
    ],
    joined: [.sum(1), .sum(2), .sum(3), .sum(4)])

  /// Dilation cannot stand in for factorized reductions, which take every second pixel of two places.
  var takesOutputStride: Bool { false }

  /// A cell by timm's name.
  private struct Cell {
    var name: String
    var width: Int
    var halves = false
    /// Whether the next cell takes this one's previous map for its own.
    var keepsPrevious = false
  }

  private var cells: [Cell] {
    let stages = (0..<3).flatMap { stage in
      let reduction = Cell(
        name: "reduction_cell_\(stage - 1)", width: width << stage, halves: true, keepsPrevious: true)
      let cells = (0..<depth).map { index in
        Cell(
          name: "cell_\(stage * depth + index)", width: width << stage,
          halves: stage > 0 && index == 0 && !reducesApart)
      }
      return stage > 0 && reducesApart ? [reduction] + cells : cells
    }
    return (0..<2).map { Cell(name: "cell_stem_\($0)", width: (width / 4) << $0, halves: true) } + stages
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    var x = (g / stem).convNormAct(
      image, 96, kernel: 3, stride: 2, padding: .none, norm: SearchedCell.norm, activation: .identity)
    (g / stem).feature(x)
    /// The activation of the map before `x`.
    var before: Value?
    for cell in cells {
      let c = g / cell.name
      let entrance = c / "conv_1x1"
      let activated = (entrance / "act").act(x)
      // A level is the activation that the next resolution's cell begins with.
      if before != nil && cell.halves { (entrance / "act").feature(activated) }
      let current = entrance.convNormAct(activated, cell.width, norm: SearchedCell.norm, activation: .identity)
      let previous = before.map { buildPrevious($0, like: activated, cell.width, in: c) } ?? x
      x = (cell.halves ? reduction : normal)(previous: previous, current: current, stride: cell.halves ? 2 : 1, in: c)
      if !cell.keepsPrevious { before = activated }
    }
    x = (g / "act").act(x)
    (g / "act").feature(x)
    g.hidden(x)
    g.classifierHead(x, head, classifier: g / "last_linear")
  }

  /// The map before the last one, activated, at the last one's resolution and with the cell's channels.
  private func buildPrevious(_ x: Value, like last: Value, _ width: Int, in g: Scope) -> Value {
    let entrance = g / "conv_prev_1x1"
    guard x.reduction != last.reduction else {
      (entrance / "act").output(x)
      return entrance.convNormAct(x, width, norm: SearchedCell.norm, activation: .identity)
    }
    // NASNet's cells have the modules of this in themselves.
    let reduction = reducesApart ? g : entrance
    (reduction / "act").output(x)
    let reduced = reduction.factorizedReduction(x, width)
    return reducesApart ? reduced : entrance.output(reduced)
  }
}
