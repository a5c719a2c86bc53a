import Cluster
import Foundation
import Studies

/// What a run of a part of a study says of the whole one.
struct PartOfStudy {
  private let study: Study
  private let part: StudyPart
  private let workers: Int
  private let start = ContinuousClock.now

  /// Nil for a whole study.
  /// - Parameters:
  ///   - text: the study file's.
  ///   - workers: started on this machine.
  init?(text: String, workers: Int) {
    guard let study = Self.study(text), let part = study.part else { return nil }
    self.study = study
    self.part = part
    self.workers = workers
  }

  /// Refuses a directory that holds more or less of the same study.
  static func check(_ directory: URL, isFor text: String) throws {
    // Whatever else may be wrong with the directory is found when it is opened.
    guard let stored = try? StoredStudy(directory: directory), stored.text != text,
      let study = study(text), let other = Self.study(stored.text),
      StudyFile.text(ofWholeOf: other, text: stored.text) == StudyFile.text(ofWholeOf: study, text: text)
    else { return }
    throw ClusterError(
      "\(directory.path): holds \(other.part.map { "a part of the study, \($0.description)" } ?? "the whole study"), expected "
        + "\(study.part?.description ?? "the whole study"); choose another directory with --output")
  }

  var description: String { part.description }

  /// What is run, and how long the whole study would take where some of it is done already.
  func begin(_ directory: URL) -> String {
    "a part of the study: \(part.description); \(counts)" + (estimate(directory).map { "; \($0)" } ?? "")
  }

  /// How long the part took and the whole study would take.
  func end(_ directory: URL) -> String {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let whole = estimate(directory) ?? "how long the whole study would take is not known: an arm has no trained model"
    return "this part: \(counts), \(seconds.asTime) now; \(whole)"
  }

  private static func study(_ text: String) -> Study? {
    try? StudyFile.parse(text: text, name: StudyStore.fileName)
  }

  private var counts: String { "\(study.trials().count) of the study's \(study.wholeTrials) trials" }

  private func estimate(_ directory: URL) -> String? {
    guard let own = try? StudyDirectory(directory),
      let seconds = WholeStudy(study: own.study, records: own.records)?.workerSeconds
    else { return nil }
    let count = max(workers, Set(own.records.compactMap(\.worker)).count, 1)
    let places = min(count, study.wholeTrials)
    return "the whole study would take about \((seconds / Double(places)).asTime) on "
      + (places == 1 ? "one such worker" : "\(places) such workers")
  }
}
