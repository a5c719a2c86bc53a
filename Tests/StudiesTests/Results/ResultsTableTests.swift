import Studies
import Testing

@Suite struct ResultsTableTests {
  /// The fields of one record by heading.
  func row(_ record: TrialRecord) -> [String: String] {
    let table = ResultsTable([record])
    return Dictionary(uniqueKeysWithValues: zip(table.headings, table.rows[0]))
  }

  private static let changing = [
    "worker", "attempts", "training_seconds", "evaluation_seconds", "costly_seconds", "feature_seconds",
    "image_seconds", "worker_cpu",
    "worker_instruction_set", "worker_threads",
  ]

  @Test func headingsAreOnePerFieldAndTheirNamesPromiseWhatStaysTheSame() {
    var record = RecordSamples.done(number: 0)
    record.trial.experiment.measurement = MeasurementPlan(methods: AttributionMethodKind.allCases, costlyImages: 1)
    let headings = ResultsTable([record]).headings
    #expect(Set(headings).count == headings.count)
    #expect(headings.prefix(3) == ["trial", "key", "experiment"])
    let changing = headings.filter { $0.hasPrefix("worker") || $0 == "attempts" || $0.hasSuffix("_seconds") }
    #expect(changing == Self.changing)
    for measure in Measure.all { #expect(headings.contains(measure.name)) }
    for name in ["nor", "dcm", "hcm", "arv"] { #expect(headings.contains(name + "_hirescam_inside")) }
  }

  @Test func onlyTheColumnsOfTimeAndWorkerDependOnTheRun() {
    var slower = RecordSamples.done(number: 1)
    slower.worker = "elsewhere"
    slower.attempts = 4
    slower.result?.trainingSeconds = 99
    slower.result?.evaluationSeconds = 98
    slower.result?.costlySeconds = 95
    slower.result?.featureSeconds = 97
    slower.result?.imageSeconds = 96
    slower.result?.machine = ComputingMachine(cpu: "a CPU, slow", instructionSet: "avx2", threads: 3)
    let (one, other) = (row(RecordSamples.done(number: 1)), row(slower))
    let different = Set(one.keys.filter { one[$0] != other[$0] })
    #expect(different == Set(Self.changing))
    #expect(other["worker_cpu"] == "a CPU, slow" && other["worker_instruction_set"] == "avx2")
    #expect(other["worker_threads"] == "3")
  }

  @Test func aFinishedTrialFillsItsRow() {
    let fields = row(RecordSamples.done(number: 3))
    #expect(fields["trial"] == "3")
    #expect(fields["key"] == "size-heatmap-03")
    #expect(fields["learning_rate"] == "1e-05")
    #expect(fields["seed"] == "18446744073709551615")
    #expect(fields["state"] == "done")
    #expect(fields["kept"] == "true")
    #expect(fields["reason"] == "")
    #expect(fields["test_loss"] == "0.30000000000000004")
    #expect(fields["hirescam_inside"] == "0.75")
    #expect(fields["hirescam_on_marker"] == "")
    #expect(fields["gradcam_undefined"] == "2")
    #expect(fields["nor_accuracy"] == "0.875")
    #expect(fields["dcm_accuracy"] == "")
    #expect(fields["image_digest"] == "abc")
  }

  @Test func methodsThatNobodyMeasuresWithHaveNoColumn() {
    let headings = ResultsTable([RecordSamples.done(number: 0)]).headings
    #expect(headings.contains("gradcam_inside") && headings.contains("arv_gradcam_undefined"))
    #expect(!headings.contains { $0.contains("occlusion") || $0.contains("input") })
  }

  @Test func numbersReadBackAsTheSameNumbers() throws {
    for number in [0.1, 1.0 / 3, Double.leastNonzeroMagnitude, 1.7976931348623157e308, 123456789.123] {
      var record = RecordSamples.done(number: 0)
      record.result?.test?.loss = number
      let field = try #require(row(record)["test_loss"])
      #expect(Double(field) == number)
    }
  }

  @Test func rowsComeInTheOrderOfTheTrials() {
    let table = ResultsTable([2, 0, 1].map(RecordSamples.pending(number:)))
    #expect(table.rows.map { $0[0] } == ["0", "1", "2"])
  }

  @Test func aTrialWithoutResultSaysWhy() {
    #expect(row(RecordSamples.diverged(number: 0))["reason"] == "the loss became NaN in epoch 2")
    #expect(row(RecordSamples.diverged(number: 0))["kept"] == "false")
    #expect(row(RecordSamples.diverged(number: 0))["test_accuracy"] == "")
    #expect(
      row(RecordSamples.quarantined(number: 0, failure: "disk full"))["reason"] == "given up after repeated failures")
    #expect(row(RecordSamples.pending(number: 0))["reason"] == "")
    let inaccurate = row(RecordSamples.done(number: 0, validationAccuracy: 0.9))
    #expect(inaccurate["reason"] == "validation accuracy 0.9 is below 0.95")
    #expect(inaccurate["kept"] == "false")
  }

  @Test(arguments: [
    ("plain", "plain"),
    ("a,b", "\"a,b\""),
    ("say \"no\"", "\"say \"\"no\"\"\""),
    ("a\nb", "\"a\nb\""),
    ("a\r\nb", "\"a\r\nb\""),
    ("\"\u{301}", "\"\"\"\u{301}\""),
  ])
  func fieldsAreQuotedAsRFC4180HasIt(reason: String, field: String) {
    let csv = ResultsTable([RecordSamples.diverged(number: 0, where: reason)]).csv
    // By bytes, since a quote with a combining mark is one Character.
    #expect(csv.utf8.firstRange(of: ",diverged,false,\(field),".utf8) != nil)
  }

  @Test func theFileIsHeadingThenRowsEachEndedByALineFeed() {
    let lines = ResultsTable([RecordSamples.done(number: 0)]).csv.split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 3)
    #expect(
      lines[0].hasPrefix("trial,key,experiment,arm,index,learning_rate,heatmap_weight,seed,state,kept,reason,epochs,"))
    #expect(lines[1].hasPrefix("0,size-heatmap-00,size,heatmap,0,1e-05,1.0,"))
    #expect(lines[2] == "")
  }
}
