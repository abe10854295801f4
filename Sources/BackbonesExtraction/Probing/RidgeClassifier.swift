internal import BackbonesCLibrary
internal import BackbonesLinearAlgebra
package import BackbonesTensors
internal import CBackbonesLAPACKE
internal import CBackbonesOpenBLAS

/// Ridge regression (Hoerl & Kennard 1970) of the classes, each a target of ones and zeros, with an intercept; the class of the
/// largest answer wins. Features are of mean 0 and variance 1 over the training rows.
///
/// The penalty λ is the one with the least squared error when each training row is left out of the fit, which has a closed form
/// (Allen 1974): the residual divided by one less the row's own weight in its prediction.
package struct RidgeClassifier {
  /// The penalties that are tried, in parts of the mean of the eigenvalues of the features' products.
  package static let penalties = (-8...4).map { pow(10, Double($0) / 2) }

  /// The chosen penalty, in the same unit.
  package let penalty: Double
  private let classes: Int
  private let means, scales: [Double]
  /// A line for each feature and a column for each class; and the terms of the classes.
  private let weights, terms: [Double]

  /// Fits to rows of features.
  ///
  /// - Parameters:
  ///   - features: `[rows, columns]`, row by row.
  ///   - labels: the class of each row.
  /// - Throws: `.environment` where there is too little memory, or where LAPACK finds no eigenvalues.
  package init(_ features: [Float], labels: [Int], classes: Int) throws(BackboneError) {
    let rows = labels.count, columns = features.count / rows, side = min(rows, columns)
    try requireMemory((3 * rows * columns + 2 * side * side + rows * side) * MemoryLayout<Double>.stride)
    self.classes = classes
    var x = features.map(Double.init)
    (means, scales) = Self.standardize(&x, rows: rows, columns: columns)

    // x = u √values vᵀ, by the products of rows or those of columns, whichever are fewer.
    let byRow = rows <= columns
    var products = [Double](repeating: 0, count: side * side)
    OpenBLAS.call {
      cblas_dsyrk(
        CblasRowMajor, CblasUpper, byRow ? CblasNoTrans : CblasTrans, Int32(side), Int32(max(rows, columns)), 1, x,
        Int32(columns), 0, &products, Int32(side))
    }
    let all = try Self.eigenvalues(of: &products, side)
    // Directions without variance: of centred rows there is one at least.
    let first = all.firstIndex { $0 > 1e-10 * all[side - 1] } ?? side
    let values = Array(all[first...]), rank = values.count
    let vectors = Self.columns(first..<side, of: products, side: side)
    let left: [Double]
    if byRow {
      left = vectors
    } else {
      var product = multiply(x, vectors, rows: rows, depth: columns, columns: rank)
      for index in product.indices { product[index] /= values[index % rank].squareRoot() }
      left = product
    }

    let shares = (0..<classes).map { label in Double(labels.count { $0 == label }) / Double(rows) }
    var targets = (0..<rows * classes).map { -shares[$0 % classes] }
    for (row, label) in labels.enumerated() { targets[row * classes + label] += 1 }
    let projected = multiply(left, targets, transposed: true, rows: rank, depth: rows, columns: classes)

    let unit = rank == 0 ? 1 : values.reduce(0, +) / Double(rank)
    var best = (error: Double.infinity, penalty: Self.penalties[0])
    for penalty in Self.penalties {
      let shrinkage = values.map { $0 / ($0 + penalty * unit) }
      let error = Self.leftOutError(left, shrinkage, projected, targets, rows: rows, classes: classes)
      if error < best.error { best = (error, penalty) }
    }
    penalty = best.penalty

    let lambda = best.penalty * unit
    if byRow {
      let scaled = projected.indices.map { projected[$0] / (values[$0 / classes] + lambda) }
      let dual = multiply(left, scaled, rows: rows, depth: rank, columns: classes)
      weights = multiply(x, dual, transposed: true, rows: columns, depth: rows, columns: classes)
    } else {
      let scaled = projected.indices.map { index in
        projected[index] * values[index / classes].squareRoot() / (values[index / classes] + lambda)
      }
      weights = multiply(vectors, scaled, rows: columns, depth: rank, columns: classes)
    }
    terms = shares
  }

  /// The class of each row of features.
  package func predictions(_ features: [Float]) -> [Int] {
    let columns = means.count, rows = features.count / columns
    let x = features.indices.map { (Double(features[$0]) - means[$0 % columns]) * scales[$0 % columns] }
    let scores = multiply(x, weights, rows: rows, depth: columns, columns: classes)
    return (0..<rows).map { row in
      (0..<classes).max { scores[row * classes + $0] + terms[$0] < scores[row * classes + $1] + terms[$1] }!
    }
  }

  /// Gives each column the mean 0 and the variance 1, but 0 where it is constant.
  private static func standardize(
    _ x: inout [Double], rows: Int, columns: Int
  ) -> (means: [Double], scales: [Double]) {
    var (means, scales) = ([Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns))
    for index in x.indices { means[index % columns] += x[index] / Double(rows) }
    for index in x.indices {
      x[index] -= means[index % columns]
      scales[index % columns] += x[index] * x[index] / Double(rows)
    }
    // What rounding of single-precision features leaves is no variance.
    scales = zip(scales, means).map { variance, mean in
      variance > 1e-12 * mean * mean && variance > 0 ? 1 / variance.squareRoot() : 0
    }
    for index in x.indices { x[index] *= scales[index % columns] }
    return (means, scales)
  }

  /// Ascending; `matrix` gets the eigenvectors as columns.
  private static func eigenvalues(of matrix: inout [Double], _ side: Int) throws(BackboneError) -> [Double] {
    var values = [Double](repeating: 0, count: side)
    let status = OpenBLAS.call {
      LAPACKE_dsyevd(
        LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")), Int32(side), &matrix, Int32(side),
        &values)
    }
    guard status == 0 else {
      throw BackboneError(
        .environment, "the eigenvalues of a probe's features were not found (LAPACK's dsyevd answers \(status))")
    }
    return values
  }

  private static func columns(_ range: Range<Int>, of matrix: [Double], side: Int) -> [Double] {
    (0..<side).flatMap { matrix[$0 * side + range.lowerBound..<$0 * side + range.upperBound] }
  }

  /// The squared error of all rows and classes, each row predicted by a fit without it.
  private static func leftOutError(
    _ left: [Double], _ shrinkage: [Double], _ projected: [Double], _ targets: [Double], rows: Int, classes: Int
  ) -> Double {
    let rank = shrinkage.count
    let shrunk = projected.indices.map { projected[$0] * shrinkage[$0 / classes] }
    let fitted = multiply(left, shrunk, rows: rows, depth: rank, columns: classes)
    var error = 0.0
    for row in 0..<rows {
      // The intercept gives each row 1 / rows of its own prediction.
      let own = (0..<rank).reduce(1 / Double(rows)) { own, column in
        own + left[row * rank + column] * left[row * rank + column] * shrinkage[column]
      }
      let rest = max(1 - own, 1e-12)
      for index in row * classes..<(row + 1) * classes {
        let residual = (targets[index] - fitted[index]) / rest
        error += residual * residual
      }
    }
    return error
  }
}

/// a b, of `[rows, depth]` and `[depth, columns]`; aᵀ b where a is `[depth, rows]`.
private func multiply(
  _ a: [Double], _ b: [Double], transposed: Bool = false, rows: Int, depth: Int, columns: Int
) -> [Double] {
  var product = [Double](repeating: 0, count: rows * columns)
  guard depth > 0, rows > 0, columns > 0 else { return product }
  OpenBLAS.call {
    cblas_dgemm(
      CblasRowMajor, transposed ? CblasTrans : CblasNoTrans, CblasNoTrans, Int32(rows), Int32(columns), Int32(depth), 1,
      a, Int32(transposed ? rows : depth), b, Int32(columns), 0, &product, Int32(columns))
  }
  return product
}
