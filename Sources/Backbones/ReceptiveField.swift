public import BackbonesModels
public import BackbonesGraphs
public import BackbonesTensors

/// Which pixels of a network's input the cells of an output depend on, along each side of the image.
///
/// Found by following each cell through the graph, so exact for weights of which none is 0: of every line and column. A cell of
/// a map is one of its pixels with all channels, one of tokens a token; all else is one cell.
public struct ReceptiveField: Sendable, Hashable, Encodable {
  /// The output.
  public let output: String
  /// Its shape, as users meet it: maps `[N, C, H, W]`, tokens `[N, L, C]`.
  public let shape: [Int]
  /// Along the image's lines, from top to bottom.
  public let lines: Side
  /// Along its columns.
  public let columns: Side
  /// Whether each of the pixels counts; else they are an upper bound, since positions moved through shapes that know no lines
  /// and columns.
  public let isExact: Bool

  /// What the cells depend on along one side of the image.
  public struct Side: Sendable, Hashable, Encodable {
    /// Pixels of the input along this side.
    public let pixels: Int
    /// The global layers, such as attention and global pools: each reads a whole map. Empty where fields are finite.
    public let joinedBy: [String]
    /// Pixels from a cell's first to its last, borders included: the least and the most of all cells. Where layers join all positions,
    /// without these; 0 where nothing is left.
    public let smallest: Int, largest: Int
    /// Pixels from a cell's first to that of the next; nil where cells are not alike.
    public let stride: Int?
    /// The first cell's first pixel, below 0 where it lies in the border; nil where cells are not alike.
    public let offset: Int?
    /// The pixels that each cell depends on, from the first of them on to before the last number; all layers count.
    public let cells: [Range<Int>]

    /// Pixels from a cell's first to its last, the most of all cells; nil for infinitely many.
    public var size: Int? { joinedBy.isEmpty ? largest : nil }

    /// The middle of the first cell's field, in pixels from the input's edge: 0.5 is that of the first pixel. That of the cell
    /// `i` is `i * stride` further on. Nil where cells are not alike.
    public var centre: Double? { offset.map { Double($0) + Double(largest) / 2 } }

    private enum CodingKeys: String, CodingKey {
      case pixels, size, joinedBy, smallest, largest, stride, offset, centre, cells
    }

    /// Writes `size` as null where it is infinite.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(pixels, forKey: .pixels)
      try container.encode(size, forKey: .size)
      try container.encode(joinedBy, forKey: .joinedBy)
      try container.encode(smallest, forKey: .smallest)
      try container.encode(largest, forKey: .largest)
      try container.encode(stride, forKey: .stride)
      try container.encode(offset, forKey: .offset)
      try container.encode(centre, forKey: .centre)
      try container.encode(cells.map { [$0.lowerBound, $0.upperBound] }, forKey: .cells)
    }
  }

  /// The fields of the cells of an output.
  init(of name: OutputName, in graph: Graph) throws(BackboneError) {
    let selection = try Selection([name], of: graph)
    let node = selection.outputs[0].node
    let shape = graph.nodes[node].shape
    let dependence = Dependence(of: node, in: graph)
    let joints = ImageSide.allCases.map { dependence.joints(along: $0) }
    let usual: Dependence.Extent = joints.allSatisfy(\.isEmpty) ? .continued : .local
    // Lines and columns do not depend on each other, so that one cell serves for both.
    let cells = (0..<max(shape.cells.height, shape.cells.width)).map { index in
      let cell = shape.cell(min(index, shape.cells.height - 1), min(index, shape.cells.width - 1))
      return (all: dependence.image(cell, .bordered), near: dependence.image(cell, usual))
    }
    output = name.description
    self.shape = shape.channelsFirst.dimensions
    isExact = cells.allSatisfy { $0.all?.isExact != false }
    func side(_ axis: Int, _ count: Int) -> Side {
      let cells = cells.prefix(count)
      func range(_ region: Region?) -> Range<Int> { region?.axes[axis].hull ?? 0..<0 }
      let near = cells.map { range($0.near) }
      let (sizes, stride) = (near.map(\.count), near.count > 1 ? near[1].lowerBound - near[0].lowerBound : 0)
      let isRegular =
        !near[0].isEmpty && (near.count == 1 || stride > 0)
        && zip(near, near.dropFirst()).allSatisfy {
          $1.lowerBound - $0.lowerBound == stride && $0.count == $1.count
        }
      // What ends at borders has no size that does not depend on them.
      let shown = isRegular ? sizes : cells.map { range($0.all).count }
      let joined = joints[axis - 1].map { graph.nodes[$0].name }
      return Side(
        pixels: graph.nodes[selection.input].shape[axis], joinedBy: joined,
        smallest: (joined.isEmpty ? shown : sizes).min()!, largest: (joined.isEmpty ? shown : sizes).max()!,
        stride: isRegular && near.count > 1 ? stride : nil, offset: isRegular ? near[0].lowerBound : nil,
        cells: cells.map { range($0.all) })
    }
    lines = side(1, shape.cells.height)
    columns = side(2, shape.rank == 4 ? shape.cells.width : shape.cells.height)
  }
}

