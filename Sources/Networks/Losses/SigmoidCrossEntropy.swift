import Autodiff

/// Categorical cross-entropy of sigmoid(logits) divided by their sum: what Keras's categorical cross-entropy makes of a network
/// that ends in sigmoids, as the paper's author had it (study, section 4). Keras also bounds each quotient away from 0, where its gradient is
/// lost; here there is no bound.
public struct SigmoidCrossEntropy: ClassificationLoss {
  public init() {}

  public func callAsFunction(logits: Tensor, classes: [Int]) -> Tensor {
    // log sigmoid(x) = -log(1 + exp(-x)), with the larger of the two terms taken out so that nothing overflows; as a constant,
    // since the result does not depend on it.
    let largest = relu(-logits.detached)
    let logSigmoids = -(largest + log(exp(-largest) + exp(-logits - largest)))
    return -logSoftmax(logSigmoids).gathered(columns: classes).mean()
  }
}
