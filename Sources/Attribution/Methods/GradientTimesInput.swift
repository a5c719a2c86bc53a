import Autodiff

/// Gradient times input (Shrikumar et al., 2016), as Captum's `InputXGradient`: the sum over channels of x ds/dx, s being the
/// class's logit. A pixel whose value is 0 has none, so that it matters what the images' scaling makes 0.
///
/// Costs one forward and one backward pass through the whole network.
public struct GradientTimesInput: AttributionMethod {
  /// Gradient times input has no settings.
  public init() {}

  /// batch x height x width, in logits.
  public func map(of explainer: Explainer, _ images: Tensor, classes: [Int]) -> Tensor {
    (images * explainer.inputSlope(images, classes: classes)).sum(axes: [3])
  }
}
