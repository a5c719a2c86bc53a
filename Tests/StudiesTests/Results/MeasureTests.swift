import CardiacMRI
import Images
import Studies
import Testing

@Suite struct MeasureTests {
  @Test func eachMeasureIsItsColumn() {
    var record = RecordSamples.done(number: 0)
    record.result?.test = Evaluation(
      images: 8, accuracy: 0.1, loss: 0.2, maps: [:])
    for (index, method) in AttributionMethodKind.allCases.enumerated() {
      func value(_ place: Int) -> Double { Double(30 + 10 * index + place) / 100 }
      record.result?.test?[method] = MapMeasures(
        inside: value(0), onFat: value(1), onMarker: value(2), outside: value(3), lift: value(4), iou: value(5),
        pointing: value(6), deletion: value(7), insertion: value(8), images: 8)
    }
    record.result?.markerCheck = MarkerCheck(
      answers: [
        .removed: .init(accuracy: 0.01, flipped: 0.02), .added: .init(accuracy: 0.03, flipped: nil),
        .swapped: .init(accuracy: 0.04, flipped: 0.05),
      ])
    record.trial.experiment.measurement = MeasurementPlan(methods: AttributionMethodKind.allCases, costlyImages: 2)
    let table = ResultsTable([record])
    let fields = Dictionary(uniqueKeysWithValues: zip(table.headings, table.rows[0]))
    for measure in Measure.all {
      #expect(measure.value(of: record).map { "\($0)" } == fields[measure.name])
    }
    // No two measures are one field.
    #expect(Set(Measure.all.map { $0.value(of: record) }).count == Measure.all.count)
  }

  @Test func withoutTestThereIsNoValue() {
    for measure in Measure.all {
      #expect(measure.value(of: RecordSamples.diverged(number: 0)) == nil)
      #expect(measure.value(of: RecordSamples.pending(number: 0)) == nil)
    }
  }

  @Test func imagesWithoutMarkersHaveNoShareOnIt() {
    #expect(!Measure.hirescamOnMarker.exists(in: .drawn(.size, shortcutStrength: nil)))
    #expect(!Measure.gradcamOnMarker.exists(in: .drawn(.size, shortcutStrength: nil)))
    #expect(!Measure(.accuracySwapped).exists(in: .drawn(.size, shortcutStrength: nil)))
    for measure in Measure.all { #expect(measure.exists(in: .drawn(.marker, shortcutStrength: nil))) }
    #expect(Measure.gradcamInside.exists(in: .drawn(.size, shortcutStrength: nil)))
  }
}
