internal import BackbonesTensors

/// What a value of a graph depends on, element by element, back to the image.
package struct Dependence: Sendable {
  private let graph: Graph
  private let node: Int
  private let image: Int
  private let positions: PositionalAxes
  /// The nodes between the image and the value, without the image, the last first.
  private let between: [Int]

  /// The dependence of a node's value on the graph's image.
  package init(of node: Int, in graph: Graph) {
    (self.graph, self.node) = (graph, node)
    image = graph.marks[.image]!
    positions = PositionalAxes(graph, image: image)
    var needed: Set = [node]
    for index in graph.nodes.indices.reversed() where needed.contains(index) && index != image {
      needed.formUnion(graph.nodes[index].inputs)
    }
    between = needed.filter { [positions, image] in positions.dependsOnImage($0) && $0 != image }.sorted(by: >)
  }

  /// How far what is read is followed.
  package enum Extent: Sendable {
    /// To the borders of maps: what elements are read.
    case bordered
    /// As if maps were continued beyond their borders.
    case continued
    /// The same without what joins all positions, such as attention and global pools.
    case local
  }

  /// What elements of each node some elements of the value depend on; nil for a node of which none.
  package func reads(_ region: Region, _ extent: Extent) -> [Region?] {
    var regions = [Region?](repeating: nil, count: graph.nodes.count)
    regions[node] = region
    for index in between {
      guard let region = regions[index], !region.isEmpty else { continue }
      let node = graph.nodes[index]
      let reads = node.operation.reads(region, node.inputs.map { graph.nodes[$0].shape }, output: node.shape)
      for (operand, read) in zip(node.inputs, reads) where positions.dependsOnImage(operand) {
        let joins = read.joined.contains { !positions.sides(of: operand, $0).isEmpty }
        guard var region = extent == .local && joins ? read.local : read.region else { continue }
        if extent == .bordered { region = region.clipped(to: graph.nodes[operand].shape) }
        if region.isEmpty { continue }
        if regions[operand]?.formUnion(region) == nil { regions[operand] = region }
      }
    }
    return regions
  }

  /// The elements of the image that some elements of the value depend on; nil for none.
  package func image(_ region: Region, _ extent: Extent) -> Region? { reads(region, extent)[image] }

  /// The nodes that join all positions along a side of the image, first ones first: attention, global pools.
  package func joints(along side: ImageSide) -> [Int] {
    between.reversed().filter { index in
      let node = graph.nodes[index]
      let reads = node.operation.reads(
        Region(allOf: node.shape), node.inputs.map { graph.nodes[$0].shape }, output: node.shape)
      return zip(node.inputs, reads).contains { operand, read in
        read.joined.contains { positions.sides(of: operand, $0).contains(side) }
      }
    }
  }
}
