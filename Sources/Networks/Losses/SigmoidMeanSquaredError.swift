import Autodiff

/// Mean over batch and classes of the squared difference between sigmoid(logits) and the one-hot label: the classification
/// part of the paper's loss (study, section 3).
public struct SigmoidMeanSquaredError: ClassificationLoss {
  public init() {}

  public func callAsFunction(logits: Tensor, classes: [Int]) -> Tensor {
    var oneHot = [Float](repeating: 0, count: logits.shape.count)
    for (row, column) in classes.enumerated() { oneHot[row * logits.shape[1] + column] = 1 }
    let difference = sigmoid(logits) - Tensor(logits.shape, oneHot)
    return (difference * difference).mean()
  }
}
