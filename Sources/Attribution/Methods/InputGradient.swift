import Autodiff
import Foundation
import Kernels

/// The input gradient's magnitude (Simonyan et al., 2014), as Captum's `Saliency`: the sum over channels of |ds/dx|, s being
/// the class's logit. Never negative.
///
/// Costs one forward and one backward pass through the whole network.
public struct InputGradient: AttributionMethod {
  /// The input gradient has no settings.
  public init() {}

  /// batch x height x width, in logits for each unit of a pixel.
  public func map(of explainer: Explainer, _ images: Tensor, classes: [Int]) -> Tensor {
    let slope = explainer.inputSlope(images, classes: classes)
    return Tensor(slope.shape, slope.array.map(abs)).sum(axes: [3])
  }
}
