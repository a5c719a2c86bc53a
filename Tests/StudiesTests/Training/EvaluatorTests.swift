import Attribution
import Autodiff
import CardiacMRI
import Foundation
import Networks
import Studies
import Testing

/// The evaluation of a network against the definitions, image by image and pixel by pixel.
@Suite struct EvaluatorTests {
  private static let network = Network.compact
  private static var parameters: Parameters { network.initialParameters(seed: 3) }
  /// More than are evaluated at a time.
  private static let images = TrialImages(
    setting: .marker, counts: ImageCounts(training: 4, validation: 24, test: 24), seed: 9, network: network)

  private struct Single {
    let diagnosis: Diagnosis
    let predicted: Int
    let loss: Double
    /// Share of HiResCAM's and Grad-CAM's map in each region; nil without a positive value.
    let shares: [[Region: Double]?]
    let hasMarker: Bool
  }

  /// What one image gives, worked out in Double from its logits and its upsampled maps.
  private static func single(_ image: Int) -> Single {
    let test = images.test
    let outputs = network(test.tensor([image], channels: 1), parameters)
    let logits = outputs.logits.array.map(Double.init)
    let predicted = (0..<4).max { logits[$0] < logits[$1] } ?? 0
    let truth = test.diagnoses[image]
    let loss = log(logits.reduce(0) { $0 + exp($1) }) - logits[truth.rawValue]
    let upsampling = BilinearUpsampling(rows: 6, columns: 8, height: 105, width: 135)
    let methods: [any ClassActivationMap] = [HiResCAM(), GradCAM()]
    let shares = methods.map { method -> [Region: Double]? in
      let map = method.map(of: outputs, classes: [predicted], isDifferentiable: false).array.map { max($0, 0) }
      let pixels = upsampling.upsample(map).map(Double.init)
      let total = pixels.reduce(0, +)
      guard total > 0 else { return nil }
      let inside = Region.allCases.map { region in
        zip(pixels, test.mask(of: region, image: image)).reduce(0) { $0 + ($1.1 ? $1.0 : 0) } / total
      }
      return Dictionary(uniqueKeysWithValues: zip(Region.allCases, inside))
    }
    return Single(
      diagnosis: truth, predicted: predicted, loss: loss, shares: shares,
      hasMarker: test.mask(of: .marker, image: image).contains(true))
  }

  private static let singles = (0..<24).map(single)

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  private func expectEqual(
    _ a: Double?, _ b: Double?, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect((a == nil) == (b == nil), "\(what)", sourceLocation: sourceLocation)
    if let a, let b { #expect(abs(a - b) < 1e-5, "\(what)", sourceLocation: sourceLocation) }
  }

  @Test func agreesWithTheDefinitions() throws {
    let evaluator = Evaluator(network: Self.network, classification: CrossEntropy())
    let result = try evaluator.test(
      Self.parameters, ModelInput(Self.images.test), regions: Self.images.regions)
    for diagnosis in Diagnosis.allCases {
      let own = Self.singles.filter { $0.diagnosis == diagnosis }
      let found = try #require(result.byClass[diagnosis.name])
      #expect(found.images == 6)
      expectEqual(found.accuracy, Double(own.count { $0.predicted == diagnosis.rawValue }) / 6, "accuracy")
      expectEqual(found.loss, Self.mean(own.map(\.loss)), "loss")
      for (method, shares) in [found.hirescam, found.gradcam].enumerated() {
        #expect(shares.undefined == own.count { $0.shares[method] == nil })
        expectEqual(shares.inHeart, Self.mean(own.compactMap { $0.shares[method]?[.heart] }), "heart")
        expectEqual(shares.onFat, Self.mean(own.compactMap { $0.shares[method]?[.fat] }), "fat")
        let marked = own.filter(\.hasMarker).compactMap { $0.shares[method]?[.marker] }
        expectEqual(shares.onMarker, Self.mean(marked), "marker")
      }
    }
    expectEqual(result.overall.loss, Self.mean(Self.singles.map(\.loss)), "loss")
    expectEqual(
      result.overall[.hirescam]?.inHeart, Self.mean(result.byClass.values.compactMap(\.hirescam.inHeart)), "heart")
    // Not the images' true classes throughout, else the test could not tell.
    #expect(Self.singles.contains { $0.predicted != $0.diagnosis.rawValue })
    #expect(Set(Self.singles.map(\.hasMarker)).count == 2)
  }

  @Test func validationCountsEveryImageOnce() throws {
    let evaluator = Evaluator(network: Self.network, classification: CrossEntropy())
    let (loss, accuracy) = try evaluator.validate(Self.parameters, ModelInput(Self.images.test))
    expectEqual(loss, Self.mean(Self.singles.map(\.loss)), "loss")
    #expect(accuracy == Double(Self.singles.count { $0.predicted == $0.diagnosis.rawValue }) / 24)
  }

  @Test func isCancelledBetweenTwoBatches() throws {
    let evaluator = Evaluator(network: Self.network, classification: CrossEntropy(), isCancelled: { true })
    #expect(throws: TrialTrainer.Cancelled.self) {
      try evaluator.validate(Self.parameters, ModelInput(Self.images.validation))
    }
    #expect(throws: TrialTrainer.Cancelled.self) {
      try evaluator.test(Self.parameters, ModelInput(Self.images.test), regions: Self.images.regions)
    }
  }

  @Test func withoutMarkersThereIsNoShareOnThem() throws {
    let images = TrainingSamples.images
    let evaluator = Evaluator(network: Self.network, classification: SigmoidMeanSquaredError())
    let result = try evaluator.test(Self.parameters, ModelInput(images.test), regions: images.regions)
    #expect(result.overall[.hirescam]?.onMarker == nil && result.overall[.gradcam]?.onMarker == nil)
    #expect(result.byClass.values.allSatisfy { $0.hirescam.onMarker == nil })
    #expect(result.overall[.hirescam]?.inHeart != nil)
    #expect(result.overall.loss < 1)
  }
}
