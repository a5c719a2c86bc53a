import Foundation

/// The Matern kernel of smoothness 5/2 with one length scale a dimension: for a distance r, in length scales,
/// k(r) = (1 + s + s^2 / 3) exp(-s) with s = sqrt(5) r (Matern, 1960; Rasmussen and Williams, "Gaussian Processes for Machine
/// Learning", 2006, equation 4.17). Functions with this covariance have two derivatives, as losses mostly do (Snoek,
/// Larochelle and Adams, 2012).
struct Matern52: Sendable {
  var lengthScales: [Double]

  /// The points, each coordinate divided by its length scale, one point after the other: a row of memory is read faster than
  /// an array for each point.
  func scaled(_ points: [[Double]]) -> [Double] {
    points.flatMap { point in zip(point, lengthScales).map { $0 / $1 } }
  }

  /// The correlation of scaled points: number `i` of `a` with number `j` of `b`.
  func correlation(_ a: [Double], _ i: Int, _ b: [Double], _ j: Int) -> Double {
    let dimensions = lengthScales.count
    var square = 0.0
    for axis in 0..<dimensions {
      let difference = a[i * dimensions + axis] - b[j * dimensions + axis]
      square += difference * difference
    }
    let s = (5 * square).squareRoot()
    return (1 + s + s * s / 3) * exp(-s)
  }
}
