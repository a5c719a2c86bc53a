import Studies
import Testing

/// The time of a whole study, from times of a part's trials.
@Suite struct WholeStudyTests {
  /// 2 of 10 trials of each arm, on 8 of 80 images to train, 8 of 40 to validate, 8 of 8 to test.
  private func study() throws -> Study {
    try StudyFile.parse(
      text: """
        name: sample
        seed: 7
        images: {training: 80, validation: 40, test: 8}
        epochs: 4
        batch: 8
        trials: 10
        learning_rate: {sampler: grid, values: [1e-3]}
        arms: [{name: a}, {name: b, train: head}]
        experiments: [{name: one, setting: size}]
        part: {trials: 2, images: 8}
        """, name: "study.yaml")
  }

  private func records(_ study: Study, featureSeconds: [Double?]) -> [TrialRecord] {
    zip(study.trials(), featureSeconds).map { trial, features in
      TrialRecord(
        trial: trial, state: .done,
        result: TrialResult(
          divergence: nil, epochs: [], test: nil, testByClass: [:], imageDigest: "", trainingSeconds: 3,
          evaluationSeconds: 2, featureSeconds: features),
        failure: nil, worker: "w", attempts: 1)
    }
  }

  @Test func growsWithTrialsAndImages() throws {
    let study = try study()
    // 3 s x 10 and 2 s x (4 x 40 + 8) / (4 x 8 + 8), for 20 trials.
    let trained = 20 * (3 * 10 + 2 * 168.0 / 40)
    let without = try #require(WholeStudy(study: study, records: records(study, featureSeconds: [nil, nil, nil, nil])))
    #expect(abs(without.workerSeconds - trained) < 1e-9)
    // Of each trial's own: 5 s x 10 trials. Shared: once. Both for (80 + 40 + 8) / 24 times the images.
    let own = try #require(WholeStudy(study: study, records: records(study, featureSeconds: [nil, nil, 5, 5])))
    #expect(abs(own.workerSeconds - trained - 50 * 128.0 / 24) < 1e-9)
    let shared = try #require(WholeStudy(study: study, records: records(study, featureSeconds: [nil, nil, 5, 0])))
    #expect(abs(shared.workerSeconds - trained - 5 * 128.0 / 24) < 1e-9)
  }

  /// Of 2 s, 1.5 s go to one image of each class, which are four of any number.
  @Test func whatIsMeasuredOnFewImagesDoesNotGrowWithTheirNumber() throws {
    var study = try study()
    for index in study.experiments.indices { study.experiments[index].measurement.costlyImages = 1 }
    var records = records(study, featureSeconds: [nil, nil, nil, nil])
    for index in records.indices { records[index].result?.costlySeconds = 1.5 }
    let whole = try #require(WholeStudy(study: study, records: records))
    #expect(abs(whole.workerSeconds - 20 * (3 * 10 + 0.5 * 168 / 40 + 1.5)) < 1e-9)
  }

  @Test func isNotKnownWithoutATrainedModelOfEachArm() throws {
    let study = try study()
    var records = records(study, featureSeconds: [nil, nil, 1, 1])
    records[2].state = .diverged
    #expect(WholeStudy(study: study, records: records) != nil)
    records[3].state = .pending
    #expect(WholeStudy(study: study, records: records) == nil)
    #expect(WholeStudy(study: study, records: []) == nil)
  }

  @Test func ofAWholeStudyIsWhatItTook() throws {
    var study = try study()
    study.part = nil
    let records = records(study, featureSeconds: [nil, nil, 1, 1])
    let whole = try #require(WholeStudy(study: study, records: records))
    #expect(abs(whole.workerSeconds - 22) < 1e-9)
  }
}
