import Autodiff

/// Integrated gradients (Sundararajan et al., 2017): the sum over channels of (x - b) times the mean of ds/dx on the straight
/// way from a baseline image b to x, s being the class's logit. The sum of the map is nearly s(x) - s(b).
///
/// The mean is taken by the Gauss-Legendre rule, Captum's default. Costs `steps` forward and backward passes through the whole
/// network.
public struct IntegratedGradients: AttributionMethod {
  /// The value of every pixel of b: that of an image's background.
  public let baseline: Float
  /// Points on the way, at least 1.
  public let steps: Int

  /// - Parameters:
  ///   - baseline: the study's images have a background of -1 once scaled.
  ///   - steps: at least 1; Captum's default is 50.
  public init(baseline: Float = -1, steps: Int = 50) {
    precondition(steps > 0, "integrated gradients take at least one step")
    (self.baseline, self.steps) = (baseline, steps)
  }

  /// batch x height x width, in logits.
  public func map(of explainer: Explainer, _ images: Tensor, classes: [Int]) -> Tensor {
    let difference = images - baseline
    var mean = Tensor(repeating: 0, images.shape)
    for point in GaussLegendre.points(count: steps) {
      let onTheWay = difference * Float(point.place) + baseline
      mean = mean + explainer.inputSlope(onTheWay, classes: classes) * Float(point.weight)
    }
    return (difference * mean).sum(axes: [3])
  }
}
