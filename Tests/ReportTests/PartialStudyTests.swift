import Report
import Studies
import Testing

/// Studies in which something is missing: the report is written, and says what.
@Suite struct PartialStudyTests {
  private func html(_ study: SyntheticStudy) throws -> String {
    let html = try study.report().html()
    _ = try #require(ReportTests.Reader.read(html))
    return html
  }

  @Test func `no records at all`() throws {
    var study = SyntheticStudy(trials: [3, 2])
    study.records = []
    study.images = []
    study.examples = []
    let html = try html(study)
    #expect(html.contains("10 of 10 trials pending"))
    #expect(html.contains("No sample images are at hand."))
    #expect(html.contains("No trial has a record yet."))
    #expect(html.contains("not compared: no kept model of heatmap has a value"))
  }

  @Test func `some trials are pending`() throws {
    var study = SyntheticStudy(trials: [6, 6])
    for index in study.records.indices where index % 2 == 1 {
      study.records[index].state = .pending
      study.records[index].result = nil
    }
    #expect(try html(study).contains("12 of 24 trials pending"))
  }

  @Test func `a part of a study`() throws {
    var study = SyntheticStudy(trials: [3, 2])
    #expect(try !html(study).contains("part of the study"))
    var whole = study.study.experiments
    for index in whole.indices { whole[index].trials = 20 }
    study.study.part = StudyPart(trials: 3, images: nil, whole: whole)
    let html = try html(study)
    #expect(
      html.contains(
        "This is a part of the study, not the study: the first 3 trials of each arm. 10 of its 80 trials were planned.")
    )
    #expect(html.contains("A part of the study: 10 trials in 2 experiments"))
  }

  @Test func `an arm without a kept model`() throws {
    var study = SyntheticStudy(trials: [6])
    for index in study.records.indices where study.records[index].trial.arm.name == "heatmap" {
      study.records[index].state = .diverged
      study.records[index].result?.test = nil
    }
    let html = try html(study)
    #expect(html.contains("no model of arm heatmap is kept (6 diverged)"))
    #expect(html.contains("not compared: no kept model of heatmap has a value"))
    let summary = String(decoding: try study.report().summaryJSON(), as: UTF8.self)
    #expect(summary.contains("\"comparisons\" : []") || summary.contains("\"comparisons\" : [\n\n  ]"))
    #expect(summary.contains("no kept model of heatmap has a value"))
  }

  @Test func `one arm only`() throws {
    let html = try html(SyntheticStudy(trials: [5], armNames: ["cce"]))
    #expect(html.contains("It has one arm, cce, so there is nothing to compare it with."))
  }

  @Test func `every trial diverged`() throws {
    var study = SyntheticStudy(trials: [3])
    for index in study.records.indices {
      study.records[index].state = .diverged
      study.records[index].result?.epochs = []
      study.records[index].result?.test = nil
      study.records[index].result?.testByClass = [:]
    }
    let html = try html(study)
    #expect(html.contains("Every trial diverged."))
    #expect(html.contains("nothing can be said about where the models look"))
  }

  @Test(arguments: [1, 2, 3])
  func `a few models an arm`(count: Int) throws {
    let html = try html(SyntheticStudy(trials: [count]))
    #expect(html.contains("with as few as"))
    #expect(html.contains("No difference in HiResCAM inside the mask between heatmap and cce is shown"))
  }

  @Test func `a measure without any value`() throws {
    var study = SyntheticStudy(trials: [4, 4])
    for index in study.records.indices { study.records[index].result?.test?[.gradcam]?.onMarker = nil }
    let html = try html(study)
    #expect(
      html.contains("Experiment marker: no kept model has a value of Grad-CAM on the marker (gradcam_on_marker)."))
    #expect(!html.contains("Experiment size: no kept model has a value"))
  }

  @Test func `values that are not numbers, and equal values`() throws {
    var study = SyntheticStudy(trials: [4, 4])
    for index in study.records.indices {
      study.records[index].result?.test?[.hirescam]?.inside = index == 0 ? .nan : 0.5
      study.records[index].trial.learningRate = 1e-3
      study.records[index].result?.epochs = [
        EpochResult(trainingLoss: .nan, trainingAccuracy: 1, validationLoss: .infinity, validationAccuracy: 1)
      ]
    }
    let html = try html(study)
    #expect(html.contains("No difference in HiResCAM inside the mask between heatmap and cce is shown"))
    #expect(!html.contains("\"nan\"") && !html.contains("\"inf\""))
  }

  @Test func `pictures of the wrong size, and maps of zeros`() throws {
    var study = SyntheticStudy(trials: [4, 4])
    study.images[0].pixels = [1, 2, 3]
    study.examples[0].map = []
    study.examples[1].map = study.examples[1].map.map { _ in 0 }
    let html = try html(study)
    #expect(html.contains("2 example pictures of the wrong size left out."))
    #expect(html.contains("undefined map"))
  }
}
