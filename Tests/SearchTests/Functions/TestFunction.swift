import Foundation
import Search

/// A function to be maximised whose maximum is known.
struct TestFunction: Sendable {
  var name: String
  var space: SearchSpace
  var maximum: Double
  /// The standard deviation of the noise on each observation.
  var noise = 0.0
  /// The function without noise; nil where a trial fails.
  var value: @Sendable ([Double]) -> Double?

  /// Branin's function turned over (Branin, 1972): three equal maxima in two dimensions.
  static func branin() throws -> TestFunction {
    let space = try SearchSpace([
      SearchDimension(name: "x", values: .continuous(low: -5, high: 10, scale: .linear)),
      SearchDimension(name: "y", values: .continuous(low: 0, high: 15, scale: .linear)),
    ])
    return TestFunction(name: "Branin", space: space, maximum: -0.397887) { point in
      let (x, y) = (point[0], point[1])
      let valley = y - 5.1 * x * x / (4 * Double.pi * Double.pi) + 5 * x / Double.pi - 6
      return -(valley * valley + 10 * (1 - 1 / (8 * Double.pi)) * cos(x) + 10)
    }
  }

  /// Hartmann's function of three dimensions turned over (Hartman, 1973): four peaks of different heights.
  static func hartmann() throws -> TestFunction {
    let unit = SearchDimension.Values.continuous(low: 0, high: 1, scale: .linear)
    let space = try SearchSpace(["x", "y", "z"].map { try SearchDimension(name: $0, values: unit) })
    let heights = [1.0, 1.2, 3.0, 3.2]
    let widths = [[3.0, 10, 30], [0.1, 10, 35], [3.0, 10, 30], [0.1, 10, 35]]
    let peaks = [
      [0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828],
    ]
    return TestFunction(name: "Hartmann 3", space: space, maximum: 3.86278) { point in
      (0..<4).reduce(0.0) { sum, peak in
        var distance = 0.0
        for axis in 0..<3 {
          let difference = point[axis] - peaks[peak][axis]
          distance += widths[peak][axis] * difference * difference
        }
        return sum + heights[peak] * exp(-distance)
      }
    }
  }

  /// Accuracy as it may depend on the learning rate: a parabola over its logarithm, with noise; high rates diverge.
  static func learningRate() throws -> TestFunction {
    let space = try SearchSpace([
      SearchDimension(name: "rate", values: .continuous(low: 1e-6, high: 1e-1, scale: .logarithmic))
    ])
    return TestFunction(name: "learning rate", space: space, maximum: 0.95, noise: 0.02) { point in
      let distance = log10(point[0]) + 3.3
      return point[0] > 2e-2 ? nil : 0.95 - 0.08 * distance * distance
    }
  }
}
