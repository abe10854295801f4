internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// A task is a head of a part of an image, or all of its heads where they talk to each other; where these are fewer than
/// threads, some of its queries.
extension Attention: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool { operand < 3 || readsStrided(terms[operand - 3]) }
  fileprivate func readsStrided(_ term: Term) -> Bool { ![.logitProjection, .weightProjection].contains(term) }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let operands = try AttentionOperands(self, of: node, hasValues: true, in: p)
    let (v, y) = (try tokens(p.operand(2, of: node), keyHeads), p.result(of: node))
    let (heads, group, queries) = (heads, heads / keyHeads, operands.queries)
    let valueSize = v.columns / keyHeads
    // Floats from a head to the next.
    let step = hasHeadAxis ? p.operand(2, of: node).stride : valueSize
    let (together, talking) = (talks ? heads : 1, Int32(talks ? heads : 0))
    let groups = v.shape[0] * operands.parts * heads / together
    let split = Split(
      queries, weight: together * operands.keys * (operands.headSize + valueSize),
      threads: groups < p.options.threads ? p.options.threads : 1)
    let scratch = bb_attention_scratch(Int32(operands.keys), Int32(operands.headSize), Int32(valueSize), talking)
    p.emit(
      "attention", reads: operands.reads + [v], writes: y, tasks: groups * split.parts,
      scratch: HeadArguments.floats(together) + scratch
    ) { arena, task, worker in
      let (number, first) = (task / split.parts * together / heads, task / split.parts * together % heads)
      func describe(_ head: Int) -> bb_attention_head {
        var arguments = operands.describe(head, ofPart: number, arena)
        let image = number / operands.parts
        arguments.v = UnsafePointer(v.start(ofImage: image, arena) + head / group * step)
        arguments.out = y.start(ofImage: image, arena) + head * valueSize
        (arguments.v_stride, arguments.out_stride) = (v.stride, y.stride)
        arguments.value_size = Int32(valueSize)
        return arguments
      }
      let scratch = arena.scratch(of: worker)
      let asked = split[task % split.parts]
      bb_attention(
        HeadArguments.fill(scratch, together) { describe(first + $0) }, talking,
        operands.logitProjection.map { arena.pointer($0) }, operands.weightProjection.map { arena.pointer($0) },
        Int32(asked.lowerBound), Int32(asked.upperBound), scratch + HeadArguments.floats(together))
    }
  }
}

/// A task is a part of an image, or some of its queries: its heads' weights lie beside each other.
extension AttentionWeights: Lowering {
  func readsStrided(operand: Int) -> Bool { operand < 2 || attention.readsStrided(attention.terms[operand - 2]) }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let operands = try AttentionOperands(attention, of: node, hasValues: false, in: p)
    let y = p.result(of: node)
    let (heads, talks) = (attention.heads, attention.talks)
    let (queries, keys) = (operands.queries, operands.keys)
    let split = Split(
      queries, weight: heads * keys * operands.headSize, threads: y.shape[0] < p.options.threads ? p.options.threads : 1
    )
    let scratch = bb_attention_scratch(Int32(keys), Int32(operands.headSize), 0, Int32(talks ? heads : 0))
    p.emit(
      "attention weights", reads: operands.reads, writes: y, tasks: y.shape[0] * split.parts,
      scratch: HeadArguments.floats(heads) + scratch
    ) { arena, task, worker in
      let number = task / split.parts
      let scratch = arena.scratch(of: worker)
      let arguments = HeadArguments.fill(scratch, heads) { head in
        var arguments = operands.describe(head, ofPart: number, arena)
        arguments.weights = arena.pointer(y) + number * queries * keys * heads + head
        (arguments.weights_stride, arguments.weights_step) = (keys * heads, heads)
        return arguments
      }
      let asked = split[task % split.parts]
      for head in 0..<(talks ? 1 : heads) {
        bb_attention(
          arguments + head, Int32(talks ? heads : 0), operands.logitProjection.map { arena.pointer($0) },
          operands.weightProjection.map { arena.pointer($0) }, Int32(asked.lowerBound), Int32(asked.upperBound),
          scratch + HeadArguments.floats(heads))
      }
    }
  }
}

