/// Where boxes and edges lie: in layers, from top to bottom, and in columns side by side, so that a page holds them.
///
/// Sugiyama's method (1981): each box is a layer below the last that it reads, long edges pass through a place in each layer
/// between, places are ordered by their neighbours' means, and then moved towards them as far as there is room.
struct GraphLayout {
  struct Point {
    var x: Double, y: Double
  }
  struct Rectangle {
    var x: Double, y: Double, width: Double, height: Double

    /// Whether a point is inside.
    func contains(_ point: Point) -> Bool {
      (x...x + width).contains(point.x) && (y...y + height).contains(point.y)
    }
  }

  private(set) var width = 0.0
  private(set) var height = 0.0
  /// A rectangle for each box.
  private(set) var boxes: [Rectangle] = []
  /// For each edge the points through which it goes; the first and last are at boxes.
  var edges: [[Point]] = []
  /// The column of each box.
  private(set) var columnOfBox: [Int] = []
  /// Parts of groups, one for each column that a group is in.
  var groups: [(group: Int, frame: Rectangle)] = []

  static let gap = 30.0
  static let groupHead = 17.0
  private static let between = 26.0
  private static let margin = 18.0
  /// The room for the title, and for edges that enter a column.
  private static let head = 96.0
  /// A split group is as bad as a column longer by this.
  static let splitCost = 70.0
  /// About as wide as a column becomes.
  private static let column = 300.0
  /// Width over height of a page.
  private static let page = 1.3

  private struct Place {
    /// The box, or nil where an edge passes.
    var box: Int?
    var width: Double
    var x = 0.0
  }

  let picture: GraphPicture
  let sizes: [(width: Double, height: Double, overhang: Double)]
  var layerOfBox: [Int] = []
  /// The boxes of a longest path.
  private var mainPath: Set<Int> = []

  /// - Parameter sizes: of the boxes, and how far a flag reaches beyond each.
  init(_ picture: GraphPicture, sizes: [(width: Double, height: Double, overhang: Double)]) {
    (self.picture, self.sizes) = (picture, sizes)
    boxes = sizes.map { Rectangle(x: 0, y: 0, width: $0.width, height: $0.height) }
    edges = picture.edges.map { _ in [] }
    layerOfBox = Self.layers(picture)
    mainPath = Self.longestPath(picture, layerOfBox)
    columnOfBox = layerOfBox.map { _ in 0 }
    let tops = layerTops()
    var best: (measure: Double, cuts: [Int]) = (.infinity, [])
    for columns in 1...8 {
      let cuts = self.cuts(columns, tops)
      let tallest = zip([0] + cuts, cuts + [tops.count - 1]).map { tops[$1] - tops[$0] }.max() ?? 0
      // How much the page must be shrunk.
      let measure = max(Double(cuts.count + 1) * Self.column / Self.page, tallest + Self.head)
      if measure < best.measure { best = (measure, cuts) }
    }
    place(cuts: best.cuts)
  }

  private static func layers(_ picture: GraphPicture) -> [Int] {
    var layers = picture.boxes.map { _ in 0 }
    // Boxes are in topological order, but for modules whose nodes lie apart: what these read of later boxes is left out.
    for edge in picture.edges.sorted(by: { $0.from < $1.from }) where edge.from < edge.to {
      layers[edge.to] = max(layers[edge.to], layers[edge.from] + 1)
    }
    return layers
  }

  private static func longestPath(_ picture: GraphPicture, _ layers: [Int]) -> Set<Int> {
    guard var box = layers.indices.max(by: { layers[$0] < layers[$1] }) else { return [] }
    var path: Set = [box]
    while let edge = picture.edges.first(where: { $0.to == box && layers[$0.from] == layers[box] - 1 }) {
      box = edge.from
      path.insert(box)
    }
    return path
  }
}

