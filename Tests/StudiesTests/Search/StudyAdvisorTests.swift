import Foundation
import Studies
import Synchronization
import Testing

/// What trials of an adaptive study are answered.
@Suite struct StudyAdvisorTests {
  private static let text = """
    name: sample
    seed: 7
    images: {training: 16, validation: 8, test: 4}
    epochs: 8
    batch: 8
    trials: 20
    learning_rate: {sampler: bayesian, low: 1e-4, high: 1e-2}
    early_stopping: {minimum_epochs: 2, reduction: 2}
    arms: [{name: a}, {name: b, heatmap: {loss: paper, weight: {low: 0.1, high: 10}}}]
    experiments: [{name: one, setting: size}]
    """

  private final class Sweep: Sendable {
    let study: Study
    let trials: [Trial]
    let directory = FileManager.default.temporaryDirectory.appending(path: "advisor-\(UUID().uuidString)")
    let records = Mutex<[TrialRecord]>([])

    init() throws {
      study = try StudyFile.parse(text: StudyAdvisorTests.text, name: "study.yaml")
      trials = study.trials()
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      records.withLock {
        $0 = trials.map {
          TrialRecord(trial: $0, state: .pending, result: nil, failure: nil, worker: nil, attempts: 0)
        }
      }
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    func advisor() throws -> StudyAdvisor {
      try #require(try StudyAdvisor(study, directory: directory) { self.records.withLock { $0 } })
    }

    func settings(_ advisor: StudyAdvisor, _ key: String) throws -> TrialSettings {
      let bytes = try #require(advisor.data(named: Advice.settings(trial: key).name))
      return try JSONDecoder().decode(TrialSettings.self, from: bytes)
    }

    func finish(_ number: Int, _ settings: TrialSettings, accuracy: Double) {
      let epoch = EpochResult(
        trainingLoss: 1, trainingAccuracy: 1, validationLoss: 1, validationAccuracy: accuracy)
      let result = TrialResult(
        divergence: nil, settings: settings, epochs: [epoch], test: nil, testByClass: [:], imageDigest: "",
        trainingSeconds: 0, evaluationSeconds: 0)
      records.withLock {
        $0[number].state = .done
        $0[number].result = result
        $0[number].trial = $0[number].trial.with(settings)
      }
    }
  }

  @Test func answersStayWhatTheyWereAlsoForTheNextCoordinator() throws {
    let sweep = try Sweep()
    let advisor = try sweep.advisor()
    let first = try sweep.settings(advisor, "one-a-00")
    #expect(first.heatmapWeight == nil && (1e-4...1e-2).contains(first.learningRate))
    let guided = try sweep.settings(advisor, "one-b-00")
    #expect(guided.heatmapWeight.map { (0.1...10).contains($0) } == true)
    sweep.finish(0, first, accuracy: 0.5)
    #expect(try sweep.settings(advisor, "one-a-00") == first)
    #expect(try sweep.settings(sweep.advisor(), "one-a-00") == first)
    #expect(try sweep.settings(sweep.advisor(), "one-b-00") == guided)
  }

  /// Accuracy is best at 1e-3: later trials are tried nearer to it than the first ones.
  @Test func theSearchLearnsFromWhatIsDone() throws {
    let sweep = try Sweep()
    let advisor = try sweep.advisor()
    var distances: [Double] = []
    for number in 0..<20 {
      let settings = try sweep.settings(advisor, sweep.trials[number].key)
      let distance = abs(log10(settings.learningRate) + 3)
      distances.append(distance)
      sweep.finish(number, settings, accuracy: 1 - distance / 2)
    }
    let (early, late) = (distances.prefix(5).reduce(0, +) / 5, distances.suffix(5).reduce(0, +) / 5)
    #expect(late < early / 2, "\(distances)")
    #expect((distances.min() ?? 1) < 0.05)
  }

  @Test func whoIsWorseStopsAtItsRungAndIsToldSoAgain() throws {
    let sweep = try Sweep()
    let advisor = try sweep.advisor()
    func goesOn(_ advisor: StudyAdvisor, _ key: String, _ accuracy: Double) throws -> String {
      let question = Advice.goingOn(trial: key, epoch: 2, accuracy: accuracy)
      return String(decoding: try #require(advisor.data(named: question.name)), as: UTF8.self)
    }
    #expect(try goesOn(advisor, "one-a-00", 0.9) == "yes")
    #expect(try goesOn(advisor, "one-a-01", 0.5) == "no")
    #expect(try goesOn(advisor, "one-a-02", 0.95) == "yes")
    // Another arm is a group of its own.
    #expect(try goesOn(advisor, "one-b-00", 0.3) == "yes")
    #expect(try goesOn(sweep.advisor(), "one-a-01", 0.5) == "no")
  }

  @Test func otherQuestionsHaveNoAnswer() throws {
    let advisor = try Sweep().advisor()
    for name in [
      "", "advice", "advice settings", "advice settings two-a-00", "advice settings one-a-00 x", "size 16 8 4 1",
      "advice going-on one-a-00 2", "advice going-on one-a-00 0 0.5", "advice going-on one-a-00 8 0.5",
      "advice going-on one-a-00 2 nan", "advice going-on one-a-00 2 1.5", "advice going-on one-a-00 x 0.5",
    ] {
      #expect(advisor.data(named: name) == nil, "\(name)")
    }
  }

  @Test func aStudyThatAsksNothingHasNoAdvisor() throws {
    let study = try StudyFile.parse(text: StudySamples.valid, name: "study.yaml")
    let directory = FileManager.default.temporaryDirectory
    #expect(try StudyAdvisor(study, directory: directory) { [] } == nil)
  }

  @Test func aDamagedFileOfAnswersIsSaid() throws {
    let sweep = try Sweep()
    try Data("{".utf8).write(to: sweep.directory.appending(path: StudyAdvisor.fileName))
    #expect(throws: DecodingError.self) { try sweep.advisor() }
  }
}
