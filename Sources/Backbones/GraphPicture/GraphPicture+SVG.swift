internal import BackbonesTensors

extension GraphPicture {
  /// The picture as SVG: layers from top to bottom, in columns side by side.
  public var svg: String {
    let cards = boxes.indices.map { Card(boxes[$0], title: title(of: $0)) }
    let layout = GraphLayout(self, sizes: cards.map { ($0.width, $0.height, $0.flagWidth) })
    let heading = "\(model), input \(Self.text(input))"
    let width = max(layout.width, Card.width(of: heading, 15) + 36)
    var lines = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width.short) \(layout.height.short)" \
      width="\(width.short)" height="\(layout.height.short)" font-family="Helvetica, Arial, sans-serif">
      <rect width="100%" height="100%" fill="#ffffff"/>
      <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
      <path d="M0 0.8 L8 4 L0 7.2 z" fill="#7b8794"/></marker></defs>
      <text x="18" y="28" font-size="15" font-weight="bold" fill="#1f2933">\(heading.escaped)</text>
      <text x="18" y="45" font-size="10" fill="#7b8794">\(totals.escaped)</text>
      """
    ]
    for part in layout.groups { lines.append(drawn(groups[part.group], in: part.frame)) }
    for (number, points) in layout.edges.enumerated() { lines.append(Self.path(points, sameColumn(number, layout))) }
    for (box, frame) in layout.boxes.enumerated() {
      let shapes = shapes(leaving: box)
      guard !shapes.isEmpty else { continue }
      let text = shapes.prefix(2).map(Self.text).joined(separator: ", ") + (shapes.count > 2 ? ", …" : "")
      let (x, y) = (frame.x + frame.width / 2 + 5, frame.y + frame.height + 12)
      lines.append("<text x=\"\(x.short)\" y=\"\(y.short)\" font-size=\"9\" fill=\"#52606d\">\(text)</text>")
    }
    for (card, frame) in zip(cards, layout.boxes) { lines.append(card.drawn(in: frame)) }
    return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  /// What the boxes are in all.
  var totals: String {
    let macs = boxes.reduce(0) { $0 + $1.macs }, parameters = boxes.reduce(0) { $0 + $1.parameters }
    return "\(Double(parameters).engineering()) parameters, \(Double(macs).engineering()) multiply-accumulates"
  }

  /// How often a box is there in each of its groups, where that is more than once.
  func times(_ box: Int) -> String {
    let others = groups.reduce(1) { $1.boxes.contains(box) ? $0 * $1.repeats : $0 }
    return boxes[box].repeats > others ? "  ×\(boxes[box].repeats / others)" : ""
  }

  /// The shapes of what others read of a box, each once.
  private func shapes(leaving box: Int) -> [[Int]] {
    var shapes: [[Int]] = []
    for shape in edges.filter({ $0.from == box }).flatMap(\.shapes) where !shapes.contains(shape) {
      shapes.append(shape)
    }
    return shapes
  }

  /// A box's name without the modules that all of the innermost group's boxes are in, but with one where a number is left.
  private func title(of box: Int) -> String {
    let path = boxes[box].name.split(separator: ".")
    let group = groups.last { $0.boxes.contains(box) }
    var dropped = group.map { $0.boxes.map { boxes[$0].name.split(separator: ".").dropLast() }.commonPrefix.count } ?? 0
    if dropped > 0, path[dropped].allSatisfy(\.isNumber) { dropped -= 1 }
    return path.dropFirst(dropped).joined(separator: ".") + times(box)
  }

  /// A shape without the batch.
  static func text(_ shape: [Int]) -> String { shape.dropFirst().map(String.init).joined(separator: "x") }

  private func sameColumn(_ edge: Int, _ layout: GraphLayout) -> Bool {
    layout.columnOfBox[edges[edge].from] == layout.columnOfBox[edges[edge].to]
  }

  /// A curve through the points of an edge, or straight lines with round corners from column to column.
  private static func path(_ points: [GraphLayout.Point], _ isCurve: Bool) -> String {
    guard let first = points.first else { return "" }
    var path = "M\(first.x.short) \(first.y.short)"
    for (a, b) in zip(points, points.dropFirst()) {
      let middle = ((a.y + b.y) / 2).short
      path +=
        isCurve && a.x != b.x
        ? " C\(a.x.short) \(middle) \(b.x.short) \(middle) \(b.x.short) \(b.y.short)"
        : " L\(b.x.short) \(b.y.short)"
    }
    let dashes = isCurve ? "" : " stroke-dasharray=\"5 3\" stroke-linejoin=\"round\""
    return
      "<path d=\"\(path)\" fill=\"none\" stroke=\"#9aa5b1\" stroke-width=\"1.3\"\(dashes) marker-end=\"url(#arrow)\"/>"
  }

  private func drawn(_ group: Group, in frame: GraphLayout.Rectangle) -> String {
    let isRepeated = group.repeats > 1
    let color = isRepeated ? "#b7791f" : "#9aa5b1"
    let name = group.name.escaped + (isRepeated ? "  ×\(group.repeats)" : "")
    return """
      <rect x="\(frame.x.short)" y="\(frame.y.short)" width="\(frame.width.short)" height="\(frame.height.short)" rx="7" \
      fill="\(isRepeated ? "#fdf6e3" : "#7b8794")" fill-opacity="\(isRepeated ? 0.8 : 0.07)" stroke="\(color)" \
      stroke-width="0.8"\(isRepeated ? " stroke-dasharray=\"4 2\"" : "")/>
      <text x="\((frame.x + 7).short)" y="\((frame.y + 12).short)" font-size="9.5" font-weight="bold" \
      fill="\(isRepeated ? "#975a16" : "#52606d")">\(name)</text>
      """
  }
}

/// A box with its texts.
private struct Card {
  let title: String, detail: String, taps: String
  let fill: String, stroke: String
  let repeats: Int
  let width: Double, height: Double

  /// The room that a flag takes beside a box.
  var flagWidth: Double { taps.isEmpty ? 0 : Card.width(of: taps, 9) + 8 }

  init(_ box: GraphPicture.Box, title: String) {
    self.title = title
    let macs = box.macs > 0 ? ["\(Double(box.macs).engineering()) MACs"] : []
    let what = box.operations.isEmpty ? ["\(box.nodes) operations"] : box.operations
    detail = (what + macs).joined(separator: " · ")
    taps = Self.joined(box.taps)
    repeats = box.repeats
    (fill, stroke) = Self.colors(box)
    height = 35
    width = max(Self.width(of: title, 11.5), Self.width(of: detail, 9)) + 18
  }

  /// About as wide as a text is.
  static func width(of text: String, _ size: Double) -> Double { Double(text.count) * size * 0.54 }

  /// Features that follow one another are told as a range.
  private static func joined(_ taps: [String]) -> String {
    let features = taps.filter { $0.hasPrefix("feature:") }.map { $0.dropFirst("feature:".count) }
    let rest = taps.filter { !$0.hasPrefix("feature:") }
    guard let first = features.first, let last = features.last else { return rest.joined(separator: ", ") }
    return (["feature:\(first)" + (features.count > 1 ? "…\(last)" : "")] + rest).joined(separator: ", ")
  }

  private static func colors(_ box: GraphPicture.Box) -> (fill: String, stroke: String) {
    switch box.kind {
    case let kind where kind.contains("convolution"): ("#e3effb", "#4a7fb5")
    case let kind where kind.contains("attention"): ("#fde8df", "#c8643c")
    case "linear": ("#ece6f7", "#7a5fb0")
    case let kind where kind.contains("pool"): ("#e2f4ea", "#3f9167")
    case "input": ("#1f2933", "#1f2933")
    default: ("#f1f3f5", "#7b8794")
    }
  }

  func drawn(in frame: GraphLayout.Rectangle) -> String {
    let middle = (frame.x + frame.width / 2).short
    let isDark = fill == "#1f2933"
    var text = """
      <rect x="\(frame.x.short)" y="\(frame.y.short)" width="\(frame.width.short)" height="\(frame.height.short)" rx="5" \
      fill="\(fill)" stroke="\(stroke)" stroke-width="1.2"/>
      <text x="\(middle)" y="\((frame.y + 15).short)" font-size="11.5" font-weight="bold" text-anchor="middle" \
      fill="\(isDark ? "#ffffff" : "#1f2933")">\(title.escaped)</text>
      <text x="\(middle)" y="\((frame.y + 28).short)" font-size="9" text-anchor="middle" \
      fill="\(isDark ? "#cbd2d9" : "#52606d")">\(detail.escaped)</text>
      """
    if !taps.isEmpty {
      let width = Card.width(of: taps, 9) + 12
      let (x, y) = (frame.x + frame.width - 6, frame.y - 7)
      text += """

        <rect x="\((x - 6).short)" y="\(y.short)" width="\(width.short)" height="14" rx="7" fill="#d64545"/>
        <text x="\(x.short)" y="\((y + 10).short)" font-size="9" fill="#ffffff">\(taps.escaped)</text>
        """
    }
    return text
  }
}

extension Double {
  /// With one digit behind the point, or none.
  fileprivate var short: String {
    let text = fixed(1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension String {
  /// As the text of an element.
  fileprivate var escaped: String {
    reduce(into: "") { text, character in
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      default: text.append(character)
      }
    }
  }
}
