import Autodiff

/// Grad-CAM (Selvaraju et al., 2017), before its final ReLU: the slope is averaged over the cells of each channel first.
public struct GradCAM: ClassActivationMap {
  public init() {}

  public func map(activations: Tensor, slope: Tensor) -> Tensor {
    (activations * slope.mean(axes: [1, 2], keepingAxes: true)).sum(axes: [3])
  }
}
