import CardiacMRI
import Studies
import Testing

@Suite struct MeasureTests {
  @Test func eachMeasureIsItsColumn() {
    var record = RecordSamples.done(number: 0)
    record.result?.test = Evaluation(
      images: 8, accuracy: 0.1, loss: 0.2, hirescam: MapMeasures(inHeart: 0.3, onFat: 0.4, onMarker: 0.5, undefined: 0),
      gradcam: MapMeasures(inHeart: 0.6, onFat: 0.7, onMarker: 0.8, undefined: 0))
    let table = ResultsTable([record])
    let fields = Dictionary(uniqueKeysWithValues: zip(table.headings, table.rows[0]))
    for measure in Measure.all {
      #expect(measure.value(of: record).map { "\($0)" } == fields[measure.name])
    }
    #expect(Set(Measure.all.map { $0.value(of: record) }).count == Measure.all.count)
  }

  @Test func withoutTestThereIsNoValue() {
    for measure in Measure.all {
      #expect(measure.value(of: RecordSamples.diverged(number: 0)) == nil)
      #expect(measure.value(of: RecordSamples.pending(number: 0)) == nil)
    }
  }

  @Test func imagesWithoutMarkersHaveNoShareOnIt() {
    #expect(!Measure.hirescamOnMarker.exists(in: .size))
    #expect(!Measure.gradcamOnMarker.exists(in: .size))
    for measure in Measure.all { #expect(measure.exists(in: .marker)) }
    #expect(Measure.gradcamInHeart.exists(in: .size))
  }
}
