import Autodiff

/// Grad-CAM++ (Chattopadhay et al., 2018), before its final ReLU, as the Python package `grad-cam` computes it.
///
/// With the slope g and the activations A of a channel, S the sum of A over the channel's cells, and g+ = max(g, 0), the
/// channel's weight is the sum over cells of a g+, with a = g^2 / (2 g^2 + S g^3 + 1e-6). The paper's score is
/// exp(logit), whose higher derivatives have powers of g times exp(logit), which cancels.
///
/// The 1e-6 keeps 0/0 away, and makes the map depend on the slope's scale where slopes are near 0.001 or below.
public struct GradCAMPlusPlus: ClassActivationMap {
  private static let smallest: Float = 1e-6

  /// Grad-CAM++ has no settings.
  public init() {}

  /// batch x rows x columns; not negative, since no weight is.
  public func map(activations: Tensor, slope: Tensor) -> Tensor {
    // Where the slope is not positive its cell adds nothing, whatever a is; with g+ for g, its denominator never vanishes.
    let positive = relu(slope)
    let square = positive * positive
    let total = activations.sum(axes: [1, 2], keepingAxes: true)
    let share = square / (2 * square + total * square * positive + Self.smallest)
    return (activations * (share * positive).sum(axes: [1, 2], keepingAxes: true)).sum(axes: [3])
  }
}
