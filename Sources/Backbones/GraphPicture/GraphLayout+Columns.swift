// Where columns begin, the frames of groups, and what goes from column to column.
extension GraphLayout {
  /// Column breaks: layers to which a single value comes from above. They are chosen for a short tallest column, and few split
  /// groups.
  func cuts(_ columns: Int, _ tops: [Double]) -> [Int] {
    let count = tops.count - 1
    // Edges of one box with one shape are one value.
    var lastReader: [[Int]: Int] = [:]
    for edge in picture.edges where layerOfBox[edge.from] < layerOfBox[edge.to] {
      let value = [edge.from] + edge.shapes.flatMap(\.self)
      lastReader[value] = max(lastReader[value] ?? 0, layerOfBox[edge.to])
    }
    var crossing = [Int](repeating: 0, count: count + 1)
    for (value, last) in lastReader {
      for layer in layerOfBox[value[0]] + 1...last { crossing[layer] += 1 }
    }
    var splits = [Int](repeating: 0, count: count + 1)
    for group in picture.groups {
      let layers = group.boxes.map { layerOfBox[$0] }
      for layer in layers.min()! + 1..<layers.max()! + 1 { splits[layer] += 1 }
    }
    let ends = (1..<max(count, 1)).filter { crossing[$0] == 1 } + [count]
    // The best cuts for what is above each end, a column more in each round.
    var best: [Int: (tallest: Double, splits: Int, cuts: [Int])] = [0: (0, 0, [])]
    for _ in 0..<columns {
      var next: [Int: (tallest: Double, splits: Int, cuts: [Int])] = [:]
      for end in ends {
        for (start, known) in best.sorted(by: { $0.key < $1.key }) where start < end {
          let tallest = max(known.tallest, tops[end] - tops[start])
          let split = known.splits + (start > 0 ? splits[start] : 0)
          let isBetter = next[end].map {
            tallest + Double(split) * Self.splitCost < $0.tallest + Double($0.splits) * Self.splitCost
          }
          if isBetter ?? true { next[end] = (tallest, split, start > 0 ? known.cuts + [start] : []) }
        }
      }
      best = next
    }
    return best[count]?.cuts ?? []
  }

  var deepestNesting: Int {
    boxes.indices.map { box in picture.groups.filter { $0.boxes.contains(box) }.count }.max() ?? 0
  }

  /// How many groups are inside one, at most.
  private func inside(_ group: Int) -> Int {
    let own = Set(picture.groups[group].boxes)
    let inner = picture.groups.indices.filter { $0 > group && own.isSuperset(of: picture.groups[$0].boxes) }
    return inner.map { inside($0) + 1 }.max() ?? 0
  }

  /// Frames around the parts of groups in a column, where nothing else is in them. Says where the last ends.
  mutating func frameGroups(_ column: Int, passing: [Point]) -> Double {
    var right = 0.0
    for (number, group) in picture.groups.enumerated() {
      let own = group.boxes.filter { columnOfBox[$0] == column }
      guard !own.isEmpty else { continue }
      let pad = 7 + Double(inside(number)) * 7
      let x = own.map { boxes[$0].x }.min()! - pad
      let y = own.map { boxes[$0].y }.min()! - 5 - Self.groupHead * Double(inside(number) + 1) + 4
      var end = own.map { boxes[$0].x + boxes[$0].width }.max()! + pad
      let bottom = own.map { boxes[$0].y + boxes[$0].height }.max()! + 5 + Double(inside(number)) * 7
      // Edges that pass beside the boxes are within.
      for point in passing where (y...bottom).contains(point.y) { end = max(end, point.x + pad) }
      let frame = Rectangle(x: x, y: y, width: end - x, height: bottom - y)
      let strangers = boxes.indices.filter { columnOfBox[$0] == column && !group.boxes.contains($0) }
      guard
        !strangers.contains(where: { box in
          frame.contains(Point(x: boxes[box].x + boxes[box].width / 2, y: boxes[box].y + boxes[box].height / 2))
        })
      else { continue }
      groups.append((number, frame))
      right = max(right, end)
    }
    return right
  }

  /// Edges from the end of a column to the beginning of the next, through the room between them.
  mutating func connectColumns() {
    for (number, edge) in picture.edges.enumerated() where edges[number].isEmpty {
      let (from, to) = (boxes[edge.from], boxes[edge.to])
      let start = Point(x: from.x + from.width / 2, y: from.y + from.height)
      let end = Point(x: to.x + to.width / 2, y: to.y)
      guard columnOfBox[edge.from] < columnOfBox[edge.to] else {
        edges[number] = [start, end]
        continue
      }
      let column = columnOfBox[edge.to]
      let left =
        (boxes.indices.filter { columnOfBox[$0] == column }.map { boxes[$0].x }
        + groups.filter { part in picture.groups[part.group].boxes.contains { columnOfBox[$0] == column } }
        .map(\.frame.x).filter { $0 > start.x }).min() ?? end.x
      let gutter = left - 16
      edges[number] = [
        start, Point(x: start.x, y: start.y + 20), Point(x: gutter, y: start.y + 20),
        Point(x: gutter, y: end.y - 40), Point(x: end.x, y: end.y - 40), end,
      ]
    }
  }
}
