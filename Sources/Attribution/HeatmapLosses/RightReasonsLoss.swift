import Autodiff
import Kernels
import Networks

/// Right for the right reasons (Ross et al., 2017): the sum over pixels and channels of (M d/dx sum over classes k of log p_k)^2,
/// where p is the softmax of the logits and M is 1 outside the mask and 0 inside; the mean over the batch.
///
/// It asks that what is outside makes no difference to the class. There is no map that could be undefined. It needs the gradient
/// of the input gradient: second order through the whole network, so that a step takes about two and a half times as long.
public struct RightReasonsLoss: LocationLoss {
  /// Right for the right reasons has no settings.
  public init() {}

  /// No activations are looked at.
  public var layers: [String] { [] }
  /// The loss is of input gradients.
  public var tracksImages: Bool { true }

  /// A scalar, at least 0; it grows with the square of the logits' scale.
  public func callAsFunction(
    _ outputs: Network.Outputs, classes: [Int], hasMask: [Bool]? = nil, outside: OutsideShares
  ) -> Tensor {
    guard let images = outputs.images else {
      preconditionFailure("right for the right reasons needs a forward pass that tracks the images")
    }
    let slope = gradient(of: logSoftmax(outputs.logits).sum(), wrt: [images])[0]
    let (batch, height, width) = (images.shape[0], images.shape[1], images.shape[2])
    var masked = slope * outside(height, width).reshaped([batch, height, width, 1])
    if let hasMask, hasMask.contains(false) {
      masked = masked * Tensor([batch, 1, 1, 1], hasMask.map { $0 ? 1 : 0 })
    }
    return (masked * masked).sum() / Float(batch)
  }
}
