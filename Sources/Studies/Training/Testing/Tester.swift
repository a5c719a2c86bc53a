import Attribution
import Autodiff
import Images
import Networks

/// Tests a trained network: its answers, where its maps lie, and what a changed marker does to its answers.
package struct Tester {
  private let network: Network
  private let parameters: Parameters
  private let classification: any ClassificationLoss
  private let measurement: MeasurementPlan
  private let isCancelled: () -> Bool

  /// - Parameters:
  ///   - classification: the loss that is reported.
  ///   - measurement: with which methods, and how many images for the costly ones.
  ///   - isCancelled: asked between batches.
  package init(
    network: Network, parameters: Parameters, classification: any ClassificationLoss, measurement: MeasurementPlan,
    isCancelled: @escaping () -> Bool = { false }
  ) {
    self.network = network
    self.parameters = parameters.tracking([])
    self.classification = classification
    self.measurement = measurement
    self.isCancelled = isCancelled
  }

  /// Images of each class that thresholds are tuned on.
  private static let thresholdImages = 25
  /// Changes on the way of deletion and insertion.
  private static let perturbationSteps = 12

  /// - Throws: `TrialTrainer.Cancelled`, or `FileError` where stored features cannot be read any more.
  package func run(_ input: ModelInput, validation: ModelInput) throws -> TestResult {
    let images = input.images
    let makers = measurement.methods.map { ($0, MapMaker($0, network: network, parameters: parameters)) }
    var costly = Stopwatch()
    let thresholds = try thresholds(validation, makers, &costly)
    var tallies = [EvaluationTally](repeating: EvaluationTally(), count: images.format.classes.count)
    var measures: [AttributionMethodKind: ImageMeasures] = [:]
    var predictions: [Int] = []
    try visit(input) { batch, outputs, predicted in
      let losses = self.losses(outputs.logits, images.classes(batch))
      for (row, image) in batch.enumerated() {
        tallies[images.classes[image]].add(loss: losses[row], isCorrect: predicted[row] == images.classes[image])
      }
      let masks = batch.map { ImageMasks(images, image: $0) }
      for (method, maker) in makers {
        let taken = batch.filter { !method.isCostly || isCostlyImage($0) }
        let maps = costly.measure(method.isCostly) {
          maker.maps(images, taken, outputs: outputs, predictions: Array(predicted.prefix(taken.count)))
        }
        for (row, image) in batch.enumerated() {
          var found: ImageMapMeasures?
          if row < taken.count, let map = maps[row] {
            var own = ImageMapMeasures(map, masks[row], threshold: thresholds[method])
            if isCostlyImage(image) {
              (own.deletion, own.insertion) = costly.measure { perturbed(images, image, map, predicted[row]) }
            }
            found = own
          }
          if image < ImageMeasures.mostImages { measures[method, default: ImageMeasures()].append(found) }
          if row < taken.count { tallies[images.classes[image]].add(found, of: method) }
        }
      }
      predictions += predicted
    }
    var result = TestResult(tallies, classes: images.format.classes)
    result.thresholds = thresholds.mapValues(Double.init)
    result.imageMeasures = measures
    (result.classes, result.predictions) = (images.classes, predictions)
    result.costlySeconds = measurement.costlyImages > 0 ? costly.seconds : nil
    result.markerCheck = try markerCheck(images, predictions)
    return result
  }

  /// Classes take turns, so that the first images hold as many of each; in a batch such images come first.
  private func isCostlyImage(_ image: Int) -> Bool { image < measurement.costlyImages * network.classes }

  /// Each method's threshold with the best mean overlap on validation images.
  private func thresholds(
    _ input: ModelInput, _ makers: [(AttributionMethodKind, MapMaker)], _ costly: inout Stopwatch
  ) throws -> [AttributionMethodKind: Float] {
    var tuners: [AttributionMethodKind: ThresholdTuner] = [:]
    try visit(input, most: Self.thresholdImages * network.classes) { batch, outputs, predicted in
      let masks = batch.map { ImageMasks(input.images, image: $0).inside }
      for (method, maker) in makers {
        let taken = batch.filter { !method.isCostly || isCostlyImage($0) }
        let maps = costly.measure(method.isCostly) {
          maker.maps(input.images, taken, outputs: outputs, predictions: Array(predicted.prefix(taken.count)))
        }
        for (map, mask) in zip(maps, masks) {
          if let mask { tuners[method, default: ThresholdTuner()].add(map, region: mask) }
        }
      }
    }
    return tuners.compactMapValues { $0.best?.threshold }
  }

  /// Areas under the curves of deletion and insertion of one image.
  private func perturbed(
    _ images: ImageDataset, _ image: Int, _ map: UpsampledMap, _ predicted: Int
  ) -> (deletion: Double?, insertion: Double?) {
    let explainer = Explainer(network, parameters)
    let perturbation = Perturbation(steps: Self.perturbationSteps)
    let pixels = images.tensor([image], channels: network.imageChannels)
      .reshaped([images.format.height, images.format.width, network.imageChannels])
    let score: (Tensor) -> [Double] = { explainer.probabilities($0, of: predicted) }
    return (
      perturbation.deletion(of: pixels, map: map.pixels, score: score)?.area,
      perturbation.insertion(of: pixels, map: map.pixels, score: score)?.area
    )
  }

  /// - Parameter before: the predictions for the images as they are.
  private func markerCheck(_ images: ImageDataset, _ before: [Int]) throws -> MarkerCheck? {
    guard images.markers != nil else { return nil }
    var answers: [MarkerChange: MarkerCheck.Answers] = [:]
    for change in MarkerChange.allCases {
      guard let changed = images.changingMarkers(change) else { continue }
      var after: [Int] = []
      try visit(ModelInput(changed)) { _, _, predicted in after += predicted }
      let touched = after.indices.filter {
        changed.intensities.slice(changed.valueRange(of: $0)) != images.intensities.slice(images.valueRange(of: $0))
      }
      let flipped = touched.count { after[$0] != before[$0] }
      answers[change] = MarkerCheck.Answers(
        accuracy: Double(after.indices.count { after[$0] == images.classes[$0] }) / Double(after.count),
        flipped: touched.isEmpty ? nil : Double(flipped) / Double(touched.count))
    }
    return MarkerCheck(answers: answers)
  }

  private func losses(_ logits: Tensor, _ classes: [Int]) -> [Double] {
    classes.indices.map { row in
      let own = Tensor([1, network.classes], (0..<network.classes).map { logits.buffer[row * network.classes + $0] })
      return Double(classification(logits: own, classes: [classes[row]]).scalar)
    }
  }

  /// Runs images through the network, a batch at a time.
  private func visit(
    _ input: ModelInput, most: Int = .max, _ body: (Range<Int>, Network.Outputs, [Int]) throws -> Void
  ) throws {
    for batch in Evaluator.batches(min(most, input.images.count)) {
      if batch.lowerBound > 0, isCancelled() { throw TrialTrainer.Cancelled() }
      let outputs = try input.outputs(of: network, parameters, batch)
      try body(batch, outputs, outputs.predictedClasses)
    }
  }
}

/// Adds up the wall-clock time of some of the work.
private struct Stopwatch {
  private(set) var seconds = 0.0

  /// Does the work.
  /// - Parameter counts: whether its time is added.
  mutating func measure<Value>(_ counts: Bool = true, _ work: () throws -> Value) rethrows -> Value {
    let start = ContinuousClock.now
    defer { if counts { seconds += (ContinuousClock.now - start).inSeconds } }
    return try work()
  }
}