/// The pixels of a network's input that one cell of an output depends on.
public struct ReceptivePixels: Sendable, Hashable {
  /// Lines and columns, all layers counted.
  public let lines: Range<Int>, columns: Range<Int>
  /// Those without layers that join all positions; empty where nothing is left.
  public let localLines: Range<Int>, localColumns: Range<Int>
  /// The layers that join all positions, along either side.
  public let joinedBy: [String]
}

extension TensorShape {
  /// How many cells there are: lines and columns of a map, `1 x L` for tokens.
  fileprivate var cells: ImageSize { rank == 4 ? extent : ImageSize(rank > 2 ? self[1] : 1, 1) }

  /// The elements of a cell: all channels.
  fileprivate func cell(_ line: Int, _ column: Int) -> Region {
    var region = Region(allOf: self)
    region.axes[0] = RangeSet(0..<1)
    if rank > 2 { region.axes[1] = RangeSet(line..<line + 1) }
    if rank == 4 { region.axes[2] = RangeSet(column..<column + 1) }
    return region
  }
}

/// Receptive fields of a model's outputs, found without weights and without computing.
public struct ReceptiveFieldReport: Sendable, Hashable, Encodable {
  /// The architecture.
  public let model: String
  /// The shape of the images.
  public let input: [Int]
  /// The fields, in the order of the outputs.
  public let fields: [ReceptiveField]

  /// Finds the fields of an architecture's outputs.
  ///
  /// - Parameters:
  ///   - name: as `Model` takes it.
  ///   - options: what differs from the model's configuration.
  ///   - outputs: patterns such as `node:layer*.0.act1` stand for all that match.
  /// - Throws: `BackboneError`: `.unknownName` for a model or an output that there is not, `.invalidOption` and
  ///   `.shape` for options that the model cannot have.
  public init(
    _ name: String, options: ModelOptions = ModelOptions(), outputs: [OutputName]
  ) throws(BackboneError) {
    let entry = try Registry.entry(named: name)
    let graph = try entry.graph(options: options)
    var names: [OutputName] = []
    for output in outputs { names += try output.expanded(in: graph) }
    model = entry.name
    input = graph.nodes[try Selection(names, of: graph).input].shape.channelsFirst.dimensions
    var fields: [ReceptiveField] = []
    for name in names { fields.append(try ReceptiveField(of: name, in: graph)) }
    self.fields = fields
  }
}

extension Model {
  /// The receptive field of each cell of an output.
  ///
  /// - Parameter size: of the input, where not as created.
  /// - Throws: `.unknownName` for an output that the model does not have, `.shape` for a size that it cannot take.
  public func receptiveField(of output: OutputName, size: ImageSize? = nil) throws(BackboneError) -> ReceptiveField {
    try ReceptiveField(of: output, in: try graph(size ?? inputSize))
  }

  /// The pixels that one cell of an output depends on.
  ///
  /// - Parameters:
  ///   - line: of a map; or a token.
  ///   - column: of a map; 0 for tokens.
  ///   - size: of the input, where not as created.
  /// - Throws: as `receptiveField(of:size:)`; `.invalidOption` for a cell that there is not.
  public func receptivePixels(
    of output: OutputName, line: Int, column: Int = 0, size: ImageSize? = nil
  ) throws(BackboneError) -> ReceptivePixels {
    let graph = try graph(size ?? inputSize)
    let node = try Selection([output], of: graph).outputs[0].node
    let shape = graph.nodes[node].shape
    guard 0..<shape.cells.height ~= line, 0..<shape.cells.width ~= column else {
      let there =
        shape.rank == 4
        ? "0,0 to \(shape.cells.height - 1),\(shape.cells.width - 1)" : "0 to \(shape.cells.height - 1)"
      let cell = shape.rank == 4 || column > 0 ? "\(line),\(column)" : "\(line)"
      throw BackboneError(.invalidOption, "'\(output)' has no cell \(cell); expected \(there)")
    }
    let dependence = Dependence(of: node, in: graph)
    let cell = shape.cell(line, column)
    let (all, local) = (dependence.image(cell, .bordered), dependence.image(cell, .local))
    func range(_ region: Region?, _ axis: Int) -> Range<Int> {
      region.map { $0.clipped(to: graph.nodes[0].shape).axes[axis].hull } ?? 0..<0
    }
    return ReceptivePixels(
      lines: range(all, 1), columns: range(all, 2), localLines: range(local, 1), localColumns: range(local, 2),
      joinedBy: Set(ImageSide.allCases.flatMap { dependence.joints(along: $0) }).sorted().map { graph.nodes[$0].name })
  }

  private func graph(_ size: ImageSize) throws(BackboneError) -> Graph {
    try graph(images: [1, inputChannels, size.height, size.width])
  }
}
