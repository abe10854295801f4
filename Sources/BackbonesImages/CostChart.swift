internal import BackbonesCLibrary
public import BackbonesTensors

/// Shares, such as accuracies, over costs, which are on a logarithmic axis.
public struct CostChart: Sendable {
  /// A line of points, which are joined in the order of their costs.
  public struct Series: Sendable {
    /// Written in the legend.
    public var name: String
    /// Cost, above 0, and share, from 0 to 1, of each point.
    public var points: [(cost: Double, share: Double)]
    /// Series of one number have one colour.
    public var color: Int
    /// Whether points are squares with a hole.
    public var isHollow: Bool

    /// A line of points.
    public init(name: String, points: [(cost: Double, share: Double)], color: Int, isHollow: Bool) {
      (self.name, self.points, self.color, self.isHollow) = (name, points, color, isHollow)
    }
  }

  /// The lines.
  public var series: [Series]
  /// What the shares and the costs are.
  public var shareTitle: String, costTitle: String
  /// Shares that are shaded.
  public var band: ClosedRange<Double>?
  /// Points with a ring, and what is written beside each.
  public var marks: [(cost: Double, share: Double, caption: String)]

  /// A chart of some lines.
  public init(
    series: [Series], shareTitle: String, costTitle: String, band: ClosedRange<Double>? = nil,
    marks: [(cost: Double, share: Double, caption: String)] = []
  ) {
    (self.series, self.shareTitle, self.costTitle) = (series, shareTitle, costTitle)
    (self.band, self.marks) = (band, marks)
  }

  /// Draws it.
  ///
  /// - Throws: `BackboneError.invalidOption` where there is no point, or one whose cost is not above 0; `.environment` where the
  ///   machine has too little memory.
  public func draw() throws(BackboneError) -> RasterImage {
    let points = series.flatMap(\.points)
    guard !points.isEmpty, points.allSatisfy({ $0.cost > 0 && $0.cost.isFinite && $0.share.isFinite }) else {
      throw BackboneError(.invalidOption, "a chart of costs needs points whose costs are above 0")
    }
    let axes = Axes(points)
    var canvas = try Canvas(
      width: Axes.width, height: Axes.height + series.count * Axes.legendLine, PictureGrid.paper)
    if let band {
      let top = axes.y(band.upperBound)
      canvas.fill(
        x: Axes.left, y: top, width: Axes.plotWidth, height: max(axes.y(band.lowerBound) - top, 1),
        Color(red: 232, green: 236, blue: 224))
    }
    axes.draw(on: &canvas, shareTitle, costTitle)
    for (index, one) in series.enumerated() {
      let color = Self.colors[one.color % Self.colors.count]
      let places = one.points.sorted { $0.cost < $1.cost }.map { (axes.x($0.cost), axes.y($0.share)) }
      for (from, to) in zip(places, places.dropFirst()) {
        canvas.line(from: from, to: to, isDotted: one.isHollow, color)
      }
      for place in places { canvas.square(place, isHollow: one.isHollow, color) }
      let y = Axes.height + index * Axes.legendLine
      canvas.square((Axes.left + 6, y + 8), isHollow: one.isHollow, color)
      canvas.write(one.name, x: Axes.left + 22, y: y, scale: 2, PictureGrid.ink)
    }
    for mark in marks {
      let (x, y) = (axes.x(mark.cost), axes.y(mark.share))
      canvas.ring(x, y, PictureGrid.ink)
      // Inside the plot, beside the ring or at its other side.
      let width = mark.caption.count * 2 * PixelFont.advance
      let fits = x + 16 + width < Axes.width
      canvas.write(
        mark.caption, x: fits ? x + 16 : max(x - 16 - width, 4), y: y + 10, scale: 2, PictureGrid.ink)
    }
    return try canvas.image
  }

  private static let colors = [
    Color(red: 31, green: 119, blue: 180), Color(red: 214, green: 96, blue: 20), Color(red: 44, green: 140, blue: 44),
    Color(red: 190, green: 40, blue: 60), Color(red: 120, green: 90, blue: 180), Color(red: 120, green: 80, blue: 70),
  ]
}

