import Autodiff
import Networks

/// A map made of a layer's activations and of the derivative of a class's logit by them: cheap enough to train with.
///
/// Costs one forward pass, and a backward pass from the logits to the layer.
public protocol ClassActivationMap: AttributionMethod {
  /// - Parameters:
  ///   - activations: batch x rows x columns x channels, not negative.
  ///   - slope: the derivative of each sample's class score by its activations, of the same shape.
  /// - Returns: batch x rows x columns; negative where a cell speaks against the class.
  func map(activations: Tensor, slope: Tensor) -> Tensor
}

extension ClassActivationMap {
  /// The map of `explainer.layer`, rows x columns being its grid.
  public func map(of explainer: Explainer, _ images: Tensor, classes: [Int]) -> Tensor {
    let outputs = explainer.outputs(images)
    let activations = outputs.activations(of: explainer.layer)
    let slope = outputs.slopes(of: classes, by: [activations], isDifferentiable: false)[0]
    return map(activations: activations.detached, slope: slope)
  }

  /// Each sample's own map of the attribution layer, for the class given for it, in one pass over the batch.
  ///
  /// - Parameter isDifferentiable: whether a loss will be differentiated through the map. Without it the slope is a constant,
  ///   which is right for measuring and wrong, silently, for training.
  /// - Returns: batch x rows x columns.
  public func map(of outputs: Network.Outputs, classes: [Int], isDifferentiable: Bool) -> Tensor {
    map(
      activations: isDifferentiable ? outputs.activations : outputs.activations.detached,
      slope: outputs.slope(of: classes, isDifferentiable: isDifferentiable))
  }
}
