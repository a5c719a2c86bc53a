import Autodiff

/// HiResCAM (Draelos and Carin, 2020): the sum over channels of activation times slope, cell by cell.
public struct HiResCAM: ClassActivationMap {
  public init() {}

  public func map(activations: Tensor, slope: Tensor) -> Tensor {
    (activations * slope).sum(axes: [3])
  }
}
