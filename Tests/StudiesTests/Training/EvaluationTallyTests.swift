import CardiacMRI
import Studies
import Testing

/// Means of what single images gave, on maps of two cells: the first is the heart, the second the fat.
@Suite struct EvaluationTallyTests {
  private let plain = ImageRegions(heart: [1, 0], fat: [0, 1], marker: nil, total: [1, 1])
  private let marked = ImageRegions(heart: [1, 0], fat: [0, 1], marker: [0, 0.5], total: [1, 1])

  private func evaluation(_ images: [(map: [Float], regions: ImageRegions)]) -> Evaluation {
    var tally = EvaluationTally()
    for (map, regions) in images {
      tally.add(loss: 1, isCorrect: true, hirescam: map[...], gradcam: map.reversed()[...], regions: regions)
    }
    return tally.evaluation
  }

  @Test func sharesAreMeansOverImages() {
    let result = evaluation([([3, 1], plain), ([1, 3], plain), ([1, -5], plain)])
    #expect(result.hirescam == MapMeasures(inHeart: 2.0 / 3, onFat: 1.0 / 3, onMarker: nil, undefined: 0))
    #expect(result.gradcam == MapMeasures(inHeart: 1.0 / 3, onFat: 2.0 / 3, onMarker: nil, undefined: 0))
  }

  @Test func aMapWithoutPositiveValuesIsCountedAndLeftOut() {
    let result = evaluation([([0, 0], plain), ([-1, -2], plain), ([1, 3], plain), ([.nan, 0], plain)])
    #expect(result.hirescam == MapMeasures(inHeart: 0.25, onFat: 0.75, onMarker: nil, undefined: 3))
    let none = evaluation([([0, 0], marked)])
    #expect(none.hirescam == MapMeasures(inHeart: nil, onFat: nil, onMarker: nil, undefined: 1))
  }

  @Test func theMarkersShareIsOverImagesThatShowOne() {
    let result = evaluation([([1, 3], marked), ([1, 0], plain), ([0, 1], marked)])
    #expect(result.hirescam.onMarker == 0.4375)
    let expected = 1.25 / 3
    #expect(result.hirescam.inHeart == expected)
  }

  @Test func overallSharesAreMeansOfClassesAndTheRestIsOverImages() {
    var tallies: [Diagnosis: EvaluationTally] = [:]
    func add(_ diagnosis: Diagnosis, _ map: [Float], loss: Double, _ isCorrect: Bool, _ regions: ImageRegions) {
      tallies[diagnosis, default: EvaluationTally()].add(
        loss: loss, isCorrect: isCorrect, hirescam: map[...], gradcam: map[...], regions: regions)
    }
    add(.nor, [1, 0], loss: 1, true, plain)
    add(.nor, [1, 0], loss: 2, true, plain)
    add(.nor, [1, 1], loss: 3, false, marked)
    add(.arv, [0, 1], loss: 6, false, plain)
    add(.dcm, [0, 0], loss: 8, true, plain)
    let result = TestResult(tallies)
    #expect(Set(result.byClass.keys) == ["NOR", "ARV", "DCM"])
    #expect(result.byClass["NOR"]?.accuracy == 2.0 / 3)
    #expect(result.byClass["NOR"]?.loss == 2)
    #expect(result.byClass["NOR"]?.hirescam.inHeart == 2.5 / 3)
    #expect(result.overall.images == 5)
    #expect(abs(result.overall.accuracy - 0.6) < 1e-15)
    #expect(abs(result.overall.loss - 4) < 1e-15)
    // DCM has no defined map: the mean is over the other two classes.
    let (heart, fat): (Double, Double) = ((2.5 / 3 + 0) / 2, (0.5 / 3 + 1) / 2)
    #expect(result.overall[.hirescam]? == MapMeasures(inHeart: heart, onFat: fat, onMarker: 0.25, undefined: 1))
  }
}