/// What the kernel reads of an attention's queries, keys and terms.
private struct AttentionOperands: Sendable {
  /// All views that are read.
  let reads: [View]
  let logitProjection, weightProjection: View?
  let headSize: Int
  private let q, k: View
  /// Floats from a head of the queries to the next, and of the keys; heads of the queries that a head of the keys serves.
  private let queryStep, keyStep, group: Int
  private let headScales, bias, positions, lines, columns, gates: View?
  private let places: AttentionPlaces
  private let heads, images: Int, scale: Float, isCosine: Bool
  private let grid: ImageSize, prefix, queryColumns, queryStride, areOffsets: Int32

  /// Parts of an image, and the queries and keys of each.
  var parts: Int { places.parts.count }
  var queries: Int { places.parts.queries }
  var keys: Int { places.parts.keys.area }

  /// - Parameter hasValues: whether the node's third operand are values.
  init(
    _ attention: Attention, of node: FusedNode, hasValues: Bool, in p: ProgramBuilder
  ) throws(BackboneError) {
    let (asking, asked) = (p.operand(0, of: node), p.operand(1, of: node))
    q = try attention.tokens(asking, attention.heads)
    k = try attention.tokens(asked, attention.keyHeads)
    let terms = attention.terms.indices.map { p.operand((hasValues ? 3 : 2) + $0, of: node) }
    func term(_ term: Attention.Term) -> View? { attention.terms.firstIndex(of: term).map { terms[$0] } }
    (headScales, bias, positions) = (term(.headScales), term(.bias), term(.positions) ?? term(.offsets))
    (lines, columns, gates) = (term(.lines), term(.columns), term(.positionGates))
    (logitProjection, weightProjection) = (term(.logitProjection), term(.weightProjection))
    reads = [asking, asked] + terms
    places = try AttentionPlaces(attention.partition, queries: q.shape, keys: k.shape)
    (heads, group, scale, isCosine) = (
      attention.heads, attention.heads / attention.keyHeads, attention.scale, attention.isCosine
    )
    headSize = q.columns / heads
    (queryStep, keyStep) = attention.hasHeadAxis ? (asking.stride, asked.stride) : (headSize, headSize)
    images = p.result(of: node).shape[0] / (hasValues ? 1 : places.parts.count)
    grid = attention.grid ?? places.parts.keys
    prefix = attention.hasClassToken(places.parts.keys) ? 1 : 0
    (queryColumns, queryStride) = (Int32(attention.queryColumns(of: grid.width)), Int32(attention.queryStride))
    areOffsets = attention.terms.contains(.offsets) ? 1 : 0
  }

  /// The arguments of a head for part `number` of all images'.
  func describe(_ head: Int, ofPart number: Int, _ arena: Program.Arena) -> bb_attention_head {
    let (image, part) = (number / parts, number % parts)
    var arguments = bb_attention_head()
    arguments.q = UnsafePointer(q.start(ofImage: image, arena) + head * queryStep)
    arguments.k = UnsafePointer(k.start(ofImage: image, arena) + head / group * keyStep)
    (arguments.q_stride, arguments.k_stride) = (q.stride, k.stride)
    (arguments.keys, arguments.prefix, arguments.grid_columns) = (Int32(keys), prefix, Int32(grid.width))
    arguments.head_size = Int32(headSize)
    arguments.scale = headScales.map { scale * arena.pointer($0)[head] } ?? scale
    arguments.is_cosine = isCosine ? 1 : 0
    places.describe(part, to: &arguments)
    if let bias {
      let table = bias.shape[0] == 1 ? 0 : bias.shape[0] == parts * images ? number : image
      arguments.bias = UnsafePointer(arena.pointer(bias) + (table * heads + head) * queries * bias.stride)
      arguments.bias_stride = bias.stride
    }
    if let positions {
      arguments.positions = UnsafePointer(arena.pointer(positions) + head * positions.stride)
      (arguments.query_columns, arguments.query_step) = (queryColumns, queryStride)
      arguments.are_offsets = areOffsets
    }
    if let gates { (arguments.gates_positions, arguments.gate) = (1, arena.pointer(gates)[head]) }
    if let lines, let columns {
      arguments.lines = UnsafePointer(lines.start(ofImage: image, arena) + head * grid.height)
      arguments.columns = UnsafePointer(columns.start(ofImage: image, arena) + head * grid.width)
      (arguments.lines_stride, arguments.columns_stride) = (lines.stride, columns.stride)
    }
    return arguments
  }
}

