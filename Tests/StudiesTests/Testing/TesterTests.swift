import Attribution
import Autodiff
import CardiacMRI
import Foundation
import Images
import Networks
import Studies
import Testing

/// The test of a network against the definitions, image by image and pixel by pixel.
@Suite struct TesterTests {
  private static let network = Network.compact
  private static var parameters: Parameters { network.initialParameters(seed: 3) }
  /// More than are evaluated at a time.
  private static let images = TrialImages(
    setting: .marker, counts: ImageCounts(training: 4, validation: 24, test: 24), seed: 9, network: network)

  private struct Single {
    let truth: Int
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
    let truth = test.classes[image]
    let loss = log(logits.reduce(0) { $0 + exp($1) }) - logits[truth]
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
      truth: truth, predicted: predicted, loss: loss, shares: shares,
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

  private static func tester(
    _ measurement: MeasurementPlan = .maps, isCancelled: @escaping () -> Bool = { false }
  ) -> Tester {
    Tester(
      network: network, parameters: parameters, classification: CrossEntropy(), measurement: measurement,
      isCancelled: isCancelled)
  }

  private func test(_ measurement: MeasurementPlan = .maps) throws -> TestResult {
    try Self.tester(measurement).run(ModelInput(Self.images.test), validation: ModelInput(Self.images.validation))
  }

  @Test func agreesWithTheDefinitions() throws {
    let result = try test()
    for diagnosis in Diagnosis.allCases {
      let own = Self.singles.filter { $0.truth == diagnosis.rawValue }
      let found = try #require(result.byClass[diagnosis.name])
      #expect(found.images == 6)
      expectEqual(found.accuracy, Double(own.count { $0.predicted == diagnosis.rawValue }) / 6, "accuracy")
      expectEqual(found.loss, Self.mean(own.map(\.loss)), "loss")
      for (index, method) in [AttributionMethodKind.hirescam, .gradcam].enumerated() {
        let measures = try #require(found[method])
        #expect(measures.undefined == own.count { $0.shares[index] == nil })
        expectEqual(measures.inside, Self.mean(own.compactMap { $0.shares[index]?[.inside] }), "heart")
        expectEqual(measures.onFat, Self.mean(own.compactMap { $0.shares[index]?[.fat] }), "fat")
        let marked = own.filter(\.hasMarker).compactMap { $0.shares[index]?[.marker] }
        expectEqual(measures.onMarker, Self.mean(marked), "marker")
      }
    }
    expectEqual(result.overall.loss, Self.mean(Self.singles.map(\.loss)), "loss")
    let hearts = result.byClass.values.compactMap { $0[.hirescam]?.inside }
    expectEqual(result.overall[.hirescam]?.inside, Self.mean(hearts), "heart")
    #expect(result.predictions == Self.singles.map(\.predicted))
    let images = try #require(result.imageMeasures[.hirescam])
    #expect(images.inside.count == 24)
    for (single, share) in zip(Self.singles, images.inside) {
      #expect((share == nil) == (single.shares[0] == nil))
      if let share, let expected = single.shares[0]?[.inside] { #expect(abs(Double(share) - expected) < 1e-4) }
    }
    // Not the images' true classes throughout, else the test could not tell.
    #expect(Self.singles.contains { $0.predicted != $0.truth })
    #expect(Set(Self.singles.map(\.hasMarker)).count == 2)
  }

  @Test func validationCountsEveryImageOnce() throws {
    let evaluator = Evaluator(network: Self.network, classification: CrossEntropy())
    let (loss, accuracy) = try evaluator.validate(Self.parameters, ModelInput(Self.images.test))
    expectEqual(loss, Self.mean(Self.singles.map(\.loss)), "loss")
    #expect(accuracy == Double(Self.singles.count { $0.predicted == $0.truth }) / 24)
  }

  @Test func isCancelledBetweenTwoBatches() throws {
    let evaluator = Evaluator(network: Self.network, classification: CrossEntropy(), isCancelled: { true })
    #expect(throws: TrialTrainer.Cancelled.self) {
      try evaluator.validate(Self.parameters, ModelInput(Self.images.validation))
    }
    #expect(throws: TrialTrainer.Cancelled.self) {
      try Self.tester(isCancelled: { true })
        .run(ModelInput(Self.images.test), validation: ModelInput(Self.images.validation))
    }
  }

  @Test func withoutMarkersThereIsNoShareOnThem() throws {
    let images = TrainingSamples.images
    let result = try Self.tester().run(ModelInput(images.test), validation: ModelInput(images.validation))
    #expect(result.overall[.hirescam]?.onMarker == nil && result.overall[.gradcam]?.onMarker == nil)
    #expect(result.byClass.values.allSatisfy { $0[.hirescam]?.onMarker == nil })
    #expect(result.overall[.hirescam]?.inside != nil)
    #expect(result.markerCheck == nil)
  }

  @Test func everyMethodIsMeasured() throws {
    let result = try test(MeasurementPlan(methods: AttributionMethodKind.allCases, costlyImages: 1))
    for method in AttributionMethodKind.allCases {
      let measures = try #require(result.overall[method])
      #expect(measures.images == (method.isCostly ? 4 : 24))
      #expect(result.thresholds[method].map { (0.05...0.95).contains($0) } == true, "\(method)")
      for share in [measures.inside, measures.onFat, measures.outside, measures.iou, measures.pointing] {
        #expect(share.map { (0...1).contains($0) } == true, "\(method)")
      }
      // Of the four costly images alone.
      for area in [measures.deletion, measures.insertion] { #expect(area.map { (0...1).contains($0) } == true) }
      let images = try #require(result.imageMeasures[method])
      #expect(images.iou.count == 24 && images.pointing.count == 24 && images.onMarker.count == 24)
      if method.isCostly { #expect(images.inside[4...].allSatisfy { $0 == nil }) }
      // Each map in its place: the means of the images are the classes' means.
      let own: [Double] = stride(from: 0, to: 24, by: 4).compactMap { images.inside[$0].map(Double.init) }
      let mean = try #require(Self.mean(own))
      let expected = try #require(result.byClass["NOR"]?[method]?.inside)
      #expect(abs(mean - expected) < 1e-4, "\(method)")
    }
    // The methods differ.
    #expect(Set(result.overall.maps.values.map(\.inside)).count == AttributionMethodKind.allCases.count)
  }

  @Test func aChangedMarkerIsCheckedImageByImage() throws {
    let result = try test()
    let check = try #require(result.markerCheck)
    for change in MarkerChange.allCases {
      let changed = try #require(Self.images.test.changingMarkers(change))
      let after: [Int] = (0..<24).map { image in
        Self.network(changed.tensor([image], channels: 1), Self.parameters).predictedClasses[0]
      }
      let right = (0..<24).count { after[$0] == changed.classes[$0] }
      let answers = try #require(check.answers[change])
      #expect(answers.accuracy == Double(right) / 24)
      let touched = (0..<24).filter { image in
        switch change {
        case .removed: Self.singles[image].hasMarker
        case .added: !Self.singles[image].hasMarker
        case .swapped: true
        }
      }
      let flips = touched.count { after[$0] != Self.singles[$0].predicted }
      #expect(answers.flipped == Double(flips) / Double(touched.count))
    }
  }
}
