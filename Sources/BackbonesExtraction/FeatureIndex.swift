internal import BackbonesCLibrary
internal import BackbonesEngine
internal import BackbonesLinearAlgebra
internal import CBackbonesKernels
internal import Dispatch
internal import Synchronization
public import BackbonesTensors

/// The vectors of a folder of features, for searches among them: by cosine, exact, over all vectors.
public struct FeatureIndex: Sendable {
  /// A picture that is like another.
  public struct Match: Sendable, Hashable, Codable {
    /// The picture's name.
    public let input: String
    /// The cosine of the angle between both vectors, from -1 to 1.
    public let similarity: Float
  }

  /// Two pictures that are like each other.
  public struct Pair: Sendable, Hashable, Codable {
    /// The pictures' names, in the order of the folder.
    public let first: String, second: String
    /// The cosine of the angle between both vectors, from -1 to 1.
    public let similarity: Float
  }

  private struct Part: Sendable {
    let name: PartName
    let vectors: Tensor
    /// The number of its first vector among all.
    let first: Int
    let names = Names()
  }

  /// What the folder's features are.
  package let manifest: Manifest
  /// The output that is searched.
  public let output: String
  /// Elements of a vector.
  public let dimension: Int
  /// Vectors.
  public var count: Int { (parts.last?.first ?? 0) + (parts.last?.vectors.shape[0] ?? 0) }
  private let folder: String
  private let parts: [Part]

  /// Vectors that are compared together: they stay in the second-level cache.
  private static let block = 64

  /// Opens a folder that `backbones extract` has written. Vectors of singles stay in the mapped files.
  ///
  /// - Parameter output: the output to search; nil for the first.
  /// - Throws: `.inputOutput` and `.malformedFile` where the folder is none; `.unknownName` for an output it has not;
  ///   `.invalidOption` for an output that is no vector, and for formats without matrices.
  public init(_ folder: String, output: String? = nil) throws(BackboneError) {
    let contents = try FeatureFolder(folder)
    let manifest = contents.manifest
    guard let found = manifest.outputs.first(where: { output == nil || $0.name == output }) else {
      let names = manifest.outputs.map(\.name).summary
      throw BackboneError(.unknownName, "'\(folder)' has no output \((output ?? "").quoted); it has \(names)")
    }
    guard found.shape.count == 1 else {
      throw BackboneError(.invalidOption, "'\(folder)': \(found.name) is \(found.shape), a search is among vectors")
    }
    var (parts, first): ([Part], Int) = ([], 0)
    for name in contents.parts {
      let vectors: Tensor
      switch manifest.format {
      case .npy: vectors = try NumPyFile.read("\(folder)/\(name.matrix(found.name))")
      case .safetensors:
        vectors = try SafetensorsFile(contentsOf: "\(folder)/\(name.tensors)").tensor(found.name)
      case .tar, .jsonl:
        throw BackboneError(
          .invalidOption, "'\(folder)' has the format \(manifest.format), a search is among npy or safetensors")
      }
      guard vectors.shape.rank == 2, vectors.shape[1] == found.shape[0] else {
        throw BackboneError(.malformedFile, "'\(folder)/\(name)': vectors \(vectors.shape), not [N, \(found.shape[0])]")
      }
      parts.append(Part(name: name, vectors: vectors, first: first))
      first += vectors.shape[0]
    }
    (self.manifest, self.output, self.dimension) = (manifest, found.name, found.shape[0])
    (self.folder, self.parts) = (folder, parts)
  }

  // MARK: - Searching

  /// The vectors nearest to each of some.
  ///
  /// - Parameters:
  ///   - queries: `[N, dimension]`.
  ///   - count: how many for each, best first; equal ones in the order of the folder.
  ///   - processors: nil for all that the process may use.
  /// - Throws: `.shape` for queries of another dimension.
  public func nearest(
    to queries: Tensor, count: Int, processors: Int? = nil
  ) throws(BackboneError) -> [[Match]] {
    guard queries.shape.rank == 2, queries.shape[1] == dimension else {
      throw BackboneError(.shape, "queries \(queries.shape); expected [N, \(dimension)]")
    }
    let best = Mutex([[Scored]](repeating: [], count: queries.shape[0]))
    try compare(try queries.normalized(), .oneByOne, processors: processors) { rows, scores in
      best.withLock { best in
        for query in best.indices {
          let worst = best[query].count < count ? -Float.infinity : best[query].last!.similarity
          var better: [Scored] = []
          for (offset, row) in rows.enumerated() {
            let similarity = scores[offset * best.count + query]
            if similarity >= worst { better.append(Scored(row: row, similarity: similarity)) }
          }
          if !better.isEmpty { best[query] = Array((best[query] + better).sorted(by: Scored.isBefore).prefix(count)) }
        }
      }
    }
    return try best.withLock { $0 }.map { (list) throws(BackboneError) in
      try list.map { (one) throws(BackboneError) in
        Match(input: try name(of: one.row), similarity: one.similarity)
      }
    }
  }

  /// All pairs of pictures at least so similar, the most similar first.
  public func duplicates(above threshold: Float, processors: Int? = nil) throws(BackboneError) -> [Pair] {
    let pairs = Mutex<[(first: Int, second: Scored)]>([])
    for part in parts {
      for begin in stride(from: 0, to: part.vectors.shape[0], by: Self.block) {
        let end = min(begin + Self.block, part.vectors.shape[0])
        let (first, queries) = (part.first + begin, try part.vectors[begin..<end].normalized())
        try compare(queries, from: first, .inBlocks, processors: processors) { rows, scores in
          for (offset, row) in rows.enumerated() {
            for query in 0..<min(end - begin, max(row - first, 0)) {
              let similarity = scores[offset * (end - begin) + query]
              guard similarity >= threshold else { continue }
              pairs.withLock { $0.append((first + query, Scored(row: row, similarity: similarity))) }
            }
          }
        }
      }
    }
    let sorted = pairs.withLock { $0 }.sorted {
      ($1.second.similarity, $0.first, $0.second.row) < ($0.second.similarity, $1.first, $1.second.row)
    }
    return try sorted.map { (pair) throws(BackboneError) in
      Pair(
        first: try name(of: pair.first), second: try name(of: pair.second.row), similarity: pair.second.similarity)
    }
  }