extension GraphLayout {
  /// The room between layers: more where groups begin or end. The top of each layer, and the end of the last.
  private func layerTops() -> [Double] {
    let count = (layerOfBox.max() ?? -1) + 1
    var tops = [0.0]
    for layer in 0..<count {
      let tallest = layerOfBox.indices.filter { layerOfBox[$0] == layer }.map { sizes[$0].height }.max() ?? 0
      tops.append(tops[layer] + tallest + room(below: layer))
    }
    return tops
  }

  private func room(below layer: Int) -> Double {
    var (begin, end) = (0, 0)
    for group in picture.groups {
      let layers = group.boxes.map { layerOfBox[$0] }
      if layers.min() == layer + 1 { begin += 1 }
      if layers.max() == layer { end += 1 }
    }
    return Self.gap + Double(begin) * Self.groupHead + Double(end) * 7
  }

  /// Places all boxes, a column at a time.
  private mutating func place(cuts: [Int]) {
    let count = (layerOfBox.max() ?? -1) + 1
    for (column, range) in zip([0] + cuts, cuts + [count]).enumerated() {
      for box in layerOfBox.indices where (range.0..<range.1).contains(layerOfBox[box]) { columnOfBox[box] = column }
    }
    var left = Self.margin
    for (column, range) in zip([0] + cuts, cuts + [count]).enumerated() {
      let right = placeColumn(column, range.0..<range.1, left: left)
      left = right + Self.between + 24
    }
    width = left - Self.between - 24 + Self.margin
    height = (boxes.map { $0.y + $0.height } + groups.map { $0.frame.y + $0.frame.height }).max() ?? 0
    // Edges to the next column go below its last box.
    height += Self.margin + 16
    connectColumns()
  }

  /// Places a column's boxes, edges and groups right of `left`, and says where they end.
  private mutating func placeColumn(_ column: Int, _ layers: Range<Int>, left: Double) -> Double {
    var places: [Place] = []
    var rows = layers.map { _ in [Int]() }
    var placeOfBox: [Int: Int] = [:]
    for box in boxes.indices where columnOfBox[box] == column {
      placeOfBox[box] = places.count
      rows[layerOfBox[box] - layers.lowerBound].append(places.count)
      places.append(Place(box: box, width: sizes[box].width))
    }
    // Each edge as the places through which it goes.
    var routes: [(edge: Int, places: [Int])] = []
    for (number, edge) in picture.edges.enumerated() {
      guard let from = placeOfBox[edge.from], let to = placeOfBox[edge.to], layerOfBox[edge.from] < layerOfBox[edge.to]
      else { continue }
      var route = [from]
      for layer in layerOfBox[edge.from] + 1..<layerOfBox[edge.to] {
        rows[layer - layers.lowerBound].append(places.count)
        route.append(places.count)
        places.append(Place(box: nil, width: 10))
      }
      routes.append((number, route + [to]))
    }
    order(&rows, routes.map(\.places), places)
    align(rows, routes.map(\.places), &places)

    let start = places.map { $0.x - $0.width / 2 }.min() ?? 0
    var y =
      Self.head + Double(
        picture.groups.filter { group in
          group.boxes.contains { columnOfBox[$0] == column && layerOfBox[$0] == layers.lowerBound }
        }.count) * Self.groupHead
    let nesting = Double(deepestNesting) * 7 + 4
    let center: [Double] = places.map { $0.x - start + left + nesting }
    var middle = [Double](repeating: 0, count: places.count)
    for (number, row) in rows.enumerated() {
      let tallest = row.compactMap { places[$0].box.map { sizes[$0].height } }.max() ?? 0
      for place in row {
        middle[place] = y + tallest / 2
        if let box = places[place].box {
          boxes[box].x = center[place] - sizes[box].width / 2
          boxes[box].y = y + (tallest - sizes[box].height) / 2
        }
      }
      y += tallest + room(below: layers.lowerBound + number)
    }
    for (edge, route) in routes {
      var points = route.map { Point(x: center[$0], y: middle[$0]) }
      let (from, to) = (boxes[picture.edges[edge].from], boxes[picture.edges[edge].to])
      points[0].y = from.y + from.height
      points[points.count - 1].y = to.y
      edges[edge] = points
    }
    let right = frameGroups(
      column,
      passing: zip(places, zip(center, middle)).filter { $0.0.box == nil }.map {
        Point(x: $0.1.0, y: $0.1.1)
      })
    let ends = zip(places, center).map { $1 + $0.width / 2 + ($0.box.map { sizes[$0].overhang } ?? 0) }
    return max(ends.max() ?? left, right)
  }

