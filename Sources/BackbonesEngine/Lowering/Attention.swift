internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// A task is a head of a part of an image, or all of its heads where they talk to each other; where these are fewer than
/// threads, some of its queries.
extension Attention: Lowering {
  var writesStrided: Bool { true }
  func readsStrided(operand: Int) -> Bool {
    operand < 3 || ![.logitProjection, .weightProjection].contains(terms[operand - 3])
  }

  func lower(_ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let operands = (0..<3).map { p.operand($0, of: node) }
    let q = try tokens(operands[0], heads), k = try tokens(operands[1], keyHeads), v = try tokens(operands[2], keyHeads)
    let y = p.result(of: node)
    let terms = terms.indices.map { p.operand(3 + $0, of: node) }
    func term(_ term: Term) -> View? { self.terms.firstIndex(of: term).map { terms[$0] } }
    let (headScales, bias, positions) = (term(.headScales), term(.bias), term(.positions) ?? term(.offsets))
    let (lines, columns, gates) = (term(.lines), term(.columns), term(.positionGates))
    let (logitProjection, weightProjection) = (term(.logitProjection), term(.weightProjection))
    let places = try AttentionPlaces(partition, queries: q.shape, keys: k.shape)
    let (heads, group, scale, parts) = (heads, heads / keyHeads, scale, places.parts.count)
    let (queries, keys, isCosine) = (places.parts.queries, places.parts.keys, isCosine)
    let (headSize, valueSize) = (q.columns / heads, v.columns / keyHeads)
    // Floats from a head to the next.
    let steps = hasHeadAxis ? operands.map(\.stride) : [headSize, headSize, valueSize]
    let (prefix, grid) = (Int32(hasClassToken(keys) ? 1 : 0), grid ?? keys)
    let gridColumns = Int32(grid.width)
    let (queryColumns, queryStep) = (Int32(queryColumns(of: grid.width)), Int32(queryStride))
    let areOffsets: Int32 = self.terms.contains(.offsets) ? 1 : 0
    let (together, talking) = (talks ? heads : 1, Int32(talks ? heads : 0))
    let groups = v.shape[0] * parts * heads / together
    let split = Split(
      queries, weight: together * keys.area * (headSize + valueSize),
      threads: groups < p.options.threads ? p.options.threads : 1)
    let scratch = bb_attention_scratch(Int32(keys.area), Int32(headSize), Int32(valueSize), talking)
    p.emit(
      "attention", reads: operands + terms, writes: y, tasks: groups * split.parts,
      scratch: HeadArguments.floats(together) + scratch
    ) { arena, task, worker in
      let (number, first) = (task / split.parts * together / heads, task / split.parts * together % heads)
      let (image, part) = (number / parts, number % parts)
      func start(_ view: View, _ column: Int) -> UnsafeMutablePointer<Float> {
        arena.pointer(view) + (view.shape[0] == 1 ? 0 : image * (view.rows / view.shape[0]) * view.stride) + column
      }
      func describe(_ head: Int) -> bb_attention_head {
        var arguments = bb_attention_head()
        arguments.q = UnsafePointer(start(q, head * steps[0]))
        arguments.k = UnsafePointer(start(k, head / group * steps[1]))
        arguments.v = UnsafePointer(start(v, head / group * steps[2]))
        arguments.out = start(y, head * valueSize)
        (arguments.q_stride, arguments.k_stride) = (q.stride, k.stride)
        (arguments.v_stride, arguments.out_stride) = (v.stride, y.stride)
        (arguments.keys, arguments.prefix, arguments.grid_columns) = (Int32(keys.area), prefix, gridColumns)
        (arguments.head_size, arguments.value_size) = (Int32(headSize), Int32(valueSize))
        arguments.scale = headScales.map { scale * arena.pointer($0)[head] } ?? scale
        arguments.is_cosine = isCosine ? 1 : 0
        places.describe(part, to: &arguments)
        if let bias {
          let table = bias.shape[0] == 1 ? 0 : bias.shape[0] == parts * v.shape[0] ? number : image
          arguments.bias = UnsafePointer(arena.pointer(bias) + (table * heads + head) * queries * bias.stride)
          arguments.bias_stride = bias.stride
        }
        if let positions {
          arguments.positions = UnsafePointer(arena.pointer(positions) + head * positions.stride)
          (arguments.query_columns, arguments.query_step) = (queryColumns, queryStep)
          arguments.are_offsets = areOffsets
        }
        if let gates { (arguments.gates_positions, arguments.gate) = (1, arena.pointer(gates)[head]) }
        if let lines, let columns {
          arguments.lines = UnsafePointer(start(lines, head * grid.height))
          arguments.columns = UnsafePointer(start(columns, head * grid.width))
          (arguments.lines_stride, arguments.columns_stride) = (lines.stride, columns.stride)
        }
        return arguments
      }
      let scratch = arena.scratch(of: worker)
      let asked = split[task % split.parts]
      bb_attention(
        HeadArguments.fill(scratch, together) { describe(first + $0) }, talking,
        logitProjection.map { arena.pointer($0) },
        weightProjection.map { arena.pointer($0) }, Int32(asked.lowerBound), Int32(asked.upperBound),
        scratch + HeadArguments.floats(together))
    }
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
