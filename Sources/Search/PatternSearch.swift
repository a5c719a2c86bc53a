/// Finds a local maximum without derivatives, by steps along the axes and by repeating what helped (Hooke and Jeeves, "Direct
/// search solution of numerical and statistical problems", 1961). The same start gives the same end.
struct PatternSearch {
  /// The interval of each coordinate.
  var bounds: [ClosedRange<Double>]
  /// The first step; it is halved whenever no step helps.
  var firstStep: Double
  /// The search ends when the step is below this,
  var lastStep: Double
  /// or after about this many evaluations.
  var evaluations: Int

  /// The best point found and its value. A value that is NaN counts as worse than any other.
  func maximum(from start: [Double], of function: ([Double]) -> Double) -> (point: [Double], value: Double) {
    var count = 0
    func evaluate(_ point: [Double]) -> Double {
      count += 1
      let value = function(point)
      return value.isNaN ? -.infinity : value
    }

    /// Tries a step to either side along each axis in turn, and keeps those that help.
    func explored(_ best: (point: [Double], value: Double), step: Double) -> (point: [Double], value: Double) {
      var best = best
      for axis in bounds.indices {
        for move in [step, -step] {
          var point = best.point
          point[axis] = clamped(point[axis] + move, axis: axis)
          guard point[axis] != best.point[axis] else { continue }
          let value = evaluate(point)
          if value > best.value {
            best = (point, value)
            break
          }
        }
      }
      return best
    }

    let start = bounds.indices.map { clamped(start[$0], axis: $0) }
    var best = (point: start, value: evaluate(start))
    var step = firstStep
    while step >= lastStep, count < evaluations {
      var next = explored(best, step: step)
      guard next.value > best.value else {
        step /= 2
        continue
      }
      while next.value > best.value, count < evaluations {
        let leap = bounds.indices.map { clamped(2 * next.point[$0] - best.point[$0], axis: $0) }
        best = next
        next = explored((leap, evaluate(leap)), step: step)
      }
      if next.value > best.value { best = next }
    }
    return best
  }

  private func clamped(_ value: Double, axis: Int) -> Double {
    min(max(value, bounds[axis].lowerBound), bounds[axis].upperBound)
  }
}