  private struct Scored {
    let row: Int
    let similarity: Float

    static func isBefore(_ a: Scored, _ b: Scored) -> Bool { (b.similarity, a.row) < (a.similarity, b.row) }
  }

  /// How cosines are computed.
  private enum Method {
    /// Each vector is read from memory once: as fast as that is.
    case oneByOne
    /// By a product of matrices, which pays where many are compared with many.
    case inBlocks
  }

  /// The cosines of all vectors from a number on with unit vectors, block by block.
  ///
  /// - Parameter take: gets the numbers of vectors and their cosines, `[rows, queries]`; called by several threads.
  private func compare(
    _ queries: Tensor, from start: Int = 0, _ method: Method, processors: Int?,
    _ take: @Sendable (Range<Int>, UnsafePointer<Float>) -> Void
  ) throws(BackboneError) {
    let (queryCount, columns, block) = (queries.shape[0], dimension, Self.block)
    let blocks = parts.flatMap { part in
      stride(from: max(start - part.first, 0) / block * block, to: part.vectors.shape[0], by: block).map { (part, $0) }
    }
    let threads = min(processors ?? EngineOptions().threads, max(blocks.count, 1))
    if method == .inBlocks {
      try OpenBLAS.prepare(threads: threads) { (bytes) throws(BackboneError) in try requireMemory(bytes) }
    }
    let next = Atomic(0)
    queries.withElements { queries in
      // Pointers that all threads read.
      nonisolated(unsafe) let queries = queries.baseAddress!
      DispatchQueue.concurrentPerform(iterations: threads) { _ in
        var units = [Float](repeating: 0, count: method == .inBlocks ? block * columns : 0)
        var scores = [Float](repeating: 0, count: block * queryCount)
        while true {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < blocks.count else { return }
          let (part, begin) = blocks[index]
          let rows = min(block, part.vectors.shape[0] - begin)
          part.vectors.withElements { vectors in
            let vectors = vectors.baseAddress! + begin * columns
            switch method {
            case .oneByOne:
              bb_cosines(vectors, Int64(rows), Int32(columns), queries, Int64(queryCount), &scores, Tensor.leastNorm)
            case .inBlocks:
              bb_l2_norm(vectors, columns, &units, columns, Int64(rows), Int32(columns), Tensor.leastNorm)
              OpenBLAS.multiply(
                units, columns, queries, columns, into: &scores, queryCount, m: rows, n: queryCount, k: columns)
            }
          }
          take(part.first + begin..<part.first + begin + rows, scores)
        }
      }
    }
  }

  /// The name of a vector's picture.
  private func name(of row: Int) throws(BackboneError) -> String {
    let part = parts.last { $0.first <= row }!
    guard let name = try part.names.of(row - part.first, in: "\(folder)/\(part.name.index)") else {
      throw BackboneError(.malformedFile, "'\(folder)/\(part.name.index)' has no row \(row - part.first)")
    }
    return name
  }
}

/// The names of a part's rows. Where lines begin is found when one is first asked for; no other line is read.
private final class Names: Sendable {
  private struct Lines {
    let file: MappedFile
    /// Where the line of each row begins.
    var starts: [Int] = []

    init(_ path: String) throws(BackboneError) {
      file = try MappedFile(path)
      guard let bytes = file.bytes.baseAddress else { return }
      var start = 0
      while start < file.bytes.count {
        let rest = file.bytes.count - start
        // Lines without a row begin with their error: keys are in order.
        if memcmp(bytes + start, Self.errorStart, min(Self.errorStart.count, rest)) != 0 { starts.append(start) }
        guard let end = memchr(bytes + start, Int32(UInt8(ascii: "\n")), rest) else { break }
        start = UnsafeRawPointer(end) - bytes + 1
      }
    }

    private static let errorStart = Array("{\"error\":".utf8)

    func of(_ row: Int) throws(BackboneError) -> String? {
      guard starts.indices ~= row else { return nil }
      let line = Array(file.bytes[starts[row]...].prefix { $0 != UInt8(ascii: "\n") })
      let decoded = try RecordCoding.decode(IndexLine.self, from: line, of: file.path)
      return decoded.row == row ? decoded.input : nil
    }
  }

  private let lines = Mutex<Lines?>(nil)

  func of(_ row: Int, in path: String) throws(BackboneError) -> String? {
    try lines.withLock { (lines) throws(BackboneError) in
      if lines == nil { lines = try Lines(path) }
      return try lines?.of(row)
    }
  }
}

extension Tensor {
  /// Shorter vectors are not lengthened: zeros stay zeros.
  fileprivate static let leastNorm: Float = 1e-30

  /// Rows of unit length.
  fileprivate func normalized() throws(BackboneError) -> Tensor {
    try Tensor(allocating: shape) { target in
      withElements { elements in
        guard let x = elements.baseAddress, let y = target.baseAddress else { return }
        bb_l2_norm(x, shape[1], y, shape[1], Int64(shape[0]), Int32(shape[1]), Self.leastNorm)
      }
    }
  }
}
