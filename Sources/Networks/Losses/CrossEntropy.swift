import Autodiff

/// Categorical cross-entropy of the logits' softmax.
public struct CrossEntropy: ClassificationLoss {
  public init() {}

  public func callAsFunction(logits: Tensor, classes: [Int]) -> Tensor {
    -logSoftmax(logits).gathered(columns: classes).mean()
  }
}
