/// Observations as a model takes them: in an order of their own, failures with a value, values scaled.
struct TrainingData {
  let points: [[Double]]
  /// Of mean 0 and variance 1, or all 0 where all values seen are the same.
  let values: [Double]

  /// Empty where no trial has succeeded.
  init(space: SearchSpace, observed: [Observation]) {
    let known = observed.compactMap { trial in
      Self.usable([trial.point], of: space).first.map { point in
        (point: point, value: trial.value.flatMap { $0.isFinite ? $0 : nil })
      }
    }
    guard let worst = known.compactMap(\.value).min() else {
      (points, values) = ([], [])
      return
    }
    let sorted = known.map { (point: $0.point, value: $0.value ?? worst) }.sorted {
      $0.point == $1.point ? $0.value < $1.value : $0.point.lexicographicallyPrecedes($1.point)
    }
    points = sorted.map(\.point)
    values = Self.standardised(sorted.map(\.value))
  }

  /// Evenly chosen from their order.
  func sample(atMost limit: Int) -> (points: [[Double]], values: [Double]) {
    guard points.count > limit else { return (points, values) }
    let chosen = (0..<limit).map { $0 * points.count / limit }
    return (chosen.map { points[$0] }, chosen.map { values[$0] })
  }

  /// The points that have this space's number of coordinates, snapped.
  static func usable(_ points: [[Double]], of space: SearchSpace) -> [[Double]] {
    points.filter { $0.count == space.dimensions.count && $0.allSatisfy(\.isFinite) }.map(space.snapped)
  }

  private static func standardised(_ values: [Double]) -> [Double] {
    // First to -1...1, because the square of a large number overflows.
    let largest = values.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { return values }
    let shares = values.map { $0 / largest }
    let mean = shares.reduce(0, +) / Double(shares.count)
    let variance = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(shares.count)
    // Below this the differences are rounding.
    guard variance > 1e-28 else { return Array(repeating: 0, count: shares.count) }
    return shares.map { ($0 - mean) / variance.squareRoot() }
  }
}
