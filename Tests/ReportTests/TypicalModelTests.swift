import Report
import Studies
import Testing

@Suite struct TypicalModelTests {
  @Test func `the typical model has the median share among the kept ones`() throws {
    var study = SyntheticStudy(trials: [5])
    for index in 0..<5 { study.records[index].result?.test?[.hirescam]?.inside = [0.5, 0.1, 0.9, 0.3, 0.7][index] }
    #expect(study.records.typicalModel(experiment: "size", arm: "cce")?.trial.index == 0)
    // Of four, the lower of the two in the middle.
    study.records[2].result?.epochs[4].validationAccuracy = 0.1
    #expect(study.records.typicalModel(experiment: "size", arm: "cce")?.trial.index == 3)
    // A share that is no number is none.
    study.records[1].result?.test?[.hirescam]?.inside = .nan
    #expect(study.records.typicalModel(experiment: "size", arm: "cce")?.trial.index == 0)
    #expect(study.records.typicalModel(experiment: "size", arm: "nobody") == nil)
  }
}