  /// Rows in which neighbours of connected places lie near each other.
  private func order(_ rows: inout [[Int]], _ routes: [[Int]], _ places: [Place]) {
    var (above, below) = ([Int: [Int]](), [Int: [Int]]())
    for route in routes {
      for (a, b) in zip(route, route.dropFirst()) {
        below[a, default: []].append(b)
        above[b, default: []].append(a)
      }
    }
    var rank = [Double](repeating: 0, count: places.count)
    func number(_ row: [Int]) {
      for (index, place) in row.enumerated() { rank[place] = Double(index) - Double(row.count - 1) / 2 }
    }
    for row in rows { number(row) }
    for sweep in 0..<12 {
      let isDown = sweep % 2 == 0
      for index in isDown ? Array(rows.indices) : rows.indices.reversed() {
        let neighbours = isDown ? above : below
        func mean(_ place: Int) -> Double {
          guard let near = neighbours[place], !near.isEmpty else { return rank[place] }
          // Where it is all the same, edges pass at the right.
          return near.reduce(0) { $0 + rank[$1] } / Double(near.count) + (places[place].box == nil ? 0.25 : 0)
        }
        let means = rows[index].map(mean)
        rows[index] = rows[index].indices.sorted { (means[$0], $0) < (means[$1], $1) }.map { rows[index][$0] }
        number(rows[index])
      }
    }
  }

  /// Moves places towards those above and below in turns. The main path is straight; edges that pass do not pull at boxes.
  private func align(_ rows: [[Int]], _ routes: [[Int]], _ places: inout [Place]) {
    var (above, below) = ([Int: [Int]](), [Int: [Int]]())
    for route in routes {
      for (a, b) in zip(route, route.dropFirst()) {
        below[a, default: []].append(b)
        above[b, default: []].append(a)
      }
    }
    for row in rows { settle(row, wanted: row.map { _ in 0 }, &places) }
    for sweep in 0..<16 {
      let isDown = sweep % 2 == 0
      for index in isDown ? Array(rows.indices) : rows.indices.reversed() {
        let wanted = rows[index].map { place -> Double in
          if let box = places[place].box, mainPath.contains(box) { return 0 }
          let near = (isDown ? above : below)[place] ?? []
          let boxes = near.filter { places[$0].box != nil }
          let pulling = boxes.isEmpty || places[place].box == nil ? near : boxes
          return pulling.isEmpty ? places[place].x : pulling.reduce(0) { $0 + places[$1].x } / Double(pulling.count)
        }
        settle(rows[index], wanted: wanted, &places)
      }
    }
  }

  /// Gives a row's places the positions nearest to those wanted at which none overlaps (pool adjacent violators).
  private func settle(_ row: [Int], wanted: [Double], _ places: inout [Place]) {
    var offset = 0.0
    var offsets: [Double] = []
    for (index, place) in row.enumerated() {
      if index > 0 { offset += (places[row[index - 1]].width + places[place].width) / 2 + Self.between }
      offsets.append(offset)
    }
    var blocks: [(sum: Double, weight: Double, count: Int)] = []
    for (index, place) in row.enumerated() {
      let weight = places[place].box.map { mainPath.contains($0) ? 1000.0 : 4 } ?? 1
      var block = (sum: (wanted[index] - offsets[index]) * weight, weight: weight, count: 1)
      while let last = blocks.last, last.sum / last.weight > block.sum / block.weight {
        blocks.removeLast()
        block = (last.sum + block.sum, last.weight + block.weight, last.count + block.count)
      }
      blocks.append(block)
    }
    var index = 0
    for block in blocks {
      for _ in 0..<block.count {
        places[row[index]].x = block.sum / block.weight + offsets[index]
        index += 1
      }
    }
  }
}
