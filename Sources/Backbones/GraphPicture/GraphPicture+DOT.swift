internal import BackbonesTensors

extension GraphPicture {
  /// The picture for Graphviz: `dot -Tsvg`.
  public var dot: String {
    var lines = [
      "digraph \(quoted(model)) {",
      "  label=\(quoted("\(model), input \(Self.text(input)): \(totals)")); labelloc=t; rankdir=TB",
      "  node [shape=box, style=rounded, fontname=Helvetica]; edge [fontname=Helvetica, fontsize=10]",
    ]
    appendGroups(Array(groups.indices), inside: Array(boxes.indices), indent: "  ", to: &lines)
    for edge in edges {
      let label = edge.shapes.map(Self.text).joined(separator: "\\n")
      lines.append("  \(edge.from) -> \(edge.to) [label=\"\(label)\"]")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  /// The boxes of a cluster: groups inside it, then those that are in none.
  private func appendGroups(_ candidates: [Int], inside outer: [Int], indent: String, to lines: inout [String]) {
    var open = Set(outer)
    for number in candidates where open.isSuperset(of: groups[number].boxes) {
      let group = groups[number]
      open.subtract(group.boxes)
      let label = group.repeats > 1 ? "\(group.name)  ×\(group.repeats)" : group.name
      lines.append("\(indent)subgraph cluster_\(number) {")
      lines.append("\(indent)  label=\(quoted(label)); style=\(group.repeats > 1 ? "dashed" : "rounded")")
      let inner = candidates.filter { $0 > number && Set(group.boxes).isSuperset(of: groups[$0].boxes) }
      appendGroups(inner, inside: group.boxes, indent: indent + "  ", to: &lines)
      lines.append("\(indent)}")
    }
    for box in outer where open.contains(box) {
      let card = boxes[box]
      var label = [card.name + times(box)]
      label.append(card.operations.isEmpty ? "\(card.nodes) operations" : card.operations.joined(separator: ", "))
      if card.macs > 0 { label.append("\(Double(card.macs).engineering()) MACs") }
      if !card.taps.isEmpty { label.append(card.taps.joined(separator: ", ")) }
      let text = label.map { quoted($0).dropFirst().dropLast() }.joined(separator: "\\n")
      lines.append("\(indent)\(box) [label=\"\(text)\"\(card.taps.isEmpty ? "" : ", color=red")]")
    }
  }

  /// A string of the DOT language.
  private func quoted(_ text: String) -> String {
    "\"" + text.reduce(into: "") { $0 += $1 == "\"" || $1 == "\\" ? "\\\($1)" : String($1) } + "\""
  }
}
