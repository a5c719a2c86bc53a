import Studies
import Testing

@Suite struct ImageTableTests {
  @Test func anImageIsARow() throws {
    var record = RecordSamples.done(number: 2)
    record.result?.classes = [0, 1]
    record.result?.predictions = [0, 2]
    record.result?.imageMeasures = [
      .gradcam: ImageMeasures(
        inside: [0.5, nil], onFat: [0.125, nil], onMarker: [nil, nil], outside: [0.375, nil], lift: [2, nil],
        iou: [0.25, nil], pointing: [true, nil], deletion: [0.75, nil], insertion: [1, nil])
    ]
    let table = ImageTable([RecordSamples.pending(number: 0), record])
    #expect(
      table.csv == """
        trial,key,image,class,predicted,\
        gradcam_inside,gradcam_on_fat,gradcam_on_marker,gradcam_outside,gradcam_lift,gradcam_iou,gradcam_pointing,\
        gradcam_deletion,gradcam_insertion
        2,size-heatmap-02,0,NOR,NOR,0.5,0.125,,0.375,2.0,0.25,true,0.75,1.0
        2,size-heatmap-02,1,DCM,HCM,,,,,,,,,

        """)
  }

  @Test func withoutResultsThereIsTheHeading() {
    #expect(ImageTable([RecordSamples.pending(number: 0)]).csv == "trial,key,image,class,predicted\n")
  }
}
