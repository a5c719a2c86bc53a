import Foundation

/// The Cholesky factor L of a symmetric positive definite matrix A = L L^T (Golub and Van Loan, "Matrix Computations", section
/// 4.2), row by row.
struct Cholesky: Sendable {
  /// Rows and columns of the matrix.
  let count: Int
  /// The lower triangle without gaps: row i begins at i (i + 1) / 2.
  private var factor: [Double]

  /// Where rounding has made the matrix indefinite, as near equal points do, the diagonal is raised by 1e-12, 1e-11, ... times its
  /// mean until the factor exists. Nil where that does not help, because the matrix holds NaN or is far from positive definite.
  /// - Parameter lowerTriangle: row i has i + 1 numbers, one row after the other.
  init?(lowerTriangle: [Double], count: Int) {
    self.count = count
    factor = lowerTriangle
    let trace = (0..<count).reduce(0.0) { $0 + lowerTriangle[Self.start(ofRow: $1) + $1] }
    var jitter = 0.0
    while !factorise(lowerTriangle, raisedBy: jitter * trace / Double(count)) {
      jitter = max(jitter * 10, 1e-12)
      // A thousandth is no longer rounding.
      guard jitter < 1e-3 else { return nil }
    }
  }

  /// log det A.
  var logDeterminant: Double {
    2 * (0..<count).reduce(0.0) { $0 + log(factor[Self.start(ofRow: $1) + $1]) }
  }

  /// L^-1 b, of which the squared length is b^T A^-1 b.
  func solvedByFactor(_ b: [Double]) -> [Double] {
    var x = b
    for row in 0..<count {
      let start = Self.start(ofRow: row)
      var sum = x[row]
      for column in 0..<row { sum -= factor[start + column] * x[column] }
      x[row] = sum / factor[start + row]
    }
    return x
  }

  /// A^-1 b.
  func solved(_ b: [Double]) -> [Double] {
    var x = solvedByFactor(b)
    for row in (0..<count).reversed() {
      let start = Self.start(ofRow: row)
      x[row] /= factor[start + row]
      for column in 0..<row { x[column] -= factor[start + column] * x[row] }
    }
    return x
  }

  private static func start(ofRow row: Int) -> Int { row * (row + 1) / 2 }

  /// Whether every pivot was positive.
  private mutating func factorise(_ matrix: [Double], raisedBy jitter: Double) -> Bool {
    for row in 0..<count {
      let rowStart = Self.start(ofRow: row)
      for column in 0...row {
        let columnStart = Self.start(ofRow: column)
        var sum = matrix[rowStart + column]
        if row == column { sum += jitter }
        for k in 0..<column { sum -= factor[rowStart + k] * factor[columnStart + k] }
        if row == column {
          guard sum > 0, sum.isFinite else { return false }
          factor[rowStart + row] = sum.squareRoot()
        } else {
          factor[rowStart + column] = sum / factor[columnStart + column]
        }
      }
    }
    return true
  }
}