extension View {
  /// Where an image's rows begin; those of batch 1 are every image's.
  fileprivate func start(ofImage image: Int, _ arena: Program.Arena) -> UnsafeMutablePointer<Float> {
    arena.pointer(self) + (shape[0] == 1 ? 0 : image * (rows / shape[0]) * stride)
  }
}

/// The kernel's arguments for each head of a task, which lie in scratch memory: a warm run allocates nothing.
private enum HeadArguments {
  /// The floats that they take, whole cache lines.
  static func floats(_ heads: Int) -> Int {
    let line = 16
    return (heads * MemoryLayout<bb_attention_head>.stride / MemoryLayout<Float>.stride + line - 1) / line * line
  }

  static func fill(
    _ scratch: UnsafeMutablePointer<Float>, _ heads: Int, _ head: (Int) -> bb_attention_head
  ) -> UnsafePointer<bb_attention_head> {
    let arguments = UnsafeMutableRawPointer(scratch).bindMemory(to: bb_attention_head.self, capacity: heads)
    for index in 0..<heads { (arguments + index).initialize(to: head(index)) }
    return UnsafePointer(arguments)
  }
}

extension Attention {
  /// An operand as rows of tokens, whose heads lie within them.
  fileprivate func tokens(_ view: View, _ heads: Int) throws(BackboneError) -> View {
    var tokens = view
    tokens.shape = try self.tokens(view.shape, heads)
    if hasHeadAxis { tokens.stride *= heads }
    return tokens
  }
}

/// Where the tokens of each part of an attention lie, as kernels read it.
private struct AttentionPlaces: Sendable {
  let parts: AttentionPartition.Parts
  /// The rows of tokens, part by part; nil where they are one after the other.
  private let queryRows: FixedTable<Int32>?, keyRows: FixedTable<Int32>?
  /// The regions of keys, part by part, and whether a part has several.
  private let regions: FixedTable<UInt8>?, isMixed: [Bool]

  init(_ partition: AttentionPartition, queries: TensorShape, keys: TensorShape) throws(BackboneError) {
    let parts = try partition.parts(queries: queries, keys: keys)
    self.parts = parts
    guard partition != .whole else {
      (queryRows, keyRows, regions, isMixed) = (nil, nil, nil, [false])
      return
    }
    func rows(_ map: TensorShape) -> FixedTable<Int32> { FixedTable(partition.rows(of: map.extent, grid: parts.grid)) }
    keyRows = rows(keys)
    queryRows = parts.sharesQueries ? nil : queries.extent == keys.extent ? keyRows : rows(queries)
    let regions = partition.regions(of: keys.extent, grid: parts.grid)
    self.regions = regions.map(FixedTable.init)
    let size = parts.keys.area
    isMixed = (0..<parts.count).map { part in
      guard let regions else { return false }
      return Set(regions[part * size..<(part + 1) * size]).count > 1
    }
  }

  /// Fills in the places of a part.
  func describe(_ part: Int, to head: inout bb_attention_head) {
    head.q_rows = queryRows.map { $0.start + part * parts.queries }
    head.k_rows = keyRows.map { $0.start + part * parts.keys.area }
    head.out_rows = parts.sharesQueries ? head.k_rows : head.q_rows
    guard isMixed[part] else { return }
    head.k_regions = regions.map { $0.start + part * parts.keys.area }
    head.q_regions = head.k_regions
    head.penalty = Float(AttentionPartition.penalty)
  }
}