/// Where costs and shares lie.
private struct Axes {
  static let width = 960, height = 560, legendLine = 24
  static let left = 90, top = 60, plotWidth = 840, plotHeight = 420

  /// Decimal logarithms of the costs at both ends.
  private let low, high: Double
  /// The share at the foot.
  private let least: Double

  init(_ points: [(cost: Double, share: Double)]) {
    let logarithms = points.map { log10($0.cost) }
    let margin = max((logarithms.max()! - logarithms.min()!) * 0.06, 0.05)
    (low, high) = (logarithms.min()! - margin, logarithms.max()! + margin)
    least = max(0, ((points.map(\.share).min()! * 10).rounded(.down) - 1) / 10)
  }

  func x(_ cost: Double) -> Int {
    Self.left + Int(((log10(cost) - low) / (high - low) * Double(Self.plotWidth)).rounded())
  }

  func y(_ share: Double) -> Int {
    Self.top + Int(((1 - min(share, 1)) / max(1 - least, 0.1) * Double(Self.plotHeight)).rounded())
  }

  func draw(on canvas: inout Canvas, _ shareTitle: String, _ costTitle: String) {
    let steps = Int(((1 - least) * 10).rounded())
    for step in 0...steps {
      let share = least + Double(step) / 10
      canvas.fill(x: Self.left, y: y(share), width: Self.plotWidth, height: 1, PictureGrid.frame)
      let text = "\(Int((share * 100).rounded()))%"
      canvas.write(
        text, x: Self.left - 10 - text.count * 2 * PixelFont.advance, y: y(share) - 7, scale: 2, PictureGrid.ink)
    }
    for power in Int(low.rounded(.down))...Int(high.rounded(.up)) {
      for digit in [1.0, 2, 5] {
        let cost = digit * pow(10, Double(power))
        guard (low...high).contains(log10(cost)) else { continue }
        canvas.fill(x: x(cost), y: Self.top, width: 1, height: Self.plotHeight, PictureGrid.frame)
        let text = "\(Int(digit))e\(power)"
        canvas.write(
          text, x: x(cost) - text.count * PixelFont.advance, y: Self.top + Self.plotHeight + 10, scale: 2,
          PictureGrid.ink)
      }
    }
    canvas.write(shareTitle, x: Self.left, y: Self.top - 34, scale: 2, PictureGrid.ink)
    canvas.write(
      costTitle, x: Self.left + Self.plotWidth - costTitle.count * 2 * PixelFont.advance,
      y: Self.top + Self.plotHeight + 38, scale: 2, PictureGrid.ink)
  }

}

extension Canvas {
  fileprivate mutating func square(_ place: (x: Int, y: Int), isHollow: Bool, _ color: Color) {
    fill(x: place.x - 5, y: place.y - 5, width: 11, height: 11, color)
    if isHollow { fill(x: place.x - 3, y: place.y - 3, width: 7, height: 7, PictureGrid.paper) }
  }

  fileprivate mutating func line(
    from: (x: Int, y: Int), to: (x: Int, y: Int), isDotted: Bool, _ color: Color
  ) {
    let steps = max(abs(to.x - from.x), abs(to.y - from.y), 1)
    for step in 0...steps where !isDotted || step / 4 % 2 == 0 {
      fill(
        x: from.x + (to.x - from.x) * step / steps, y: from.y + (to.y - from.y) * step / steps, width: 2, height: 2,
        color)
    }
  }

  /// A square ring around a point.
  fileprivate mutating func ring(_ x: Int, _ y: Int, _ color: Color) {
    for (dx, dy, width, height) in [(-10, -10, 21, 2), (-10, 9, 21, 2), (-10, -10, 2, 21), (9, -10, 2, 21)] {
      fill(x: x + dx, y: y + dy, width: width, height: height, color)
    }
  }
}
