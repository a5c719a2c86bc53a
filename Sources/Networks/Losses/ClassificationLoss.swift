import Autodiff

/// The part of a loss that asks for the right class.
public protocol ClassificationLoss: Sendable {
  /// - Parameters:
  ///   - logits: batch x classes.
  ///   - classes: the true class of each sample.
  /// - Returns: a scalar, the mean over the batch.
  func callAsFunction(logits: Tensor, classes: [Int]) -> Tensor
}
