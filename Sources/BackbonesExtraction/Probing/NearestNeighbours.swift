internal import BackbonesLinearAlgebra
package import BackbonesTensors
internal import CBackbonesKernels

/// The class that most of the nearest training rows have, by cosine; where several have as many, the one whose cosines sum
/// to more.
package struct NearestNeighbours {
  /// How many rows vote.
  package let count: Int

  /// Neighbours of that number.
  package init(count: Int) { self.count = count }

  /// The class of each held row.
  ///
  /// - Parameters:
  ///   - features: `[rows, columns]`, row by row.
  ///   - labels: the class of each row.
  /// - Throws: `.environment` where there is too little memory.
  package func predictions(
    _ features: [Float], labels: [Int], classes: Int, training: [Int], held: [Int]
  ) throws(BackboneError) -> [Int] {
    let columns = features.count / labels.count
    try requireMemory((features.count + held.count * training.count) * MemoryLayout<Float>.stride)
    let (asking, asked) = (Self.units(features, held, columns), Self.units(features, training, columns))
    var cosines = [Float](repeating: 0, count: held.count * training.count)
    OpenBLAS.multiply(
      asking, columns, asked, columns, into: &cosines, training.count, m: held.count, n: training.count, k: columns)
    return held.indices.map { row in
      let line = cosines[row * training.count..<(row + 1) * training.count]
      let nearest = zip(line, training).sorted { ($1.0, $0.1) < ($0.0, $1.1) }.prefix(count)
      var votes = Array(repeating: (count: 0, cosines: Float(0)), count: classes)
      for (cosine, other) in nearest {
        votes[labels[other]].count += 1
        votes[labels[other]].cosines += cosine
      }
      return votes.indices.max { votes[$0] < votes[$1] }!
    }
  }

  /// Some rows, of unit length.
  private static func units(_ features: [Float], _ rows: [Int], _ columns: Int) -> [Float] {
    let chosen = rows.flatMap { features[$0 * columns..<($0 + 1) * columns] }
    var units = [Float](repeating: 0, count: chosen.count)
    bb_l2_norm(chosen, columns, &units, columns, Int64(rows.count), Int32(columns), 1e-30)
    return units
  }
}
