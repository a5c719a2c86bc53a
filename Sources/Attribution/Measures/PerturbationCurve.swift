/// A class's probability while more and more pixels of an image are changed, those that a map ranks highest first.
public struct PerturbationCurve: Sendable, Equatable {
  /// With 0, 1, ... all steps done; at least two.
  public let probabilities: [Double]

  /// - Parameter probabilities: at least two.
  public init(probabilities: [Double]) {
    precondition(probabilities.count > 1, "a curve has at least two ends")
    self.probabilities = probabilities
  }

  /// Area under the curve by the trapezoidal rule, the image's pixels being 1 wide: between 0 and 1.
  public var area: Double {
    let ends = (probabilities[0] + probabilities[probabilities.count - 1]) / 2
    return (probabilities.reduce(0, +) - ends) / Double(probabilities.count - 1)
  }
}
