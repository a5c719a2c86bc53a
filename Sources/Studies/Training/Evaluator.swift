import Attribution
import Autodiff
import CardiacMRI
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

  /// - Throws: `TrialTrainer.Cancelled`, or `FileError` where stored features cannot be read any more; so does `test`.
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

  /// Accuracy, loss and where the maps of the predicted classes lie, overall and for each class.
  package func test(_ parameters: Parameters, _ input: ModelInput, regions: [ImageRegions]) throws -> TestResult {
    let images = input.images
    var tallies: [Diagnosis: EvaluationTally] = [:]
    for batch in Self.batches(images.count) {
      if batch.lowerBound > 0, isCancelled() { throw TrialTrainer.Cancelled() }
      let outputs = try input.outputs(of: network, parameters, batch)
      let predicted = outputs.predictedClasses
      let activations = outputs.activations.detached
      let slope = outputs.slope(of: predicted, isDifferentiable: false)
      let hirescam = HiResCAM().map(activations: activations, slope: slope).array
      let gradcam = GradCAM().map(activations: activations, slope: slope).array
      let cells = hirescam.count / batch.count
      for (row, image) in batch.enumerated() {
        let diagnosis = images.diagnoses[image]
        let logits = Tensor(
          [1, network.classes], (0..<network.classes).map { outputs.logits.buffer[row * network.classes + $0] })
        let range = row * cells..<(row + 1) * cells
        tallies[diagnosis, default: EvaluationTally()].add(
          loss: Double(classification(logits: logits, classes: [diagnosis.rawValue]).scalar),
          isCorrect: predicted[row] == diagnosis.rawValue, maps: [.hirescam: hirescam[range], .gradcam: gradcam[range]],
          regions: regions[image])
      }
    }
    return TestResult(tallies)
  }

  private static func batches(_ count: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: batch).map { $0..<min(count, $0 + batch) }
  }
}
