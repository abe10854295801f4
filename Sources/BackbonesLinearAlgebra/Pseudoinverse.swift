internal import CBackbonesLAPACKE

extension OpenBLAS {
  /// The Moore-Penrose inverse of a matrix, by its singular values.
  ///
  /// - Parameter matrix: `rows` times `columns` values, row by row.
  /// - Returns: `columns` times `rows` values, row by row; nil where LAPACK finds no singular values (of NaNs).
  package static func pseudoinverse(of matrix: [Double], rows: Int, columns: Int) -> [Double]? {
    // The shortest solutions of A X = I are the columns of the inverse.
    let lines = max(rows, columns)
    var (matrix, solutions) = (matrix, [Double](repeating: 0, count: lines * rows))
    for i in 0..<rows { solutions[i * rows + i] = 1 }
    var singular = [Double](repeating: 0, count: min(rows, columns))
    var rank: Int32 = 0
    let status = call {
      LAPACKE_dgelsd(
        LAPACK_ROW_MAJOR, Int32(rows), Int32(columns), Int32(rows), &matrix, Int32(columns), &solutions, Int32(rows),
        &singular, -1, &rank)
    }
    return status == 0 ? Array(solutions.prefix(columns * rows)) : nil
  }
}
