internal import BackbonesLinearAlgebra
package import BackbonesTensors
internal import CBackbonesKernels

/// k-nearest neighbours by cosine: the class of most neighbours wins, of equals that of the larger sum of cosines.
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
    try requireMemory((2 * features.count + Self.block * training.count) * MemoryLayout<Float>.stride)
    let asked = Self.units(features, training, columns)
    var cosines = [Float](repeating: 0, count: Self.block * training.count)
    return stride(from: 0, to: held.count, by: Self.block).flatMap { first in
      let asking = Array(held[first..<min(first + Self.block, held.count)])
      OpenBLAS.multiply(
        Self.units(features, asking, columns), columns, asked, columns, into: &cosines, training.count, m: asking.count,
        n: training.count, k: columns)
      return asking.indices.map { row in
        vote(cosines[row * training.count..<(row + 1) * training.count], training.map { labels[$0] }, classes)
      }
    }
  }

  /// Held rows that are compared at a time.
  private static let block = 256

  /// The class of most of the nearest rows; of equal cosines, the first rows' count.
  private func vote(_ cosines: ArraySlice<Float>, _ labels: [Int], _ classes: Int) -> Int {
    let nearest = zip(cosines, labels.indices).sorted { ($1.0, $0.1) < ($0.0, $1.1) }.prefix(count)
    var votes = Array(repeating: (count: 0, cosines: Float(0)), count: classes)
    for (cosine, row) in nearest {
      votes[labels[row]].count += 1
      votes[labels[row]].cosines += cosine
    }
    return votes.indices.max { votes[$0] < votes[$1] }!
  }

  /// Some rows, of unit length.
  private static func units(_ features: [Float], _ rows: [Int], _ columns: Int) -> [Float] {
    let chosen = rows.flatMap { features[$0 * columns..<($0 + 1) * columns] }
    var units = [Float](repeating: 0, count: chosen.count)
    bb_l2_norm(chosen, columns, &units, columns, Int64(rows.count), Int32(columns), 1e-30)
    return units
  }
}
