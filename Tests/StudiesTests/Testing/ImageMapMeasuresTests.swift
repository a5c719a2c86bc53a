import Attribution
import Studies
import Testing

/// What maps of two cells show on images of two pixels: the first is the heart, the second the fat, half of the time under a marker.
@Suite struct ImageMapMeasuresTests {
  private let plain = ImageMasks(inside: [true, false], fat: [false, true], marker: nil)
  private let marked = ImageMasks(inside: [true, false], fat: [false, false], marker: [false, true])

  private func measures(_ map: [Float], _ masks: ImageMasks, threshold: Float? = 0.5) -> ImageMapMeasures? {
    let upsampling = BilinearUpsampling(rows: 1, columns: 2, height: 1, width: 2)
    return UpsampledMap(map, upsampling: upsampling).map { ImageMapMeasures($0, masks, threshold: threshold) }
  }

  private func evaluation(_ images: [(map: [Float], masks: ImageMasks)]) -> MapMeasures? {
    var tally = EvaluationTally()
    for (map, masks) in images {
      tally.add(loss: 1, isCorrect: true)
      tally.add(measures(map, masks), of: .hirescam)
    }
    return tally.evaluation?[.hirescam]
  }

  /// Maps are in single precision.
  private func isNear(_ value: Double?, _ expected: Double) -> Bool { value.map { abs($0 - expected) < 1e-7 } ?? false }

  @Test func oneMapsMeasures() throws {
    let found = try #require(measures([3, 1], plain))
    #expect(isNear(found.inside, 0.75))
    #expect(isNear(found.onFat, 0.25))
    #expect(found.onMarker == nil)
    #expect(isNear(found.outside, 0))
    #expect(isNear(found.lift, 1.5))
    // Only the heart reaches half of the maximum.
    #expect(found.iou == 1)
    #expect(found.isPointing == true)
    #expect(try #require(measures([3, 2], plain)).iou == 0.5)
    #expect(try #require(measures([1, 3], plain)).isPointing == false)
    #expect(try #require(measures([3, 1], plain, threshold: nil)).iou == nil)
    let empty = ImageMasks(inside: [false, false], fat: [false, false], marker: nil)
    let elsewhere = try #require(measures([3, 1], empty))
    #expect(elsewhere.outside == 1)
    #expect(elsewhere.lift == nil)
  }

  @Test func withoutMaskNothingIsMeasuredThatNeedsIt() throws {
    let found = try #require(measures([3, 1], ImageMasks(inside: nil, fat: nil, marker: nil)))
    #expect(found.inside == nil && found.outside == nil && found.onFat == nil && found.onMarker == nil)
    #expect(found.lift == nil && found.iou == nil && found.isPointing == nil)
    let both = evaluation([([3, 1], plain), ([3, 1], ImageMasks(inside: nil, fat: nil, marker: nil))])
    #expect(isNear(both?.inside, 0.75))
    #expect(both?.pointing == 1)
    #expect(both?.images == 2 && both?.undefined == 0)
  }

  @Test func meansAreOverImages() {
    let found = evaluation([([3, 1], plain), ([1, 3], plain), ([1, -5], plain)])
    #expect(isNear(found?.inside, 2.0 / 3))
    #expect(isNear(found?.onFat, 1.0 / 3))
    #expect(found?.pointing == 2.0 / 3)
    #expect(found?.images == 3)
    #expect(found?.undefined == 0)
  }

  @Test func aMapWithoutPositiveValuesIsCountedAndLeftOut() {
    let found = evaluation([([0, 0], plain), ([-1, -2], plain), ([1, 3], plain), ([.nan, 0], plain)])
    #expect(isNear(found?.inside, 0.25))
    #expect(isNear(found?.onFat, 0.75))
    #expect(found?.images == 4)
    #expect(found?.undefined == 3)
    #expect(evaluation([([0, 0], marked)]) == MapMeasures(images: 1, undefined: 1))
  }

  @Test func theMarkersShareIsOverImagesThatShowOne() {
    let found = evaluation([([1, 3], marked), ([1, 0], plain), ([0, 1], marked)])
    #expect(isNear(found?.onMarker, 0.875))
    let expected: Double = 1.25 / 3
    #expect(isNear(found?.inside, expected))
  }

  @Test func overallMeasuresAreMeansOfClassesAndTheRestIsOverImages() {
    var tallies = [EvaluationTally](repeating: EvaluationTally(), count: 4)
    func add(_ number: Int, _ map: [Float], loss: Double, _ isCorrect: Bool, _ masks: ImageMasks) {
      tallies[number].add(loss: loss, isCorrect: isCorrect)
      tallies[number].add(measures(map, masks), of: .hirescam)
    }
    add(0, [1, 0], loss: 1, true, plain)
    add(0, [1, 0], loss: 2, true, plain)
    add(0, [1, 1], loss: 3, false, marked)
    add(3, [0, 1], loss: 6, false, plain)
    add(1, [0, 0], loss: 8, true, plain)
    let result = TestResult(tallies, classes: ["NOR", "DCM", "HCM", "ARV"])
    #expect(Set(result.byClass.keys) == ["NOR", "ARV", "DCM"])
    #expect(result.byClass["NOR"]?.accuracy == 2.0 / 3)
    #expect(result.byClass["NOR"]?.loss == 2)
    #expect(result.byClass["NOR"]?[.hirescam]?.inside == 2.5 / 3)
    #expect(result.overall.images == 5)
    #expect(abs(result.overall.accuracy - 0.6) < 1e-15)
    #expect(abs(result.overall.loss - 4) < 1e-15)
    // DCM has no defined map: the mean is over the other two classes.
    let expected: Double = 2.5 / 3 / 2
    #expect(result.overall[.hirescam]?.inside == expected)
    #expect(result.overall[.hirescam]?.onMarker == 0.5)
    #expect(result.overall[.hirescam]?.undefined == 1)
    #expect(result.overall[.hirescam]?.images == 5)
  }
}
