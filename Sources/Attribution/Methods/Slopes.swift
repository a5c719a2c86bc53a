import Autodiff
import Networks

extension Network.Outputs {
  /// The derivative of each sample's score (logit) for the class given for it, by each of some tensors, of their shapes.
  ///
  /// Scores of different samples do not meet anywhere in the network, so that the derivative of their sum is each one's own.
  ///
  /// - Parameter tensors: activations or images of these outputs.
  public func slopes(of classes: [Int], by tensors: [Tensor], isDifferentiable: Bool) -> [Tensor] {
    let score = logits.gathered(columns: classes).sum()
    return gradient(of: score, wrt: tensors, isDifferentiable: isDifferentiable)
  }

  /// The same by the attribution layer's activations.
  public func slope(of classes: [Int], isDifferentiable: Bool) -> Tensor {
    slopes(of: classes, by: [activations], isDifferentiable: isDifferentiable)[0]
  }

  /// The class with the largest logit, for each sample.
  public var predictedClasses: [Int] {
    let (rows, columns) = (logits.shape[0], logits.shape[1])
    return (0..<rows).map { row in
      (0..<columns).max { logits.buffer[row * columns + $0] < logits.buffer[row * columns + $1] } ?? 0
    }
  }
}
