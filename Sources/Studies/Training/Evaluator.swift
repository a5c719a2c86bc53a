import Attribution
import Autodiff
import Networks

/// What a trained network does on images that it was not trained on.
package struct Evaluator {
  private let network: Network
  private let classification: any ClassificationLoss
  private let isCancelled: () -> Bool

  /// - Parameters:
  ///   - classification: the loss that is reported.
  ///   - isCancelled: asked between batches.
  package init(
    network: Network, classification: any ClassificationLoss, isCancelled: @escaping () -> Bool = { false }
  ) {
    self.network = network
    self.classification = classification
    self.isCancelled = isCancelled
  }

  /// Images at a time: enough to keep the matrix products busy, and no more than a training step needs memory for.
  private static let batch = 20

  /// - Throws: `TrialTrainer.Cancelled`, or `FileError` where stored features cannot be read any more.
  /// - Returns: mean loss (its classification part) and accuracy.
  package func validate(_ parameters: Parameters, _ input: ModelInput) throws -> (loss: Double, accuracy: Double) {
    let images = input.images
    var (lossSum, correct) = (0.0, 0)
    for batch in Self.batches(images.count) {
      if batch.lowerBound > 0, isCancelled() { throw TrialTrainer.Cancelled() }
      let outputs = try input.outputs(of: network, parameters, batch)
      let classes = images.classes(batch)
      lossSum += Double(classification(logits: outputs.logits, classes: classes).scalar) * Double(batch.count)
      correct += zip(outputs.predictedClasses, classes).count { $0 == $1 }
    }
    return (lossSum / Double(images.count), Double(correct) / Double(images.count))
  }

  /// The places of `count` images, as many at a time as are evaluated together.
  static func batches(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: batch).map { $0..<min(count, $0 + batch) }
  }
}
