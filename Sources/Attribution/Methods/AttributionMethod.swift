import Autodiff
import Networks

/// A way to say which cells of a layer's activations a class score rests on.
public protocol AttributionMethod: Sendable {
  /// - Parameters:
  ///   - activations: batch x rows x columns x channels.
  ///   - slope: the derivative of each sample's class score by its activations, of the same shape.
  /// - Returns: batch x rows x columns; negative where a cell speaks against the class.
  func map(activations: Tensor, slope: Tensor) -> Tensor
}

extension AttributionMethod {
  /// Each sample's own map, for the class given for it, in one pass over the batch.
  ///
  /// Scores of different samples do not meet anywhere in the network, so that the derivative of their sum is each one's own.
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

extension Network.Outputs {
  /// The derivative of each sample's score for the class given for it, by its activations: of the activations' shape.
  public func slope(of classes: [Int], isDifferentiable: Bool) -> Tensor {
    let score = logits.gathered(columns: classes).sum()
    return gradient(of: score, wrt: [activations], isDifferentiable: isDifferentiable)[0]
  }

  /// The class with the largest logit, for each sample.
  public var predictedClasses: [Int] {
    let (rows, columns) = (logits.shape[0], logits.shape[1])
    return (0..<rows).map { row in
      (0..<columns).max { logits.buffer[row * columns + $0] < logits.buffer[row * columns + $1] } ?? 0
    }
  }
}
